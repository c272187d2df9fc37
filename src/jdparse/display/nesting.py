"""The facts of a job and the nesting of their spans in a piece of the source.

Of two spans that cross, the later is cut where the earlier ends, and its pieces carry one ``id``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import Any

from jdparse.display.reads import Clause, Job

__all__ = ["Fact", "Highlight", "Mark", "Piece", "facts_of", "highlights", "nest", "value_text"]

_COMMON = frozenset("type start end text modality clause rule".split())


@dataclass(frozen=True, slots=True)
class Fact:
    """One highlighted fact: a requirement, benefit, location or contact, with its values and the rule that found it."""

    id: str
    kind: str
    start: int
    end: int
    text: str
    modality: str | None
    rule: str | None
    values: Mapping[str, Any]


@dataclass(slots=True)
class Mark:
    """A highlighted span or piece of one: ``lines`` underlines stand below it, its own the lowest; ``first`` has the label."""

    start: int
    end: int
    kind: str
    id: str
    first: bool
    fact: Fact | None
    children: list[Mark | Piece] = field(default_factory=list)
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of the source without a highlight of its own."""

    text: str


def facts_of(number: int | None, job: Job) -> list[Fact]:
    """The facts of a job in the order of the text."""
    found: list[tuple[str, Any]] = [(item.type, item) for item in job.requirements]
    found += [("benefit", item) for item in job.benefits]
    found += [("location", item) for item in job.locations]
    found += [("contact", item) for item in job.contacts]
    found.sort(key=lambda pair: (pair[1].start, -pair[1].end))
    return [
        Fact(
            f"{number}-{index}",
            kind,
            item.start,
            item.end,
            item.text,
            getattr(item, "modality", None),
            getattr(item, "rule", None),
            {name: value for name, value in item if name not in _COMMON and value is not None},
        )
        for index, (kind, item) in enumerate(found, 1)
    ]


Highlight = tuple[int, int, str, str, Fact | None]
"""Start, end, kind, id and fact of a highlighted span."""


def highlights(clauses: Iterable[Clause], facts: Iterable[Fact]) -> list[Highlight]:
    """What is highlighted inside the tiles, outer spans before inner ones."""
    spans: list[Highlight] = [(fact.start, fact.end, fact.kind, fact.id, fact) for fact in facts]
    spans += [
        (clause.start, clause.start + len(clause.label), "label", f"label-{clause.start}", None) for clause in clauses if clause.label
    ]
    return sorted(spans, key=lambda span: (span[0], -span[1]))


def nest(source: str, start: int, end: int, spans: Sequence[Highlight], longest: int) -> list[Mark | Piece]:
    """The text from start to end with its highlighted spans nested; a span that crosses the end of another goes on behind it.

    ``longest`` is the length of the longest span: none that begins further before ``start`` reaches it.
    """
    root = Mark(start, end, "", "", False, None)
    first = bisect_left(spans, start - longest, key=lambda span: span[0])
    until = bisect_left(spans, end, key=lambda span: span[0])
    inside = ((order, spans[order]) for order in range(first, until) if spans[order][1] > start)
    waiting = [(max(low, start), -min(high, end), order) for order, (low, high, *_) in inside]
    heapify(waiting)
    stack, at, begun = [root], start, set[int]()
    while waiting:
        low, negative, order = heappop(waiting)
        high = -negative
        at = _close(source, stack, at, low)
        if high > stack[-1].end:
            heappush(waiting, (stack[-1].end, -high, order))
            high = stack[-1].end
        _, _, kind, id_, fact = spans[order]
        if source[at:low]:
            stack[-1].children.append(Piece(source[at:low]))
        mark = Mark(low, high, kind, id_, order not in begun and spans[order][0] >= start, fact, lines=0 if fact is None else 1)
        begun.add(order)
        stack[-1].children.append(mark)
        stack.append(mark)
        at = low
    _close(source, stack, at, end + 1)
    return root.children


def _close(source: str, stack: list[Mark], at: int, until: int) -> int:
    """End the marks that end at or before ``until``, with the text left in each; the place reached."""
    while stack and stack[-1].end <= until and (len(stack) > 1 or until > stack[0].end):
        mark = stack.pop()
        if source[at : mark.end]:
            mark.children.append(Piece(source[at : mark.end]))
        at = max(at, mark.end)
        inner = max((child.lines for child in mark.children if isinstance(child, Mark)), default=0)
        mark.lines = inner + (1 if mark.fact is not None else 0)
    return at


def value_text(value: Any, words: Mapping[str, Any]) -> str:
    """A value of a fact in words: 3.0 as 3, True as 是, several with a comma.

    >>> value_text(3.0, {}), value_text(("会计", "财务"), {}), value_text("month", {"value": {"month": "月"}})
    ('3', '会计、财务', '月')
    """
    if isinstance(value, bool):
        return str(words["yes" if value else "no"])
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return str(words.get("value", {}).get(value, value))
