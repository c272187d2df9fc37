"""Where a board's column and the text of its ad disagree: both stay as they are, and a note says so."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from jdparse import schema
from jdparse.fields.values import Age, Education, Experience, Gender, Headcount, Salary

__all__ = ["Disagreement", "compare"]

ColumnValue = Salary | Experience | Education | Headcount | Age | Gender
TextValue = schema.Salary | schema.Experience | schema.Education | schema.Headcount | schema.Age | schema.Gender

_NAMES: dict[type[ColumnValue], tuple[str, tuple[str, ...]]] = {
    Salary: ("salary", ("min", "max", "period", "months")),
    Experience: ("experience", ("min_years", "max_years")),
    Education: ("education", ("min_level",)),
    Headcount: ("headcount", ("count",)),
    Age: ("age", ("min_age", "max_age")),
    Gender: ("gender", ("gender",)),
}


class Disagreement(BaseModel):
    """A fact that column and text state differently.

    ``column`` and ``text`` hold the values of ``names`` on either side, and ``start`` and ``end`` the place in the text;
    nothing is overridden.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Literal["salary", "experience", "education", "headcount", "age", "gender"]
    names: tuple[str, ...]
    column: tuple[str | float | None, ...]
    text: tuple[str | float | None, ...]
    start: int
    end: int
    message: str


def compare(column: ColumnValue | None, text: TextValue | None) -> Disagreement | None:
    """A note where a read column and the fact of the same type in the text state different things, else None.

    Only what both sides state is compared: a bound that one side leaves open contradicts nothing, and neither does a side that is
    None. Columns of experience are bins, so a minimum of the text inside the bin agrees (``1-3年`` and 2年以上). Pay of different
    periods is not compared: nothing says how many days a month has. Raises TypeError where the two are of different types.

    >>> from jdparse import fields, schema
    >>> place = {"start": 0, "end": 6, "text": "5年以上经验", "modality": "required", "clause": 0, "rule": "experience.years"}
    >>> text = schema.Experience(**place, min_years=5, max_years=None, field=None, kind="years")
    >>> compare(fields.experience("1-3年"), text).message
    'experience: the column states min_years 1, the text 5'
    >>> compare(fields.experience("3-5年"), text) is None
    True
    """
    if column is None or text is None:
        return None
    kind, names = _NAMES[type(column)]
    if text.type != kind:
        raise TypeError(f"compare: the column is of type {kind}, the fact of the text of type {text.type}; give two of one type")
    if kind == "salary" and getattr(column, "period", None) != getattr(text, "period", None):
        return None
    said = [(name, getattr(column, name), getattr(text, name)) for name in names]
    apart = [(name, ours, theirs) for name, ours, theirs in said if ours is not None and theirs is not None and ours != theirs]
    if isinstance(column, Experience) and column.max_years and column.min_years is not None and isinstance(text, schema.Experience):
        inside = text.min_years is not None and column.min_years <= text.min_years <= column.max_years
        apart = [entry for entry in apart if not (inside and entry[0] == "min_years")]
    if not apart:
        return None
    stated = ", ".join(f"{name} {_plain(ours)}" for name, ours, _ in apart)
    other = ", ".join(_plain(theirs) for _, _, theirs in apart)
    return Disagreement(
        type=kind,
        names=tuple(name for name, _, _ in apart),
        column=tuple(ours for _, ours, _ in apart),
        text=tuple(theirs for _, _, theirs in apart),
        start=text.start,
        end=text.end,
        message=f"{kind}: the column states {stated}, the text {other}",
    )


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
