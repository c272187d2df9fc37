"""The tiling of the source: every title, heading, marker, clause and piece of noise, in order, each with its reason.

What a job claims comes first; of the rest, every line that holds a word is noise, and its reason is the noise found
there. White space and separators belong to no tile. The reason codes are those of ``lexicon/reasons.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from jdparse.clean import CleanView
from jdparse.jobs import Noise
from jdparse.schema import SECTION_KINDS
from jdparse.sections import Draft

__all__ = ["Tile", "noise_tiles", "reading", "tiles"]


class Tile(NamedTuple):
    """A piece of the source (source offsets) and its cleaned reading."""

    start: int
    end: int
    text: str
    kind: str
    reason: str


class _Claim(NamedTuple):
    """The same in clean offsets, without a reading yet."""

    start: int
    end: int
    kind: str
    reason: str


_WORD = re.compile(r"[0-9A-Za-z\u3400-\u9fff\ufffc]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_HAN_END = re.compile(r"[\u3400-\u9fff，、；：。]")


def reading(view: CleanView, start: int, end: int) -> str:
    """The cleaned reading of a span: hard line breaks inside it joined, without a blank between Chinese characters."""
    piece = view.text[start:end]
    if "\n" not in piece:
        return piece
    read = ""
    for line in filter(None, map(str.strip, piece.split("\n"))):
        read += line if not read or (_HAN.match(line) and _HAN_END.search(read, len(read) - 1)) else " " + line
    return read


def tiles(view: CleanView, drafts: Sequence[Draft], noise: Sequence[Noise]) -> list[Tile]:
    """The tiles of a text, sorted, none overlapping another."""
    claims = sorted(claim for draft in drafts for claim in _content(draft))
    claims += [title for draft in drafts for title in _titles(view.text, draft, claims)]
    claims.sort()
    above = [Noise(*draft.span.head, "title_above") for draft in drafts if draft.span.head is not None]
    found: list[Tile] = []
    gaps = _gaps(view.text, claims, _Reasons([*noise, *above]))
    at = 0
    for claim in sorted([*claims, *gaps]):
        start, end = max(at, view.source_start(claim.start)), view.source_end(claim.end)
        if start < end:  # two clean characters may come from one of the source: 1️⃣ reads as 1、
            found.append(Tile(start, end, reading(view, claim.start, claim.end).strip(), claim.kind, claim.reason))
            at = end
    found += [Tile(start, end, "", "noise", "hidden") for start, end in view.hidden if _is_free(found, start, end)]
    found.sort()
    return found


def noise_tiles(view: CleanView, drafts: Sequence[Draft], noise: Sequence[Noise]) -> list[Tile]:
    """The tiles that belong to no job; most postings have none, and a look at the gaps tells."""
    if not view.hidden and not _has_words_between(view.text, drafts):
        return []
    return [tile for tile in tiles(view, drafts, noise) if tile.kind == "noise"]


def _has_words_between(text: str, drafts: Sequence[Draft]) -> bool:
    """Whether a word stands outside of all headings, clauses and markers; titles count as outside."""
    spans = [(heading.start, heading.end) for draft in drafts for heading in draft.headings]
    for draft in drafts:
        for item in draft.items:
            spans.append((item.start, item.end))
            if item.marker is not None:
                spans.append((item.marker.start, min(item.marker.end, item.start)))
    spans.sort()
    at = 0
    for start, end in [*spans, (len(text), len(text))]:
        if start > at + 1 or (start > at and text[at] != "\n"):
            if _WORD.search(text, at, start):
                return True
        at = max(at, end)
    return False


def _content(draft: Draft) -> Iterator[_Claim]:
    """Headings, clauses and markers of one job."""
    for heading in draft.headings:
        yield _Claim(heading.start, heading.end, "heading", f"heading.{heading.form}")
    for item, told in zip(draft.items, _told_by(draft), strict=True):
        yield _Claim(item.start, item.end, "clause", f"clause.{item.reason}.{told}")
        if item.marker is not None:
            yield _Claim(item.marker.start, min(item.marker.end, item.start), "marker", f"marker.{item.marker.family}")


def _told_by(draft: Draft) -> list[str]:
    """For each clause, what told its section: its label, its heading, its words, or its words against its heading."""
    told = ["label"] * len(draft.items)  # pairs stand in no region
    for kind, start, end in draft.regions:
        for at in range(start, end):
            if draft.items[at].reason != "pair":
                told[at] = "words" if kind not in SECTION_KINDS else "heading" if draft.items[at].section == kind else "against"
    return told


def _titles(text: str, draft: Draft, claims: list[_Claim]) -> Iterator[_Claim]:
    """The post's name, and what stands beside it in its line (客服经理 and 岗位职责3), where no clause holds them."""
    name, head = draft.span.name, draft.span.head
    if name is None or head is None:
        return
    if _is_free(claims, *name):
        yield _Claim(*name, "title", "title")
    if not head[0] <= name[0] < head[1]:  # a chapter's name, shared by its jobs
        return
    start = max(head[0], text.rfind("\n", 0, name[0]) + 1)
    end = text.find("\n", name[1], head[1])
    for a, b in ((start, name[0]), (name[1], head[1] if end < 0 else end)):
        piece = text[a:b]
        a, b = a + len(piece) - len(piece.lstrip()), a + len(piece.rstrip())
        if _WORD.search(piece) and _is_free(claims, a, b):
            yield _Claim(a, b, "title", "title.line")


def _is_free(claims: Sequence[_Claim] | Sequence[Tile], start: int, end: int) -> bool:
    """Whether nothing of the sorted ``claims`` overlaps a span."""
    after = bisect_left(claims, end, key=lambda claim: claim.start)
    return not after or claims[after - 1].end <= start


class _Reasons:
    """The reason of the first noise that touches a line, the widest where several start together; lines are asked for in order."""

    def __init__(self, noise: Iterable[Noise]) -> None:
        self._noise = sorted(noise, key=lambda n: (n.start, -n.end))
        self._starts = [n.start for n in self._noise]
        self._reach: list[int] = []  # furthest end of the noise up to here
        for n in self._noise:
            self._reach.append(max(n.end, self._reach[-1] if self._reach else 0))

    def at(self, start: int, end: int) -> str:
        first = bisect_right(self._reach, start)
        touching = (n for n in self._noise[first : bisect_left(self._starts, end)] if start < n.end)
        return next((n.reason for n in touching), "unclaimed")


def _gaps(text: str, claims: list[_Claim], reasons: _Reasons) -> Iterator[_Claim]:
    """Noise line by line, for what lies between the claims."""
    edges = [_Claim(0, 0, "", ""), *claims, _Claim(len(text), len(text), "", "")]
    for left, right in pairwise(edges):
        at = left.end
        for line in text[left.end : right.start].split("\n"):
            if _WORD.search(line):
                start, end = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
                yield _Claim(start, end, "noise", reasons.at(start, end))
            at += len(line) + 1
