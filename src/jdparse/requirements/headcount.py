"""How many people are sought (guideline section 5); a range takes its upper figure. The size of a team to lead is none."""

from __future__ import annotations

import re

from jdparse.numerals import NUMERAL, PEOPLE, people
from jdparse.requirements.rule import ClauseView, Kind, Rule, Values, by_rules

__all__ = ["KIND"]

_SILENT = frozenset({"duties", "benefits", "company", "career", "assessment", "authority", "relations"})
_MOST = 2000


def _read(match: re.Match[str], clause: ClauseView) -> Values | None:
    if clause.section in _SILENT:
        return None
    count = people(match["figure"])
    return {"count": count} if count and count <= _MOST else None


def _whole(match: re.Match[str], clause: ClauseView) -> Values | None:
    """``1名`` counts at the end of a comma-part; ``5人`` only where it is the whole of a fact."""
    if "人" in match["figure"] and (clause.section != "facts" or match.end("figure") - clause.start > 6):
        return None
    return _read(match, clause)


_LABEL = (
    r"(?<!下属)(?<!团队)(?<!员工)(?<!公司)(?:招聘|需求|招募|拟招|编制|计划|岗位|职位|录用|需招)?"
    r"(?:人数|名额|定员|编制|需求量|需求)\s?(?:[(（][^)）]{0,4}[)）])?\s?[:：]?\s?"
)
_LONE = rf"(?<=[:：\s]){NUMERAL}(?=$|[\s，,。；;])"
_PLAIN = r"(?:[0-9]{1,3}\s?[-~—–至到]\s?)?(?:(?<![0-9])[0-9]{1,3}|[一二两三四五六七八九十]{1,3})\s?(?:名|人)"
RULES = (
    Rule(
        "headcount.labelled",
        "headcount",
        "a number after 招聘人数, 名额 and the like",
        rf"{_LABEL}(?P<span>(?P<figure>{PEOPLE}|{_LONE}))(?!\s?以上)",
        _read,
        yes="招聘人数：2人",
        no="管理20人的团队",
    ),
    Rule(
        "headcount.sought",
        "headcount",
        "a number after a verb of hiring",
        rf"(?P<span>(?:招聘?|急招|诚聘|急聘|录用|招收|招募)\s?(?P<figure>{PEOPLE}))(?!团队|小组)",
        _read,
        yes="诚聘2人",
        no="招待5位客人",
    ),
    Rule(
        "headcount.plain",
        "headcount",
        "a number of 名 by itself at the end of a comma-part",
        rf"(?:(?<![0-9前第约超过近领导管理带属是余有.])|(?<=[经助]理))(?P<span>(?P<figure>{_PLAIN}))(?=$|[，,；;。)）\s])",
        _whole,
        yes="硕士及以上1名",
        no="带领5名同事",
    ),
)
_UNITS = tuple(f"{figure}{gap}{unit}" for figure in "0123456789一二两三四五六七八九十" for gap in ("", " ") for unit in ("名", "人", "位"))
KIND = Kind("headcount", triggers=(*_UNITS, "人数", "名额", "定员", "编制"), rules=RULES, find=by_rules(RULES))
