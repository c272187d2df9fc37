"""Walk two outputs side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from jdparse.compare.changes import KINDS, Change, changes
from jdparse.compare.outcome import Outcome
from jdparse.compare.outputs import Output

__all__ = ["Difference", "difference"]


@dataclass
class Difference:
    """All changes, how many of each kind, and how many texts were compared and differ."""

    changes: list[Change] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    records: int = 0
    changed: int = 0


def difference(old: Output, new: Output) -> Difference:
    """The changes from one output to the other, in the order of the texts.

    A text that only one of them holds is a record added or removed; where an output does not list texts without a job
    (the tables of a batch), such a text counts as one in which nothing was found.
    """
    found = Difference()
    for source, before, after in _paired(old, new):
        found.records += 1
        here = list(_between(source, before, after, whole=old.lists_all and new.lists_all))
        found.changed += bool(here)
        found.changes += here
        found.counts.update(change.kind for change in here)
    found.counts = Counter({kind: found.counts[kind] for kind in KINDS if found.counts[kind]})
    return found


def _between(source: str, before: Outcome | None, after: Outcome | None, *, whole: bool) -> Iterator[Change]:
    if whole and before is None:
        yield Change("record added", source, None, None, "", None, None)
    elif whole and after is None:
        yield Change("record removed", source, None, None, "", None, None)
    else:
        yield from changes(source, before or Outcome(), after or Outcome())


def _paired(old: Output, new: Output) -> Iterator[tuple[str, Outcome | None, Outcome | None]]:
    """Both outcomes of each text. What has no partner yet waits, so the order does not matter, but equal orders need no memory."""
    waiting: tuple[dict[str, Outcome], dict[str, Outcome]] = ({}, {})
    for pair in zip_longest(old.outcomes(), new.outcomes()):
        for side, entry in enumerate(pair):
            if entry is None:
                continue
            name, outcome = entry
            partner = waiting[1 - side].pop(name, None)
            if partner is None:
                waiting[side][name] = outcome
            else:
                yield (name, partner, outcome) if side else (name, outcome, partner)
    for name, outcome in waiting[0].items():
        yield name, outcome, None
    for name, outcome in waiting[1].items():
        yield name, None, outcome
