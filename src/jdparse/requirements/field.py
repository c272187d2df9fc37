"""The field of an experience: the words that say in what, without filler (guideline section 5, settled cases)."""

from __future__ import annotations

import re
from functools import lru_cache

from jdparse.numerals import YEARS
from jdparse.patterns import regex
from jdparse.requirements.parts import part_start
from jdparse.wordlists import alternation, load

__all__ = ["ANCHORS", "OPENER", "about_list", "clean_field", "list_start", "named"]

_WORDS = load("experience")
ANCHORS = alternation(_WORDS["anchors"])
OPENER = regex(
    rf"(?=[具拥有带])(?<![没所拥具富含带])(?!{alternation(_WORDS['not_openers'])})(?:有过(?![程滤渡])|(?<![文工玩家模灯餐器洁厨刀道夹量用炊渔茶农雨寝面])具(?![有备])|{alternation(_WORDS['openers'])})(?!机会)"
)
_LEADING = regex(rf"(?:{alternation(_WORDS['leading'])}|过(?![程滤渡敏])|[\s:：、，,.．•·*>)）])+")
# Filler at the end is read backwards, so that one match at the first place does it.
_TRAILING = regex(rf"(?:{alternation(word[::-1] for word in _WORDS['trailing'])}|[\s:：、，,])+")
_EMPTY = frozenset(_WORDS["empty"])
_LIST_STOP = regex(rf"\s*{alternation(_WORDS['clause_verbs'])}")
_ABOUT = regex(r"\s*(?:[一-鿿]{0,2})(?:对于|对|在)")
_ABOUT_END = regex(r"(?:等?方面|等?领域|上|中|有?都?)$")
_BLOCKS = regex(rf"{ANCHORS}|优先")
_YEARS = regex(YEARS)
_WORD = regex(r"[A-Za-z一-鿿]")
_MOST_PARTS = 5
_LONGEST_PART = 30
_SHORT = 5  # 实际应用 is a field, 实际Java项目开发 is Java项目开发


@lru_cache(maxsize=8192)  # ads repeat one another
def clean_field(words: str) -> str | None:
    """The field without filler at either end; None where nothing else stands."""
    leading = _LEADING.match(words)
    words = words[leading.end() :] if leading else words
    trailing = _TRAILING.match(words[::-1])
    words = words[: len(words) - trailing.end()] if trailing else words
    if words.endswith((")", "）")) and words.count("(") + words.count("（") < words.count(")") + words.count("）"):
        words = words.rstrip(")）")
    if words.startswith("实际") and len(words) > _SHORT:
        words = words[2:].lstrip("的")
    return None if words in _EMPTY or not _WORD.search(words) else words


def named(text: str, start: int, at: int, opener: re.Match[str] | None) -> tuple[int, str]:
    """Where a statement begins, and the words that name its field: those between the opener and the anchor, and what 对 or 在 names."""
    if opener is None or opener.start() >= at:
        return start, text[start:at]
    again = OPENER.match(text, opener.end(), at)  # 具备有X经验
    tail = text[again.end() if again else opener.end() : at]
    about = _ABOUT.match(text, start, opener.start())
    if about is None:
        return opener.end(), tail
    return start, _ABOUT_END.sub("", text[about.end() : opener.start()].strip()) + (clean_field(tail) or "").removesuffix("实践")


def about_list(text: str, start: int, opener: re.Match[str] | None, floor: int) -> tuple[int, str | None]:
    """Where ``对于A，B，C有经验`` begins and what it names, for a statement whose own part, from ``start`` on, names nothing."""
    if opener is None:
        return start, None
    before = list_start(text, start, floor)
    about = _ABOUT.match(text, before, opener.start()) if before < start else None
    if about is None:
        return start, None
    return about.end(), clean_field(_ABOUT_END.sub("", text[about.end() : opener.start()].strip()))


def list_start(text: str, start: int, floor: int) -> int:
    """Where a list with full commas begins: the part with its opener, a few parts back; ``start`` itself where there is none."""
    at = start
    for _ in range(_MOST_PARTS):
        if at <= floor or text[at - 1] not in "，,":
            return start
        before = part_start(text, at - 1, floor)
        words = text[before : at - 1]
        if len(words) > _LONGEST_PART or _BLOCKS.search(words):
            return start
        opened = _ABOUT.match(words) or OPENER.match(words.lstrip("并且须需 "))
        if opened and not words.endswith(
            ("能力", "心", "强", "好", "力", "感", "精神", "意识", "素质", "基础", "知识", "思维", "性", "佳")
        ):
            return before
        if opened or _LIST_STOP.match(words):
            return start
        if length := _YEARS.search(words):
            return start if length.end() == len(words) else before  # 管理工作2年以上，教育背景 are two
        at = before
    return start
