"""A document as a page shows it: its tiles in rows, a job a section, and in each tile the spans that are highlighted.

Every character of the source stands in exactly one ``Tile`` or ``Gap``, in order. Spans in a tile nest; of two that cross, the later is
cut, and its pieces carry one ``id``. Offsets are those of the source, in code points.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import Any, Protocol

from jdparse import explain

__all__ = ["Chip", "Document", "Fact", "Gap", "Mark", "Piece", "Row", "Section", "Tile", "sections", "value_text"]

_GAPS = re.compile(r"(\s*[\r\n]\s*)|[^\r\n]+?(?=\s*[\r\n]|\Z)")
_COMMON = frozenset("type start end text modality clause rule".split())


class _Span(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class _Block(_Span, Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def reason(self) -> str: ...


class _Tag(Protocol):
    @property
    def category(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def score(self) -> float: ...


class _Clause(_Span, Protocol):
    @property
    def level(self) -> int: ...
    @property
    def label(self) -> str | None: ...
    @property
    def section(self) -> str: ...
    @property
    def tags(self) -> Sequence[_Tag]: ...


class _Job(_Span, Protocol):
    @property
    def title(self) -> str | None: ...
    @property
    def clauses(self) -> Sequence[_Clause]: ...
    @property
    def requirements(self) -> Sequence[Any]: ...
    @property
    def benefits(self) -> Sequence[Any]: ...
    @property
    def locations(self) -> Sequence[Any]: ...
    @property
    def contacts(self) -> Sequence[Any]: ...


class Document(Protocol):
    """What is read of a ``jdparse.Document``; ``jdparse.schema`` imports this package, not the other way round."""

    @property
    def text(self) -> str: ...
    @property
    def jobs(self) -> Sequence[_Job]: ...
    @property
    def blocks(self) -> Sequence[_Block]: ...


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


@dataclass(frozen=True, slots=True)
class Tile:
    """A title, heading, marker, clause or noise, with why it is that."""

    start: int
    end: int
    kind: str
    why: str
    children: list[Mark | Piece]


@dataclass(frozen=True, slots=True)
class Gap:
    """Separators between tiles, or white space between rows (``blank``), which takes no room in the page."""

    text: str
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A duty category of a clause."""

    category: str
    name: str
    score: float


@dataclass(slots=True)
class Row:
    """What stands in one line of the page: a heading, or a marker with its clause, or noise; ``section`` is that of the clauses below."""

    kind: str
    level: int
    section: str | None
    parts: list[Tile | Gap] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    lines: int = 0


@dataclass(slots=True)
class Section:
    """A job with its rows, or the text between two jobs (``number`` is None)."""

    number: int | None
    title: str | None
    job: _Job | None
    rows: list[Row] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)


def sections(document: Document, *, shown: int | None = None) -> list[Section]:
    """The jobs of a document in the order of the source, and the text before, between and behind them.

    ``shown`` cuts the text after this many characters.
    """
    jobs = sorted(enumerate(document.jobs, 1), key=lambda pair: pair[1].start)
    blocks, end = _cut(document, shown)
    made: list[Section] = []
    for job, first, last in _regions([job for _, job in jobs], blocks):
        number = next((number for number, other in jobs if other is job), None)
        facts = _facts(number, job) if job is not None else []
        section = Section(number, job.title if job is not None else None, job, facts=facts)
        stop = blocks[last].start if last < len(blocks) else end
        section.rows = _rows(document.text, blocks[first:last], job, facts, (blocks[first].start if made else 0, stop))
        made.append(section)
    if not made and document.text:
        made.append(Section(None, None, None, [Row("noise", 1, None, [Gap(document.text[:end])])]))
    return made


@dataclass(frozen=True, slots=True)
class _Part:
    """A block, or what is shown of it."""

    start: int
    end: int
    kind: str
    reason: str


def _cut(document: Document, shown: int | None) -> tuple[Sequence[_Block], int]:
    blocks = document.blocks
    if shown is None or len(document.text) <= shown:
        return blocks, len(document.text)
    return [_Part(block.start, min(block.end, shown), block.kind, block.reason) for block in blocks if block.start < shown], shown


def _regions(jobs: Sequence[_Job], blocks: Sequence[_Block]) -> Iterator[tuple[_Job | None, int, int]]:
    """Runs of blocks: each job's, from its title to the last block that is no noise, and what is between."""
    starts = [_first_block(job, blocks) for job in jobs]
    done = 0
    for job, first, following in zip(jobs, starts, [*starts, len(blocks)][1:], strict=True):
        first, following = max(first, done), max(following, done)
        if first > done:
            yield None, done, first
        last = following
        while last > first and blocks[last - 1].kind == "noise":
            last -= 1
        if last > first:
            yield job, first, last
        done = max(done, last)
    if done < len(blocks):
        yield None, done, len(blocks)


def _first_block(job: _Job, blocks: Sequence[_Block]) -> int:
    at = bisect_right(blocks, job.start - 1, key=lambda block: block.start)
    while at and at < len(blocks) and blocks[at - 1].reason == "title.line":  # 【篇一： belongs to the title behind it
        at -= 1
    return at


def _facts(number: int | None, job: _Job) -> list[Fact]:
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


# --- rows ---------------------------------------------------------------------------------------------------------


def _rows(source: str, blocks: Sequence[_Block], job: _Job | None, facts: Sequence[Fact], bounds: tuple[int, int]) -> list[Row]:
    """The blocks in rows; a row begins at a heading, a marker, a clause without one, and noise on a line of its own."""
    clauses = sorted(job.clauses, key=lambda clause: clause.start) if job is not None else []
    starts = [clause.start for clause in clauses]
    spans = _spans(clauses, facts)
    longest = max((high - low for low, high, *_ in spans), default=0)
    rows: list[Row] = []
    at, before, running = bounds[0], "", None
    for number, block in enumerate(blocks):
        gap = source[at : block.start]
        clause = _clause_at(block, blocks, number, clauses, starts) or (running if block.kind == "noise" else None)
        if not rows or _begins(block.kind, before, gap, clause is running):
            rows.append(Row(block.kind, clause.level if clause else 1, clause.section if clause else None))
            if clause is not None:
                rows[-1].chips = [Chip(tag.category, tag.name, tag.score) for tag in clause.tags]
        row = rows[-1]
        (row if len(rows) == 1 or row.parts else rows[-2]).parts.extend(_gaps(gap))
        children = _nest(source, block.start, block.end, spans, longest)
        row.lines = max([row.lines, *(child.lines for child in children if isinstance(child, Mark))])
        row.parts.append(Tile(block.start, block.end, block.kind, explain.sentence(block.kind, block.reason), children))
        at, before, running = block.end, block.kind, clause
    if rows and bounds[1] > at:
        rows[-1].parts.extend(_gaps(source[at : bounds[1]]))
    for row, following in zip(rows[-2::-1], rows[:0:-1], strict=True):
        if row.kind == "heading":
            row.section = following.section
    return rows


def _gaps(text: str) -> Iterator[Gap]:
    for match in _GAPS.finditer(text):
        yield Gap(match[0], blank=match[1] is not None)


def _begins(kind: str, before: str, gap: str, same: bool) -> bool:
    """Whether a row begins at a block of this kind."""
    if kind == "clause":
        return before != "marker" and not (same and before in ("clause", "noise"))
    beside = {"title": ("title", "heading", "noise"), "heading": ("title",), "noise": ("title", "heading", "marker", "clause", "noise")}
    return kind == "marker" or "\n" in gap or "\r" in gap or before not in beside[kind]


def _clause_at(block: _Block, blocks: Sequence[_Block], number: int, clauses: Sequence[_Clause], starts: Sequence[int]) -> _Clause | None:
    """The clause that a block belongs to; a marker's is the one behind it, whatever noise stands between."""
    if block.kind == "marker":
        following = number + 1
        while following < len(blocks) and blocks[following].kind == "noise":
            following += 1
        block = blocks[min(following, len(blocks) - 1)]
    if block.kind not in ("clause", "noise"):
        return None
    at = bisect_right(starts, block.start) - 1
    return clauses[at] if at >= 0 and block.start < clauses[at].end else None


_Highlight = tuple[int, int, str, str, Fact | None]
"""Start, end, kind, id and fact of a highlighted span."""


def _spans(clauses: Iterable[_Clause], facts: Iterable[Fact]) -> list[_Highlight]:
    """What is highlighted inside the tiles, outer spans before inner ones."""
    spans: list[_Highlight] = [(fact.start, fact.end, fact.kind, fact.id, fact) for fact in facts]
    spans += [
        (clause.start, clause.start + len(clause.label), "label", f"label-{clause.start}", None) for clause in clauses if clause.label
    ]
    return sorted(spans, key=lambda span: (span[0], -span[1]))


def _nest(source: str, start: int, end: int, spans: Sequence[_Highlight], longest: int) -> list[Mark | Piece]:
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
