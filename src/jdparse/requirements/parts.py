"""The comma-part around a place: what stands between two stops, brackets closed in between passed over.

An unmatched bracket bounds the part, so that ``本科(硕士优先)`` holds two: the bracket's inside and the rest.
"""

from __future__ import annotations

__all__ = ["STOPS", "part_end", "part_start"]

STOPS = frozenset("，,；;。！？!?\n")
_OPEN, _CLOSE = frozenset("(（[【「"), frozenset(")）]】」")
_REACH = 400  # no part is longer; a hostile text may not make each place look back over all of it


def part_start(text: str, at: int, floor: int) -> int:
    """Where the part that holds ``at`` begins, not before ``floor``."""
    depth, floor = 0, max(floor, at - _REACH)
    while at > floor:
        char = text[at - 1]
        if char in _CLOSE:
            depth += 1
        elif char in _OPEN:
            if not depth:
                break
            depth -= 1
        elif not depth and char in STOPS:
            break
        at -= 1
    return at


def part_end(text: str, at: int, ceiling: int) -> int:
    """Where the part that holds ``at`` ends, not after ``ceiling``."""
    depth, ceiling = 0, min(ceiling, at + _REACH)
    while at < ceiling:
        char = text[at]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            if not depth:
                break
            depth -= 1
        elif not depth and char in STOPS:
            break
        at += 1
    return at
