"""Whether a fact is required or preferred, for all kinds alike (guideline section 5).

优先 and its kin cover the comma-part they stand in, with all coordinated items of that part; a heading such as 加分项 above the
clause, or a label such as 优先条件 in front of it, covers all. Brackets are parts of their own: ``本科(硕士优先)`` prefers the 硕士.
"""

from __future__ import annotations

from collections.abc import Collection

from jdparse.patterns import regex
from jdparse.requirements.parts import behind_statement, part_end, part_start
from jdparse.requirements.rule import ClauseView, Finding, Page

__all__ = ["PREFERENCE", "WORDS", "settle_modality"]

# 优先级, 优先处理: an order of work and no preference among applicants.
_WORK = "级|处理|完成|保证|保障|安排|权|股|解决|响应|执行|顺序|排序|队列|推荐|配送|发展|晋升|使用|支持|落实|购买|调度"
PREFERENCE = rf"优先(?!{_WORK})|较佳|尤佳|更佳|为佳|者佳|最佳|更好(?![的地])|加分(?!项目|制)|最好[是能有会具熟掌精懂了持需]|者更?优(?!先|秀|势)|尤为欢迎"
"""Regex source of a word of preference."""
WORDS = ("优先", "佳", "更好", "加分", "最好", "者优", "者更优", "尤为欢迎")
"""Words of which one stands in every clause that PREFERENCE can match: the triggers of the engine's gate."""
_PREFERENCE = regex(PREFERENCE)
_LISTED = regex(r"(?:考虑|录用|录取)?(?=、)")
_COVERING_LABEL = regex("优先|加分|bonus|plus|preferred")
_Spans = list[tuple[int, int]]


def settle_modality(page: Page, found: list[Finding], hinted: Collection[int]) -> None:
    """Mark in ``found``, sorted by place, what is preferred; ``hinted`` holds the clauses in which one of WORDS stands."""
    clause = -1
    preferred: _Spans = []
    for number, finding in enumerate(found):
        if finding.clause != clause:
            clause = finding.clause
            view = page.clauses[clause]
            preferred = _preferred(page.text, view) if clause in hinted or view.preferred or view.label_end > view.start else []
        if preferred:
            kind, start, end, _, rule, values, _ = finding
            for low, high in preferred:
                if start < high and low < end:
                    found[number] = Finding(kind, start, end, clause, rule, values, "preferred")
                    break


def _preferred(text: str, clause: ClauseView) -> _Spans:
    """The stretches of a clause in which every fact is preferred."""
    start, end = clause.start, clause.end
    if clause.preferred or (clause.label_end > start and _COVERING_LABEL.search(text[start : clause.label_end].lower())):
        return [(start, end)]
    return [(_begin(text, mark.start(), start), _end(text, mark.end(), end)) for mark in _PREFERENCE.finditer(text, start, end)]


def _begin(text: str, at: int, floor: int) -> int:
    """Where the part of a word of preference begins; a word that opens its part (``有A经验者，优先``) belongs to the part before."""
    start = part_start(text, at, floor)
    if start > floor + 1 and text[start - 1] in "，," and not text[start:at].strip():
        return part_start(text, start - 1, floor)
    return behind_statement(text, start, at)


def _end(text: str, at: int, ceiling: int) -> int:
    """Where the part of a word of preference ends: at a 、 right behind the word, else with the comma-part."""
    listed = _LISTED.match(text, at, ceiling)
    return listed.end() if listed else part_end(text, at, ceiling)
