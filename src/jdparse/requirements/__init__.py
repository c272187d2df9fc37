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
from jdparse.requirements.scan import states_demands
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
def _gate() -> tuple[AhoCorasick, list[tuple[int, ...]]]:
    """The automaton over the triggers of all kinds, and for each trigger the kinds it opens.

    One number past the kinds stands for preference, whose words open the search for modality.
    """
    opens: dict[str, list[int]] = {}
    for number, kind in enumerate(kinds()):
        for word in kind.triggers:
            opens.setdefault(word, []).append(number)
    for word in WORDS:
        opens.setdefault(word, []).append(len(kinds()))
    return AhoCorasick(list(opens), implementation=Implementation.ContiguousNFA), [tuple(numbers) for numbers in opens.values()]


def _wanted(page: Page) -> list[list[int]]:
    """For each kind the indexes of the clauses in which it can occur, and last those in which a word of preference stands."""
    automaton, opens = _gate()
    text, clauses = page
    wanted: list[list[int]] = [[] for _ in range(len(kinds()) + 1)]
    if not clauses:
        return wanted
    # One job of a long page: the pass goes over its own stretch only, so that many jobs cost no square.
    offset = clauses[0].start
    index, last, low, high = -1, len(clauses), 0, 0
    for word, start, end in automaton.find_matches_as_indexes(text[offset : clauses[-1].end], overlapping=True):
        while end > high:
            index += 1
            if index == last:
                return wanted
            low, high = clauses[index].start - offset, clauses[index].end - offset
        if start >= low:
            for kind in opens[word]:
                indexes = wanted[kind]
                if not indexes or indexes[-1] != index:
                    indexes.append(index)
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
    hints: list[frozenset[int]] = []
    todo: list[list[tuple[Page, list[int], list[Finding]]]] = [[] for _ in every]  # for each kind
    for page, facts in zip(pages, found, strict=True):
        *all_wanted, hinted = _wanted(page)
        hints.append(frozenset(hinted))
        demanding = [index for index, clause in enumerate(page.clauses) if states_demands(page.text, clause)]
        for kind, wanted, work in zip(every, all_wanted, todo, strict=True):
            indexes = wanted if kind.triggers else demanding
            if indexes:
                work.append((page, indexes, facts))
    for kind, work in zip(every, todo, strict=True):
        find = kind.find
        for page, indexes, facts in work:
            facts += find(page, indexes)
    if rules:
        find = by_rules(rules)
        for page, facts in zip(pages, found, strict=True):
            facts += find(page, range(len(page.clauses)))
    return [_settled(page, facts, hinted) for page, facts, hinted in zip(pages, found, hints, strict=True)]


def _settled(page: Page, found: list[Finding], hinted: frozenset[int]) -> list[Finding]:
    settled = settle(found)
    settle_modality(page, settled, hinted)
    return settled
