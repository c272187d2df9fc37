"""Numerals and bounds as Chinese job ads write them: 三, ３, 两, 半, 十八, 1.5, 3~5年, 至少两年, 1米6, 8k-15k, 14薪.

Each quantity has a pattern (a regex source to build rules from, without capturing groups) and a reader of what it matched:
``YEARS``/``years``, ``AGES``/``ages``, ``HEIGHT``/``centimetres``, ``PAY``/``pay``, ``PEOPLE``/``people``. A reader takes the whole
phrase and returns None for what it cannot read. An open end of a bound is None, never 0 or 100; 左右 states the figure
on both sides, 以内 the maximum (guideline section 5, settled cases). ``3-5年以上`` is the lower figure with no maximum.

>>> years("三到五年"), years("不少于18个月"), years("3年左右")
(Bounds(low=3.0, high=5.0), Bounds(low=1.5, high=None), Bounds(low=3.0, high=3.0))
>>> pay("年薪10-15万")
Pay(low=100000.0, high=150000.0, period='year', months=None)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, NamedTuple

from jdparse.patterns import regex

__all__ = [
    "AGES",
    "DASH",
    "HEIGHT",
    "NUMERAL",
    "PAY",
    "PEOPLE",
    "SUM",
    "YEARS",
    "Bounds",
    "Pay",
    "ages",
    "centimetres",
    "number",
    "pay",
    "people",
    "years",
]


class Bounds(NamedTuple):
    """A lower and an upper end; None is open."""

    low: float | None
    high: float | None


class Pay(NamedTuple):
    """Pay in yuan a period; ``months`` is the number of monthly salaries a year (14薪)."""

    low: float | None
    high: float | None
    period: Literal["month", "year", "day", "hour"] | None
    months: float | None


HAN = "零〇一二两俩三四五六七八九十百千"
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
_SCALE = {"十": 10, "百": 100, "千": 1000}

# A digit run is bounded and may not start inside a longer one, so that a hostile run is refused at once.
_ARABIC = r"(?<![0-9０-９])(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3}){1,2}|[0-9０-９]{1,7}(?:[.．][0-9０-９]{1,2})?)(?![0-9０-９])"
NUMERAL = rf"(?:{_ARABIC}|[{HAN}]{{1,6}})"
"""Regex source of one numeral, Arabic (full width too) or Chinese."""
DASH = r"\s?(?:[-~–—―‐‑−－～∼﹣]{1,3}|至|到|(?<=[0-9０-９])一(?=[0-9０-９]))\s?"
"""Regex source of what joins the two ends of a range; 一 only between digits, where it is a mistyped dash."""

_LOW_BEFORE = r"至少[有需具备]{0,2}|最少|不少于|不得少于|不低于|不得低于|不小于|超过|大于|高于|多于|年?满|>=?|≥|＞"
_HIGH_BEFORE = r"不超过|不得超过|不大于|不高于|不多于|最多|至多|最高|小于|低于|少于|未满|<=?|≤|＜"
_NEAR_BEFORE = r"大约|大概|约"
# What any of these may begin with: looked at first, so that a search over plain text costs next to nothing.
_BEGIN = rf"(?=[0-9０-９{HAN}半米至最不超大高多年满>≥＞少小低未<≤＜约])"
_INCLUDING = r"(?:\s?[(（]\s?(?:不?含)[^()（）]{0,4}[)）])?"
_AND = r"(?:以及|及其|及|或者|或|含|和|与|并)?"
_LOW_AFTER = r"[以已]\s?上|或更多|及更多|或更久|多|余|起|\+|＋|往上"
_HIGH_AFTER = r"以\s?下|以\s?内|之内|内(?!的?[^,，。;；、]{0,3}[有做从])|封顶"
_NEAR_AFTER = r"左右|上下"


def number(numeral: str) -> float | None:
    """The value of one numeral, or None where the characters form none.

    >>> number("十八"), number("1.5"), number("两百"), number("半"), number("百年")
    (18.0, 1.5, 200.0, 0.5, None)
    """
    if numeral == "半":
        return 0.5
    if not numeral or numeral[0] not in HAN:
        try:
            return float(numeral.replace("，", "").replace(",", "").replace("．", "."))
        except ValueError:
            return None
    total, digit = 0, None
    for char in numeral:
        if (scale := _SCALE.get(char)) is not None:
            if digit is None and scale != 10:
                return None
            total, digit = total + (1 if digit is None else digit) * scale, None
        elif (value := _DIGIT.get(char)) is None or (digit is not None and digit != 0):
            return None
        else:
            digit = value
    return float(total + (digit or 0))


def _neighbours(numeral: str) -> Bounds | None:
    """``三五`` and ``两三`` name a range without a dash."""
    if len(numeral) != 2:
        return None
    low, high = _DIGIT.get(numeral[0]), _DIGIT.get(numeral[1])
    return Bounds(float(low), float(high)) if low and high and low < high else None


def _phrase(first: str, second: str, alone: str) -> str:
    """Regex source of a bounded quantity: a word before, one figure or a range, a word after."""
    return (
        rf"{_BEGIN}(?:(?:{_LOW_BEFORE}|{_HIGH_BEFORE}|{_NEAR_BEFORE})\s?)?(?:{first}{DASH}{second}|{alone})"
        rf"(?:{_INCLUDING}\s?(?:{_AND}\s?(?:{alone})?(?:{_LOW_AFTER}|{_HIGH_AFTER})|{_NEAR_AFTER}){_INCLUDING}|{_INCLUDING})"
    )


def _reader(first: str, second: str, alone: str, figure: Callable[[str, str], float | None]) -> Callable[[str], tuple[Bounds, str] | None]:
    """A function from a phrase to its stated ends and how they are meant: ``low``, ``high``, ``near``, ``exact``.

    ``figure`` turns one figure with its unit into a number; its second argument is the other figure's unit, which
    the first figure of a range inherits.
    """
    whole = regex(
        rf"(?:(?P<low>{_LOW_BEFORE})|(?P<high>{_HIGH_BEFORE})|(?P<near>{_NEAR_BEFORE}))?\s?"
        rf"(?:(?P<first>{first}){DASH}(?P<second>{second})|(?P<alone>{alone}))"
        rf"{_INCLUDING}\s?(?:{_AND}\s?(?:{alone})?(?:(?P<more>{_LOW_AFTER})|(?P<less>{_HIGH_AFTER}))|(?P<about>{_NEAR_AFTER}))?{_INCLUDING}"
    )

    def read(phrase: str) -> tuple[Bounds, str] | None:
        match = whole.fullmatch(phrase.strip())
        if match is None:
            return None
        if match["alone"] is None:
            low, high = figure(match["first"], match["second"]), figure(match["second"], "")
            if low is None or high is None or low > high:
                return None
            ends = Bounds(low, high)
        elif (pair := _neighbours(match["alone"].rstrip("个多年月周岁人名 "))) is not None:
            ends = pair
        else:
            value = figure(match["alone"], "")
            if value is None:
                return None
            ends = Bounds(value, value)
        if match["more"] or match["low"]:
            return ends, "low"
        if match["less"] or match["high"]:
            return ends, "high"
        return ends, "near" if match["near"] or match["about"] else "exact"

    return read


def _bounds(read: tuple[Bounds, str] | None, lone: str) -> Bounds | None:
    """Ends to bounds; ``lone`` says how a single figure without any word is meant."""
    if read is None:
        return None
    ends, sense = read
    if sense == "exact" and ends.low == ends.high:
        sense = lone
    if sense == "low":
        return Bounds(ends.low, None)
    if sense == "high":
        return Bounds(None if ends.low == ends.high else ends.low, ends.high)
    return ends


# --- years of experience ------------------------------------------------------------------------------------------

_YEAR_UNIT = r"\s?(?:[多余]?\s?(?:周年|年)半?|\s?\+\s?年|个半?月|[+＋]?\s?years?)"
_YEAR = rf"(?:半年|(?:{NUMERAL}){_YEAR_UNIT})"
YEARS = _phrase(rf"(?:半年|(?:{NUMERAL})(?:{_YEAR_UNIT})?)", _YEAR, _YEAR)
"""Regex source of a length of service with its bounds: ``至少3-5年(含)以上``, ``18个月``, ``两年半``."""


def _year_figure(figure: str, other: str) -> float | None:
    figure = figure.strip()
    if figure == "半年":
        return 0.5
    match = re.match(NUMERAL, figure)
    value = number(match[0]) if match else None
    if match is None or value is None:
        return None
    unit = figure[match.end() :] or other
    half = 0.5 if "半" in unit and unit != "半年" else 0.0
    return (value + half) / 12 if "月" in unit else value + half


_read_years = _reader(rf"(?:半年|(?:{NUMERAL})(?:{_YEAR_UNIT})?)", _YEAR, _YEAR, _year_figure)
_PLUS_YEARS = regex(r"[+＋多余]\s?(?:年|years?)")


@lru_cache(maxsize=2048)  # few phrases, many ads
def years(phrase: str) -> Bounds | None:
    """Bounds in years; a bare figure is a minimum, since ``3年经验`` asks for three years or more.

    >>> years("两年半"), years("五年以内"), years("半年至1年")
    (Bounds(low=2.5, high=None), Bounds(low=None, high=5.0), Bounds(low=0.5, high=1.0))
    """
    if _PLUS_YEARS.search(phrase) and (read := _read_years(phrase)) is not None:
        return Bounds(read[0].low, None)
    return _bounds(_read_years(phrase), "low")


# --- age ----------------------------------------------------------------------------------------------------------

_AGE = rf"(?:{NUMERAL})\s?(?:周?\s?岁)?"
AGES = _phrase(_AGE, _AGE, _AGE)
"""Regex source of an age with its bounds; the unit is optional (``年龄40以下``), so a rule must ask for 岁 or 年龄 itself."""
_read_ages = _reader(_AGE, _AGE, _AGE, lambda figure, _: number(figure.rstrip("周岁 ")))


@lru_cache(maxsize=2048)  # few phrases, many ads
def ages(phrase: str) -> Bounds | None:
    """Bounds in years of age; a bare figure stands on both sides.

    >>> ages("28岁-40岁"), ages("35周岁以下"), ages("35左右")
    (Bounds(low=28.0, high=40.0), Bounds(low=None, high=35.0), Bounds(low=35.0, high=35.0))
    """
    return _bounds(_read_ages(phrase), "near")


# --- height -------------------------------------------------------------------------------------------------------

_M = "[米mM](?![a-zA-Z])"
_METRES = rf"(?:[12一]\s?[米mM]\s?(?:[0-9]{{1,2}}|[{HAN}]{{1,2}})?|米[五六七八九][{HAN}]?|1[.．][0-9]{{1,2}}\s?(?:{_M})?|1、[0-9]{{2}}{_M})"
_CENTIMETRES = r"(?<![0-9])1[0-9]{2}(?:\.[0-9])?(?![0-9])\s?(?:[cC][mM]|厘米|公分|㎝)?"
_TALL = rf"(?:{_METRES}|{_CENTIMETRES})"
HEIGHT = _phrase(_TALL, _TALL, _TALL)
"""Regex source of a body height with its bounds; the unit is optional, so a rule must ask for it or for 身高 itself."""


def _centimetre_figure(figure: str, _: str) -> float | None:
    figure = figure.replace("．", ".").replace("、", ".").replace(" ", "").lower()
    if (match := re.match(r"([12一]?)[米m]([0-9]{0,2}|[^0-9]{0,2})$", figure)) is not None:
        whole, rest = (number(match[1]) if match[1] else 1.0), match[2]
        digits = "".join(str(_DIGIT[c]) for c in rest if c in _DIGIT) if rest and rest[0] in HAN else rest
        return (whole or 0) * 100 + (float(digits.ljust(2, "0")) if digits else 0.0)
    value = float(re.match(r"[0-9.]+", figure)[0])  # type: ignore[index]  # the pattern starts with a digit
    return round(value * 100, 1) if value < 3 else value


_read_height = _reader(_TALL, _TALL, _TALL, _centimetre_figure)


def centimetres(phrase: str) -> Bounds | None:
    """Bounds of a body height in centimetres; a bare figure is a minimum.

    >>> centimetres("1米6以上"), centimetres("米六"), centimetres("1.65-1.75米")
    (Bounds(low=160.0, high=None), Bounds(low=160.0, high=None), Bounds(low=165.0, high=175.0))
    """
    return _bounds(_read_height(phrase), "low")


# --- people -------------------------------------------------------------------------------------------------------

_PEOPLE_UNIT = r"\s?(?:名|人|位|个)"
PEOPLE = rf"{NUMERAL}(?:{_PEOPLE_UNIT})?{DASH}{NUMERAL}{_PEOPLE_UNIT}|{NUMERAL}{_PEOPLE_UNIT}"
"""Regex source of a number of people."""
_PEOPLE = regex(rf"(?:{NUMERAL}(?:{_PEOPLE_UNIT})?{DASH})?({NUMERAL})(?:{_PEOPLE_UNIT})?(?:左右|以上)?")


def people(phrase: str) -> int | None:
    """A number of people; a range takes its upper figure (guideline section 5).

    >>> people("2人"), people("1—2名"), people("若干")
    (2, 2, None)
    """
    match = _PEOPLE.fullmatch(phrase.strip())
    value = number(match[1]) if match else None
    return None if value is None or value != int(value) else int(value)


# --- pay ----------------------------------------------------------------------------------------------------------

_MONEY_UNIT = r"\s?(?:万|千|[kKwW](?![a-zA-Z]))?\s?(?:元|块|人民币|[Rr][Mm][Bb])?"
_PERIODS: dict[str, Literal["month", "year", "day", "hour"]] = {
    "年": "year", "月": "month", "天": "day", "日": "day", "小时": "hour", "时": "hour", "个月": "month",
}  # fmt: skip
_PER = r"\s?(?:[/／每]|一(?=[天年]|个?小?[月时]))\s?(?:人\s?[/／]\s?)?(?:个月|年|月|天|日|小时|时)"
_PAY_LABEL = (
    r"(?:(?:税前|税后|综合|平均|保底|基本)?(?:年|月|日|时)(?:薪|收入|工资|均)|(?:无责任?|基本|保障)?(?:底薪|保底)|(?:综合|基本|税前|税后)?(?:工资|薪资|收入|薪酬|薪水))"
    r"资?[待遇范围可达约为是在]{0,3}"
)
_MONTHS = r"\s?[·・.,，/*xX×+\-—]?\s?[(（]?\s?[0-9]{2}(?:[-~][0-9]{2})?\s?薪[)）]?"
_SUM = rf"{NUMERAL}{_MONEY_UNIT}(?:{_PER})?"
_MORE = r"(?:及|或)?[以之]上|起步?|\+|＋|多"
SUM = rf"{_SUM}(?:{DASH}{_SUM})?\s?(?:{_MORE}|以内|左右)?(?:{_PER})?(?:{_MONTHS})?"
"""Regex source of a sum or a range of sums; period and unit are optional, so a rule must ask for one of them or for a word before it."""
PAY = rf"(?:{_PAY_LABEL}\s?[:：]?\s?)?{SUM}"
"""Regex source of a sum with the word for pay before it, where there is one."""
_PAY = regex(
    rf"(?P<label>{_PAY_LABEL})?\s?[:：]?\s?(?P<low>{NUMERAL})(?P<lowunit>{_MONEY_UNIT})(?P<per1>{_PER})?"
    rf"(?:{DASH}(?P<high>{NUMERAL})(?P<highunit>{_MONEY_UNIT})(?P<per2>{_PER})?)?\s?(?:(?P<more>{_MORE})|(?P<less>以内|以下|封顶)|左右)?"
    rf"(?P<per3>{_PER})?(?:\s?[·・.,，/*xX×+\-—]?\s?[(（]?\s?(?P<months>[0-9]{{2}})(?:[-~][0-9]{{2}})?\s?薪[)）]?)?"
)
_MULTIPLES = {"万": 10_000, "千": 1_000, "k": 1_000, "w": 10_000}


def _multiple(unit: str) -> int | None:
    return next((_MULTIPLES[c] for c in unit.lower() if c in _MULTIPLES), None)


def _period(label: str | None, per: str | None) -> Literal["month", "year", "day", "hour"] | None:
    if per:
        return _PERIODS[per.strip().lstrip("/／每一人 ")]
    return next((_PERIODS[c] for c in label or "" if c in _PERIODS), None)


@lru_cache(maxsize=2048)  # few phrases, many ads
def pay(phrase: str) -> Pay | None:
    """Pay in yuan, as far as the phrase states it; None where no figure can be read or the range runs backwards.

    The first figure of a range inherits the unit of the second (``10-15万``); a lone figure stands on both sides unless
    以上 or 起 follows or 底薪 stands before. The caller must know from elsewhere that the figure is pay, and what a bare ``15-25`` counts.

    >>> pay("8k-15k·14薪")
    Pay(low=8000.0, high=15000.0, period=None, months=14.0)
    >>> pay("200元/天"), pay("6千以上")
    (Pay(low=200.0, high=200.0, period='day', months=None), Pay(low=6000.0, high=None, period=None, months=None))
    """
    match = _PAY.fullmatch(phrase.strip())
    low = number(match["low"]) if match else None
    if match is None or low is None:
        return None
    own, shared = _multiple(match["lowunit"]), _multiple(match["highunit"] or "")
    high = number(match["high"]) if match["high"] else low
    if high is None:
        return None
    # 8-12千 shares its unit; 8000-1.2万 does not.
    low *= own or (shared if shared and low < high * 10 and "元" not in match["lowunit"] else None) or 1
    high *= (shared or (own if own and "元" not in (match["highunit"] or "") and high < 1000 else None) or 1) if match["high"] else own or 1
    if low > high:
        return None
    period = _period(match["label"], match["per3"] or match["per2"] or match["per1"])
    months = float(match["months"]) if match["months"] else None
    if match["less"] and not match["high"]:
        return Pay(None, high, period, months)
    floor = match["more"] or (match["high"] is None and "底" in (match["label"] or ""))
    return Pay(low, None if floor else high, period, months)
