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
    standing: list[Finding] = []
    tied: list[Finding] = []  # findings of one clause of which each overlaps one before it
    clause, reach = -1, 0
    for finding in found:
        _, start, end, index, _, _, _ = finding
        if start < reach and index == clause:
            tied.append(finding)
            reach = max(reach, end)
            continue
        standing += tied if len(tied) < 2 else _untied(tied)
        tied, clause, reach = [finding], index, end
    standing += tied if len(tied) < 2 else _untied(tied)
    names = [(finding.clause, finding.type, finding.values["name"]) for finding in standing if finding.type in _NAMED]
    return standing if len(set(names)) == len(names) else _named_once(standing)


def _untied(tied: Sequence[Finding]) -> list[Finding]:
    """Those that stand of findings that overlap."""
    longest: dict[str, Finding] = {}
    standing: list[Finding] = []
    winners: list[Finding] = []
    for finding in tied:
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
    return [finding for finding in standing if not _covered(finding, winners)]


def _named_once(standing: Sequence[Finding]) -> list[Finding]:
    """The findings without those that name again what their clause has named before."""
    settled: list[Finding] = []
    names: set[tuple[int, str, object]] = set()
    for finding in standing:
        if finding.type in _NAMED:
            name = (finding.clause, finding.type, finding.values["name"])
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
