"""Pay in yuan (guideline section 5): figures only; ``基本工资+提成`` states none. Base pay (底薪) is a minimum.

A figure is pay where a word such as 月薪 stands before it, where it is so much a month, day or hour, or where it opens a comma-part of a
benefits section. Pay without a period is by the month, or by the year from 100,000 yuan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jdparse.numerals import SUM, Pay, pay
from jdparse.patterns import regex
from jdparse.requirements.rule import ClauseView, Finding, Kind, Page, Rule
from jdparse.wordlists import alternation, load

__all__ = ["KIND"]

_WORDS = load("salary")["words"]
_SILENT = frozenset({"duties", "company", "career", "relations", "authority", "assessment"})
_REACH = 14  # characters before a figure in which the word for pay stands
_LABEL = regex(rf"(?:综合|无责任?|实习|试用期?)?{alternation(_WORDS['labels'])}[^，,；;。\n0-9]{{0,8}}$")
_OTHER = regex(rf"{alternation(_WORDS['others'])}[^，,；;。\n0-9]{{0,6}}$")
_OTHER_AFTER = regex(r"的?(?:绩|奖|提成|补|津贴|红包)")
_FLOOR = regex(r"(?:底薪|保底|起薪|基本工资)[^，,；;。\n0-9+=＝]{0,6}$")
_FLOOR_AFTER = regex(r"\s?元?\s?[（(]?(?:无责任?)?(?:底薪|保底)|及以上")
_OPENING = regex(r"(?:^|[，,；;。、：:\s])$")
_CLOSING = regex(r"$|[，,；;。、\s（(+/工]")  # what may follow a bare figure that opens a part: 2500-3000工作餐
_UNIT = regex(r"[kKwW万千元块]")
_PER = regex(r"[/／每]|一[天个年小]")
_PLAIN = regex(
    r"(?!(?:19|20)[0-9]{2}$)[1-9][0-9]{3,4}\s?元?\s?(?:[-~–—―至到]{1,3}\s?[1-9][0-9]{3,4}\s?元?)?(?:/月|以上|起|左右|元|\+)?$"
    r"|.{0,20}[kKwW万千].{0,12}$"
)
_PERIODS = {"年薪": "year", "年收入": "year", "年包": "year", "日薪": "day", "时薪": "hour"}
_YEARLY = 100_000
_TOO_LITTLE = {"hour": 5, "day": 30, "month": 800, "year": 10_000}

RULES = (
    Rule("salary.labelled", "salary", "a sum after a word for pay", yes="月薪5000-8000元", no="餐补300元/月"),
    Rule("salary.period", "salary", "a sum in yuan with its period", yes="200元/天", no="全勤奖200元/月"),
    Rule("salary.opening", "salary", "a sum that opens a part of a benefits section", yes="2500-3000，包吃住", no="每年2000人次"),
)
# The words before a figure are looked at afterwards, so that the search starts at digits only.
_FIGURE = regex(
    rf"(?<![0-9.A-Za-z/-])(?=[0-9一二两三四五六七八九十]){SUM}"
    r"(?![0-9]|[-~]?[0-9]?\s?(?:[A-Za-z]{2,}|[名人岁天周年次强家个%％届号期点时余平]|小时|万[人家户平]|多[名人家]))"
)


def _values(value: Pay, floor: bool, stated: str | None) -> dict[str, object] | None:
    size = value.low or value.high or 0
    period = value.period or stated or ("year" if size >= _YEARLY else "month")
    if size < _TOO_LITTLE[period]:
        return None
    return {"min": value.low, "max": None if floor else value.high, "period": period, "months": value.months}


def _rule(text: str, clause: ClauseView, match: re.Match[str], value: Pay, label: re.Match[str] | None) -> str | None:
    """By what rule a figure is pay, or None."""
    figure, before = match[0], text[max(clause.start, match.start() - _REACH) : match.start()]
    other = _OTHER.search(before)
    if (other and not label) or (not figure.endswith(("+", "＋")) and _OTHER_AFTER.match(text, match.end())):
        return None
    if label:
        return "salary.labelled"
    if _PER.search(figure) and _UNIT.search(figure):
        return "salary.period"
    if value.months or (match.start() == clause.start and match.end() == clause.end and _UNIT.search(figure)):
        return "salary.opening"
    opens = (
        clause.section == "benefits"
        and _OPENING.search(before)
        and _CLOSING.match(text, match.end())
        and not _OTHER.search(text[match.end() : match.end() + 4])
    )
    return "salary.opening" if opens and _PLAIN.match(figure) else None


def _clause(text: str, clause: ClauseView, index: int) -> Iterator[Finding]:
    for match in _FIGURE.finditer(text, clause.start, clause.end):
        value = pay(match[0])
        if value is None:
            continue
        low = max(clause.start, match.start() - _REACH)
        label = _LABEL.search(text, low, match.start())
        rule = _rule(text, clause, match, value, label)
        before = text[low : match.start()]
        floor = _FLOOR.search(before) is not None or _FLOOR_AFTER.match(text, match.end()) is not None
        stated = next((period for word, period in _PERIODS.items() if word in before), None)
        values = _values(value, floor, stated) if rule else None
        if rule and values:
            end = match.start() + len(match[0].rstrip(" +＋"))
            yield Finding("salary", label.start() if label else match.start(), end, index, rule, values)


def find(page: Page, wanted: Sequence[int]) -> Iterator[Finding]:
    """The pay that the wanted clauses state."""
    for index in wanted:
        if page.clauses[index].section not in _SILENT:
            yield from _clause(page.text, page.clauses[index], index)


_AMOUNTS = tuple(
    f"{digit}{gap}{unit}"
    for digit in "0123456789一二三四五六七八九十"
    for gap in ("", " ")
    for unit in ("元", "万", "千", "k", "K", "w", "W", "块")
)
KIND = Kind(
    "salary",
    triggers=("薪", "工资", "收入", "待遇", "0/", *_AMOUNTS, "00-", "00~", "00—", "00–", "00以上", "00起", "0+", "保底", "到手"),
    rules=RULES,
    find=find,
)
