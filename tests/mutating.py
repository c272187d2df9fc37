"""How much of a parse a mutation costs; see ``mutations``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import jdparse
from jdparse import Document
from jdparse.evaluation.spans import CLOSED
from jdparse.schema import Requirement
from mutations import MUTATIONS, Mutation, mutate

__all__ = ["Loss", "losses"]

LETTER = re.compile(r"[0-9A-Za-z\u3400-\u9fff]")

Span = tuple[int, int]


@dataclass
class Share:
    """Counts behind an F1."""

    same: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def lost(self) -> float:
        """Points of F1 lost, of 100."""
        return 100 - 200 * self.same / (self.found + self.wanted) if self.found + self.wanted else 0.0

    def add(self, same: int, found: int, wanted: int) -> None:
        self.same, self.found, self.wanted = self.same + same, self.found + found, self.wanted + wanted


@dataclass
class Loss:
    """What one mutation cost over all texts it went with."""

    mutation: Mutation
    texts: int = 0
    clause: Share = field(default_factory=Share)
    section: Share = field(default_factory=Share)
    fact: Share = field(default_factory=Share)
    errors: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """The clauses and facts of a parse, by place in the unmutated source."""

    clauses: dict[Span, str]
    facts: list[tuple[Span, tuple[Any, ...]]]


def reading(doc: Document, source: str, origin: Sequence[int]) -> Reading:
    """What a parse found, by place in the source; what stands for nothing there is left out."""

    def span(start: int, end: int) -> Span | None:
        """The first and last letter."""
        places = [at for at in origin[start:end] if at >= 0 and LETTER.match(source[at])]
        return (places[0], places[-1] + 1) if places else None

    clauses, facts = {}, []
    for job in doc.jobs:
        for clause in job.clauses:
            if (at := span(clause.start, clause.end)) is not None:
                clauses[at] = clause.section
        facts += [(at, value(fact)) for fact in job.requirements if (at := span(fact.start, fact.end)) is not None]
    return Reading(clauses, facts)


def value(fact: Requirement) -> tuple[Any, ...]:
    return (fact.type, *(getattr(fact, name) for name in CLOSED.get(fact.type, ())))


def before(found: Reading, cut: int) -> Reading:
    """What ends before the place where a source was cut off."""
    return Reading({at: s for at, s in found.clauses.items() if at[1] < cut}, [f for f in found.facts if f[0][1] < cut])


def overlap(a: Span, b: Span) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def common(wanted: Reading, found: Reading) -> int:
    """How many facts are in both."""
    left = list(found.facts)
    same = 0
    for at, what in wanted.facts:
        match = next((f for f in left if f[1] == what and overlap(f[0], at) >= 0.5), None)
        if match is not None:
            left.remove(match)
            same += 1
    return same


def add(loss: Loss, name: str, source: str, wanted: Reading, found: Reading) -> None:
    """Count one text."""
    loss.texts += 1
    same = wanted.clauses.keys() & found.clauses.keys()
    loss.clause.add(len(same), len(found.clauses), len(wanted.clauses))
    alike = sum(wanted.clauses[at] == found.clauses[at] for at in same)
    loss.section.add(alike, len(found.clauses), len(wanted.clauses))
    loss.fact.add(common(wanted, found), len(found.facts), len(wanted.facts))
    for told, spans in (("missed", wanted.clauses.keys() - same), ("invented", found.clauses.keys() - same)):
        loss.errors += [f"{name} {told}: {source[a:b][:70]!r}" for a, b in sorted(spans)]
    loss.errors += [
        f"{name} {found.clauses[at]} for {wanted.clauses[at]}: {source[at[0] : at[1]][:60]!r}"
        for at in sorted(same)
        if wanted.clauses[at] != found.clauses[at]
    ]
    loss.errors += [f"{name} fact missed: {what} {source[a:b]!r}" for (a, b), what in wanted.facts if not _held(found, a, b, what)]
    loss.errors += [f"{name} fact invented: {what} {source[a:b]!r}" for (a, b), what in found.facts if not _held(wanted, a, b, what)]


def _held(reading: Reading, start: int, end: int, what: tuple[Any, ...]) -> bool:
    return any(what == other and overlap(at, (start, end)) >= 0.5 for at, other in reading.facts)


GLUED = Mutation("glued", "two postings, one below the other", True, lambda doc: None)


def losses(texts: Iterable[tuple[str, str]], only: Iterable[str] = ()) -> list[Loss]:
    """What each mutation costs over texts (name, text), in the order of ``MUTATIONS``, two texts glued together last."""
    chosen = set(only)
    parsed = [(name, jdparse.parse(text)) for name, text in texts]
    readings = [reading(doc, doc.text, range(len(doc.text))) for _, doc in parsed]
    found = []
    for mutation in MUTATIONS:
        if chosen and mutation.name not in chosen:
            continue
        loss = Loss(mutation)
        for (name, doc), wanted in zip(parsed, readings, strict=True):
            mutant = mutate(mutation, doc)
            if mutant is None:
                continue
            after = reading(jdparse.parse(mutant.text), doc.text, mutant.origin)
            if mutant.cut < len(doc.text):
                add(loss, name, doc.text, before(wanted, mutant.cut), before(after, mutant.cut))
            else:
                add(loss, name, doc.text, wanted, after)
        found.append(loss)
    if not chosen or GLUED.name in chosen:
        found.append(_glued(parsed, readings))
    return found


def _glued(parsed: list[tuple[str, Document]], readings: list[Reading]) -> Loss:
    loss = Loss(GLUED)
    for (one, other), (first, second) in zip(pairwise(parsed), pairwise(readings), strict=True):
        shift = len(one[1].text) + 1
        text = f"{one[1].text}\n{other[1].text}"
        clauses = first.clauses | {(a + shift, b + shift): s for (a, b), s in second.clauses.items()}
        facts = first.facts + [((a + shift, b + shift), what) for (a, b), what in second.facts]
        add(loss, f"{one[0]}+{other[0]}", text, Reading(clauses, facts), reading(jdparse.parse(text), text, range(len(text))))
    return loss
