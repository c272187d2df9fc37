"""Rows of the six tables gathered record by record and made into Arrow record batches at the end.

A row comes straight from the values that the parser found (``Reading.jobs``), without a pydantic object; only the four kinds of
requirement that a job sums up are made into objects, for ``schema.binding`` alone knows which of several binds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any

import pyarrow as pa

from jdparse.arrow_schemas import TABLES, VALUE_COLUMNS
from jdparse.board import BoardFacts
from jdparse.frozen import trusted
from jdparse.schema import REQUIREMENT_CLASSES, Age, BaseRequirement, Block, Education, Experience, Salary, binding
from jdparse.tiling import Tile

__all__ = ["Columns", "array"]

Values = Mapping[str, Any]

_CLAUSE = itemgetter("start", "end", "text", "number", "ordinal", "level", "parent", "label", "section")
_REQUIREMENT = itemgetter("clause", "type", "modality", "start", "end", "text", "rule")
_BINDING = frozenset(("experience", "education", "age", "salary"))
_NO_FACTS = BoardFacts()


class Columns:
    """The growing rows of the six tables, written with ``add`` and ``fail``, taken with ``batches``."""

    def __init__(self, schemas: Mapping[str, pa.Schema]) -> None:
        self._schemas = schemas
        self._rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}
        self._values: dict[str, list[tuple[int, Any]]] = {column: [] for column in VALUE_COLUMNS.values()}
        self._by_type: dict[str, list[tuple[str, list[tuple[int, Any]]]]] = {}
        for (kind, name), column in VALUE_COLUMNS.items():
            self._by_type.setdefault(kind, []).append((name, self._values[column]))

    def add(
        self,
        record: int,
        name: str | None,
        jobs: Sequence[Values],
        noise: Iterable[Tile | Block],
        facts: BoardFacts | None = None,
        group: int | None = None,
    ) -> None:
        """The rows of one parsed record.

        Args:
            record: its number.
            name: the caller's id of it.
            jobs: the values of its jobs, clauses and requirements, as ``Reading.jobs``.
            noise: what belongs to no job.
            facts: what the board's own columns say.
            group: the first record of its group of duplicates.
        """
        rows = self._rows
        clauses, tags = rows["clauses"], rows["tags"]
        for number, job in enumerate(jobs):
            for at, clause in enumerate(job["clauses"]):
                clauses.append((record, name, number, at, *_CLAUSE(clause)))
                for tag in clause["tags"]:
                    tags.append((record, name, number, at, *tag))
            found = self._add_requirements((record, name, number), job["requirements"])
            rows["jobs"].append((record, name, number, *_job(job, found, facts or _NO_FACTS), group))
        rows["noise"] += [(record, name, piece.start, piece.end, piece.text, piece.reason) for piece in noise]

    def _add_requirements(self, keys: tuple[Any, ...], requirements: Iterable[Values]) -> list[BaseRequirement]:
        rows, found = self._rows["requirements"], []
        for number, requirement in enumerate(requirements):
            kind = requirement["type"]
            for field, column in self._by_type[kind]:
                value = requirement[field]
                if value is not None:
                    column.append((len(rows), value))
            rows.append((*keys, number, *_REQUIREMENT(requirement)))
            if kind in _BINDING:
                found.append(trusted(REQUIREMENT_CLASSES[kind], dict(requirement)))
        return found

    def fail(self, record: int, name: str | None, error: str, message: str) -> None:
        """The row of a record that could not be parsed."""
        self._rows["failures"].append((record, name, error, message))

    def batches(self) -> dict[str, pa.RecordBatch]:
        """The tables, all six of them, also where they are empty."""
        return {table: self._batch(table, schema) for table, schema in self._schemas.items()}

    def _batch(self, table: str, schema: pa.Schema) -> pa.RecordBatch:
        rows = self._rows[table]
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) if rows else []
        if table == "requirements":
            columns = columns[: len(schema) - len(self._values)] + [_scattered(pairs, len(rows)) for pairs in self._values.values()]
        columns = columns if rows else [()] * len(schema)
        return pa.RecordBatch.from_arrays([array(values, field.type) for values, field in zip(columns, schema, strict=True)], schema=schema)


def _scattered(pairs: list[tuple[int, Any]], length: int) -> list[Any]:
    column: list[Any] = list(repeat(None, length))
    for row, value in pairs:
        column[row] = value
    return column


def array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """The values as an array; half of a surrogate pair, which no UTF-8 can hold, becomes U+FFFD, so that offsets stay."""
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        whole = [None if v is None else v.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") for v in values]
        return pa.array(whole, kind)


def _job(job: Values, found: list[BaseRequirement], facts: BoardFacts) -> tuple[Any, ...]:
    """The columns of a job after its keys, in the order of the schema."""
    span = job["title_span"]
    experience, education = binding(found, Experience), binding(found, Education)
    age, salary = binding(found, Age), binding(found, Salary)
    return (
        job["start"],
        job["end"],
        job["title"],
        *((None, None) if span is None else (span["start"], span["end"])),
        len(job["clauses"]),
        sum(clause["section"] == "duties" for clause in job["clauses"]),
        len(job["requirements"]),
        *((None, None, None) if experience is None else (experience.min_years, experience.max_years, experience.kind)),
        *((None, None) if education is None else (education.min_level, education.rank)),
        *((None, None) if age is None else (age.min_age, age.max_age)),
        *((None, None, None, None) if salary is None else (salary.min, salary.max, salary.period, salary.months)),
        *facts.row(),
        facts.disagreements(experience, education, age, salary),
    )
