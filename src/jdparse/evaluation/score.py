"""The figures: how much of annotated texts a parser gets right (``docs/evaluate.md`` says what each one means)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from jdparse.evaluation.spans import CLOSED, DETAILS, Fact, Span, body, facts_meet, plain, same_values, title_key
from jdparse.schema import Document

__all__ = ["Counts", "Scores", "Share", "evaluate", "plain_result"]

Gold = Mapping[str, Any]
Parse = Callable[[str], Mapping[str, Any]]
Tagger = Callable[[str], Iterable[str]]

SAME_JOB = 0.9
ENOUGH = 5  # gold cases that a category needs to count in the macro average


@dataclass
class Counts:
    """Hits among what was found and what was to be found."""

    hits: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, hits: int, predicted: int, gold: int) -> None:
        """Count one source or one clause."""
        self.hits += hits
        self.predicted += predicted
        self.gold += gold

    @property
    def figure(self) -> float:
        """F1; 0 where nothing was to be found and nothing was found."""
        return 2 * self.hits / (self.predicted + self.gold) if self.predicted + self.gold else 0.0

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1 to four digits, with the counts.

        >>> Counts(hits=3, predicted=4, gold=6).figures()
        {'p': 0.75, 'r': 0.5, 'f': 0.6, 'gold': 6, 'predicted': 4}
        """
        p = self.hits / self.predicted if self.predicted else 0.0
        r = self.hits / self.gold if self.gold else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        return {"p": round(p, 4), "r": round(r, 4), "f": round(f, 4), "gold": self.gold, "predicted": self.predicted}


@dataclass
class Share:
    """How many of a number of cases are right."""

    right: int = 0
    cases: int = 0

    def add(self, right: bool) -> None:
        """Count one case."""
        self.right += right
        self.cases += 1

    @property
    def figure(self) -> float:
        """Accuracy; 0 where there was no case."""
        return self.right / self.cases if self.cases else 0.0

    def figures(self) -> dict[str, float]:
        """The accuracy to four digits, with the number of cases."""
        return {"acc": round(self.figure, 4), "n": self.cases}


class Miss(NamedTuple):
    """One thing that is wrong: the kind of error, the source, and what it is about."""

    kind: str
    source: str
    what: str


@dataclass
class Scores:
    """Adds up sources; ``table`` and ``per_tag`` hold the figures, ``misses`` what is wrong, in the order of the sources."""

    counts: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    shares: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    tags: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    misses: list[Miss] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    sources: int = 0
    clauses: int = 0

    def table(self) -> dict[str, dict[str, Any]]:
        """The figures by name: precision, recall and F1, or an accuracy; ``failed`` counts texts that raised."""
        table: dict[str, dict[str, Any]] = {name: counts.figures() for name, counts in self.counts.items()}
        table |= {name: share.figures() for name, share in self.shares.items()}
        if self.tags:
            large = [counts.figures()["f"] for counts in self.tags.values() if counts.gold >= ENOUGH]
            table["tag@gold macro"] = {"f": round(sum(large) / len(large), 4) if large else 0.0, "categories": len(large)}
        table["failed"] = {"n": len(self.failed), "first": self.failed[:3]}
        return table

    def per_tag(self) -> dict[str, dict[str, float]]:
        """Precision, recall and F1 of each duty category, given the clauses of the gold."""
        return {name: counts.figures() for name, counts in self.tags.items()}

    def add(self, name: str, text: str, gold: Gold, parse: Parse, tag: Tagger | None = None) -> None:
        """Score one source. A parser that raises loses everything in it."""
        try:
            found = parse(text)
        except Exception as error:  # noqa: BLE001  whatever it is, the other sources are scored
            self.failed.append(f"{name}: {type(error).__name__}: {error}")
            found = {"jobs": [], "clauses": [], "requirements": []}
        _Source(self, name, text, gold, found).score(tag)
        self.sources += 1
        self.clauses += len(gold["clauses"])


class _Source:
    """One text with its gold and with what was found in it."""

    def __init__(self, scores: Scores, name: str, text: str, gold: Gold, found: Mapping[str, Any]) -> None:
        self.scores, self.name, self.text, self.gold, self.found = scores, name, text, gold, found
        self.want = {body(text, clause["start"], clause["end"]): clause for clause in gold["clauses"]}
        self.got: dict[Span, Any] = {}
        for clause in found["clauses"]:
            self.got.setdefault(body(text, clause["start"], clause["end"]), clause)

    def score(self, tag: Tagger | None) -> None:
        self._clauses()
        self._jobs()
        self._tags(tag)
        for kind in {fact["type"] for fact in (*self.gold["requirements"], *self.found["requirements"])}:
            self._facts(kind)

    def _miss(self, kind: str, what: str) -> None:
        self.scores.misses.append(Miss(kind, self.name, what))

    def _words(self, span: Span, most: int) -> str:
        return self.text[span[0] : span[1]][:most]

    def _clauses(self) -> None:
        both = self.want.keys() & self.got.keys()
        self.scores.counts["clause"].add(len(both), len(self.got), len(self.want))
        for span in sorted(self.want.keys() - both):
            self._miss("clause missed", self._words(span, 60))
        for span in sorted(self.got.keys() - both):
            self._miss("clause invented", self._words(span, 60))
        for span in sorted(both):
            want, got = self.want[span], self.got[span]
            for kind in ("section", "level"):
                self.scores.shares[kind].add(want[kind] == got[kind])
                if want[kind] != got[kind]:
                    self._miss(kind, f"{got[kind]} for {want[kind]}: {self._words(span, 50)}")

    def _jobs(self) -> None:
        wanted, found = _by_job(self.want), _by_job(self.got)
        used: set[int] = set()
        for number, spans in wanted.items():
            best = max(found, key=lambda other: _alike(spans, found[other]), default=None)
            if best is None or best in used or _alike(spans, found[best]) < SAME_JOB:
                continue
            used.add(best)
            if 0 <= number < len(self.gold["jobs"]):
                self._title(
                    self.gold["jobs"][number]["title"], self.found["jobs"][best]["title"] if best < len(self.found["jobs"]) else None
                )
        self.scores.counts["job"].add(len(used), len(found), len(wanted))

    def _title(self, want: str | None, got: str | None) -> None:
        same = title_key(want) == title_key(got)
        self.scores.shares["title"].add(same)
        if not same:
            self._miss("title", f"{got!r} for {want!r}")

    def _tags(self, tag: Tagger | None) -> None:
        want = {(span, name) for span, clause in self.want.items() for name in clause["tags"]}
        got = {(span, name) for span, clause in self.got.items() if clause["section"] == "duties" for name in clause["tags"]}
        self.scores.counts["tag"].add(len(want & got), len(got), len(want))
        if tag is None:
            return
        for span, clause in self.want.items():
            if clause["section"] == "duties":
                self._tags_of(span, clause["tags"], set(tag(self.text[span[0] : span[1]])))

    def _tags_of(self, span: Span, gold: list[str], got: set[str]) -> None:
        want = set(gold)
        self.scores.counts["tag@gold"].add(len(got & want), len(got), len(want))
        self.scores.shares["primary@gold"].add(gold[0] in got if gold else not got)
        for name in got | want:
            self.scores.tags[name].add(name in got and name in want, name in got, name in want)
        if got != want:
            self._miss("tag", f"{sorted(got)} for {list(gold)}: {self._words(span, 50)}")

    def _facts(self, kind: str) -> None:
        gold = [fact for fact in self.gold["requirements"] if fact["type"] == kind]
        left = [fact for fact in self.found["requirements"] if fact["type"] == kind]
        found, hits = len(left), 0
        for want in gold:
            got = next((fact for fact in left if facts_meet(fact, want) and same_values(fact, want)), None)
            if got is None:
                self._miss("requirement missed", self._fact(want))
                continue
            left.remove(got)
            hits += 1
            self.scores.shares["modality"].add(got.get("modality", "required") == want["modality"])
            for key in DETAILS.get(kind, ()):
                if want.get(key) or got.get(key):
                    self.scores.shares[f"{kind}.{key}"].add(plain(got.get(key)) == plain(want.get(key)))
        for fact in left:
            self._miss("requirement invented", self._fact(fact))
        for name in (f"req:{kind}", "req (closed types)" if kind in CLOSED else "req (open types)"):
            self.scores.counts[name].add(hits, found, len(gold))

    def _fact(self, fact: Fact) -> str:
        values = ", ".join(f"{key}={fact.get(key)}" for key in CLOSED.get(fact["type"], ()))
        return f"{fact['type']} {self._words((fact['start'], fact['end']), 40)!r} {values}".rstrip()


def _by_job(clauses: Mapping[Span, Any]) -> dict[int, set[Span]]:
    jobs: dict[int, set[Span]] = defaultdict(set)
    for span, clause in clauses.items():
        jobs[clause["job"]].add(span)
    return jobs


def _alike(left: set[Span], right: set[Span]) -> float:
    return len(left & right) / len(left | right)


def plain_result(document: Document) -> dict[str, Any]:
    """A Document as the plain data that is scored: ``jobs``, ``clauses`` and ``requirements`` in one list each."""
    return {
        "jobs": [{"title": job.title} for job in document.jobs],
        "clauses": [
            {
                "start": clause.start,
                "end": clause.end,
                "section": clause.section,
                "level": clause.level,
                "tags": [tag.name for tag in clause.tags],
                "job": number,
            }
            for number, job in enumerate(document.jobs)
            for clause in job.clauses
        ],
        "requirements": [fact.model_dump(mode="json") for job in document.jobs for fact in job.requirements],
    }


def evaluate(sources: Iterable[tuple[str, str, Gold]], parse: Parse, tag: Tagger | None = None) -> Scores:
    """The scores of a parser over sources of (name, text, gold).

    Args:
        sources: as ``jdparse.evaluation.read_gold`` yields them.
        parse: a text to plain data (``plain_result``); ``lambda text: plain_result(jdparse.parse(text))`` for jdparse itself.
        tag: a clause to the names of its duty categories, for the figures that are measured on the clauses of the gold.

    >>> from jdparse.annotation import parse_inline, to_gold
    >>> gold = parse_inline("<title>出纳</title><heading kind=duties>职责：</heading>1、<clause tags=财务会计>登记账目</clause>")
    >>> right = {"jobs": [{"title": "出纳"}], "requirements": [], "clauses": to_gold(gold)["clauses"]}
    >>> evaluate([("a", gold.text, to_gold(gold))], lambda text: right).table()["clause"]
    {'p': 1.0, 'r': 1.0, 'f': 1.0, 'gold': 1, 'predicted': 1}
    """
    scores = Scores()
    for name, text, gold in sources:
        scores.add(name, text, gold, parse, tag)
    return scores
