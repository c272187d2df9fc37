"""The columns that are words: education, headcount and gender; their words are in ``lexicon/education.toml`` and ``columns.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast

from jdparse.fields.parts import parts
from jdparse.fields.values import Education, Gender, Headcount
from jdparse.lexicons import alternation, load
from jdparse.numerals import NUMERAL, people
from jdparse.schema import EducationLevel

__all__ = ["education", "gender", "headcount"]


class _Words(NamedTuple):
    levels: dict[str, EducationLevel]
    rank: tuple[EducationLevel, ...]
    unlimited: frozenset[str]
    education: re.Pattern[str]
    headcount: re.Pattern[str]
    gender: dict[str, str]


@cache
def _words() -> _Words:
    table = load("columns")
    schooling = load("education")
    levels = {
        word: cast(EducationLevel, level) for source in (schooling, table) for level, words in source["levels"].items() for word in words
    }
    level = alternation(levels)
    education = re.compile(
        rf"(?:最低)?(?:学历)?(?:要求)?[::]?(?P<full>{alternation(schooling['words']['full_time'])}{{1,2}})?(?P<levels>{level}(?:(?:学历)?[/或、及]{level}){{0,3}})"
        r"(?:学历|学位|毕业)?(?:(?P<below>及?以下)|(?:[及或含()]{0,3}以上|起|\+))?[)]?(?:学历|学位|毕业)?(?:者?优先)?",
        re.IGNORECASE,
    )
    headcount = re.compile(
        rf"(?:招聘?|诚聘|需|急招|招收|招聘人数[::]?|人数[::]?)?(?:(?P<count>{NUMERAL}(?:[名人位个]?[-~至到]{NUMERAL})?)|(?P<several>{alternation(table['several']['words'])}))[名人位个]{{0,2}}(?:以上|左右)?"
    )
    gender = {word: sex for sex, words in table["gender"].items() for word in words}
    return _Words(levels, tuple(schooling["levels"]), frozenset(table["unlimited"]["words"]), education, headcount, gender)


def education(column: str) -> Education | None:
    """The lowest level that a board's education column accepts, or None where it names none.

    Alternatives take the lowest (``中专/高中`` → 高中). A level named beside 不限 wins over a bare 不限, which may belong to another
    fact of the same column. None for 其他, and for 小学, which the guideline has no level for.

    >>> education("统招本科").min_level, education("初中及以下").or_below, education("学历不限").min_level, education("其他")
    ('本科', True, '不限', None)
    """
    words, pieces = _words(), parts(column)
    for part in pieces:
        if (match := words.education.fullmatch(part)) is not None:
            named = [words.levels[name] for name in _level_names(match["levels"], words)]
            return Education(
                raw=column,
                min_level=min(named, key=words.rank.index),
                or_below=match["below"] is not None,
                full_time=True if match["full"] else None,
            )
    if any(part in words.unlimited for part in sorted(pieces, key=len, reverse=True)):
        return Education(raw=column, min_level="不限")
    return None


def _level_names(text: str, words: _Words) -> list[str]:
    pieces = [piece.removesuffix("学历") for piece in re.split(r"[/或、及]", text)]
    known = {name.lower(): name for name in words.levels}
    return [known[piece.lower()] for piece in pieces]


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
        sex = _words().gender.get(re.sub(r"^性别(?:要求)?[::]", "", part).lower())
        if sex is not None:
            return Gender.model_validate({"raw": column, "gender": sex})
    return None
