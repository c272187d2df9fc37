"""The experience and age columns: ``3年以上``, ``1-3年``, ``在校/应届``, ``经验不限``; ``18-35``, ``35岁以下``."""

from __future__ import annotations

from jdparse.fields.parts import parts
from jdparse.fields.values import Age, Experience
from jdparse.numerals import YEARS, ages, years
from jdparse.patterns import regex

__all__ = ["age", "experience"]

_SUBJECT = r"(?:相关|同岗位|同行业)?(?:工作|从业|行业|岗位)?(?:经验|经历|年限)"
_LABEL = rf"(?:{_SUBJECT}(?:要求)?[::]?)?"
_UNLIMITED = regex(
    rf"{_LABEL}(?:不限制?|无要求|不要求|无限制|均可)|不限制?{_SUBJECT}|无需{_SUBJECT}|[无零]{_SUBJECT}(?:要求)?(?:[亦也]?可)?|(?:不要求|不需要?){_SUBJECT}"
)
_GRADUATE = regex(
    r"(?:20[0-9]{2}|[0-9]{2})届(?:毕业生?)?|(?:在校(?:学?生)?|(?:应届往届|应届|往届|应往届)(?:高校|大学)?(?:毕业)?生?|实习生?|学生)(?:[/、或和](?:在校(?:学?生)?|应届(?:毕业)?生?|实习生?))?(?:[亦也均都]?可(?:投|接受)?)?"
)
_YEARS = regex(rf"{_LABEL}(?:工作|从业)?(?P<years>{YEARS})的?(?:以上|以下)?{_SUBJECT}?(?:者?优先)?")


def experience(column: str) -> Experience | None:
    """Years of experience as a board's column states them, or None where it states none.

    A lone figure is a minimum (``2年`` → 2, None), as in the text (guideline section 5). 不限, 无需经验 and 应届 are ``min_years`` 0,
    and ``kind`` tells them apart. None for a bare ``3`` or ``1-3``, whose unit is not said, and for other facts (``5天/周``).

    >>> experience("3-5年").min_years, experience("经验不限").kind, experience("在校/应届").kind
    (3.0, 'unlimited', 'graduate')
    >>> experience("5天/周") is None
    True
    """
    pieces = parts(column, slash=True)
    for part in pieces:
        if (match := _YEARS.fullmatch(part)) and (bounds := years(match["years"])) is not None:
            return Experience(raw=column, min_years=bounds.low, max_years=bounds.high, kind="years")
    for part in pieces:
        if _GRADUATE.fullmatch(part):
            return Experience(raw=column, min_years=0, kind="graduate")
        if _UNLIMITED.fullmatch(part):
            return Experience(raw=column, min_years=0, kind="unlimited")
    return None


_AGE_LABEL = regex(r"年龄(?:要求)?[::]?在?")
_OPEN_RANGE = regex(r"(?P<low>[0-9]{1,2})?(?:周?岁)?[-~](?P<high>[0-9]{1,2})?(?:周?岁)?")
# Nobody under 14 works and no board means it: such a figure has lost a digit (18-4 for 18-40).
_YOUNGEST, _OLDEST = 14, 99


def age(column: str) -> Age | None:
    """Age bounds in years as a board's column states them, or None where it states none.

    An empty side is open (``18-`` → 18, None). None for ``-``, and for bounds that no worker has: such a column lost a digit
    (``18-4``), and neither of its ends can be trusted.

    >>> age("18-35").max_age, age("-30").min_age, age("18-4")
    (35, None, None)
    >>> age("年龄不限")
    Age(raw='年龄不限', min_age=None, max_age=None)
    """
    for part in parts(column):
        text = _AGE_LABEL.sub("", part, count=1).removesuffix("之间")
        if text in ("不限", "不限制", "无要求", "无限制"):
            return Age(raw=column)
        if (match := _OPEN_RANGE.fullmatch(text)) is not None:
            low, high = (int(match[side]) if match[side] else None for side in ("low", "high"))
        elif (bounds := ages(text)) is not None:
            low, high = (None if end is None else int(end) for end in bounds)
        else:
            continue
        stated = [end for end in (low, high) if end is not None]
        if stated and all(_YOUNGEST <= end <= _OLDEST for end in stated) and stated == sorted(stated):
            return Age(raw=column, min_age=low, max_age=high)
    return None
