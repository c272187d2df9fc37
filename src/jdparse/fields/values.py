"""What a board's own column says, as small frozen objects; ``raw`` is the column as given.

They differ from the requirements of ``schema.py``: a column has no place in a text, and it states things that a text does not
(面议, 若干, pay by the week). A bound that the column does not state is None.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from jdparse.schema import EducationLevel, ExperienceKind

__all__ = ["Age", "Education", "Experience", "Gender", "Headcount", "PayPeriod", "Salary"]

PayPeriod = Literal["month", "year", "week", "day", "hour"]


class Column(BaseModel):
    """A read column; ``raw`` is the string as given, so that nothing is lost by reading it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    raw: str


class Salary(Column):
    """Pay in yuan a ``period``; ``months`` is the number of monthly salaries a year (14薪 → 14).

    ``period`` is None where the sum is known and its period is not (``15-20万``: too much for a month, not said to be a
    year). ``negotiable`` is True for 面议, with or without figures beside it.
    """

    min: float | None = None
    max: float | None = None
    period: PayPeriod | None = None
    months: float | None = None
    negotiable: bool = False


class Experience(Column):
    """Years of experience; ``kind`` tells ``years`` from 不限 (``unlimited``) and 应届 (``graduate``), whose ``min_years`` is 0."""

    min_years: float | None = None
    max_years: float | None = None
    kind: ExperienceKind = "years"


class Education(Column):
    """The lowest level accepted, or 不限; ``or_below`` is True for bins such as 初中及以下, which take lower levels too.

    ``full_time`` is True for 全日制 and 统招, ``school_tier`` the tier as written (``985/211``).
    """

    min_level: EducationLevel | None = None
    or_below: bool = False
    full_time: bool | None = None
    school_tier: str | None = None


class Headcount(Column):
    """How many people are sought; ``several`` is True where the column says 若干, 数名 or 不限 instead of a figure."""

    count: int | None = None
    several: bool = False


class Age(Column):
    """Age bounds in years; both None where the column says 不限."""

    min_age: int | None = None
    max_age: int | None = None


class Gender(Column):
    """The sex that the column states; 不限 where it says so. ``preferred`` is True for 男士优先 and the like."""

    gender: Literal["男", "女", "不限"]
    preferred: bool = False
