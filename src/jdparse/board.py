"""The board's own columns of one record, read by ``jdparse.fields``, in the order of the table ``jobs``.

Boards repeat the same few strings (``3-5年``, ``本科``) in thousands of rows: each distinct one is read once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jdparse import fields, schema

__all__ = ["FACTS", "BoardFacts"]

FACTS = ("salary", "experience", "education", "headcount", "age", "gender")
"""The columns of a board that have a grammar; ``board`` and ``title`` are taken as they are."""

_DISTINCT = 4096  # strings of each kind kept; salaries are the most varied, and come to a few thousand on a board

_salary = lru_cache(_DISTINCT)(fields.salary)
_experience = lru_cache(_DISTINCT)(fields.experience)
_education = lru_cache(_DISTINCT)(fields.education)
_headcount = lru_cache(_DISTINCT)(fields.headcount)
_age = lru_cache(_DISTINCT)(fields.age)
_gender = lru_cache(_DISTINCT)(fields.gender)


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """A record's columns as the board wrote them; None where the board has no such column.

    >>> facts = BoardFacts(salary="8千-1.2万", education="大专及以上")
    >>> facts.row()[2:6], facts.row()[12:14]
    (('8千-1.2万', 8000.0, 12000.0, 'month'), ('大专及以上', '大专'))
    """

    board: str | None = None
    title: str | None = None
    salary: str | None = None
    experience: str | None = None
    education: str | None = None
    headcount: str | None = None
    age: str | None = None
    gender: str | None = None

    def row(self) -> tuple[Any, ...]:
        """The columns ``board`` to ``board_gender`` of the table ``jobs``."""
        return (
            self.board,
            self.title,
            self.salary,
            *_values(_salary, self.salary, "min", "max", "period", "months", "negotiable"),
            self.experience,
            *_values(_experience, self.experience, "min_years", "max_years", "kind"),
            self.education,
            *_values(_education, self.education, "min_level"),
            self.headcount,
            *_values(_headcount, self.headcount, "count"),
            self.age,
            *_values(_age, self.age, "min_age", "max_age"),
            self.gender,
            *_values(_gender, self.gender, "gender"),
        )

    def disagreements(
        self,
        experience: schema.Experience | None,
        education: schema.Education | None,
        age: schema.Age | None,
        salary: schema.Salary | None,
    ) -> list[str] | None:
        """What ``fields.compare`` says of each pair that states different things; None where the board has none of these columns."""
        pairs = (
            (_experience, self.experience, experience),
            (_education, self.education, education),
            (_age, self.age, age),
            (_salary, self.salary, salary),
        )
        if all(column is None for _, column, _ in pairs):
            return None
        notes = (fields.compare(read(column), fact) for read, column, fact in pairs if column is not None)
        return [note.message for note in notes if note is not None]


def _values(read: Any, column: str | None, *names: str) -> tuple[Any, ...]:
    value = None if column is None else read(column)
    return (None,) * len(names) if value is None else tuple(getattr(value, name) for name in names)
