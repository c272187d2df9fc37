"""From raw text to the result, in one straight line.

    source ─clean→ clean view ─lexicon→ hits ─find_headings→ headings ─find_anchors→ anchors ─find_jobs→ job spans
           ─read_sections→ drafts (headings, clauses, pairs) ─lift→ Reading, with offsets into the source ─document→ Document

Stages speak clean offsets; only this module lifts them to the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from jdparse.clauses import Item
from jdparse.clean import CleanView, clean
from jdparse.errors import TextTooLongError
from jdparse.headings import find_headings
from jdparse.jobs import blanked, find_jobs, find_noise
from jdparse.lexicons import load_lexicon
from jdparse.markers import scan_markers
from jdparse.requirements import ClauseView, Finding, find_requirements
from jdparse.schema import (
    REQUIREMENT_CLASSES,
    SCHEMA_VERSION,
    SECTION_KINDS,
    Block,
    Clause,
    Document,
    Job,
    Span,
    trusted,
)
from jdparse.sections import Draft, assign_sections, read_sections
from jdparse.titles import find_anchors

__all__ = ["MAX_LENGTH", "Parser", "Reading"]

MAX_LENGTH = 20_000_000
"""The longest text that parse takes, in code points; longer ones are collections to be cut by the caller."""

Tile = tuple[int, int, str, str, str]

_WORD = re.compile(r"[0-9A-Za-z\u3400-\u9fff\ufffc]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_END = re.compile(r"[\u3400-\u9fff，、；：。]")


class Parser:
    """A parser with options; reusable, thread-safe and picklable.

    Args:
        lexicon: path of a TOML file with one's own headings, noise phrases and markers (see ``jdparse.lexicons``).

    >>> Parser().parse("岗位职责：1、接待来访客户；2、登记客户资料。").jobs[0].duties[1].text
    '登记客户资料'
    """

    def __init__(self, *, lexicon: str | Path | None = None) -> None:
        self._options: dict[str, Any] = {"lexicon": str(lexicon) if lexicon is not None else None}
        self._lexicon = load_lexicon(self._options["lexicon"])

    def __reduce__(self) -> tuple[Any, ...]:
        return _parser, (self._options,)

    def parse(self, source: str, *, title: str | None = None) -> Document:
        """Parse one source: a page, a file or one cell of a job board's table.

        Args:
            source: the text; offsets in the result count its code points.
            title: the board's own title column; it names the job where the text holds one job without a title.

        Returns:
            A Document; its ``jobs`` are empty where the text holds none.

        Raises:
            TypeError: source is no str.
            TextTooLongError: source is longer than MAX_LENGTH.
        """
        return self.read(source, title=title).document()

    def read(self, source: str, *, title: str | None = None) -> Reading:
        """What ``parse`` makes its objects of, and the batch its tables; same arguments and errors."""
        if not isinstance(source, str):
            is_data = isinstance(source, bytes | bytearray | memoryview)
            hint = "; decode it first: jdparse.read_text(path), or jdparse.decode(data) for any encoding of the field" if is_data else ""
            raise TypeError(f"parse() takes a str, not {type(source).__name__}{hint}")
        if len(source) > MAX_LENGTH:
            size = f"the text has {len(source):,} characters; at most {MAX_LENGTH:,} are allowed"
            raise TextTooLongError("JD101", f"{size}. Cut it into pages first.")
        view = clean(source)
        text, lexicon = view.match, self._lexicon
        hits = lexicon.hits(text)
        noise = find_noise(text, hits, lexicon)
        if noise:
            text = blanked(text, noise)
            hits = [hit for hit in hits if not text[hit[1]].isspace()]
        headings = find_headings(text, hits, lexicon)
        anchors = find_anchors(text, hits, headings, lexicon)
        marks = scan_markers(text, lexicon.bullets)
        spans, between = find_jobs(text, anchors, headings, marks, lexicon)
        noise += between
        drafts = [read_sections(text, span, headings, noise, marks) for span in spans]
        assign_sections(text, drafts, lexicon)
        findings = [find_requirements(text, _views(draft)) for draft in drafts]
        return _lift(source, view, drafts, findings, [(n.start, n.end, n.reason) for n in noise], title)


class Reading(NamedTuple):
    """What a source holds, as plain values lifted to the source: what objects, tables and worker processes are fed with.

    ``jobs`` are the values of ``schema.Job`` in the order of its fields; its clauses, requirements, headings and title span
    are such values too. ``tile`` computes the tiling: (start, end, text, kind, reason).
    """

    source: str
    steps: tuple[str, ...]
    jobs: list[dict[str, Any]]
    tile: Callable[[], list[Tile]]

    def document(self) -> Document:
        """The public objects. The values become theirs: call it once."""
        return trusted(
            Document,
            {"text": self.source, "jobs": tuple(map(_job_object, self.jobs)), "schema_version": SCHEMA_VERSION, "steps": self.steps},
            {"_build_blocks": partial(_blocks, self.tile)},
        )

    def noise(self) -> Iterator[tuple[int, int, str, str]]:
        """(start, end, text, reason) of what belongs to no job."""
        return ((start, end, text, reason) for start, end, text, kind, reason in self.tile() if kind == "noise")


def _parser(options: dict[str, Any]) -> Parser:
    return Parser(**options)


def _views(draft: Draft) -> list[ClauseView]:
    """A job's clauses as the requirement rules see them."""
    return [ClauseView(i.start, i.end, i.section or "other", max(i.label_end, i.start), i.preferred) for i in draft.items]


def _lift(
    source: str, view: CleanView, drafts: list[Draft], findings: list[list[Finding]], noise: list[tuple[int, int, str]], title: str | None
) -> Reading:
    """The values of the public objects, with offsets into the source."""
    full = [(draft, found) for draft, found in zip(drafts, findings, strict=True) if draft.items]
    jobs = [_job(view, draft, found, title if len(full) == 1 else None) for draft, found in full]
    return Reading(source, tuple(view.steps), jobs, partial(_tiles, view, [draft for draft, _ in full], noise))


def _job_object(values: dict[str, Any]) -> Job:
    span = values["title_span"]
    made = {
        "title_span": span and trusted(Span, span),
        "clauses": tuple(trusted(Clause, clause) for clause in values["clauses"]),
        "requirements": tuple(trusted(REQUIREMENT_CLASSES[found["type"]], found) for found in values["requirements"]),
        "headings": tuple(trusted(Block, heading) for heading in values["headings"]),
    }
    return trusted(Job, values | made)


def _blocks(tile: Callable[[], list[Tile]]) -> tuple[Block, ...]:
    return tuple(
        trusted(Block, {"start": a, "end": b, "text": text, "kind": kind, "reason": reason}) for a, b, text, kind, reason in tile()
    )


def _read(view: CleanView, start: int, end: int) -> str:
    """The cleaned reading of a span: hard line breaks inside it joined, without a blank between Chinese characters."""
    piece = view.text[start:end]
    if "\n" not in piece:
        return piece
    read = ""
    for line in filter(None, map(str.strip, piece.split("\n"))):
        read += line if not read or (_HAN.match(line) and _HAN_END.search(read, len(read) - 1)) else " " + line
    return read


def _job(view: CleanView, draft: Draft, findings: list[Finding], title: str | None) -> dict[str, Any]:
    clauses = [_clause(view, item) for item in draft.items]
    headings = [
        {
            "start": view.source_start(h.start),
            "end": view.source_end(h.end),
            "text": view.text[h.start : h.end].strip(),
            "kind": "heading",
            "reason": f"heading.{h.form}",
        }
        for h in draft.headings
    ]
    name = draft.name or draft.span.name
    title_span = None
    if name is not None:
        title = view.text[name[0] : name[1]]
        title_span = {"start": view.source_start(name[0]), "end": view.source_end(name[1])}
    firsts = [clauses[0]["start"]] + [h["start"] for h in headings[:1]]
    if title_span is not None and draft.span.head is not None and draft.span.head[0] <= draft.items[0].start:
        firsts.append(title_span["start"])
    return {
        "start": min(firsts),
        "end": max(c["end"] for c in clauses),
        "title": title,
        "title_span": title_span,
        "clauses": clauses,
        "requirements": [_requirement(view, finding) for finding in findings],
        "headings": headings,
    }


def _clause(view: CleanView, item: Item) -> dict[str, Any]:
    marker = item.marker
    exact = view.exact
    return {
        "start": item.start if exact else view.source_start(item.start),
        "end": item.end if exact else view.source_end(item.end),
        "text": _read(view, item.start, item.end),
        "number": view.text[marker.start : marker.end].strip() if marker is not None else None,
        "ordinal": (marker.ordinal or None) if marker is not None else None,
        "level": item.level,
        "parent": item.parent,
        "label": view.text[item.start : item.label_end].strip("【[") if item.label_end else None,
        "section": item.section,
        "tags": (),
    }


def _requirement(view: CleanView, finding: Finding) -> dict[str, Any]:
    """A typed fact with its place in the source."""
    return {
        "start": view.source_start(finding.start),
        "end": view.source_end(finding.end),
        "text": _read(view, finding.start, finding.end),
        "modality": finding.modality,
        "clause": finding.clause,
        "rule": finding.rule,
        "type": finding.type,
        **finding.values,
    }


def _tiles(view: CleanView, drafts: list[Draft], noise: list[tuple[int, int, str]]) -> list[Tile]:
    """The tiling of the source: (start, end, text, kind, reason), sorted; what nothing claims is noise."""
    claimed: list[tuple[int, int, str, str]] = []
    above: list[tuple[int, int, str]] = []
    for draft in drafts:
        if draft.span.name is not None and draft.span.head is not None:
            claimed += _title_line(view.text, draft.span.name, draft.span.head)
            above.append((*draft.span.head, "title_above"))
        claimed += [(h.start, h.end, "heading", f"heading.{h.form}") for h in draft.headings]
        for item, told in zip(draft.items, _told_by(draft), strict=True):
            claimed.append((item.start, item.end, "clause", f"clause.{item.reason}.{told}"))
            if item.marker is not None:
                claimed.append((item.marker.start, min(item.marker.end, item.start), "marker", f"marker.{item.marker.family}"))
    claimed.sort()
    reasons = sorted(noise) + above
    tiles: list[Tile] = []
    at = 0
    for start, end, kind, reason in [*claimed, (len(view.text), len(view.text), "", "")]:
        if start < at:  # a title named twice, or a title inside a clause
            continue
        tiles += _gap(view, at, start, reasons)
        if kind:
            tiles.append((view.source_start(start), view.source_end(end), _read(view, start, end), kind, reason))
            at = end
    tiles += [(a, b, "", "noise", "hidden") for a, b in view.hidden]
    tiles.sort()
    return tiles


def _title_line(text: str, name: tuple[int, int], head: tuple[int, int]) -> Iterable[tuple[int, int, str, str]]:
    """The post's name, and what stands beside it in its line: 客服经理 and 岗位职责3."""
    yield *name, "title", "title"
    if not head[0] <= name[0] < head[1]:  # a chapter's name, shared by its jobs
        return
    start = max(head[0], text.rfind("\n", 0, name[0]) + 1)
    end = text.find("\n", name[1], head[1])
    for a, b in ((start, name[0]), (name[1], head[1] if end < 0 else end)):
        if _WORD.search(text, a, b):
            piece = text[a:b]
            yield a + len(piece) - len(piece.lstrip()), a + len(piece.rstrip()), "title", "title.line"


def _told_by(draft: Draft) -> list[str]:
    """For each clause, what told its section: its label, its heading, its words, or its words against its heading."""
    told = ["label"] * len(draft.items)  # pairs stand in no region
    for kind, start, end in draft.regions:
        for at in range(start, end):
            if draft.items[at].reason != "pair":
                told[at] = "words" if kind not in SECTION_KINDS else "heading" if draft.items[at].section == kind else "against"
    return told


def _gap(view: CleanView, start: int, end: int, noise: list[tuple[int, int, str]]) -> Iterable[Tile]:
    """Noise tiles, line by line, for what lies between two claimed spans."""
    for line in view.text[start:end].split("\n"):
        stop = start + len(line)
        if _WORD.search(line):
            a, b = start + len(line) - len(line.lstrip()), start + len(line.rstrip())
            reason = next((r for x, y, r in noise if x < b and a < y), "unclaimed")
            yield view.source_start(a), view.source_end(b), view.text[a:b], "noise", reason
        start = stop + 1
