"""The numbering decoder: which marker candidates are real, and at which level, for a whole section at once.

A section's candidates are read left to right by a small beam search. A state is the stack of open lists, each a
(family, last ordinal). Taking a candidate either continues an open list (popping deeper ones), opens a sub-list or
starts a new top-level list; skipping it costs what its place spoke for it. The scores below are the whole model.
Most sections run 1, 2, 3 … in one style and are settled without the search.
"""

from __future__ import annotations

from functools import lru_cache
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
_MIXED |= {frozenset((bullet, "?")): -0.1 for bullet in "-•·●■◆"}  # an encoding that lost some bullets of a list
_RANK = {"职": 0, "一": 0, "(一)": 1, "一)": 1, "1": 2, "0": 2, "A": 2, "Ⅰ": 1, "1)": 3, "(1)": 4, "N2": 3, "N3": 4, "①": 4, "⑴": 4, "❶": 4, "➀": 4, "⒈": 3, "a": 5}  # fmt: skip
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
        start, _, family, ordinal, strength = candidate
        lost = max(0.0, strength) * _SKIPPED
        grown: dict[Stack, tuple[float, Path]] = {}
        for stack, (score, path) in beam.items():
            skipped = score - lost
            known = grown.get(stack)
            if known is None or known[0] < skipped:
                grown[stack] = (skipped, path)
            if path is not None and start < path[1][1]:  # it overlaps the last one taken
                continue
            for stack_after, gain in _choices(stack, family, ordinal, before):
                total = score + strength + gain
                known = grown.get(stack_after)
                if known is None or known[0] < total:
                    grown[stack_after] = (total, (path, candidate, len(stack_after)))
        if len(grown) > _BEAM:
            grown = dict(sorted(grown.items(), key=_worst_last)[:_BEAM])
        beam = grown
    path = max(beam.values(), key=lambda item: item[0])[1]
    found: list[Marker] = []
    while path is not None:
        rest, taken, level = path
        found.append(Marker(taken.start, taken.end, level, taken.ordinal, taken.family))
        path = rest
    found.reverse()
    return found


def _worst_last(item: tuple[Stack, tuple[float, Path]]) -> float:
    return -item[1][0]


def _plain_run(candidates: list[Candidate]) -> list[Marker] | None:
    """The markers of a section that runs 1, 2, 3 … in one style, or None if it does not."""
    strong = [c for c in candidates if c[4] >= 0.5]
    if not strong:
        return None if any(c.strength >= 0.0 for c in candidates) else []
    family = strong[0].family
    last = 0
    found: list[Marker] = []
    for ordinal, (start, end, style, number, _) in enumerate(strong, 1):
        if number != ordinal or style != family or start < last:
            return None
        last = end
        found.append(_tuple(Marker, (start, end, 1, ordinal, family)))
    if len(strong) != len(candidates):
        following = len(strong) + 1
        if any(c.ordinal == following or (c.strength >= 0.0 and c.ordinal in (0, 1)) for c in candidates if c.strength < 0.5):
            return None
    return found


_tuple = tuple.__new__  # makes a named tuple without the Python frame that its own constructor costs


@lru_cache(maxsize=1 << 14)
def _choices(stack: Stack, style: str, ordinal: int, before: int) -> tuple[tuple[Stack, float], ...]:
    """The stacks that taking a candidate of this style and ordinal may lead to, each with what it is worth.

    Lists resemble each other: most questions have been asked before.
    """
    if style == LOST:
        return (((*stack[:-1], (stack[-1][0], stack[-1][1] + 1)), _LOST),) if stack else ()
    found: list[tuple[Stack, float]] = []
    same = False
    for depth in range(len(stack) - 1, -1, -1):
        family, last = stack[depth]
        mixed = 0.0 if family == style else _MIXED.get(frozenset((family, style)))
        if mixed is None:
            continue
        same = same or family == style
        if ordinal == 0:
            gain = _BULLET_GOES_ON
        elif ordinal == 1 and last != 0:
            gain = _RESTART if last > 1 else _RESTART - 0.6
        else:
            gain = _GAIN.get(ordinal - last, _FAR)
        found.append(((*stack[:depth], (style if mixed == 0.0 else family, ordinal)), gain + mixed))
    if same:
        return tuple(found)
    opening = _BULLET_OPENS if ordinal == 0 else _OPEN.get(ordinal, _OPEN_LATE)
    if before and ordinal == before + 1:
        opening = max(opening, _RUN_ON)
    if not stack:
        return ((((style, ordinal),), opening),)
    rank, above = _RANK.get(style, 6), _RANK.get(stack[-1][0], 6)
    if len(stack) < _DEPTH:
        found.append(((*stack, (style, ordinal)), opening if rank >= above else opening + _WRONG_ORDER))
    found.append((((style, ordinal),), opening - 0.7 if rank <= _RANK.get(stack[0][0], 6) else opening - 1.5))
    return tuple(found)
