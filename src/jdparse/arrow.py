"""The batch kernel: texts in an Arrow table → the six tables of ``arrow_schemas``; and parsed Documents → the same tables.

The command line, the accessors of pandas and polars and the engines for clusters all go through ``parse_batch``: a batch in, a batch
out, a row a record with its rows of each table in a list. ``split`` makes the six tables of it. It needs ``pip install 'jdparse[batch]'``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from jdparse.arrow_columns import Columns
from jdparse.arrow_schemas import PARSED, SCHEMAS, TABLES, VALUE_COLUMNS, parsed_schema, schemas
from jdparse.board import FACTS, BoardFacts
from jdparse.errors import BatchError, reason
from jdparse.lift import Reading
from jdparse.pages import CHUNK, unwatched
from jdparse.parser import Parser
from jdparse.schema import Document, Failure, Job
from jdparse.tiling import Tile
from jdparse.version import __version__

__all__ = [
    "BOARD_COLUMNS",
    "PARSED",
    "SCHEMAS",
    "TABLES",
    "VALUE_COLUMNS",
    "Tables",
    "all_tables",
    "parse_batch",
    "rows_of",
    "split",
    "tables",
]

BOARD_COLUMNS = ("board", *FACTS)
"""What ``parse_batch(board=…)`` may name: the columns of a board that are kept beside the facts of the text."""

NO_TEXT = ("JD501", "the record has no text: its column is empty")
_DOCUMENTS = 4096  # documents turned into rows before the rows are packed


class Tables(NamedTuple):
    """What ``tables`` returns; ``arrow_schemas`` says what the columns mean."""

    jobs: pa.Table
    clauses: pa.Table
    requirements: pa.Table
    tags: pa.Table


@cache
def _default() -> Parser:
    return Parser()


def parse_batch(
    batch: pa.RecordBatch | pa.Table,
    *,
    text: str = "text",
    title: str | None = None,
    id: str | None = None,  # noqa: A002  the name that users give the column
    board: Mapping[str, str] | None = None,
    group: str | None = None,
    record: str | None = None,
    first: int = 0,
    parser: Parser | None = None,
    failed: Mapping[int, tuple[str, str]] | None = None,
    watch: Callable[[int], None] = unwatched,
    chunk: int = CHUNK,
) -> pa.RecordBatch | pa.Table:
    """Parse one column of texts into one row a text, which holds its rows of the six tables.

    Args:
        batch: a record batch or a table; what comes back is the same.
        text: the column of the texts; a null is a failure (JD501), an empty string is a text without a job.
        title: the board's title column, as in ``Parser.parse``.
        id: the column of the caller's ids; any type, kept as strings.
        board: the board's own columns, from ``BOARD_COLUMNS`` to their names in the batch: ``{"salary": "薪资"}``.
        group: a column of integers for ``duplicate_group``.
        record: a column of integers, the numbers of the records; where None, the rows are counted.
        first: the number of the first row, for batches that are parts of one input.
        parser: one with options; the default parser if None.
        failed: rows known to be unreadable, with the code and message of their failure; they are not parsed.
        watch: called with the number of a row before each stage that works on it, with ``NOBODY`` (-1) before one that works on several.
        chunk: how many rows go through the stages together; what is found in one does not depend on it.

    Returns:
        A row for each row, in the same order, of the schema ``PARSED``; ``split`` makes tables of it. The list ``failures`` of a record
        that cannot be parsed has one entry, its other lists none.

    Raises:
        BatchError: JD502, a named column is missing or holds no text.

    >>> batch = pa.record_batch({"描述": ["任职要求：大专以上学历", None], "薪资": ["8-9千", "面议"]})
    >>> parsed = parse_batch(batch, text="描述", board={"salary": "薪资"})
    >>> out = split(parsed)
    >>> out["jobs"]["min_level"].to_pylist(), out["jobs"]["board_max_salary"].to_pylist(), out["failures"]["error"].to_pylist()
    (['大专'], [9000.0], ['JD501'])
    """
    names = _checked(board)
    texts = _strings(batch, text)
    titles = _strings(batch, title) if title is not None else None
    ids = _strings(batch, id) if id is not None else None
    groups = batch.column(group).to_pylist() if group is not None else None
    numbers = _numbers(batch, record) if record is not None else range(first, first + batch.num_rows)
    kept = {fact: _strings(batch, column) for fact, column in names.items()}
    if titles is not None:
        kept["title"] = titles
    known: dict[int, tuple[str, str]] = {row: NO_TEXT for row, source in enumerate(texts) if source is None} | dict(failed or {})
    read = (parser or _default()).read_many(texts, titles, left_out=known, watch=watch, chunk=chunk)
    columns = Columns(parsed_schema(__version__))
    for row, number in enumerate(numbers):
        name = ids[row] if ids is not None else None
        if row in known:
            columns.fail(number, name, *known[row])
            continue
        facts = BoardFacts(**{fact: values[row] for fact, values in kept.items()}) if kept else None
        outcome = next(read)
        watch(row)
        found = _jobs_and_noise(outcome)
        if isinstance(found, Exception):
            columns.fail(number, name, *reason(found))
        else:
            columns.add(number, name, *found, facts, groups[row] if groups is not None else None)
    parsed = columns.batch()
    return pa.Table.from_batches([parsed]) if isinstance(batch, pa.Table) else parsed


def _jobs_and_noise(found: Reading | Exception) -> tuple[list[dict[str, Any]], list[Tile]] | Exception:
    try:
        return found if isinstance(found, Exception) else (found.jobs, found.noise())
    except Exception as error:  # noqa: BLE001  whatever is wrong with one record, the others are parsed
        return error


def split(parsed: pa.RecordBatch | pa.Table) -> dict[str, pa.RecordBatch | pa.Table]:
    """The six tables of what ``parse_batch`` returned, by name, also where they are empty: a batch of a batch, a table of a table.

    It may have been written, read, cut and joined in between; its metadata are those of this parser again.

    >>> out = split(parse_batch(pa.table({"text": ["岗位职责：1、接待来访客户；2、登记客户资料。", None]})))
    >>> out["clauses"].select(["record", "clause", "text"]).to_pylist()[1], out["failures"]["record"].to_pylist()
    ({'record': 0, 'clause': 1, 'text': '登记客户资料'}, [1])
    """
    return {table: rows_of(parsed, table) for table in TABLES}


def rows_of(parsed: pa.RecordBatch | pa.Table, table: str) -> pa.RecordBatch | pa.Table:
    """One of the tables that ``split`` makes; only ``record``, ``id`` and the column of that name are read."""
    schema = schemas(__version__)[table]
    if isinstance(parsed, pa.Table):
        return pa.Table.from_batches([rows_of(batch, table) for batch in parsed.to_batches()], schema)
    lists = parsed.column(table)
    record = pc.list_parent_indices(lists)
    columns = [parsed.column("record").take(record), parsed.column("id").take(record), *lists.flatten().flatten()]
    whole = [column if column.type == kind else column.cast(kind) for column, kind in zip(columns, schema.types, strict=True)]
    return pa.RecordBatch.from_arrays(whole, schema=schema)


def _checked(board: Mapping[str, str] | None) -> Mapping[str, str]:
    unknown = sorted(set(board or ()) - set(BOARD_COLUMNS))
    if unknown:
        raise BatchError("JD502", f"board: {', '.join(unknown)} is no column that is read; allowed are {', '.join(BOARD_COLUMNS)}.")
    return board or {}


def no_column(name: str, columns: Iterable[object], holder: str) -> BatchError:
    """The error for a column that ``holder`` (batch, frame) does not have."""
    return BatchError("JD502", f"there is no column {name!r}; the {holder} has {', '.join(map(str, columns))}. Name one of these.")


def _numbers(batch: pa.RecordBatch | pa.Table, name: str) -> list[int]:
    """A column of integers without a null."""
    if name not in batch.schema.names:
        raise no_column(name, batch.schema.names, "batch")
    column = batch.column(name)
    if not pa.types.is_integer(column.type) or column.null_count:
        raise BatchError("JD502", f"column {name!r} is to number the records, and holds {column.type} with {column.null_count} nulls.")
    values: list[int] = column.to_pylist()
    return values


def _strings(batch: pa.RecordBatch | pa.Table, name: str) -> list[Any]:
    """A column as Python strings, whatever simple type it has."""
    if name not in batch.schema.names:
        raise no_column(name, batch.schema.names, "batch")
    column = batch.column(name)
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        try:
            column = column.cast(pa.string())
        except pa.ArrowException as error:
            raise BatchError(
                "JD502", f"column {name!r} holds {column.type}, which is no text. Name a column of strings or numbers."
            ) from error
    values: list[Any] = column.to_pylist()
    return values


def tables(documents: Iterable[Document | Failure], *, ids: Iterable[str] | None = None) -> Tables:
    """The Arrow tables ``jobs``, ``clauses``, ``requirements`` and ``tags`` of parsed documents.

    ``record`` counts the documents; a Failure (from ``parse_many``) has its number and no rows: ``all_tables`` gives it a row.

    >>> import jdparse
    >>> jobs, clauses, requirements, tags = tables(jdparse.parse_many(["岗位职责：1、接待来访客户；2、登记客户资料。"]))
    >>> clauses.select(["clause", "number", "text"]).to_pylist()[1]
    {'clause': 1, 'number': '2、', 'text': '登记客户资料'}
    """
    every = all_tables(documents, ids=ids)
    return Tables(*(every[name] for name in Tables._fields))


def all_tables(documents: Iterable[Document | Failure], *, ids: Iterable[str] | None = None) -> dict[str, pa.Table]:
    """All six tables of parsed documents, by name; see ``tables``."""
    schema = parsed_schema(__version__)
    names = iter(ids) if ids is not None else None
    parts: list[pa.RecordBatch] = []
    columns = Columns(schema)
    for record, document in enumerate(documents):
        name = next(names) if names is not None else None
        if isinstance(document, Failure):
            columns.fail(record, name, document.error, document.message)
        else:
            columns.add(record, name, [_values(job) for job in document.jobs], document.noise)
        if record % _DOCUMENTS == _DOCUMENTS - 1:
            parts.append(columns.batch())
            columns = Columns(schema)
    parts.append(columns.batch())
    return split(pa.Table.from_batches(parts))


def _values(job: Job) -> dict[str, Any]:
    """A job's values as the parser had them before it made the object."""
    return {
        **vars(job),
        "title_span": vars(job.title_span) if job.title_span is not None else None,
        "clauses": [{**vars(clause), "tags": [(tag.category, tag.name, tag.score) for tag in clause.tags]} for clause in job.clauses],
        "requirements": [vars(requirement) for requirement in job.requirements],
    }
