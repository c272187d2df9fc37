"""Age bounds of the applicant (guideline section 5). ``年龄不限`` has two open ends; a child's age (``3-6岁幼儿``) is none."""

from __future__ import annotations

import re

from jdparse.numerals import AGES, ages
from jdparse.patterns import regex
from jdparse.requirements.rule import ClauseView, Kind, Rule, Values, by_rules
from jdparse.wordlists import alternation, load

__all__ = ["KIND"]

_WORDS = load("age")["words"]
_SILENT = frozenset({"benefits", "company", "career", "assessment", "authority", "relations"})
_LOWEST, _HIGHEST = 14, 75  # an age of work: below stand children, above it firms
_OTHER = rf"(?!\s?(?:以上|以下)?\s?的?{alternation(_WORDS['after'])})"
_NOT_BEFORE = regex(rf"{alternation(_WORDS['before'])}[^，,；;。]{{0,4}}$")
_EXCEPT = regex(r"(?:者|的|强|秀|异)[，,]?$")


def _read(match: re.Match[str], clause: ClauseView) -> Values | None:
    text, figure = match.string, match["figure"]
    if not match["label"] and "岁" not in figure:
        return None
    if clause.section in _SILENT or (clause.section == "duties" and not match["label"]):
        return None
    if _NOT_BEFORE.search(text, max(clause.start, match.start() - 10), match.start()):
        return None
    bounds = ages(figure)
    if bounds is None or (bounds.low is None and bounds.high is None):
        return None
    if not all(end is None or _LOWEST <= end <= _HIGHEST for end in bounds):
        return None
    low, high = (None if end is None else int(end) for end in bounds)
    return {"min_age": low, "max_age": high}


def _open(match: re.Match[str], clause: ClauseView) -> Values | None:
    """年龄不限, unless it is granted to some only (``能力强的，年龄不限``)."""
    if clause.section in _SILENT or _EXCEPT.search(match.string, max(clause.start, match.start() - 3), match.start()):
        return None
    return {"min_age": None, "max_age": None}


_OTHERS = r"(?:性别|学历|专业|经验|户籍|男女)"
_LABEL = r"(?:年龄|年纪|岁数)(?:要求|范围|限制|段|条件)?\s?[:：]?\s?(?:应|须|需)?(?:控制|要求)?(?:在|为|限)?\s?"
_FOLLOWED = r"(?=[^，,；;。\n岁]{1,14}(?:岁|以|左右|之间|[，,；;。、\s]|$))"
_OPEN = (
    rf"年龄(?:要求)?[:：]?\s?(?:[、和及与/]{_OTHERS}){{0,4}}(?:均|都|皆)?不限|不限(?:制)?(?:{_OTHERS}[、和及与/]?){{0,3}}年龄"
    rf"|{_OTHERS}[、和及与/](?:{_OTHERS}、?){{0,3}}年龄(?:均|都|皆)?不限"
)
RULES = (
    Rule(
        "age.bounds",
        "age",
        "an age with 岁 or after 年龄, with its bounds",
        rf"(?P<span>(?P<label>{_LABEL}{_FOLLOWED})?(?P<figure>(?(label)(?:{AGES})|(?:{AGES})(?<=[岁上下内右)）])))(?:之间)?){_OTHER}",
        _read,
        yes="18-45周岁之间",
        no="负责3-6岁幼儿教学",
    ),
    Rule("age.unlimited", "age", "age does not matter", rf"(?=[年不性学专经户男])(?:{_OPEN})", _open, yes="年龄不限", no="年龄35岁以下"),
)
KIND = Kind("age", triggers=("岁", "年龄"), rules=RULES, find=by_rules(RULES))
