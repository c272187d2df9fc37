"""Shifts, travel, overtime, pressure, availability asked of the holder (guideline section 5).

Pressure as a circumstance (``能承受工作压力``) is one, the ability (``抗压能力``) is a trait. Hours given as a perk (``双休``) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jdparse.patterns import regex
from jdparse.requirements.rule import ClauseView, Finding, Kind, Page, Rule, Values
from jdparse.wordlists import alternation, load

__all__ = ["KIND"]

_WORDS = load("work_condition")["words"]
_SILENT = frozenset({"benefits", "company", "career", "assessment", "authority", "relations"})
_NOT_BEFORE = regex(rf"{alternation(_WORDS['not_before'])}$")
_DEMAND = alternation(_WORDS["demands"])
_WITHIN = r"[^，,；;。、！!\n]"


def _read(match: re.Match[str], clause: ClauseView) -> Values | None:
    if clause.section in _SILENT or _NOT_BEFORE.search(match.string, max(clause.start, match.start() - 3), match.start()):
        return None
    if clause.section == "duties" and not match.groupdict().get("demand"):
        return None
    return {
        "condition": re.sub(r"^(?:能够?|可以?|需要?|须|必须|要求|应)+(?=[接适承服配胜愿至长短经出每保倒加])", "", match["span"])
        or match["span"]
    }


_BEAR = r"(?:承受|承担|适应|接受|应对|面对|胜任|抵抗|正视|克服|经受|顶住|担负|抗)住?"
_PRESSURE = (
    rf"(?P<span>(?P<demand>(?:能够?|可以?|勇于|敢于|善于|愿意|需要?)?(?:自[我行])?(?:能|够)?{_BEAR}|在){_WITHIN}{{0,8}}?(?<!抗)压力"
    r"(?!测试|容器|能力|传感|管道|表|锅|机)(?:[和与及]挑战|环境|状态)?(?:性?的?(?:工作(?:环境|强度)?|环境|任务))?(?:下(?:独立)?(?:工作)?)?)"
)
_BURDEN = rf"(?:{alternation(_WORDS['travel'])}|{alternation(_WORDS['shifts'])})(?!{alternation(_WORDS['not_after'])})"
_BURDEN_TAIL = (
    r"(?:的?(?:工作)?(?:时间|制度?|需要|安排|要求|节奏|性质|模式|任务|工作)|加点|[和或及、](?:短期|长期|适当)?(?:出差|加班)){0,3}"
)
_PACE = (
    rf"(?P<span>(?P<demand>(?:能够?|可以?|愿意)?(?:快速)?(?:适应|接受|承受|胜任)){_WITHIN}{{0,12}}?(?:节奏|强度)(?!管理)(?:[、和]快?(?:节奏|强度))?(?:的?(?:工作(?:环境|节奏)?|环境|要求))?"
    rf"|(?P<stay>(?:能够?|可以?|愿意|接受|须|需要?)(?:在{_WITHIN}{{2,8}}?)?(?:长期|常年)(?:稳定)?(?:在{_WITHIN}{{2,8}}?)?(?:的?工作|驻扎|居住)))"
)
_DAYS = (
    rf"(?:{_DEMAND}){{0,3}}(?:至少|最少|连续)?(?:每周|一周|每星期)(?:至少|最少|保证|能|可|需|到岗|实习|出勤|工作|不少于|上班){{0,3}}"
    r"\s?[0-9一二三四五六两](?:[-~至到][0-9一二三四五六])?\s?(?:个工作日|[天日])(?:及?以上)?(?:的?(?:到岗|实习|出勤|工作)(?:时间)?)?"
)
_LENGTH = (
    r"(?=[^，,；;。\n]{0,20}(?:以上|至少|最少|不少于|不低于|连续|保证|能|需|须|满))"
    rf"(?:{_DEMAND}){{0,2}}(?:连续|至少|最少|保证){{0,2}}实习(?:期|时间|周期)?\s?[:：]?(?:不少于|不低于|至少|最少|为|须|满|需|在){{0,2}}"
    r"\s?(?:半年|[0-9一二三四五六两]\s?[-~至到]?\s?[0-9一二三四五六]?\s?个?月)[或及]?(?:以上)?"
)
_START = rf"(?:{_DEMAND})?(?:尽快|随时|立即|立刻|马上|即时|迅速)[能可]?(?:到岗|上岗|入职)"
_MOVED = r"服从(?:公司|领导|上级|组织|工作|部门|管理|统一|人员|岗位|安排|、|和|的){0,5}(?:调配|调动|调度|调剂)"
_WEEK = regex("每周|一周|每星期")
_ASKED = regex("能|可|需|须|保证|至少|最少|到岗|实习|出勤|不少于|以上")


def _read_time(match: re.Match[str], clause: ClauseView) -> Values | None:
    """Days and spans of time, unless they only tell the working hours (``每周六天``)."""
    return _read(match, clause) if not _WEEK.search(match[0]) or _ASKED.search(match[0]) else None


RULES = (
    Rule(
        "work_condition.pressure",
        "work_condition",
        "pressure as a circumstance to bear",
        rf"(?=[能可勇敢善愿需自够承适接应面胜抵正克经顶担抗在]){_PRESSURE}",
        _read,
        yes="能承受较大的工作压力",
        no="抗压能力强",
    ),
    Rule(
        "work_condition.time",
        "work_condition",
        "shifts, overtime or travel that the holder must bear",
        rf"(?P<span>(?P<demand>(?:{_DEMAND}){{1,3}}(?:公司)?)[^，,；;。、！!\n（(]{{0,14}}?{_BURDEN}{_BURDEN_TAIL})",
        _read,
        yes="能适应倒班",
        no="出差有补贴",
    ),
    Rule(
        "work_condition.pace",
        "work_condition",
        "a pace to keep up with, a place to stay at",
        rf"(?=[能可愿快适接承胜须需]){_PACE}",
        _read,
        yes="能适应高强度的工作节奏",
        no="加快工作节奏",
    ),
    Rule(
        "work_condition.availability",
        "work_condition",
        "days of presence, length of an internship, start at once, going where one is sent",
        rf"(?P<span>(?P<demand>{_DAYS}|{_LENGTH}|{_START}|{_MOVED}))",
        _read_time,
        yes="每周至少到岗4天",
        no="每周一次例会",
    ),
)
_WORDS_OF_TIME = ("到岗", "每周", "一周", "每星期", "实习", "上岗", "入职", "服从")
_WORDS_OF_PACE = ("节奏", "强度", "长期", "常年")
_GATES = tuple(
    (regex(alternation(words)), rule)
    for words, rule in zip((("压力",), (*_WORDS["travel"], *_WORDS["shifts"]), _WORDS_OF_PACE, _WORDS_OF_TIME), RULES, strict=True)
)
_LONGEST_LEAD = 24  # characters of a condition before its own word


def find(page: Page, wanted: Sequence[int]) -> Iterator[Finding]:
    """The conditions that the wanted clauses state; each rule only where one of its own words stands."""
    for index in wanted:
        clause = page.clauses[index]
        if clause.section in _SILENT:
            continue
        for words, rule in _GATES:
            word = words.search(page.text, clause.start, clause.end)
            if word:
                yield from rule.search(page, index, word.start() - _LONGEST_LEAD)


KIND = Kind(
    "work_condition", triggers=("压力", *_WORDS["travel"], *_WORDS["shifts"], *_WORDS_OF_PACE, *_WORDS_OF_TIME), rules=RULES, find=find
)
