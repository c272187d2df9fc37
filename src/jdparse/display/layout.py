"""A document as a page shows it: its tiles in rows, a job a section, and in each tile the spans that are highlighted.

Every character of the source stands in exactly one ``Tile`` or ``Gap``, in order. Offsets are those of the source, in code points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jdparse import explain
from jdparse.display.nesting import Fact, Mark, Piece, facts_of, highlights, nest
from jdparse.display.reads import Block, Clause, Document, Job
from jdparse.patterns import regex

__all__ = ["Chip", "Gap", "Row", "Section", "Tile", "sections"]

_GAPS = regex(r"(\s*[\r\n]\s*)|[^\r\n]+?(?=\s*[\r\n]|\Z)")


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
    job: Job | None
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
        facts = facts_of(number, job) if job is not None else []
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


def _cut(document: Document, shown: int | None) -> tuple[Sequence[Block], int]:
    blocks = document.blocks
    if shown is None or len(document.text) <= shown:
        return blocks, len(document.text)
    return [_Part(block.start, min(block.end, shown), block.kind, block.reason) for block in blocks if block.start < shown], shown


def _regions(jobs: Sequence[Job], blocks: Sequence[Block]) -> Iterator[tuple[Job | None, int, int]]:
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


def _first_block(job: Job, blocks: Sequence[Block]) -> int:
    at = bisect_right(blocks, job.start - 1, key=lambda block: block.start)
    while at and at < len(blocks) and blocks[at - 1].reason == "title.line":  # 【篇一： belongs to the title behind it
        at -= 1
    return at


# --- rows ---------------------------------------------------------------------------------------------------------


def _rows(source: str, blocks: Sequence[Block], job: Job | None, facts: Sequence[Fact], bounds: tuple[int, int]) -> list[Row]:
    """The blocks in rows; a row begins at a heading, a marker, a clause without one, and noise on a line of its own."""
    clauses = sorted(job.clauses, key=lambda clause: clause.start) if job is not None else []
    starts = [clause.start for clause in clauses]
    spans = highlights(clauses, facts)
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
        children = nest(source, block.start, block.end, spans, longest)
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


def _clause_at(block: Block, blocks: Sequence[Block], number: int, clauses: Sequence[Clause], starts: Sequence[int]) -> Clause | None:
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
