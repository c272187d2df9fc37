"""Overlaps and repeats between findings, settled in one place for all kinds.

Within a kind the longer of two overlapping drafts stays, then the earlier; across kinds ``COVERS`` says whose span swallows whom. A name
(skill, trait, certificate) that one clause states twice counts once, at its first place, which is the label where there is one.
"""

from __future__ import annotations

from collections.abc import Iterable

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
_NAMED = frozenset({"skill", "trait", "certificate"})


def settle(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts that stand, sorted by (start, end)."""
    ordered = sorted(drafts, key=lambda d: (d.clause, d.start, d.end))
    kept: list[Draft] = []
    group: list[Draft] = []
    for draft in ordered:
        if group and draft.clause != group[0].clause:
            kept += _settle_clause(group)
            group = []
        group.append(draft)
    if group:
        kept += _settle_clause(group)
    kept.sort(key=lambda d: (d.start, d.end))
    return kept


def _settle_clause(drafts: list[Draft]) -> list[Draft]:
    if len(drafts) == 1:
        return drafts
    last: dict[str, Draft] = {}
    standing: list[Draft] = []
    for draft in drafts:
        before = last.get(draft.type)
        if before is not None and draft.start < before.end:
            if draft.end - draft.start <= before.end - before.start:
                continue
            standing.remove(before)
        last[draft.type] = draft
        standing.append(draft)
    winners = [d for d in standing if d.type in COVERS]
    kept, names = [], set()
    for draft in standing:
        if any(draft.type in COVERS[w.type] and w.start <= draft.start and draft.end <= w.end for w in winners):
            continue
        if draft.type in _NAMED:
            key = (draft.type, draft.values.get("name"))
            if key in names:
                continue
            names.add(key)
        kept.append(draft)
    return kept
