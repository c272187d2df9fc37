"""The figures of structure: how much of an annotated text the parser gets right.

clause   F1 over exact body spans; numbers, bullets, outer punctuation and blanks are ignored on both sides
section  accuracy over the clauses found;  level  the same
job      F1: a job is found where one predicted job holds at least 90 % of the same clauses
title    accuracy over the jobs found; width, case, blanks, brackets and dashes do not count
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jdparse import Document

__all__ = ["Tally"]

MARKER = re.compile(
    r"""\s*(?:
        [(（\[【]?\s*(?:\d{1,2}(?:\.\d{1,2})*|[一二三四五六七八九十]{1,3}|[a-zA-Z])\s*[)）\]】、.．:：,，]\s*  # 1、 (一) 2.1) a.
        |[①-⑳⑴-⒇⒈-⒛❶-❿➀-➉Ⅰ-Ⅻ]\s*[、.．]?\s*
        |职责[一二三四五六七八九十]\s*[:：]?\s*
        |[-–—•·●○◆◇■□▪★☆*＊>※✓✔→]\s*
    )""",
    re.VERBOSE,
)
OUTER = " \t\r\n\u3000\xa0;；。,，、.．:："
SAME_JOB = 0.9

Span = tuple[int, int]


def body(text: str, start: int, end: int) -> Span:
    """The span without its marker and outer punctuation."""
    marker = MARKER.match(text, start, end)
    if marker and marker.end() < end:
        start = marker.end()
    piece = text[start:end]
    return end - len(piece.lstrip(OUTER)), start + len(piece.rstrip(OUTER))


def title_key(title: str | None) -> str:
    return re.sub(r"[\s()（）【】\[\]·\-—_/]+", "", unicodedata.normalize("NFKC", title or "")).lower()


def alike(left: set[Span], right: set[Span]) -> float:
    return len(left & right) / len(left | right)


@dataclass
class Share:
    """Hits among predictions and among gold; an accuracy has one count of cases for both."""

    hits: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, hits: int, predicted: int, gold: int) -> None:
        self.hits += hits
        self.predicted += predicted
        self.gold += gold

    @property
    def figure(self) -> float:
        """F1, which is the accuracy where both counts are equal; 1 where there is nothing to find and nothing found."""
        return 2 * self.hits / (self.predicted + self.gold) if self.predicted + self.gold else 1.0


@dataclass
class Tally:
    """Adds up sources."""

    shares: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    errors: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        return {name: self.shares[name].figure for name in ("clause", "section", "level", "job", "title")}

    def add(self, name: str, text: str, gold: Mapping[str, Any], document: Document) -> None:
        want = {body(text, c["start"], c["end"]): (c["section"], c["level"], c["job"]) for c in gold["clauses"]}
        got: dict[Span, tuple[str, int, int]] = {}
        for number, job in enumerate(document.jobs):
            for c in job.clauses:
                got.setdefault(body(text, c.start, c.end), (c.section, c.level, number))
        both = want.keys() & got.keys()
        self.shares["clause"].add(len(both), len(got), len(want))
        for at, kind in enumerate(("section", "level")):
            right = [span for span in both if want[span][at] == got[span][at]]
            self.shares[kind].add(len(right), len(both), len(both))
            self._note(name, text, f"{kind} wrong", both - set(right))
        self._note(name, text, "clause missed", want.keys() - both)
        self._note(name, text, "clause invented", got.keys() - both)
        self._jobs(name, gold, document, want, got)

    def _note(self, name: str, text: str, what: str, spans: Iterable[Span]) -> None:
        self.errors += [f"{name}: {what}: {text[start:end][:50]}" for start, end in sorted(spans)]

    def _jobs(
        self,
        name: str,
        gold: Mapping[str, Any],
        document: Document,
        want: dict[Span, tuple[str, int, int]],
        got: dict[Span, tuple[str, int, int]],
    ) -> None:
        wanted, found = grouped(want), grouped(got)
        used: set[int] = set()
        for number, spans in wanted.items():
            best = max(found, key=lambda other: alike(spans, found[other]), default=None)
            if best is None or best in used or alike(spans, found[best]) < SAME_JOB:
                continue
            used.add(best)
            titles = gold["jobs"][number]["title"], document.jobs[best].title
            same = title_key(titles[0]) == title_key(titles[1])
            self.shares["title"].add(int(same), 1, 1)
            if not same:
                self.errors.append(f"{name}: title {titles[1]!r} for {titles[0]!r}")
        self.shares["job"].add(len(used), len(found), len(wanted))


def grouped(clauses: dict[Span, tuple[str, int, int]]) -> dict[int, set[Span]]:
    jobs: dict[int, set[Span]] = defaultdict(set)
    for span, (_, _, job) in clauses.items():
        jobs[job].add(span)
    return jobs
