"""Overlaps and repeats between findings, settled in one place for all kinds.

Within a kind the longer of two overlapping findings stays, then the earlier; across kinds ``COVERS`` says whose span swallows whom. A name
(skill, trait, certificate) that one clause states twice counts once, at its first place, which is the label where there is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from jdparse.requirements.rule import Finding

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


def settle(found: list[Finding]) -> list[Finding]:
    """The findings that stand, sorted by (start, end)."""
    found.sort(key=_PLACE)
    settled: list[Finding] = []
    at, last = 0, len(found)
    while at < last:
        clause, stop = found[at].clause, at + 1
        while stop < last and found[stop].clause == clause:
            stop += 1
        settled += _settle_clause(found[at:stop]) if stop > at + 1 else found[at:stop]
        at = stop
    return settled


def _settle_clause(found: Sequence[Finding]) -> list[Finding]:
    longest: dict[str, Finding] = {}
    standing: list[Finding] = []
    winners: list[Finding] = []
    for finding in found:
        kind, start, end, _, _, _, _ = finding
        before = longest.get(kind)
        if before is not None and start < before.end:
            if end - start <= before.end - before.start:
                continue
            standing.remove(before)
        longest[kind] = finding
        standing.append(finding)
        if kind in COVERS:
            winners.append(finding)
    settled: list[Finding] = []
    names: set[tuple[str, object]] = set()
    for finding in standing:
        if winners and _covered(finding, winners):
            continue
        kind = finding.type
        if kind in _NAMED:
            name = (kind, finding.values["name"])
            if name in names:
                continue
            names.add(name)
        settled.append(finding)
    return settled


def _covered(finding: Finding, winners: Sequence[Finding]) -> bool:
    kind, start, end, _, rule, _, _ = finding
    above = _COVERED.get(kind)
    if above is None or rule in _OWN_PLACE:
        return False
    return any(winner.type in above and winner.start <= start and end <= winner.end for winner in winners)
