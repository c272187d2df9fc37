"""Rows of the six tables gathered record by record and made into one Arrow record batch at the end: a row a record (``PARSED``).

A row comes straight from the values that the parser found (``Reading.jobs``), without a pydantic object; only the four kinds of
requirement that a job sums up are made into objects, for ``schema.binding`` alone knows which of several binds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import numpy as np
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
_NO_FACTS = BoardFacts().row()


class Columns:
    """The growing rows of the six tables, written with ``add`` and ``fail``, taken with ``batch``."""

    def __init__(self, schema: pa.Schema) -> None:
        self._schema = schema
        self._records: list[tuple[int, str | None]] = []  # number and id; rows hold a place in this list
        self._rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}
        self._values: dict[str, tuple[list[int], list[Any]]] = {column: ([], []) for column in VALUE_COLUMNS.values()}  # rows, values
        self._by_type: dict[str, list[tuple[str, list[int], list[Any]]]] = {}
        for (kind, name), column in VALUE_COLUMNS.items():
            self._by_type.setdefault(kind, []).append((name, *self._values[column]))

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
        place, rows = len(self._records), self._rows
        self._records.append((record, name))
        clauses, tags = rows["clauses"], rows["tags"]
        for number, job in enumerate(jobs):
            for at, clause in enumerate(job["clauses"]):
                clauses.append((place, number, at, *_CLAUSE(clause)))
                for tag in clause["tags"]:
                    tags.append((place, number, at, *tag))
            found = self._add_requirements(place, number, job["requirements"])
            rows["jobs"].append((place, number, *_job(job, found, facts), group))
        rows["noise"] += [(place, piece.start, piece.end, piece.text, piece.reason) for piece in noise]

    def _add_requirements(self, place: int, job: int, requirements: Iterable[Values]) -> list[BaseRequirement]:
        """The rows of a job's requirements; returned are those that the job sums up."""
        rows, by_type, found = self._rows["requirements"], self._by_type, []
        for number, requirement in enumerate(requirements):
            kind = requirement["type"]
            for field, at, values in by_type[kind]:
                value = requirement[field]
                if value is not None:
                    at.append(len(rows))
                    values.append(value)
            rows.append((place, job, number, *_REQUIREMENT(requirement)))
            if kind in _BINDING:
                found.append(trusted(REQUIREMENT_CLASSES[kind], dict(requirement)))
        return found

    def fail(self, record: int, name: str | None, error: str, message: str) -> None:
        """The row of a record that could not be parsed."""
        self._rows["failures"].append((len(self._records), error, message))
        self._records.append((record, name))

    def batch(self) -> pa.RecordBatch:
        """All that was added: a row a record, its rows of each table in a list."""
        numbers = pa.array([record for record, _ in self._records], pa.int64())
        names = array([name for _, name in self._records], pa.string())
        lists = [self._lists(table, list(self._schema.field(table).type.value_type)) for table in TABLES]
        return pa.RecordBatch.from_arrays([numbers, names, *lists], schema=self._schema)

    def _lists(self, table: str, fields: list[pa.Field]) -> pa.Array:
        """The rows of a table, a list for each record."""
        rows = self._rows[table]
        kinds = [field.type for field in fields]
        ends = np.zeros(len(self._records) + 1, np.int32)
        arrays = [pa.array([], kind) for kind in kinds]
        if rows:
            places, *columns = zip(*rows, strict=True)
            np.cumsum(np.bincount(places, minlength=len(self._records)), out=ends[1:])
            arrays = [array(column, kind) for column, kind in zip(columns, kinds, strict=False)]
        if rows and table == "requirements":
            spread = zip(self._values.values(), kinds[len(arrays) :], strict=True)
            arrays += [_scattered(at, values, len(rows), kind) for (at, values), kind in spread]
        return pa.ListArray.from_arrays(pa.array(ends), pa.StructArray.from_arrays(arrays, fields=fields), self._schema.field(table).type)


def _scattered(rows: list[int], values: list[Any], length: int, kind: pa.DataType) -> pa.Array:
    """A column with values in some rows and nulls in the others, without a Python object for each null."""
    if not rows:
        return pa.nulls(length, kind)
    places = np.full(length, -1, np.int32)
    places[rows] = np.arange(len(rows), dtype=np.int32)
    return array(values, kind).take(pa.array(places, mask=places < 0))


def array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """The values as an array; half of a surrogate pair, which no UTF-8 can hold, becomes U+FFFD, so that offsets stay."""
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        whole = [None if v is None else v.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") for v in values]
        return pa.array(whole, kind)


def _job(job: Values, found: list[BaseRequirement], facts: BoardFacts | None) -> tuple[Any, ...]:
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
        *(_NO_FACTS if facts is None else facts.row()),
        None if facts is None else facts.disagreements(experience, education, age, salary),
    )
