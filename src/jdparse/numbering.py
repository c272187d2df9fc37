"""The numbering decoder: which marker candidates are real, and at which level, for a whole section at once.

A section's candidates are read left to right by a small beam search. A state is the stack of open lists, each a
(family, last ordinal). Taking a candidate either continues an open list (popping deeper ones), opens a sub-list or
starts a new top-level list; skipping it costs what its place spoke for it. The scores below are the whole model.
Most sections run 1, 2, 3 … in one style and are settled without the search.
"""

from __future__ import annotations

from typing import NamedTuple

from jdparse.markers import LOST, Candidate

__all__ = ["Marker", "decode"]


class Marker(NamedTuple):
    """A real list marker."""

    start: int
    end: int
    level: int
    ordinal: int  # 0 for a bullet
    family: str


# what it is worth when a list goes on with the ordinal this far from its last one
_GAIN = {1: 2.0, 2: 0.6, 3: -0.3, 4: -0.3, 0: -0.2}
_LOST = 1.0  # a marker whose number is lost goes on with the list that is open
_FAR = -2.5  # any other jump
_RESTART = -0.4  # back to 1 in the same list
_OPEN = {1: 1.0, 2: -0.2}  # a list that opens with this ordinal; runs on from the list before: _RUN_ON
_RUN_ON = 0.8
_OPEN_LATE = -3.0
_BULLET_GOES_ON, _BULLET_OPENS = 0.8, 0.4
_MIXED = {frozenset("10"): -0.2, frozenset(("1", "1)")): -1.0, frozenset(("1)", "(1)")): -0.8, frozenset("aA"): -0.3, frozenset(("一", "(一)")): -1.2, frozenset(("一", "一)")): -0.6}  # fmt: skip
_RANK = {"一": 0, "(一)": 1, "一)": 1, "1": 2, "0": 2, "A": 2, "Ⅰ": 1, "1)": 3, "(1)": 4, "N2": 3, "N3": 4, "①": 4, "⑴": 4, "❶": 4, "➀": 4, "⒈": 3, "a": 5}  # fmt: skip
_WRONG_ORDER = -1.2  # a sub-list in a style that usually stands above its parent's
_SKIPPED = 0.9  # of the candidate's own strength is lost by not taking it
_BEAM = 8
_DEPTH = 3

Stack = tuple[tuple[str, int], ...]
Path = tuple["Path", Candidate, int] | None


def decode(candidates: list[Candidate], before: int = 0) -> list[Marker]:
    """The real markers among a section's candidates; ``before`` is the last ordinal of the section before.

    >>> from jdparse.markers import scan_markers
    >>> text = "1、3年以上经验；2、负责：(1)接待；(2)回访；3、其他"
    >>> [(text[m.start : m.end], m.level) for m in decode(scan_markers(text, "•").between(0, len(text)))]
    [('1、', 1), ('2、', 1), ('(1)', 2), ('(2)', 2), ('3、', 1)]
    """
    plain = _plain_run(candidates)
    if plain is not None:
        return plain
    beam: dict[Stack, tuple[float, Path]] = {(): (0.0, None)}
    for candidate in candidates:
        grown: dict[Stack, tuple[float, Path]] = {}
        for stack, (score, path) in beam.items():
            skipped = score - max(0.0, candidate.strength) * _SKIPPED
            if stack not in grown or grown[stack][0] < skipped:
                grown[stack] = (skipped, path)
            if path is not None and candidate.start < path[1].end:
                continue
            for stack_after, gain in _choices(stack, candidate, before):
                total = score + candidate.strength + gain
                if stack_after not in grown or grown[stack_after][0] < total:
                    grown[stack_after] = (total, (path, candidate, len(stack_after)))
        if len(grown) > _BEAM:
            grown = dict(sorted(grown.items(), key=lambda item: -item[1][0])[:_BEAM])
        beam = grown
    path = max(beam.values(), key=lambda item: item[0])[1]
    found: list[Marker] = []
    while path is not None:
        rest, taken, level = path
        found.append(Marker(taken.start, taken.end, level, taken.ordinal, taken.family))
        path = rest
    found.reverse()
    return found


def _plain_run(candidates: list[Candidate]) -> list[Marker] | None:
    """The markers of a section that runs 1, 2, 3 … in one style, or None if it does not."""
    strong = [c for c in candidates if c.strength >= 0.5]
    if not strong:
        return None if any(c.strength >= 0.0 for c in candidates) else []
    family = strong[0].family
    end = 0
    for ordinal, c in enumerate(strong, 1):
        if c.ordinal != ordinal or c.family != family or c.start < end:
            return None
        end = c.end
    if len(strong) != len(candidates):
        following = len(strong) + 1
        if any(c.ordinal == following or (c.strength >= 0.0 and c.ordinal in (0, 1)) for c in candidates if c.strength < 0.5):
            return None
    return [Marker(c.start, c.end, 1, c.ordinal, family) for c in strong]


def _choices(stack: Stack, c: Candidate, before: int) -> list[tuple[Stack, float]]:
    """The stacks that taking ``c`` may lead to, each with what it is worth."""
    if c.family == LOST:
        return [((*stack[:-1], (stack[-1][0], stack[-1][1] + 1)), _LOST)] if stack else []
    found = []
    same = False
    for depth in range(len(stack) - 1, -1, -1):
        family, last = stack[depth]
        mixed = 0.0 if family == c.family else _MIXED.get(frozenset((family, c.family)))
        if mixed is None:
            continue
        same = same or family == c.family
        if c.ordinal == 0:
            gain = _BULLET_GOES_ON
        elif c.ordinal == 1 and last != 0:
            gain = _RESTART if last > 1 else _RESTART - 0.6
        else:
            gain = _GAIN.get(c.ordinal - last, _FAR)
        found.append(((*stack[:depth], (c.family if mixed == 0.0 else family, c.ordinal)), gain + mixed))
    if same:
        return found
    opening = _BULLET_OPENS if c.ordinal == 0 else _OPEN.get(c.ordinal, _OPEN_LATE)
    if before and c.ordinal == before + 1:
        opening = max(opening, _RUN_ON)
    if not stack:
        return [(((c.family, c.ordinal),), opening)]
    rank, above = _RANK.get(c.family, 6), _RANK.get(stack[-1][0], 6)
    if len(stack) < _DEPTH:
        found.append(((*stack, (c.family, c.ordinal)), opening if rank >= above else opening + _WRONG_ORDER))
    found.append((((c.family, c.ordinal),), opening - 0.7 if rank <= _RANK.get(stack[0][0], 6) else opening - 1.5))
    return found
