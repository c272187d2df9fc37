"""Whether a fact is required or preferred, for all kinds alike (guideline section 5).

优先 and its kin cover the comma-part they stand in, with all coordinated items of that part; a heading such as 加分项 above the
clause, or a label such as 优先条件 in front of it, covers all. Brackets are parts of their own: ``本科(硕士优先)`` prefers the 硕士.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jdparse.requirements.parts import part_end, part_start
from jdparse.requirements.rule import Page

__all__ = ["PREFERENCE", "is_preferred", "may_prefer", "preferred_spans"]

# 优先级, 优先处理: an order of work and no preference among applicants.
PREFERENCE = (
    r"优先(?!级|处理|完成|保证|保障|安排|权|股|解决|响应|执行|顺序|排序|队列|推荐|配送|发展|晋升|使用|支持|落实|购买|调度)|较佳|尤佳|更佳|为佳|者佳|更好(?![的地])|最佳"
    r"|加分(?!项目|制)|最好[是能有会]|者更?优(?!先|秀|势)|优先考虑|优先录[用取]|尤为欢迎"
)
_PREFERENCE = re.compile(PREFERENCE)
_WORDS = re.compile("优先|佳|更好|加分|最好|者更?优")
_COVERING_LABEL = re.compile(r"优先|加分|(?:bonus|plus|preferred)", re.IGNORECASE)


def preferred_spans(page: Page, index: int) -> list[tuple[int, int]]:
    """The stretches of one clause in which every fact is preferred."""
    clause = page.clauses[index]
    start, end, text = clause.start, clause.end, page.text
    if clause.preferred:
        return [(start, end)]
    if clause.label_end > start and _COVERING_LABEL.search(text, start, clause.label_end):
        return [(start, end)]
    return [(_begin(text, m.start(), start), part_end(text, m.end(), end)) for m in _PREFERENCE.finditer(text, start, end)]


def _begin(text: str, at: int, floor: int) -> int:
    """Where the part of a word of preference begins; a word that opens its part (``有A经验者，优先``) belongs to the part before."""
    start = part_start(text, at, floor)
    if start > floor + 1 and text[start - 1] in "，," and not text[start:at].strip():
        return part_start(text, start - 1, floor)
    return start


def may_prefer(text: str) -> bool:
    """Whether any word of preference occurs at all, so that most texts skip the search."""
    return _WORDS.search(text) is not None


def is_preferred(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a span lies in one of the preferred stretches (touching it is enough)."""
    return any(start < high and low < end for low, high in spans)
