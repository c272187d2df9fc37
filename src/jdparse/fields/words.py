"""The columns that are words: education, headcount and gender; their words are in ``lexicon/education.toml`` and ``columns.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast

from jdparse.fields.parts import parts
from jdparse.fields.values import Education, Gender, Headcount
from jdparse.numerals import NUMERAL, people
from jdparse.schema import EducationLevel
from jdparse.wordlists import alternation, load

__all__ = ["education", "gender", "headcount"]


_LABEL = "(?:最低)?(?:学历)?(?:要求)?[::]?"


class _Words(NamedTuple):
    levels: dict[str, EducationLevel]
    rank: tuple[EducationLevel, ...]
    unlimited: frozenset[str]
    education: re.Pattern[str]
    headcount: re.Pattern[str]
    gender: dict[str, str]


@cache
def _words() -> _Words:
    table, schooling = load("columns"), load("education")
    levels = {
        word: cast(EducationLevel, level) for source in (schooling, table) for level, words in source["levels"].items() for word in words
    }
    return _Words(
        levels,
        tuple(schooling["levels"]),
        frozenset(table["unlimited"]["words"]),
        _education_pattern(alternation(levels), alternation(schooling["words"]["full_time"]), alternation(schooling["words"]["tiers"])),
        _headcount_pattern(alternation(table["several"]["words"])),
        {word: sex for sex, words in table["gender"].items() for word in words},
    )


def _education_pattern(level: str, full_time: str, tier: str) -> re.Pattern[str]:
    noun = "(?:及?同等)?(?:学历|学位|毕业)?"
    return re.compile(
        rf"{_LABEL}(?P<tier>{tier}(?:[/、或]{tier}){{0,2}})?(?:院校|高校)?(?P<full>{full_time}{{1,2}})?(?:重点|普通|正规)?"
        rf"(?P<levels>{level}(?:(?:学历)?[/或、及~-]{level}){{0,3}}){noun}"
        rf"(?:(?P<below>及?以下)|(?:[及或含()]{{0,3}}以上|起|\+))?[)]?{noun}(?:[(·]?(?P<full_after>{full_time})[)]?)?(?P<preferred>者?优先)?",
        re.IGNORECASE,
    )


def _headcount_pattern(several: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:招聘?|诚聘|需|急招|招收|(?:招聘)?人数[::]?)?(?:约?(?P<count>{NUMERAL}(?:[名人位个]?[-~至到]{NUMERAL})?)余?|(?P<several>{several}))"
        r"[名人位个]{0,2}(?:以上|左右)?"
    )


def education(column: str) -> Education | None:
    """The lowest level that a board's education column accepts, or None where it names none.

    Alternatives take the lowest (``中专/高中`` → 高中). A level beside 不限 wins, since 不限 may belong to another fact of the same
    column, unless the level is only preferred. None for 其他, and for 小学, which the guideline has no level for.

    >>> education("统招本科").min_level, education("初中及以下").or_below, education("学历不限").min_level, education("其他")
    ('本科', True, '不限', None)
    """
    words, pieces = _words(), parts(column, slash=True)
    unlimited = any(re.sub(rf"^{_LABEL}", "", part) in words.unlimited for part in pieces)
    for part in pieces:
        match = words.education.fullmatch(part)
        if match is not None and not (unlimited and match["preferred"]):
            return Education(
                raw=column,
                min_level=min(_levels(match["levels"], words), key=words.rank.index),
                or_below=match["below"] is not None,
                full_time=True if match["full"] or match["full_after"] else None,
                school_tier=match["tier"],
            )
    return Education(raw=column, min_level="不限") if unlimited else None


def _levels(text: str, words: _Words) -> list[EducationLevel]:
    known = {name.lower(): level for name, level in words.levels.items()}
    return [known[piece.removesuffix("学历").lower()] for piece in re.split(r"[/或、及~-]", text)]


def headcount(column: str) -> Headcount | None:
    """How many people a board's column seeks, or None for ``0``, ``-`` and what is no number of people.

    A range takes its upper figure (guideline section 5). 若干 and 数名 are ``several``, without any figure.

    >>> headcount("招3人").count, headcount("若干").several, headcount("0")
    (3, True, None)
    """
    pieces = parts(column)
    for part in pieces:
        if (match := _words().headcount.fullmatch(part)) is None:
            continue
        # In a column of several facts a bare figure or a bare 不限 may belong to any of them.
        if len(pieces) > 1 and not re.search(r"[名人位个招]", part):
            continue
        if match["several"]:
            return Headcount(raw=column, several=True)
        count = people(match["count"])
        return Headcount(raw=column, count=count) if count else None
    return None


def gender(column: str) -> Gender | None:
    """The sex that a board's column states, or None where it states none.

    >>> gender("男女不限").gender, gender("女").gender, gender("-")
    ('不限', '女', None)
    """
    for part in parts(column):
        text = re.sub(r"^性别(?:要求)?[::]", "", part).lower()
        sex = _words().gender.get(text.removesuffix("优先"))
        if sex is not None:
            return Gender.model_validate({"raw": column, "gender": sex, "preferred": text.endswith("优先")})
    return None
