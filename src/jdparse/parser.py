"""From raw text to the result, in one straight line.

    source ─clean→ clean view ─lexicon→ hits ─find_headings→ headings ─find_anchors→ anchors ─find_jobs→ job spans
           ─read_sections→ drafts (headings, clauses, pairs) ─lift→ Document, with offsets into the source

Stages speak clean offsets; only this module lifts them to the source.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from jdparse.clauses import Item
from jdparse.clean import CleanView, clean
from jdparse.errors import TextTooLongError
from jdparse.headings import find_headings
from jdparse.jobs import blanked, find_jobs, find_noise
from jdparse.lexicons import load_lexicon
from jdparse.markers import scan_markers
from jdparse.schema import SCHEMA_VERSION, Block, Clause, Document, Job, Span, trusted
from jdparse.sections import Draft, assign_sections, read_sections
from jdparse.titles import find_anchors

__all__ = ["MAX_LENGTH", "Parser"]

MAX_LENGTH = 20_000_000
"""The longest text that parse takes, in code points; longer ones are collections to be cut by the caller."""

# From this length on the garbage collector rests while a text is parsed. Parsing leaves no cycles to collect, but makes
# so many small objects that the collector would go through all of them again and again: a fifth of the time.
_LONG = 50_000
_WORD = re.compile(r"[0-9A-Za-z\u3400-\u9fff\ufffc]")
_JOINED = re.compile(r"(?<=[\u3400-\u9fff，、；：。])[ \t]*\n\s*(?=[\u3400-\u9fff])|\s*\n\s*")


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
        if not isinstance(source, str):
            hint = "; decode bytes first, for example jdparse.read_text(path) or data.decode('utf-8')" if isinstance(source, bytes) else ""
            raise TypeError(f"parse() takes a str, not {type(source).__name__}{hint}")
        if len(source) > MAX_LENGTH:
            raise TextTooLongError("JD101", f"the text has {len(source):,} characters; at most {MAX_LENGTH:,} are allowed. Cut it into pages first.")
        if len(source) < _LONG or not gc.isenabled():
            return self._parse(source, title)
        gc.disable()
        try:
            return self._parse(source, title)
        finally:
            gc.enable()

    def _parse(self, source: str, title: str | None) -> Document:
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
        return _lift(source, view, drafts, [(n.start, n.end, n.reason) for n in noise], title)


def _parser(options: dict[str, Any]) -> Parser:
    return Parser(**options)


def _lift(source: str, view: CleanView, drafts: list[Draft], noise: list[tuple[int, int, str]], title: str | None) -> Document:
    """The public objects, with offsets into the source."""
    drafts = [d for d in drafts if d.items]
    jobs = tuple(_job(view, d, title if len(drafts) == 1 else None) for d in drafts)
    return trusted(
        Document,
        {"text": source, "jobs": jobs, "schema_version": SCHEMA_VERSION, "steps": tuple(view.steps)},
        {"_build_blocks": partial(_blocks, view, drafts, noise)},
    )


def _blocks(view: CleanView, drafts: list[Draft], noise: list[tuple[int, int, str]]) -> tuple[Block, ...]:
    return tuple(
        trusted(Block, {"start": a, "end": b, "text": text, "kind": kind, "reason": reason})
        for a, b, text, kind, reason in _tiles(view, drafts, noise)
    )


def _read(piece: str) -> str:
    """The cleaned reading of a piece: hard line breaks inside it joined."""
    return _JOINED.sub(lambda m: "" if m.start() and "\u3400" <= piece[m.start() - 1] <= "\u9fff" else " ", piece) if "\n" in piece else piece


def _job(view: CleanView, draft: Draft, title: str | None) -> Job:
    clauses = tuple([_clause(view, item) for item in draft.items])
    headings = tuple(
        trusted(Block, {"start": view.source_start(h.start), "end": view.source_end(h.end), "text": view.text[h.start : h.end].strip(), "kind": "heading", "reason": f"heading.{h.form}"})
        for h in draft.headings
    )
    name = draft.name or draft.span.name
    title_span = None
    if name is not None:
        title = view.text[name[0] : name[1]]
        title_span = trusted(Span, {"start": view.source_start(name[0]), "end": view.source_end(name[1])})
    firsts = [clauses[0].start] + [h.start for h in headings[:1]]
    if title_span is not None and draft.span.head is not None and draft.span.head[0] <= draft.items[0].start:
        firsts.append(title_span.start)
    return trusted(
        Job,
        {
            "start": min(firsts),
            "end": max(c.end for c in clauses),
            "title": title,
            "title_span": title_span,
            "clauses": clauses,
            "requirements": (),
            "headings": headings,
        },
    )


def _clause(view: CleanView, item: Item) -> Clause:
    start, end, marker, text = item.start, item.end, item.marker, view.text
    number = ordinal = None
    if marker is not None:
        number = text[marker.start : marker.end].strip()
        ordinal = marker.ordinal or None
    exact = view.exact
    return trusted(
        Clause,
        {
            "start": start if exact else view.source_start(start),
            "end": end if exact else view.source_end(end),
            "text": _read(text[start:end]),
            "number": number,
            "ordinal": ordinal,
            "level": item.level,
            "parent": item.parent,
            "label": text[start : item.label_end].strip("【[") if item.label_end else None,
            "section": item.section,
            "tags": (),
        },
    )


def _tiles(view: CleanView, drafts: list[Draft], noise: list[tuple[int, int, str]]) -> list[tuple[int, int, str, str, str]]:
    """The tiling of the source: (start, end, text, kind, reason), sorted; what nothing claims is noise."""
    claimed: list[tuple[int, int, str, str]] = []
    for draft in drafts:
        if draft.span.name is not None and draft.span.head is not None:
            claimed.append((*draft.span.name, "title", "title"))
        claimed += [(h.start, h.end, "heading", f"heading.{h.form}") for h in draft.headings]
        for item in draft.items:
            claimed.append((item.start, item.end, "clause", f"clause.{item.reason}"))
            if item.marker is not None:
                claimed.append((item.marker.start, min(item.marker.end, item.start), "marker", f"marker.{item.marker.family}"))
    claimed.sort()
    reasons = _Reasons(noise)
    tiles: list[tuple[int, int, str, str, str]] = []
    at = 0
    for start, end, kind, reason in [*claimed, (len(view.text), len(view.text), "", "")]:
        if start < at:  # a title named twice, or a title inside a clause
            continue
        tiles += _gap(view, at, start, reasons)
        if kind:
            tiles.append((view.source_start(start), view.source_end(end), _read(view.text[start:end]), kind, reason))
            at = end
    tiles += [(a, b, "", "noise", "hidden") for a, b in view.hidden]
    tiles.sort()
    return tiles


class _Reasons:
    """Why spans are noise; asked in the order of the text, so that each reason is looked at but once or twice."""

    def __init__(self, noise: list[tuple[int, int, str]]) -> None:
        self._noise = sorted(noise)
        self._at = 0

    def of(self, start: int, end: int) -> str:
        """The reason of the first span that overlaps ``start:end``."""
        while self._at < len(self._noise) and self._noise[self._at][1] <= start:
            self._at += 1
        begin, _, reason = self._noise[self._at] if self._at < len(self._noise) else (end, end, "")
        return reason if begin < end else "unclaimed"


def _gap(view: CleanView, start: int, end: int, reasons: _Reasons) -> Iterable[tuple[int, int, str, str, str]]:
    """Noise tiles, line by line, for what lies between two claimed spans."""
    for line in view.text[start:end].split("\n"):
        stop = start + len(line)
        if _WORD.search(line):
            a, b = start + len(line) - len(line.lstrip()), start + len(line.rstrip())
            yield view.source_start(a), view.source_end(b), view.text[a:b], "noise", reasons.of(a, b)
        start = stop + 1
