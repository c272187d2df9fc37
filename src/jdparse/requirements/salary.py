"""Pay in yuan (guideline section 5): figures only; ``基本工资+提成`` states none. Base pay (底薪) is a minimum.

A figure is pay where a word such as 月薪 stands before it, where it is so much a month, day or hour, or where it opens a comma-part of a
benefits section. Pay without a period is by the month, or by the year from 100,000 yuan.
"""

from __future__ import annotations

import re

from jdparse.lexicons import alternation, load
from jdparse.numerals import SUM, pay
from jdparse.requirements.rule import ClauseView, Kind, Rule, Values, by_rules

__all__ = ["KIND"]

_WORDS = load("salary")["words"]
_LABEL = re.compile(rf"{alternation(_WORDS['labels'])}[^，,；;。\n0-9+]{{0,8}}$")
_OTHER = re.compile(rf"{alternation(_WORDS['others'])}[^，,；;。\n0-9]{{0,6}}$")
_FLOOR = re.compile(r"(?:底薪|保底|起薪|基本工资)[^，,；;。\n0-9]{0,6}$")
_OPENING = re.compile(r"(?:^|[，,；;。、：:\s])$")
_MONEY = re.compile(r"[kKwW万千元块]|薪|工资|收入")
_PER = re.compile(r"[/／每]|一[天个年小]")
_YEARLY = 100_000
_TOO_LITTLE = {"hour": 5, "day": 30, "month": 800, "year": 10_000}


def _read(match: re.Match[str], clause: ClauseView) -> Values | None:
    text, start = match.string, match.start("figure")
    if clause.section in ("duties", "company", "relations", "authority", "assessment"):
        return None
    value = pay(match["figure"])
    if value is None:
        return None
    before = text[max(clause.start, start - 14) : start]
    labelled = _LABEL.search(before) is not None
    if _OTHER.search(before) and not _LABEL.search(before):
        return None
    opening = (
        clause.section == "benefits"
        and (start == clause.start or _OPENING.search(before))
        and not _OTHER.search(text[match.end() : match.end() + 4])
    )
    if not labelled and not (_PER.search(match["figure"]) and _MONEY.search(match["figure"]) or (opening and _plain(match["figure"]))):
        return None
    low, high = value.low, None if _FLOOR.search(before) else value.high
    size = low or high or 0
    period = value.period or _stated(before) or ("year" if size >= _YEARLY else "month")
    if size < _TOO_LITTLE[period]:
        return None
    return {"min": low, "max": high, "period": period, "months": value.months}


def _stated(before: str) -> str | None:
    return next(
        (
            period
            for word, period in (("年薪", "year"), ("年收入", "year"), ("年包", "year"), ("日薪", "day"), ("时薪", "hour"))
            if word in before
        ),
        None,
    )


def _plain(figure: str) -> bool:
    """A figure that can be pay by its form: thousands a month, not a year, not a phone number."""
    return bool(
        re.fullmatch(
            r"[1-9][0-9]{3,4}\s?元?\s?(?:[-~–—―至到]{1,3}\s?[1-9][0-9]{3,4}\s?元?)?(?:/月|以上|起|左右|元|\+)?|.{0,20}[kKwW万千].{0,12}",
            figure,
        )
    ) and not re.fullmatch(r"(?:19|20)[0-9]{2}", figure)


# The words before a figure are looked at afterwards, so that the search starts at digits only.
_FIGURE = rf"(?<![0-9.A-Za-z/-])(?=[0-9一二两三四五六七八九十])(?P<figure>{SUM})"
_OF_OTHERS = r"(?![0-9]|[-~]?[0-9]?\s?(?:[A-Za-z]{2,}|[名人岁天周年次强家个%％届号期点时余平]|小时|万[人家户平]|多[名人家]))"
RULES = (
    Rule(
        "salary.figures",
        "salary",
        "a sum that is pay by the word before it, by its period, or by its place",
        rf"(?P<span>{_FIGURE}){_OF_OTHERS}",
        _read,
        yes="月薪5000-8000元",
        no="餐补300元/月",
    ),
)
_UNITS = tuple(f"{digit}{gap}{unit}" for digit in "0123456789一二三四五六七八九十" for gap in ("", " ") for unit in ("元", "万", "千", "k", "K", "w", "W", "块"))
KIND = Kind("salary", triggers=("薪", "工资", "收入", "0/", *_UNITS, "00-", "00~", "00—", "00–", "00以上", "00起", "0+", "保底", "到手"), rules=RULES, find=by_rules(RULES))
