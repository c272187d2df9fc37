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
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from jdparse.requirements.modality import WORDS, settle_modality
from jdparse.requirements.rule import ClauseView, Finding, Kind, Page, Rule, by_rules
from jdparse.requirements.scan import add_leftmost, states_demands
from jdparse.requirements.settle import settle

__all__ = ["ClauseView", "Finding", "Kind", "Page", "Rule", "by_rules", "find_requirements", "kinds"]

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


class _Entry(NamedTuple):
    """What a word of the automaton is to the kinds: the numbers of those it opens, and the open kinds it is a word of, with its class."""

    opens: tuple[int, ...]
    words: tuple[tuple[str, int], ...]


@lru_cache(maxsize=1)
def _gate() -> tuple[AhoCorasick, list[_Entry]]:
    """The automaton over the triggers and words of all kinds.

    One number past the kinds stands for preference, whose words open the search for modality.
    """
    opens: dict[str, list[int]] = {}
    words: dict[str, list[tuple[str, int]]] = {}
    for number, kind in enumerate(kinds()):
        for word in kind.triggers:
            opens.setdefault(word, []).append(number)
        for word, group in kind.words.items():
            words.setdefault(word, []).append((kind.type, group))
    for word in WORDS:
        opens.setdefault(word, []).append(len(kinds()))
    entries = {word: _Entry(tuple(opens.get(word, ())), tuple(words.get(word, ()))) for word in opens | words}
    # The contiguous automaton is a tenth of the other's size and faster in practice: it stays in the processor's cache.
    return AhoCorasick(list(entries), implementation=Implementation.ContiguousNFA), list(entries.values())


def _wanted(page: Page, demanding: Sequence[int]) -> list[list[int]]:
    """For each kind the indexes of the clauses in which it can occur, and last those in which a word of preference stands.

    ``page.tokens`` is filled with the words of the open kinds in the clauses that state demands.
    """
    automaton, entries = _gate()
    text, clauses, tokens = page
    wanted: list[list[int]] = [[] for _ in range(len(kinds()) + 1)]
    asking = set(demanding)
    # One job of a long page: the pass goes over its own stretch only, so that many jobs cost no square.
    offset = clauses[0].start
    index, last, low, high, asks = -1, len(clauses), 0, 0, False
    for word, start, end in automaton.find_matches_as_indexes(text[offset : clauses[-1].end], overlapping=True):
        while end > high:
            index += 1
            if index == last:
                return wanted
            low, high, asks = clauses[index].start - offset, clauses[index].end - offset, index in asking
        if start >= low:
            opens, words = entries[word]
            for kind in opens:
                indexes = wanted[kind]
                if not indexes or indexes[-1] != index:
                    indexes.append(index)
            if asks:
                for name, group in words:
                    found = tokens[name][index]
                    if found and found[-1][2] > start + offset:
                        add_leftmost(found, (group, start + offset, end + offset))
                    else:
                        found.append((group, start + offset, end + offset))
    return wanted


def find_requirements(text: str, clauses: Sequence[ClauseView], rules: Sequence[Rule] = ()) -> list[Finding]:
    """The typed facts of all clauses, sorted by (start, end); ``rules`` are a user's own, tried in every clause.

    ``text`` is the clean text (width folded, hard wraps joined), ``clauses`` are in order and do not overlap.
    """
    if not clauses:
        return []
    demanding = [index for index, clause in enumerate(clauses) if states_demands(text, clause)]
    page = Page(text, clauses, {kind.type: {index: [] for index in demanding} for kind in kinds() if kind.words})
    found: list[Finding] = []
    *all_wanted, hinted = _wanted(page, demanding)
    for kind, wanted in zip(kinds(), all_wanted, strict=True):
        if kind.words:
            wanted = demanding
        if wanted:
            found += kind.find(page, wanted)
    if rules:
        found += by_rules(rules)(page, range(len(clauses)))
    settled = settle(found)
    settle_modality(page, settled, frozenset(hinted))
    return settled
