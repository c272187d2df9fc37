"""Read what a run wrote: the JSON of ``jdparse parse --json``, or the folder of ``jdparse batch``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

from jdparse.compare.outcome import VALUES, ClauseFacts, Fact, Outcome
from jdparse.errors import BatchError

__all__ = ["Outcome", "Output", "open_output"]

Row = Mapping[str, Any]
_TABLES = ("jobs", "clauses", "requirements", "tags")


class Output(Protocol):
    """An output: its texts by name, and whether it lists those in which no job was found."""

    lists_all: bool

    def outcomes(self) -> Iterator[tuple[str, Outcome]]:
        """Name and outcome of each text."""


def open_output(path: Path | str) -> Output:
    """The output at a path: a file of JSON or JSON lines, or a folder of tables as Parquet or JSON lines.

    Raises BatchError: JD531, there is no such output; JD532, it is not well formed.
    """
    place = Path(path)
    if place.is_dir():
        return _Folder(place)
    if not place.is_file():
        raise BatchError(
            "JD531", f"{place}: is neither a file nor a folder. Name the JSON of jdparse parse --json, or the folder of a batch."
        )
    return _Lines(place)


class _Lines:
    """One Document, or one a line with its ``file``."""

    lists_all = True

    def __init__(self, path: Path) -> None:
        self._path = path

    def outcomes(self) -> Iterator[tuple[str, Outcome]]:
        """Texts are named by their file."""
        seen: Counter[str] = Counter()
        with self._path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    row = json.loads(line)
                    outcome = _of_document(row)
                except (ValueError, KeyError, TypeError, AttributeError) as error:
                    raise BatchError(
                        "JD532", f"{self._path}, line {number}: is no Document of jdparse parse --json ({type(error).__name__}: {error})."
                    ) from None
                yield _unique(str(row.get("file") or ""), seen), outcome


def _unique(name: str, seen: Counter[str]) -> str:
    """The name, with its number among its like where it is not the first: files and ids may come twice, and may be missing."""
    seen[name] += 1
    return name if seen[name] == 1 and name else f"{name}#{seen[name]}"


def _of_document(row: Row) -> Outcome:
    outcome = Outcome()
    for job in row["jobs"]:
        outcome.jobs[job["start"]] = job["title"]
        for clause in job["clauses"]:
            tags = frozenset(tag["name"] for tag in clause["tags"])
            outcome.clauses[clause["start"], clause["end"]] = ClauseFacts(clause["text"], clause["section"], clause["level"], tags)
        for fact in job["requirements"]:
            values = {name: fact[name] for name in VALUES[fact["type"]]}
            outcome.requirements[fact["type"], fact["start"], fact["end"]] = Fact(fact["text"], fact["modality"], values)
    return outcome


class _Folder:
    """The tables of a batch; a text in which nothing was found has no row in them."""

    lists_all = False

    def __init__(self, path: Path) -> None:
        self._path = path
        self._form = next((form for form in ("parquet", "jsonl") if any(path.glob(f"clauses/*.{form}"))), "")
        if not self._form:
            raise BatchError(
                "JD531",
                f"{path}: holds no clauses/*.parquet or *.jsonl. Name the folder that jdparse batch wrote, as Parquet or JSON lines.",
            )

    def outcomes(self) -> Iterator[tuple[str, Outcome]]:
        """Texts are named by the caller's id, or by the number of their record."""
        seen: Counter[str] = Counter()
        streams = {table: groupby(self._rows(table), key=lambda row: int(row["record"])) for table in _TABLES}
        heads = {table: next(stream, None) for table, stream in streams.items()}
        while any(heads.values()):
            record = min(head[0] for head in heads.values() if head)
            rows: dict[str, list[Row]] = {}
            for table, head in heads.items():
                rows[table] = list(head[1]) if head and head[0] == record else []
                if rows[table]:
                    heads[table] = next(streams[table], None)
            first = next(found[0] for found in rows.values() if found)
            try:
                outcome = _of_rows(rows)
            except KeyError as error:
                raise BatchError("JD532", f"{self._path}: record {record} lacks the column {error}.") from None
            yield _unique(str(first["id"] if first.get("id") is not None else record), seen), outcome

    def _rows(self, table: str) -> Iterator[Row]:
        for file in sorted((self._path / table).glob(f"*.{self._form}")):
            try:
                yield from _parquet(file) if self._form == "parquet" else map(json.loads, file.read_bytes().splitlines())
            except (ValueError, OSError) as error:
                raise BatchError("JD532", f"{file}: cannot be read ({error}).") from None


def _parquet(file: Path) -> Iterator[Row]:
    import pyarrow.parquet as pq

    for batch in pq.ParquetFile(file).iter_batches():
        yield from batch.to_pylist()


def _of_rows(rows: Mapping[str, list[Row]]) -> Outcome:
    from jdparse.arrow_schemas import VALUE_COLUMNS

    outcome = Outcome()
    tags: dict[tuple[int, int], set[str]] = {}
    for row in rows["tags"]:
        tags.setdefault((row["job"], row["clause"]), set()).add(row["name"])
    for row in rows["jobs"]:
        outcome.jobs[row["start"]] = row["title"]
    for row in rows["clauses"]:
        own = frozenset(tags.get((row["job"], row["clause"]), ()))
        outcome.clauses[row["start"], row["end"]] = ClauseFacts(row["text"], row["section"], row["level"], own)
    for row in rows["requirements"]:
        kind = row["type"]
        values = {name: row[VALUE_COLUMNS[kind, name]] for name in VALUES[kind]}
        outcome.requirements[kind, row["start"], row["end"]] = Fact(row["text"], row["modality"], values)
    return outcome
