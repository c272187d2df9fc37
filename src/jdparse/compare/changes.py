"""The changes between two outcomes of one text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from jdparse.compare.outcome import Fact, Outcome

__all__ = ["KINDS", "Change", "changes"]

KINDS = (
    "record added",
    "record removed",
    "job added",
    "job removed",
    "title changed",
    "clause added",
    "clause removed",
    "section changed",
    "level changed",
    "tags changed",
    "requirement added",
    "requirement removed",
    "requirement changed",
)
"""The kinds of change, in the order in which they are told."""


class Change(NamedTuple):
    """One change: its kind, the text (a file or the id of a record), the place in it, the words, and the values before and after."""

    kind: str
    source: str
    start: int | None
    end: int | None
    text: str
    old: Any
    new: Any


def changes(source: str, old: Outcome, new: Outcome) -> Iterator[Change]:
    """What ``new`` says otherwise than ``old``.

    Clauses are the same where they have the same place, requirements where they have the same type and place; so a clause
    that is cut otherwise is one removed and one or more added. Scores of categories are not compared, their presence is.

    >>> from jdparse.compare.outcome import ClauseFacts
    >>> old = Outcome(clauses={(0, 4): ClauseFacts("接待客户", "duties", 1, frozenset({"销售"}))})
    >>> new = Outcome(clauses={(0, 4): ClauseFacts("接待客户", "duties", 1, frozenset({"咨询接待"}))})
    >>> [(change.kind, change.old, change.new) for change in changes("a.txt", old, new)]
    [('tags changed', ['销售'], ['咨询接待'])]
    """
    yield from _jobs(source, old, new)
    yield from _clauses(source, old, new)
    yield from _requirements(source, old, new)


def _jobs(source: str, old: Outcome, new: Outcome) -> Iterator[Change]:
    for start in sorted(old.jobs.keys() | new.jobs.keys()):
        before, after = old.jobs.get(start), new.jobs.get(start)
        if start not in new.jobs:
            yield Change("job removed", source, start, None, before or "", before, None)
        elif start not in old.jobs:
            yield Change("job added", source, start, None, after or "", None, after)
        elif before != after:
            yield Change("title changed", source, start, None, after or "", before, after)


def _clauses(source: str, old: Outcome, new: Outcome) -> Iterator[Change]:
    for place in sorted(old.clauses.keys() | new.clauses.keys()):
        before, after = old.clauses.get(place), new.clauses.get(place)
        if after is None and before is not None:
            yield Change("clause removed", source, *place, before.text, before.section, None)
        elif before is None and after is not None:
            yield Change("clause added", source, *place, after.text, None, after.section)
        elif before is not None and after is not None:
            if before.section != after.section:
                yield Change("section changed", source, *place, after.text, before.section, after.section)
            if before.level != after.level:
                yield Change("level changed", source, *place, after.text, before.level, after.level)
            if before.tags != after.tags:
                yield Change("tags changed", source, *place, after.text, sorted(before.tags), sorted(after.tags))


def _requirements(source: str, old: Outcome, new: Outcome) -> Iterator[Change]:
    for key in sorted(old.requirements.keys() | new.requirements.keys(), key=lambda key: (key[1], key[2], key[0])):
        kind, start, end = key
        before, after = old.requirements.get(key), new.requirements.get(key)
        told = [None if fact is None else {"type": kind, "modality": fact.modality, **fact.values} for fact in (before, after)]
        if told[0] != told[1]:
            what = "removed" if after is None else "added" if before is None else "changed"
            words = (after or before or Fact("", "", {})).text
            yield Change(f"requirement {what}", source, start, end, words, *told)
