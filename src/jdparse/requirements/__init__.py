"""Typed facts found in clauses: one pass over the text opens the gates, then each kind reads its own clauses.

>>> from jdparse.requirements import ClauseView, find_requirements
>>> text = "3年以上工作经验"
>>> [finding.type for finding in find_requirements(text, [ClauseView(0, len(text), "requirements", 0, False)])]
['experience']
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module

from ahocorasick_rs import AhoCorasick, Implementation

from jdparse.requirements.modality import WORDS, settle_modality
from jdparse.requirements.rule import ClauseView, Finding, Kind, Page, Rule, by_rules
from jdparse.requirements.scan import demanding_clauses
from jdparse.requirements.settle import settle

__all__ = ["ClauseView", "Finding", "Kind", "Page", "Rule", "by_rules", "find_in_all", "find_requirements", "kinds"]

# Add a module here when its file arrives; the order has no meaning.
MODULES: tuple[str, ...] = (
    "experience",
    "education",
    "age",
    "gender",
    "height",
    "language",
    "salary",
    "headcount",
    "residency",
    "work_condition",
    "skill",
    "trait",
    "major",
    "certificate",
)


@lru_cache(maxsize=1)
def kinds() -> tuple[Kind, ...]:
    """The built-in kinds, in the order of ``MODULES``."""
    return tuple(import_module(f"jdparse.requirements.{name}").KIND for name in MODULES)


@lru_cache(maxsize=1)
def _gate() -> tuple[AhoCorasick, list[int]]:
    """The automaton over the triggers of all kinds, and for each trigger the kinds it opens: the bits of their numbers.

    One number past the kinds stands for preference, whose words open the search for modality.
    """
    opens: dict[str, int] = {}
    for number, words in enumerate((*(kind.triggers for kind in kinds()), WORDS)):
        for word in words:
            opens[word] = opens.get(word, 0) | 1 << number
    return AhoCorasick(list(opens), implementation=Implementation.ContiguousNFA), list(opens.values())


@lru_cache(maxsize=1)
def _open_kinds() -> tuple[int, ...]:
    """The numbers of the kinds without a trigger, which are looked for in all that states demands."""
    return tuple(number for number, kind in enumerate(kinds()) if not kind.triggers)


@lru_cache(maxsize=4096)  # few of the combinations occur
def _numbers(opened: int) -> tuple[int, ...]:
    """The numbers whose bits are set."""
    return tuple(number for number in range(opened.bit_length()) if opened >> number & 1)


def _wanted(page: Page) -> dict[int, list[int]]:
    """For each kind, by its number, the indexes of the clauses in which it can occur; likewise for preference."""
    automaton, opens = _gate()
    text, clauses = page
    if not clauses:
        return {}
    # One job of a long page: the pass goes over its own stretch only, so that many jobs cost no square.
    offset = clauses[0].start
    wanted: dict[int, list[int]] = {}
    index, last, low, high, opened = -1, len(clauses), 0, 0, 0
    for word, start, end in automaton.find_matches_as_indexes(text[offset : clauses[-1].end], overlapping=True):
        if end > high:
            for number in _numbers(opened):
                wanted.setdefault(number, []).append(index)
            opened = 0
            while end > high:
                index += 1
                if index == last:
                    return wanted
                low, high, _, _, _ = clauses[index]
                low, high = low - offset, high - offset
        if start >= low:
            opened |= opens[word]
    for number in _numbers(opened):
        wanted.setdefault(number, []).append(index)
    return wanted


def find_requirements(text: str, clauses: Sequence[ClauseView], rules: Sequence[Rule] = ()) -> list[Finding]:
    """The typed facts of all clauses, sorted by (start, end); ``rules`` are a user's own, tried in every clause.

    ``text`` is the clean text (width folded, hard wraps joined), ``clauses`` are in order and do not overlap.
    """
    return find_in_all([Page(text, clauses)], rules)[0]


def find_in_all(pages: Sequence[Page], rules: Sequence[Rule] = ()) -> list[list[Finding]]:
    """What ``find_requirements`` gives for each of many: kind by kind, whose code and words stay in the processor's caches."""
    every = kinds()
    found: list[list[Finding]] = [[] for _ in pages]
    hints: list[Sequence[int]] = []
    todo: list[list[tuple[Page, list[int], list[Finding]]]] = [[] for _ in every]  # for each kind
    for page, facts in zip(pages, found, strict=True):
        wanted = _wanted(page)
        hints.append(wanted.pop(len(every), ()))
        if demanding := demanding_clauses(page):
            wanted |= dict.fromkeys(_open_kinds(), demanding)
        for number, indexes in wanted.items():
            todo[number].append((page, indexes, facts))
    for kind, work in zip(every, todo, strict=True):
        find = kind.find
        for page, indexes, facts in work:
            facts += find(page, indexes)
    if rules:
        find = by_rules(rules)
        for page, facts in zip(pages, found, strict=True):
            facts += find(page, range(len(page.clauses)))
    return [_settled(page, facts, hinted) for page, facts, hinted in zip(pages, found, hints, strict=True)]


def _settled(page: Page, found: list[Finding], hinted: Sequence[int]) -> list[Finding]:
    settled = settle(found)
    settle_modality(page, settled, hinted)
    return settled
