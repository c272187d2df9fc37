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
from jdparse.requirements.rule import ClauseView, Draft, Finding, Kind, Page, Rule, by_rules
from jdparse.requirements.settle import settle

__all__ = ["ClauseView", "Draft", "Finding", "Kind", "Page", "Rule", "by_rules", "find_requirements", "kinds"]

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
def _gate() -> tuple[AhoCorasick, list[tuple[int, ...]], list[int]]:
    """The automaton over the triggers of all kinds; for each trigger the kinds it opens; the kinds that are always open.

    One number past the kinds stands for preference, whose words open the search for modality.
    """
    opens: dict[str, list[int]] = {}
    for number, kind in enumerate(kinds()):
        for word in kind.triggers:
            opens.setdefault(word, []).append(number)
    for word in WORDS:
        opens.setdefault(word, []).append(len(kinds()))
    always = [number for number, kind in enumerate(kinds()) if not kind.triggers]
    return AhoCorasick(list(opens), implementation=Implementation.DFA), [tuple(numbers) for numbers in opens.values()], always


def _wanted(page: Page) -> list[list[int]]:
    """For each kind the indexes of the clauses in which it can occur, and last those in which a word of preference stands."""
    automaton, opens, always = _gate()
    text, clauses = page
    wanted: list[list[int]] = [[] for _ in range(len(kinds()) + 1)]
    index, last, low, high = -1, len(clauses), 0, 0
    for word, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        while end > high:
            index += 1
            if index == last:
                break
            low, high = clauses[index].start, clauses[index].end
        if index == last:
            break
        if start >= low:
            for kind in opens[word]:
                indexes = wanted[kind]
                if not indexes or indexes[-1] != index:
                    indexes.append(index)
    for kind in always:
        wanted[kind] = list(range(last))
    return wanted


def find_requirements(text: str, clauses: Sequence[ClauseView], rules: Sequence[Rule] = ()) -> list[Finding]:
    """The typed facts of all clauses, sorted by (start, end); ``rules`` are a user's own, tried in every clause.

    ``text`` is the clean text (width folded, hard wraps joined), ``clauses`` are in order and do not overlap.
    """
    if not clauses:
        return []
    # One job of a long page: the passes over the text go over its own stretch only, so that many jobs cost no square.
    low, high = clauses[0].start, clauses[-1].end
    clauses = [ClauseView(c.start - low, c.end - low, c.section, c.label_end - low, c.preferred) for c in clauses] if low else clauses
    page = Page(text[low:high], clauses)
    drafts: list[Draft] = []
    *all_wanted, hinted = _wanted(page)
    for kind, wanted in zip(kinds(), all_wanted, strict=True):
        if wanted:
            drafts += kind.find(page, wanted)
    if rules:
        drafts += by_rules(rules)(page, range(len(clauses)))
    return settle_modality(page, settle(drafts), frozenset(hinted), low)
