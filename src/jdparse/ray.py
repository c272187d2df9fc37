"""Ray Data: a Dataset of texts in, Datasets out, parsed on every node. It needs ``pip install 'jdparse[batch,ray]'``.

    parsed = jdparse.ray.parse(ads, text="职位描述", title="职位名称", id="job_id").materialize()
    tables = jdparse.ray.tables(parsed)
    tables.jobs.write_parquet("lake/jobs"); tables.clauses.write_parquet("lake/clauses")

One ``map_batches`` over ``jdparse.arrow.parse_batch`` gives a row an ad with its rows of all six tables in lists, and each
table is a selection from these. Ray computes what is selected anew each time, so ``materialize`` what ``parse`` returns or, for more
than the object store and its spilling hold, write it to Parquet and take the tables of what is read back.

``ds.map_batches(jdparse.arrow.parse_batch, batch_format="pyarrow")`` does as well where the column is named ``text``; ``record`` then
counts the rows of each batch anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from jdparse.arrow import TABLES, parse_batch, rows_of
from jdparse.frames import BATCH, RECORD, Frames, named_columns
from jdparse.parser import Parser

if TYPE_CHECKING:
    from ray.data import Dataset

__all__ = ["parse", "tables"]


def parse(
    dataset: Dataset,
    *,
    text: str = "text",
    title: str | None = None,
    id: str | None = None,  # noqa: A002  the name that users give the column
    board: Mapping[str, str] | None = None,
    record: str | None = None,
    parser: Parser | None = None,
    **options: Any,
) -> Dataset:
    """Parse the texts in a column: a row an ad, of the schema ``jdparse.arrow.PARSED``.

    Args:
        dataset: any Dataset; only the named columns are read.
        text: the column of the texts.
        title: the board's title column.
        id: the column of the caller's ids.
        board: the board's own columns, as in ``jdparse.arrow.parse_batch``.
        record: a column of integers that numbers the ads; where None, ``monotonically_increasing_id`` does: unique, not gapless.
        parser: one with options; they are pickled, and each worker process builds its own. Files that they name (lexicon,
            taxonomy, model) must be there under the same path on every node.
        options: more arguments of ``Dataset.map_batches``: ``batch_size`` (``BATCH`` unless given), ``concurrency``, ``memory`` …

    Raises:
        BatchError: JD502, a named column is missing; what is wrong with an ad's text is a row of ``failures`` instead.
    """
    from ray.data.expressions import monotonically_increasing_id

    named = named_columns(dataset.columns() or (), text, title, id, record, board=board)
    chosen = dataset.select_columns(named)
    if record is None:
        chosen = chosen.with_column(RECORD, monotonically_increasing_id())
    kernel = {"text": text, "title": title, "id": id, "board": board, "record": record or RECORD, "parser": parser}
    return chosen.map_batches(parse_batch, batch_format="pyarrow", fn_kwargs=kernel, **{"batch_size": BATCH, **options})


def tables(parsed: Dataset) -> Frames[Dataset]:
    """The six tables of what ``parse`` returned, or of the same read back from a file."""
    return Frames(*(_table(parsed, table) for table in TABLES))


def _table(parsed: Dataset, table: str) -> Dataset:
    chosen = parsed.select_columns(["record", "id", table])
    return chosen.map_batches(rows_of, batch_format="pyarrow", batch_size=None, zero_copy_batch=True, fn_kwargs={"table": table})
