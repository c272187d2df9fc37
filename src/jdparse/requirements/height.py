"""Body height in centimetres (guideline section 5)."""

from __future__ import annotations

import re

from jdparse.numerals import HEIGHT, centimetres
from jdparse.requirements.rule import ClauseView, Kind, Rule, Values, by_rules

__all__ = ["KIND"]

_LOWEST, _HIGHEST = 140, 210  # what a person can measure; all else is goods
_ASKING = frozenset({"requirements", "facts", "other", "overview", "application"})


def _read(match: re.Match[str], clause: ClauseView) -> Values | None:
    if clause.section not in _ASKING:
        return None
    bounds = centimetres(match["figure"])
    if bounds is None or not all(end is None or _LOWEST <= end <= _HIGHEST for end in bounds):
        return None
    return {"min_cm": bounds.low, "max_cm": bounds.high}


_LABEL = r"(?:净?身高|(?:男|女)(?:生|性|士)?(?:身高)?|个子)(?:要求)?\s?[:：]?\s?(?:应|须|需)?(?:在|为|达到?)?\s?"
_ALONE = rf"(?<![0-9.一-鿿])(?:{HEIGHT})(?<=[上下内右])"
RULES = (
    Rule(
        "height.bounds",
        "height",
        "a height after 身高, or a height of a person with its unit and a bound",
        rf"(?P<span>(?P<label>{_LABEL})?(?P<figure>(?(label)(?:{HEIGHT})|{_ALONE}))(?:之间)?)(?!\s?[厚宽长高]|的货|\s?[-*×xX])",
        _read,
        yes="身高165cm以上",
        no="搭建1.5米高的货架",
    ),
)
_UNITS = ("cm", "CM", "Cm", "cM", "厘米", "公分", "米", "㎝")
KIND = Kind("height", triggers=("身高", "个子", "1.5", "1.6", "1.7", *_UNITS), rules=RULES, find=by_rules(RULES))
