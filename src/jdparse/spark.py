"""Spark: a DataFrame of texts in, DataFrames out, parsed where its partitions are. It needs ``pip install 'jdparse[batch,spark]'``.

    parsed = jdparse.spark.parse(ads, text="职位描述", title="职位名称", id="job_id").persist()
    tables = jdparse.spark.tables(parsed)
    tables.jobs.write.parquet("lake/jobs"); tables.clauses.write.parquet("lake/clauses")

One ``mapInArrow`` over ``jdparse.arrow.parse_batch`` gives a row an ad with its rows of all six tables in lists, and each
table is a selection from these. Spark computes what is selected anew each time, so ``persist`` what ``parse`` returns or, for more
than fits there, write it to Parquet and take the tables of what is read back: each is a column of that file, read alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

import pyarrow as pa

from jdparse.arrow import PARSED, TABLES, parse_batch
from jdparse.frames import BATCH, RECORD, Frames, named_columns
from jdparse.parser import Parser

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["parse", "tables"]


def parse(
    frame: DataFrame,
    *,
    text: str = "text",
    title: str | None = None,
    id: str | None = None,  # noqa: A002  the name that users give the column
    board: Mapping[str, str] | None = None,
    record: str | None = None,
    parser: Parser | None = None,
) -> DataFrame:
    """Parse the texts in a column: a row an ad, of the schema ``jdparse.arrow.PARSED``.

    Args:
        frame: any DataFrame; only the named columns are read.
        text: the column of the texts.
        title: the board's title column.
        id: the column of the caller's ids.
        board: the board's own columns, as in ``jdparse.arrow.parse_batch``.
        record: a column of integers that numbers the ads; where None, ``monotonically_increasing_id`` does: unique, not gapless.
        parser: one with options; they are pickled, and each worker process builds its own. Files that they name (lexicon,
            taxonomy, model) must be there under the same path on every node.

    Raises:
        BatchError: JD502, a named column is missing; what is wrong with an ad's text is a row of ``failures`` instead.
    """
    from pyspark.sql import functions
    from pyspark.sql.pandas.types import from_arrow_schema

    named = named_columns(frame.columns, text, title, id, record, board=board)
    columns = [frame[f"`{name}`"] for name in named]
    if record is None:
        columns.append(functions.monotonically_increasing_id().alias(RECORD))
    kernel = partial(parse_batch, text=text, title=title, id=id, board=board, record=record or RECORD, parser=parser)
    return frame.select(columns).mapInArrow(partial(_parsed, kernel), from_arrow_schema(PARSED))


def _parsed(kernel: Callable[[pa.RecordBatch], pa.RecordBatch], batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """What a worker does with its partition."""
    for batch in batches:
        for first in range(0, batch.num_rows, BATCH):
            yield kernel(batch.slice(first, BATCH))


def tables(parsed: DataFrame) -> Frames[DataFrame]:
    """The six tables of what ``parse`` returned, or of the same read back from a file."""
    return Frames(*(parsed.selectExpr("record", "id", f"inline({table})") for table in TABLES))
