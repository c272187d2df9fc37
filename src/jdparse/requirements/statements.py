"""Statements of experience that hang on an anchor (经验, 经历, 阅历, 背景 …), each with its years and its field.

From the anchor the reading goes left: to a length of service, else to a verb of having (有, 具备), else to the start of the comma-part;
what lies between is the field. A list whose commas are full (``有A，B，C等开发经验``) is followed back to the part that opens it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jdparse.numerals import HAN, YEARS, Bounds, years
from jdparse.patterns import regex
from jdparse.requirements.field import ANCHORS, OPENER, about_list, clean_field, list_start, named
from jdparse.requirements.parts import behind_statement, part_start
from jdparse.requirements.rule import ClauseView
from jdparse.wordlists import alternation, first_letter, load

__all__ = ["ANY_ANCHOR", "ASKING", "PREFER", "SILENT", "Statement", "Taken", "anchored", "lengths_outside", "service_lengths"]

_WORDS = load("experience")
ASKING = frozenset({"requirements", "facts"})  # a bare statement asks something of the applicant here
SILENT = frozenset({"benefits", "company", "career", "assessment", "authority", "relations"})  # and nothing asks here
_LONGEST = 50  # years: more is a calendar year or the age of a firm

_WEAK = alternation(_WORDS["weak_anchors"])
_ANCHOR = regex(
    rf"{first_letter([*_WORDS['anchors'], *_WORDS['weak_anchors']])}(?:(?P<strong>{ANCHORS})(?!{alternation(_WORDS['not_after'])})|{_WEAK})"
)
ANY_ANCHOR = regex(alternation([*_WORDS["anchors"], *_WORDS["weak_anchors"]]))
PREFER = regex(
    r"(?:(?:者|的)[，,](?=优先)|者|的|人员|人士|人才|的同学)?(?:更加?|可|会|将|则)?(?:尤?为?优先|者优|较佳|尤佳|更佳|最佳|为佳|者佳|更好|加分|优秀者)(?:考虑|录用|录取)?"
)
_WAIVER = regex(r"者?[，,]?(?:学历|条件|年龄|要求)?(?:可|可以)?(?:适当|酌情)?(?:放宽|降低)|者?(?:待遇|薪资|工资|薪酬|底薪)")
_YEARS = regex(YEARS)
_LENGTH = regex(rf"[0-9{HAN}半]\s?[+＋多余]?\s?(?:[年个]|years?)")  # a cheap look before the full grammar
_ITEM_NUMBER = regex(r"^[0-9]{1,2}[.．](?=[0-9])")
_LONGEST_PREFIX = 14  # characters of a length of service before its last figure: 不得少于3.5到
_LATER_YEARS = regex(rf"\s?[（(]?(?:年限)?\s?[:：]?\s?(?:要求|须|需|在|为|达到?|满)?\s?(?P<years>{YEARS})")
_NEEDLESS = regex("不要求|不需要|无需|不一定")
_COLON = regex(r"(?:年限|要求)?\s?[:：]")
_NONE = regex(r"[无没][有需须]?|不需要?|不要求|不限")
_KNOWING = regex("熟悉|掌握|精通|了解|熟练")
_JOINT = regex("(?:以及|[和及与])(?=相关|具?有)|、及")
_SHORT = 5  # characters between 背景 and the anchor that goes on with it: 会计背景工作经验
_NOTHING = regex("(?P<or>$^)?")
_GAP = regex(r"\s*(?P<or>或者?)|\s*[、和及与/]")


class Statement(NamedTuple):
    """One statement in the making."""

    start: int
    end: int
    bounds: Bounds | None
    field: str | None
    rule: str


class Taken:
    """The stretches of a clause that are used up; to ask for one takes no longer where there are many."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._reaches: list[int] = []  # the furthest end so far
        reach = 0
        for start, end in sorted(spans):
            reach = max(reach, end)
            self._starts.append(start)
            self._reaches.append(reach)

    def touches(self, start: int, end: int) -> bool:
        """Whether a stretch shares a character with any of the spans."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reaches[before - 1] > start


def _plausible(text: str, start: int, phrase: str) -> Bounds | None:
    """The bounds of a length of service, or None for a calendar year and the like."""
    bounds = years(phrase)
    if bounds is None or (bounds.low and bounds.low % 0.5 and "月" not in phrase):
        bounds = years(_ITEM_NUMBER.sub("", phrase))  # 2.8年以上 is item 2 and eight years
    if bounds is None or max(bounds.low or 0, bounds.high or 0) > _LONGEST:
        return None
    return None if text[start - 1 : start] in ("近", "第", "每") else bounds


def service_lengths(text: str, start: int, end: int) -> list[tuple[re.Match[str], Bounds]]:
    """The lengths of service in a stretch (``3-5年``), each with its bounds in years, in the order of the text."""
    first = _LENGTH.search(text, start, end)
    if first is None:
        return []
    start = max(start, first.start() - _LONGEST_PREFIX)
    return [(m, b) for m in _YEARS.finditer(text, start, end) if (b := _plausible(text, m.start(), m[0]))]


def lengths_outside(text: str, start: int, end: int, taken: Taken) -> list[tuple[re.Match[str], Bounds]]:
    """The lengths of service that touch nothing taken."""
    for match in _LENGTH.finditer(text, start, end):
        if not taken.touches(*match.span()):
            return [(match, bounds) for match, bounds in service_lengths(text, start, end) if not taken.touches(*match.span())]
    return []  # most often the anchors have taken all: no need of the full grammar


def anchored(text: str, clause: ClauseView, taken: Taken) -> list[Statement]:
    """The statements of all anchors of a clause; ``A经验或B经验`` is one, as are ``A背景和B经验``."""
    found: list[Statement] = []
    floor = clause.start
    for anchor in _ANCHOR.finditer(text, clause.start, clause.end):
        at, end = anchor.span()
        if taken.touches(at, end):
            floor = max(floor, end)
            continue
        gap = _GAP.match(text, floor, at) if found and floor == found[-1].end else None
        if gap is None and found and floor == found[-1].end and text.endswith("背景", 0, floor) and at - floor < _SHORT:
            gap = _NOTHING.match(text, floor)
        read = _read(text, clause, anchor, part_start(text, at, floor), floor)
        if gap and _joins(gap, text, at, found[-1], read):
            found[-1] = _joined(found[-1], read, end, gap["or"] or "或")
        else:
            found += read
        floor = found[-1].end if found and found[-1].end > at else end if anchor["strong"] else floor
    return found


def _joins(gap: re.Match[str], text: str, at: int, last: Statement, read: Sequence[Statement]) -> bool:
    """Whether an anchor goes on with the statement before it: by 或, after 背景, or with nothing of its own (``经验和经历``)."""
    if any(statement.bounds for statement in read):
        return False
    return bool(gap["or"]) or text.endswith("背景", 0, last.end) or gap.end() >= at


def _joined(last: Statement, read: Sequence[Statement], end: int, joint: str) -> Statement:
    end = read[-1].end if read else end
    if last.rule == "experience.background" or not read or not read[-1].field or not last.field:
        return last._replace(end=end)
    return last._replace(end=end, field=f"{last.field}{joint}{read[-1].field.removeprefix('或')}")


def _read(text: str, clause: ClauseView, anchor: re.Match[str], start: int, floor: int) -> list[Statement]:
    """What one anchor states: each length of service before it, else the one after it, else its field alone."""
    at, end = anchor.span()
    if _WAIVER.match(text, end, clause.end) or (text[start - 1 : start] in "(（" and text[start : start + 1] in "如例" and start > floor):
        return []
    start = behind_statement(text, max(start, text.rfind("：", start, at - 1) + 1, text.rfind(":", start, at - 1) + 1), at)
    after = PREFER.match(text, end, clause.end)
    lengths, opener = service_lengths(text, start, at), OPENER.search(text, start, at)
    if opener is None and not lengths:
        start = list_start(text, start, floor)
        lengths, opener = service_lengths(text, start, at), OPENER.search(text, start, at)
    later = None if lengths else _LATER_YEARS.match(text, end, clause.end)
    bounds = _plausible(text, later.start("years"), later["years"]) if later else None
    if not _asks(text, clause, anchor, opener, after is not None, bool(lengths or bounds)):
        return []
    if lengths:
        return _with_years(text, start, at, after.end() if after else end, lengths, opener)
    if opener is None and _KNOWING.match(text, start, at):  # 熟悉A及B开发经验: the experience begins at B
        for joint in _JOINT.finditer(text, start, at):
            start = joint.end()
    part = start
    start, words = named(text, part, at, opener)
    field = clean_field(words) if anchor["strong"] or anchor[0] != "案例" else words.strip(" 的") + anchor[0]
    if field is None:
        before, field = about_list(text, part, opener, floor)
        start = start if field is None else before
    if later and bounds and _COLON.match(text, end):  # 工作经验：3年以上
        start, field = later.start("years"), None
    if later and bounds:
        after = PREFER.match(text, later.end(), clause.end)
        return [Statement(start, after.end() if after else later.end(), bounds, field, "experience.years")]
    if (
        _NONE.search(text, max(start, at - 12), at)
        or _NEEDLESS.search(text, part, start)
        or (end <= clause.label_end and (opener is None or field is None))
    ):
        return []
    if start == at and after is None and not text.startswith("丰富", end):
        return []
    rule = "experience.named" if anchor["strong"] else "experience.background"
    return [Statement(start, after.end() if after else end, None, field, rule)]


def _with_years(
    text: str, start: int, at: int, end: int, lengths: Sequence[tuple[re.Match[str], Bounds]], opener: re.Match[str] | None
) -> list[Statement]:
    """One statement for each length (``本科5年、硕士3年以上经验``); the field belongs to the last, and may stand before the only one."""
    found = []
    for match, bounds in lengths[:-1]:
        found.append(Statement(match.start(), match.end(), bounds, None, "experience.years"))
    match, bounds = lengths[-1]
    left, field = match.start(), clean_field(text[match.end() : at])
    if field is None and not found:
        before, words = named(text, start, left, opener)
        field = clean_field(words)
        left = left if field is None else before
    found.append(Statement(left, end, bounds, field, "experience.years"))
    return found


def _asks(text: str, clause: ClauseView, anchor: re.Match[str], opener: re.Match[str] | None, preferred: bool, has_years: bool) -> bool:
    """Whether the place asks something of the applicant: by its section, its verb of having, its word of preference."""
    if not anchor["strong"]:
        background = anchor[0] == "背景"
        if background and text.endswith(tuple(_WORDS["other_backgrounds"]), clause.start, anchor.start()):
            return False
        if not preferred and not (background and clause.section == "requirements"):
            return False
    if preferred:
        return True
    if clause.section in SILENT:
        return False
    return clause.section in ASKING or has_years or opener is not None
