"""Input files of any kind as one stream of rows: CSV, JSON lines, Parquet and XLSX, packed by gzip or zstandard, and documents.

A document is a table of one row. A ``Table`` knows the names of its columns and yields the values of chosen ones as strings; a row that cannot be read is
yielded as a ``Bad`` and becomes a failure of that record. A file that is no table at all raises.
"""

from __future__ import annotations

import csv
import glob
import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from jdparse.batch.documents import Unread, is_document, names_columns, notes
from jdparse.batch.text_files import PACKED, open_bytes, probe, unreadable
from jdparse.batch.text_lines import Lines
from jdparse.errors import BatchError
from jdparse.files import DOCUMENTS

__all__ = ["KINDS", "Bad", "Row", "Table", "find_files", "open_table"]

KINDS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
}
LONGEST_FIELD = 2_000_000
"""Characters of one CSV field; a longer one means a quotation mark that is never closed."""
MAX_SHEET = 2_000_000_000
"""Bytes that the parts of an XLSX file may unpack to."""
_SAMPLE = 200  # rows from which the names of JSON lines and the look of a column are taken
_DELIMITERS = ",\t;|"
_HIDDEN = (".", "~$")  # the second are what Word keeps beside a file that is open
_ALLOWED = f"Allowed are {', '.join(KINDS)}, the text formats also with .gz or .zst, and documents: {', '.join(DOCUMENTS)}."


class Bad(NamedTuple):
    """A row that could not be read: the code and message of its failure."""

    error: str
    message: str


Row = Sequence[str | None] | Bad | Unread


@dataclass
class Table:
    """A file of rows.

    ``names`` are its columns; ``fraction`` says how much of it is read, from 0 to 1; ``notes`` what a user should know of its reading.
    """

    path: Path
    kind: str
    names: list[str]
    notes: list[str] = field(default_factory=list)
    encoding: str | None = None
    fraction: float = 0.0

    def rows(self, columns: Sequence[str | None]) -> Iterator[Row]:
        """The values of the named columns, row by row; None stands for a column that the table has not."""
        reader = {"csv": _csv_rows, "jsonl": _jsonl_rows, "parquet": _parquet_rows, "xlsx": _xlsx_rows, "document": _document_rows}[
            self.kind
        ]
        yield from reader(self, columns)
        self.fraction = 1.0

    def sample(self) -> dict[str, list[str]]:
        """The first values of each column, to judge it by."""
        rows = [row for row in islice(self.rows(self.names), _SAMPLE) if not isinstance(row, Bad | Unread)]
        self.fraction = 0.0
        return {name: [row[at] or "" for row in rows] for at, name in enumerate(self.names)}


def find_files(patterns: Sequence[str]) -> tuple[list[Path], Counter[str]]:
    """The files that paths, folders and patterns name, each once, in the order of the arguments and by name within a pattern.

    Of those that a folder or a pattern names, hidden ones and those of no known kind are left out; how many with which ending is the second
    result.

    Raises:
        BatchError: JD513, one names no file that is read.
    """
    found: dict[Path, None] = {}
    left_out: Counter[str] = Counter()
    for pattern in patterns:
        path = Path(pattern)
        if path.is_file():
            found[path] = None
            continue
        named = sorted(path.iterdir()) if path.is_dir() else sorted(map(Path, glob.glob(pattern, recursive=True)))  # noqa: PTH207  any root
        files = [file for file in named if file.is_file() and not file.name.startswith(_HIDDEN)]
        kept = [file for file in files if _kind(file) is not None]
        left_out.update(file.suffix.lower() or file.name for file in files if file not in set(kept))
        if not kept:
            what = "no such file" if not files else "no file in it is of a kind that is read"
            raise BatchError(
                "JD513", f"{pattern}: {what}. Give files, folders or patterns in quotes, such as 'board/*.parquet'. {_ALLOWED}"
            )
        found |= dict.fromkeys(kept)
    return list(found), left_out


def _kind(path: Path, *, columns: bool = False) -> str | None:
    """What a file is; ``columns`` where the user named columns, so that a text file is a table."""
    ending = path.suffix.lower()
    packed = ending in PACKED
    inner = Path(path.stem).suffix.lower() if packed else ending
    kind = "csv" if inner == ".txt" and (packed or columns or names_columns(path)) else KINDS.get(inner)
    if kind is None and not packed and is_document(path):
        return "document"
    return None if kind in ("parquet", "xlsx") and packed else kind


def open_table(path: Path, encoding: str | None = None, *, columns: bool = False) -> Table:
    """The table in a file; reads what it takes to know its columns. ``columns``: the user named some, so a text file is no document.

    Raises:
        BatchError: JD511 it cannot be read, JD512 its encoding is not known, JD513 it is of no known kind, JD514 it has no columns.
    """
    kind = _kind(path, columns=columns)
    if kind is None:
        raise BatchError("JD513", f"{path}: neither a table nor a document that is read. {_ALLOWED}")
    if kind == "document":
        return Table(path, kind, ["text", "id"], notes(path))
    told: list[str] = []
    table = Table(path, kind, [], told)
    if kind in ("csv", "jsonl"):
        text = probe(path, encoding)
        table.encoding = text.encoding
        if text.encoding not in ("utf-8", "utf-8-sig"):
            told.append(f"{path.name}: read as {text.encoding}")
        if text.damaged:
            told.append(f"{path.name}: {text.damaged} bytes are no UTF-8 and were read as U+FFFD")
    names = {"csv": _csv_names, "jsonl": _jsonl_names, "parquet": _parquet_names, "xlsx": _xlsx_names}[kind](table)
    if not names:
        raise BatchError("JD514", f"{path}: there are no columns. The first line of a table names them.")
    table.names = names
    return table


def _document_rows(table: Table, _: Sequence[str | None]) -> Iterator[Row]:
    yield Unread(str(table.path))


@contextmanager
def _text(table: Table) -> Iterator[Lines]:
    """The lines of a text file, which keep count of how far it is read."""
    try:
        with open_bytes(table.path) as data, table.path.open("rb") as size:
            size.seek(0, 2)
            yield Lines(data, str(table.encoding), size.tell())
    except (OSError, EOFError, zlib.error) as error:
        raise unreadable(table.path, error) from error


def _csv_reader(lines: Lines) -> tuple[Any, list[str]]:
    """A reader of the rows and the names in the first one."""
    csv.field_size_limit(LONGEST_FIELD)
    first = next(lines, "")
    delimiter = max(_DELIMITERS, key=first.count)
    lines.push_back(first)
    reader = csv.reader(lines, delimiter=delimiter)
    return reader, [name.strip() for name in next(reader, [])]


def _csv_names(table: Table) -> list[str]:
    with _text(table) as lines:
        try:
            return _csv_reader(lines)[1]
        except csv.Error as error:
            raise BatchError("JD514", f"{table.path}: the first line is no row of a CSV file ({error}).") from error


def _csv_rows(table: Table, columns: Sequence[str | None]) -> Iterator[Row]:
    with _text(table) as lines:
        reader, names = _csv_reader(lines)
        places = [names.index(name) if name is not None else len(names) for name in columns]
        line = reader.line_num
        while True:
            try:
                row = next(reader, None)
            except csv.Error as error:
                what = f"the row that starts at line {line + 1} cannot be read ({error})"
                raise BatchError("JD515", f"{table.path}: {what}. A quotation mark in it may lack its partner.") from error
            if row is None:
                return
            line = reader.line_num
            table.fraction = lines.fraction
            if row:
                yield [row[place] if place < len(row) else None for place in places]


def _jsonl_names(table: Table) -> list[str]:
    names: dict[str, None] = {}
    with _text(table) as lines:
        for line in islice(lines, _SAMPLE):
            if isinstance(found := _object(line), dict):
                names |= dict.fromkeys(found)
    return list(names)


def _jsonl_rows(table: Table, columns: Sequence[str | None]) -> Iterator[Row]:
    with _text(table) as lines:
        for number, line in enumerate(lines, 1):
            table.fraction = lines.fraction
            if not line.strip():
                continue
            found = _object(line)
            if isinstance(found, dict):
                yield [_plain(found.get(name)) if name is not None else None for name in columns]
            else:
                yield Bad("JD516", f"{table.path.name}, line {number}: {found}")


def _object(line: str) -> dict[str, Any] | str:
    """The JSON object in a line, or what is wrong with it."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"no JSON: {error}"
    return found if isinstance(found, dict) else f"a JSON object is expected, not {type(found).__name__}"


def _plain(value: object) -> str | None:
    """A cell as a string: 3.0 as 3, a list or an object as JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict | bool) else str(value)


def _parquet_names(table: Table) -> list[str]:
    with _parquet(table) as file:
        return list(file.schema_arrow.names)


def _parquet_rows(table: Table, columns: Sequence[str | None]) -> Iterator[Row]:
    wanted = [name for name in columns if name is not None]
    with _parquet(table) as file:
        total, read = max(1, file.metadata.num_rows), 0
        for batch in file.iter_batches(batch_size=2048, columns=list(dict.fromkeys(wanted))):
            lists = [batch.column(name).to_pylist() if name is not None else [None] * batch.num_rows for name in columns]
            for row in zip(*lists, strict=True):
                read += 1
                table.fraction = read / total
                yield [_plain(value) for value in row]


@contextmanager
def _parquet(table: Table) -> Iterator[Any]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(table.path) as file:
            yield file
    except (pa.ArrowException, OSError) as error:
        raise unreadable(table.path, error) from error


def _xlsx_names(table: Table) -> list[str]:
    with _sheet(table) as sheet:
        return ["" if value is None else str(value).strip() for value in next(sheet.iter_rows(values_only=True), ())]


def _xlsx_rows(table: Table, columns: Sequence[str | None]) -> Iterator[Row]:
    with _sheet(table) as sheet:
        rows = sheet.iter_rows(values_only=True)
        names = ["" if value is None else str(value).strip() for value in next(rows, ())]
        places = [names.index(name) if name is not None else len(names) for name in columns]
        total = max(1, sheet.max_row or 1)
        for number, row in enumerate(rows, 2):
            table.fraction = min(1.0, number / total)
            if any(value is not None for value in row):
                yield [_plain(row[place]) if place < len(row) else None for place in places]


@contextmanager
def _sheet(table: Table) -> Iterator[Any]:
    """The first sheet of a workbook, row by row."""
    try:
        import openpyxl
    except ModuleNotFoundError:
        raise BatchError("JD505", f"{table.path}: XLSX files need openpyxl: pip install 'jdparse[batch]'") from None
    try:
        with zipfile.ZipFile(table.path) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > MAX_SHEET:
            raise BatchError("JD511", f"{table.path}: unpacks to {size:,} bytes; at most {MAX_SHEET:,} are allowed. Save it as CSV.")
        book = openpyxl.load_workbook(table.path, read_only=True, data_only=True)
        try:
            yield book.worksheets[0]
        finally:
            book.close()
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:  # SyntaxError: bad XML
        raise unreadable(table.path, error) from error
