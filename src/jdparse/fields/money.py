"""The salary column: ``1-1.5万·13薪``, ``8千-1.2万``, ``25-38万/年``, ``200元/天``, ``面议``."""

from __future__ import annotations

import re

from jdparse.fields.parts import parts
from jdparse.fields.values import PayPeriod, Salary
from jdparse.numerals import Pay, pay
from jdparse.patterns import regex

__all__ = ["salary"]

_NEGOTIABLE = regex(r"[((]?(?:薪资|薪酬|工资|待遇|月薪|年薪)?[::]?(?:面[议議]|面谈|可议|详谈|协商|negotiable)[))]?", re.IGNORECASE)
_FOREIGN = regex(r"美元|美金|港[币元]|欧元|英镑|日元|台币|新币|澳元|us\$|hk\$|nt\$|usd|hkd|eur|gbp|jpy|twd|sgd|[$€£]", re.IGNORECASE)
_CURRENCY = regex(r"¥|人民币|rmb|cny", re.IGNORECASE)
_TAX = regex(r"[((]?(?:税前|税后|含税|不含税|左右|试用期)[))]?")
_LABEL_LAST = regex(r"[·(]?([年月日时])薪[)]?$")
# What stands beside the sum and says nothing of it: (日结), ·股票期权, ·5天/周, 待遇：, 实习.
_BESIDE = regex(r"(?<!^)[((][^()薪]{0,12}[))]$|[·,](?:[\u4e00-\u9fff]{2,8}|[0-9]天/周)(?<!薪)$|^(?:待遇|实习|兼职|全职|薪酬)[::]?")
_WEEK = regex(r"/周|每周|一周|周薪[::]?")
_UNIT = regex(r"[万千kw元块]", re.IGNORECASE)
_AND = regex(r"[及或](?=以[上下内])")
# 8000以上元/月 → 8000元以上/月, the order that the grammar of numerals reads.
_BOUND_BEFORE_UNIT = regex(r"(以[上下内])(元)")
_EXTRAS = regex(r"\+(?:[高多]?额?(?:提成|奖金|绩效|补贴|补助|分红|业绩|佣金|全勤|餐补|社保|五险一?金?|包吃住?|包住|包食宿)[+、]?){1,6}$")
_TIMES = regex(r"[*x×](1[0-9]|2[0-4])(?:个?月|薪)?$", re.IGNORECASE)

# Below a thousand a figure without a unit may count 千 or yuan a day; from a thousand on it is yuan.
_SURE_YUAN = 1000
# Pay is by the month unless said otherwise, as everywhere on the boards, between sums that no month pays.
_SURE_YEAR = 100_000


def salary(column: str) -> Salary | None:
    """Pay in yuan as a board's salary column states it, or None where it states none that can be known.

    The first figure of a range inherits the unit of the second (``3-6万``). A sum without a period is by the month, as boards
    write it; below 1,000 and from 100,000 yuan on the period stays None. None for a bare ``15-25`` (thousands a
    month, or yuan a day?), for a range that runs backwards, for other currencies, and for pay by the piece.

    >>> salary("1-1.5万·13薪")
    Salary(raw='1-1.5万·13薪', min=10000.0, max=15000.0, period='month', months=13.0, negotiable=False)
    >>> salary("面议")
    Salary(raw='面议', min=None, max=None, period=None, months=None, negotiable=True)
    >>> salary("15-25") is None
    True
    """
    negotiable = False
    for part in parts(column):
        if _FOREIGN.search(part):
            return None
        text, count = _NEGOTIABLE.subn("", part, count=4)
        negotiable = negotiable or count > 0
        if (found := _sum(text)) is not None:
            low, high, period, months = found
            return Salary(raw=column, min=low, max=high, period=period, months=months, negotiable=negotiable)
    return Salary(raw=column, negotiable=True) if negotiable else None


def _sum(text: str) -> tuple[float | None, float | None, PayPeriod | None, float | None] | None:
    text = _BESIDE.sub("", text)
    text = _AND.sub("", _TAX.sub("", _CURRENCY.sub("", text)))
    text = _BOUND_BEFORE_UNIT.sub(r"\2\1", text).strip("·,/()")
    text = _LABEL_LAST.sub(r"/\1", text)
    text, by_week = _WEEK.subn("", text)
    text = _TIMES.sub(r"·\1薪", text)
    text, extras = _EXTRAS.subn("", text)
    read = pay(text)
    if read is None:
        return None
    if extras and read.low == read.high:  # base pay plus extras: a floor (guideline section 5)
        read = read._replace(high=None)
    low, high = read.low or None, read.high
    top = high if high is not None else low
    if not top:
        return None
    period: PayPeriod | None = "week" if by_week else read.period
    if not _UNIT.search(text) and top < _SURE_YUAN and period not in ("day", "hour", "week"):
        return None
    return low, high, period or _usual_period(read, top), read.months


def _usual_period(read: Pay, top: float) -> PayPeriod | None:
    """The period of a sum that names none: a month's, unless no month pays so little or so much."""
    return "month" if (read.low or top) < _SURE_YEAR and top >= _SURE_YUAN else None
