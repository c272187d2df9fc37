"""What a rule is, what a kind of requirement is, and how their findings are settled.

How to add a kind
-----------------
Write ``requirements/<kind>.py`` with one constant ``KIND``, its words in ``lexicon/<kind>.toml``, its cases in
``tests/cases/<kind>.jsonl``, and name the module in ``requirements/__init__.py``::

    RULES = (Rule("residency.local", "residency", "a local registration", r"本地户[口籍]", build=..., yes="本地户口优先", no="办理户口"),)
    KIND = Kind("residency", triggers=("户口", "户籍"), rules=RULES, find=by_rules(RULES))

``triggers`` open the gate: one Aho-Corasick pass over the whole text gives the clauses that hold one of them, and ``find`` is
called once a text with the indexes of those clauses alone (of all that state demands where ``triggers`` is empty, see ``scan.py``; not
at all where there are none).
``find(page, wanted)`` yields ``Finding`` objects: type, span, clause index, rule id and values, **without modality**. A kind that
needs no pattern of its own (a lexicon scan) writes its own ``find``; ``rules`` then still lists the ids it reports, each with a
sentence and a yes and a no example, which run as tests. Modality, overlaps between kinds and repeated statements are settled
afterwards in one place for all kinds: ``modality.py`` and ``settle.py``.

The span of a finding is the shortest text that states the fact; ``modality.py`` needs no help: it finds 优先 in the comma-part of the
span by itself. Offsets are those of the whole clean text, patterns run with ``pattern.finditer(page.text, clause.start, clause.end)``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

__all__ = ["ClauseView", "Find", "Finding", "Kind", "Page", "Rule", "by_rules"]


class ClauseView(NamedTuple):
    """What the engine sees of a clause: offsets into the whole clean text."""

    start: int
    end: int
    section: str
    label_end: int  # end of the label; equal to start when there is none
    preferred: bool  # a heading such as 加分项 stands above it


class Finding(NamedTuple):
    """A typed fact with its place in the clean text; ``values`` are the fields of that type in ``schema.py``.

    A kind leaves the modality as it is: it is settled later for all kinds alike.
    """

    type: str
    start: int
    end: int
    clause: int
    rule: str
    values: dict[str, object]
    modality: str = "required"


class Page(NamedTuple):
    """The clean text and its clauses, in order of their starts."""

    text: str
    clauses: Sequence[ClauseView]


Values = Mapping[str, object]
Build = Callable[[re.Match[str], ClauseView], Values | None]
Find = Callable[[Page, Sequence[int]], Iterable[Finding]]


@dataclass(frozen=True)
class Rule:
    """One way to state a fact.

    ``pattern`` is searched in each clause; its group ``span``, where it has one, is the span of the finding, else the whole match.
    ``build`` turns the match and its clause into values, or into None to refuse it; ``values`` serves where they are
    always the same. ``yes`` is an example that the rule must read, ``no`` one that it must leave alone.
    """

    id: str
    type: str
    sentence: str
    pattern: str = ""
    build: Build | None = None
    values: Values = field(default_factory=dict)
    yes: str = ""
    no: str = ""

    @cached_property
    def compiled(self) -> re.Pattern[str] | None:
        """The pattern, compiled when first read; None for a rule without one. Raises re.error where it is none."""
        return re.compile(self.pattern) if self.pattern else None

    @cached_property
    def _group(self) -> str | int:
        return "span" if "(?P<span>" in self.pattern else 0

    def search(self, page: Page, index: int, start: int = 0) -> Iterator[Finding]:
        """The findings of this rule in one clause, looked for from ``start`` on."""
        compiled = self.compiled
        if compiled is None:
            return
        group, clause = self._group, page.clauses[index]
        for match in compiled.finditer(page.text, max(start, clause.start), clause.end):
            values = self.values if self.build is None else self.build(match, clause)
            if values is not None:
                start, end = match.span(group)
                while page.text[end - 1].isspace() and end > start:
                    end -= 1
                yield Finding(self.type, start, end, index, self.id, dict(values))


class Kind(NamedTuple):
    """A kind of requirement: the words that open its gate, its rules, and the function that finds it."""

    type: str
    triggers: tuple[str, ...]
    rules: tuple[Rule, ...]
    find: Find


def by_rules(rules: Sequence[Rule]) -> Find:
    """The plain way to find: each rule in each wanted clause; of overlapping findings the longest stays (``settle.py``)."""

    def find(page: Page, wanted: Sequence[int]) -> Iterator[Finding]:
        for index in wanted:
            for rule in rules:
                yield from rule.search(page, index)

    return find
