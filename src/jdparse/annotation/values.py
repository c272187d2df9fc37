"""The attributes that a requirement tag may carry: the values of guideline section 5, one table for every type.

The table is the one place that knows how a value is written (``min_years=3``) and what it may be; the inline reader
and the tests go by it. Every attribute that is left out means "not stated" (None), apart from the name of an open type,
which is then the tagged words themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import get_args

from jdparse.schema import EducationLevel, Proficiency, SalaryPeriod

__all__ = ["ATTRIBUTES", "MODALITIES", "Attribute", "Value", "requirement_values"]

Value = str | float | int | bool | tuple[str, ...] | None
MODALITIES: tuple[str, ...] = ("required", "preferred")


@dataclass(frozen=True, slots=True)
class Attribute:
    """How one attribute is read. ``from_text``: left out, it is the tagged words; ``default``: else it is this."""

    read: Callable[[str], Value]
    allowed: str
    from_text: bool = False
    default: Value = None


def _text(raw: str) -> str:
    if not raw.strip():
        raise ValueError(raw)
    return raw.strip()


def _names(raw: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in raw.replace("，", ",").split(","))
    if not all(names):
        raise ValueError(raw)
    return names


def _number(raw: str) -> float | int:
    value = float(raw)
    if not 0 <= value < 1e9:
        raise ValueError(raw)
    return int(value) if value.is_integer() else value


def _flag(raw: str) -> bool:
    if raw not in ("", "true"):
        raise ValueError(raw)
    return True


def _one_of(choices: tuple[str, ...]) -> Attribute:
    def read(raw: str) -> str:
        if raw not in choices:
            raise ValueError(raw)
        return raw

    return Attribute(read, "one of " + " ".join(choices))


_NUMBER = Attribute(_number, "a number of 0 or more, written with digits")
_WORDS = Attribute(_text, "words that are not blank")
_OWN_WORDS = Attribute(_text, "words that are not blank", from_text=True)
_FLAG = Attribute(_flag, "true, or the bare name")

ATTRIBUTES: Mapping[str, Mapping[str, Attribute]] = {
    "experience": {"min_years": _NUMBER, "max_years": _NUMBER, "field": _WORDS},
    "education": {"min_level": _one_of(get_args(EducationLevel)), "full_time": _FLAG, "school_tier": _WORDS},
    "age": {"min_age": _NUMBER, "max_age": _NUMBER},
    "gender": {"gender": _one_of(("男", "女", "不限"))},
    "height": {"min_cm": _NUMBER, "max_cm": _NUMBER},
    "major": {"majors": Attribute(_names, "names with commas between them", from_text=True)},
    "language": {"language": _OWN_WORDS, "level": _WORDS},
    "certificate": {"name": _OWN_WORDS},
    "skill": {"name": _OWN_WORDS, "proficiency": _one_of(get_args(Proficiency))},
    "trait": {"name": _OWN_WORDS},
    "residency": {"condition": _OWN_WORDS},
    "work_condition": {"condition": _OWN_WORDS},
    "salary": {"min": _NUMBER, "max": _NUMBER, "period": _one_of(get_args(SalaryPeriod)), "months": _NUMBER},
    "headcount": {"count": _NUMBER},
}


def requirement_values(kind: str, given: Mapping[str, str], words: str) -> dict[str, Value]:
    """The values of one requirement of type ``kind``, read from its written attributes and its tagged words.

    Raises ValueError with three arguments (attribute, what was written, what is allowed) on a bad value; names are
    checked by the caller.

    >>> requirement_values("experience", {"min_years": "3", "field": "电商客服管理"}, "3年以上电商客服管理经验")
    {'min_years': 3, 'max_years': None, 'field': '电商客服管理'}
    >>> requirement_values("skill", {"proficiency": "熟练"}, "Word")
    {'name': 'Word', 'proficiency': '熟练'}
    """
    values: dict[str, Value] = {}
    for name, attribute in ATTRIBUTES[kind].items():
        raw = given.get(name)
        if raw is None and attribute.from_text:
            raw = words
        if raw is None:
            values[name] = attribute.default
            continue
        try:
            values[name] = attribute.read(raw)
        except ValueError:
            raise ValueError(name, raw, attribute.allowed) from None
    return values
