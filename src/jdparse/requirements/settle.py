"""Overlaps and repeats between findings, settled in one place for all kinds.

Within a kind the longer of two overlapping drafts stays, then the earlier; across kinds ``COVERS`` says whose span swallows whom. A name
(skill, trait, certificate) that one clause states twice counts once, at its first place, which is the label where there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter

from jdparse.requirements.rule import Draft

__all__ = ["COVERS", "settle"]

# winner -> the kinds it swallows where their span lies inside its own.
COVERS: dict[str, frozenset[str]] = {
    "language": frozenset({"skill", "trait", "certificate"}),
    "work_condition": frozenset({"trait"}),
    "experience": frozenset({"skill", "major", "work_condition", "certificate"}),
    "certificate": frozenset({"skill"}),
    "major": frozenset({"skill"}),
}
_COVERED = {kind: frozenset(winner for winner, losers in COVERS.items() if kind in losers) for kind in frozenset().union(*COVERS.values())}
_OWN_PLACE = frozenset({"skill.experience"})  # tools under 有X、Y使用经验 are skills as well
_NAMED = frozenset({"skill", "trait", "certificate"})
_PLACE = itemgetter(1, 2)  # start, end


def settle(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts that stand, sorted by (start, end)."""
    kept: list[Draft] = []
    group: list[Draft] = []
    for draft in sorted(drafts, key=_PLACE):
        if group and draft.clause != group[0].clause:
            kept += _settle_clause(group) if len(group) > 1 else group
            group = []
        group.append(draft)
    return kept + (_settle_clause(group) if len(group) > 1 else group)


def _settle_clause(drafts: Sequence[Draft]) -> list[Draft]:
    last: dict[str, Draft] = {}
    standing: list[Draft] = []
    winners: list[Draft] = []
    for draft in drafts:
        before = last.get(draft.type)
        if before is not None and draft.start < before.end:
            if draft.end - draft.start <= before.end - before.start:
                continue
            standing.remove(before)
        last[draft.type] = draft
        standing.append(draft)
        if draft.type in COVERS:
            winners.append(draft)
    names: set[tuple[str, object]] = set()
    return [draft for draft in standing if not _covered(draft, winners) and not _repeated(draft, names)]


def _covered(draft: Draft, winners: Sequence[Draft]) -> bool:
    above = _COVERED.get(draft.type) if draft.rule not in _OWN_PLACE else None
    return above is not None and any(w.start <= draft.start and draft.end <= w.end and w.type in above for w in winners)


def _repeated(draft: Draft, names: set[tuple[str, object]]) -> bool:
    """Whether the clause has named the same thing before; the name is noted."""
    if draft.type not in _NAMED:
        return False
    key = (draft.type, draft.values.get("name"))
    if key in names:
        return True
    names.add(key)
    return False
