"""A run: rows are gathered into parts, parts are parsed in worker processes, and what is finished is committed in order."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from jdparse.arrow import BOARD_COLUMNS, parse_batch, split
from jdparse.arrow_columns import array
from jdparse.batch.choose import ROLES, choose
from jdparse.batch.documents import Unread, read_all, size
from jdparse.batch.encode import FORMATS, encode
from jdparse.batch.inputs import Bad, Row, Table, find_files, open_table
from jdparse.batch.store import Store, write_whole
from jdparse.batch.text_files import digest
from jdparse.errors import BatchError
from jdparse.language import say
from jdparse.pages import CHUNK
from jdparse.parser import Parser
from jdparse.pool import Failed, in_order
from jdparse.reporter import Reporter
from jdparse.schema import SCHEMA_VERSION
from jdparse.version import __version__

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["PART_SIZE", "Options", "run"]

PART_SIZE = 2000
"""Records of a part: about a second of work, and what a killed run has to do again for each worker."""
MAX_PART = 50_000_000
"""Characters after which a part is full, whatever its number of records; a document counts by its bytes."""
MAX_DOCUMENTS = 25
"""Documents of a part: reading one takes as long as parsing ten ads, or a thousand where another program has to do it."""
_TOLD = 3  # documents with a wrong ending that are named


@dataclass(frozen=True)
class Options:
    """What a run is asked to do; ``columns`` maps the roles of ``choose.ROLES`` to names of columns."""

    inputs: Sequence[str]
    out: Path
    columns: Mapping[str, str | None] = field(default_factory=dict)
    form: str = "parquet"
    workers: int = 1
    part_size: int = PART_SIZE
    encoding: str | None = None
    lexicon: Path | None = None
    dedupe: bool = False
    overwrite: bool = False


@dataclass(frozen=True)
class _Part:
    """A part on its way to a worker."""

    number: int
    first: int
    batch: pa.RecordBatch
    bad: dict[int, tuple[str, str]]
    unread: dict[int, str]
    share: float

    def __len__(self) -> int:
        return int(self.batch.num_rows)


@dataclass(frozen=True)
class _Finished:
    """A parsed part: its record, and its files where the worker wrote them."""

    number: int
    share: float
    record: dict[str, Any]
    drafts: dict[str, Path]


@cache
def _parser(lexicon: Path | None) -> Parser:
    """One parser a process: a worker loads its words once, and a parent that parses nothing never does."""
    return Parser(lexicon=lexicon)


@dataclass(frozen=True)
class _Parse:
    """The work of a worker: parse a part and write its tables into the folder of the run."""

    lexicon: Path | None
    roles: tuple[str, ...]
    form: str
    folder: Path
    grouped: bool

    def __call__(self, task: _Part, failed: Failed, watch: Callable[[int], None], alone: bool) -> _Finished:
        has = {role: role for role in self.roles}
        batch, wrong = read_all(task.batch, task.unread, failed, watch)
        parsed = parse_batch(
            batch,
            title=has.get("title"),
            id=has.get("id"),
            board={role: role for role in BOARD_COLUMNS if role in has},
            group="group" if self.grouped else None,
            first=task.first,
            parser=_parser(self.lexicon),
            failed={**wrong, **failed, **task.bad},
            watch=watch,
            chunk=1 if alone else CHUNK,
        )
        tables = split(parsed)
        drafts, sizes = {}, {}
        for name, table in tables.items():
            data = encode(table, self.form)
            drafts[name], sizes[name] = self.folder / f"{name}-{task.number}", len(data)
            write_whole(drafts[name], data)
        return _Finished(task.number, task.share, _record(task, tables, sizes), drafts)


def _record(task: _Part, tables: Mapping[str, pa.RecordBatch], sizes: Mapping[str, int]) -> dict[str, Any]:
    """What is said of a part: its place, its counts, the sizes of its files."""
    with_job = len(set(tables["jobs"]["record"].to_pylist()))
    failures = Counter(tables["failures"]["error"].to_pylist())
    return {
        "part": task.number,
        "first": task.first,
        "records": len(task),
        "without_job": len(task) - with_job - failures.total(),
        "rows": {name: table.num_rows for name, table in tables.items()},
        "sections": Counter(tables["clauses"]["section"].to_pylist()),
        "types": Counter(tables["requirements"]["type"].to_pylist()),
        "categories": Counter(tables["tags"]["category"].to_pylist()),
        "failures": failures,
        "bytes": dict(sizes),
    }


def run(options: Options, reporter: Reporter | None = None) -> dict[str, Any]:
    """Carry out a run, or the rest of one that was broken off, and return its summary.

    Raises:
        BatchError: JD5xx, each with what to do; what is committed until then stays, and the same call goes on from there.
    """
    reporter = reporter or Reporter()
    if options.form not in FORMATS:
        raise BatchError("JD504", f"{options.form!r} is no format of tables; allowed are {', '.join(FORMATS)}.")
    if options.part_size < 1:
        raise BatchError("JD504", f"the part size is {options.part_size}; give 1 or more.")
    tables = _tables(options, reporter)
    chosen = [_chosen(table, options, reporter) for table in tables]
    roles = tuple(role for role in ROLES if any(role in columns for columns in chosen))
    if options.lexicon is not None:
        _parser(options.lexicon)  # its errors are the caller's, not a worker's
    try:
        with Store(options.out, options.form, _settings(options, tables, chosen), overwrite=options.overwrite) as store:
            groups = _groups(options, store, tables, chosen, reporter) if options.dedupe else None
            work = _Parse(options.lexicon, roles, options.form, store.scratch, options.dedupe)
            if store.parts:
                reporter.note(say("{parts} parts are there already; going on after them", parts=store.parts))
            parts = _parts(tables, chosen, roles, options.part_size, groups)
            for done in in_order(work, _rest(parts, store.parts, reporter), options.workers):
                store.commit(done.number, done.drafts, done.record)
                reporter.advance(done.record["records"], done.share)
            return store.finish()
    except OSError as error:
        what = error.strerror or str(error)
        raise BatchError(
            "JD521", f"{options.out}: cannot be written: {what}. What is finished stays: mend it and run the same again."
        ) from error


def _tables(options: Options, reporter: Reporter) -> list[Table]:
    """Every input file, opened; what is left out is told."""
    paths, left_out = find_files(options.inputs)
    if left_out:
        kinds = ", ".join(f"{count} {ending}" for ending, count in sorted(left_out.items()))
        reporter.note(say("left out, as nothing here reads them: {kinds}", kinds=kinds))
    named = any(column not in (None, "-") for column in options.columns.values())
    tables = [open_table(path, options.encoding, columns=named) for path in paths]
    odd = [note for table in tables if table.kind == "document" for note in table.notes]
    for note in odd[:_TOLD]:
        reporter.note(note)
    if len(odd) > _TOLD:
        reporter.note(say("and {more} more documents that are not what the endings of their names say", more=len(odd) - _TOLD))
    return tables


def _chosen(table: Table, options: Options, reporter: Reporter) -> dict[str, str]:
    if table.kind == "document":
        return {"text": "text", "id": "id"}
    for note in table.notes:
        reporter.note(note)
    columns, notes = choose(table, options.columns)
    if notes:
        reporter.note(say("{file}: columns found by their names: {columns}", file=table.path.name, columns=" ".join(notes)))
    return columns


def _settings(options: Options, tables: Sequence[Table], chosen: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """All that the result depends on; workers are not among it."""
    return {
        "version": __version__,
        "schema_version": SCHEMA_VERSION,
        "inputs": [
            {
                "name": str(table.path) if table.kind == "document" else table.path.name,  # a document's path is its id
                "digest": digest(table.path),
                "encoding": table.encoding,
            }
            for table in tables
        ],
        "columns": list(chosen),
        "format": options.form,
        "part_size": options.part_size,
        "lexicon": hashlib.blake2b(options.lexicon.read_bytes(), digest_size=16).hexdigest() if options.lexicon is not None else None,
        "dedupe": options.dedupe,
    }


def _rows(tables: Sequence[Table], chosen: Sequence[Mapping[str, str]], roles: Sequence[str]) -> Iterator[tuple[Row, float]]:
    """Every row of every file, its values in the order of the roles, and the share of the input that is read with it."""
    for number, (table, columns) in enumerate(zip(tables, chosen, strict=True)):
        for row in table.rows([columns.get(role) for role in roles]):
            yield row, (number + table.fraction) / len(tables)


def _parts(
    tables: Sequence[Table],
    chosen: Sequence[Mapping[str, str]],
    roles: tuple[str, ...],
    part_size: int,
    groups: npt.NDArray[np.int64] | None = None,
) -> Iterator[_Part]:
    """The rows, cut into parts; where they are cut depends on the rows alone."""
    text = roles.index("text")
    number = first = length = documents = 0
    rows: list[Row] = []
    share = 0.0
    for row, share in _rows(tables, chosen, roles):
        rows.append(row)
        documents += isinstance(row, Unread)
        length += _length(row, text)
        if len(rows) == part_size or length >= MAX_PART or documents == MAX_DOCUMENTS:
            yield _part(number, first, rows, roles, share, groups)
            number, first, length, documents, rows = number + 1, first + len(rows), 0, 0, []
    if rows:
        yield _part(number, first, rows, roles, share, groups)


def _length(row: Row, text: int) -> int:
    if isinstance(row, Unread):
        return size(row.path)
    return 0 if isinstance(row, Bad) else len(row[text] or "")


def _part(number: int, first: int, rows: Sequence[Row], roles: Sequence[str], share: float, groups: npt.NDArray[np.int64] | None) -> _Part:
    bad = {at: (row.error, row.message) for at, row in enumerate(rows) if isinstance(row, Bad)}
    unread = {at: row.path for at, row in enumerate(rows) if isinstance(row, Unread)}
    values = zip(*(_values(row, roles) for row in rows), strict=True)
    columns = {role: array(list(column), pa.string()) for role, column in zip(roles, values, strict=True)}
    if groups is not None:
        columns["group"] = pa.array(groups[first : first + len(rows)], pa.int64())
    return _Part(number, first, pa.record_batch(columns), bad, unread, share)


def _values(row: Row, roles: Sequence[str]) -> Sequence[str | None]:
    """A row's values; of a document only the path is known, of a row that could not be read nothing."""
    if isinstance(row, Unread):
        return [row.path if role == "id" else None for role in roles]
    return [None] * len(roles) if isinstance(row, Bad) else row


@dataclass(frozen=True)
class _Sign:
    """The work of a worker that looks for duplicates: documents are read first."""

    def __call__(self, task: _Part, failed: Failed, watch: Callable[[int], None], alone: bool) -> npt.NDArray[np.uint16]:  # noqa: ARG002  it goes one by one anyway
        from jdparse.batch.duplicates import signatures

        batch, wrong = read_all(task.batch, task.unread, failed, watch)
        return signatures(batch.column("text").to_pylist(), {**wrong, **failed}, watch)


def _rest(parts: Iterator[_Part], done: int, reporter: Reporter) -> Iterator[_Part]:
    """The parts that are not committed yet."""
    for part in parts:
        if part.number < done:
            reporter.advance(len(part), part.share, resumed=True)
        else:
            yield part


def _groups(
    options: Options, store: Store, tables: Sequence[Table], chosen: Sequence[Mapping[str, str]], reporter: Reporter
) -> npt.NDArray[np.int64]:
    """The group of duplicates of every record: one pass over the texts before any is parsed, kept for a resumed run."""
    from jdparse.batch import duplicates

    kept = store.progress / "duplicates.npy"
    if not kept.exists():
        reporter.note(say("looking for duplicates"))
        parts = _parts(tables, chosen, ("text",), options.part_size)
        signatures = in_order(_Sign(), parts, options.workers)
        store.put(kept, duplicates.dump(duplicates.groups(signatures)))
    return duplicates.load(kept)
