"""The comma-part around a place: what stands between two stops, brackets closed in between passed over.

An unmatched bracket bounds the part, so that ``本科(硕士优先)`` holds two: the bracket's inside and the rest.
"""

from __future__ import annotations

import re

from jdparse.patterns import regex

__all__ = ["behind_statement", "part_end", "part_start"]

_STOPS = "，,；;。！？!?\n"
_STOP = regex(f"[{_STOPS}]")
_OPEN, _CLOSE = "(（[【「", ")）]】」"
_BRACKET = regex(f"[{re.escape(_OPEN + _CLOSE)}]")
_STOP_OR_BRACKET = regex(f"[{_STOPS}{re.escape(_OPEN + _CLOSE)}]")
_REACH = 400  # no part is longer; a hostile text may not make each place look back over all of it


# What states a fact of its own before a 、: 大专以上学历、45岁以下、女士优先.
_STATED = regex(r"(?:学历|以[上下]|不限|优先|健康|[男女]性?)、")


def behind_statement(text: str, start: int, at: int) -> int:
    """``start``, or behind the last 、 before ``at`` that ends a statement of its own."""
    if text.find("、", start, at) < 0:
        return start
    for stated in _STATED.finditer(text, start, at):
        start = stated.end()
    return start


def part_start(text: str, at: int, floor: int) -> int:
    """Where the part that holds ``at`` begins, not before ``floor``."""
    floor = max(floor, at - _REACH)
    stop = _STOP_OR_BRACKET.search(text[floor:at][::-1])
    if stop is None:
        return floor
    return at - stop.start() if stop[0] in _STOPS else _start_in_brackets(text, at, floor)


def _start_in_brackets(text: str, at: int, floor: int) -> int:
    depth = 0
    while at > floor:
        char = text[at - 1]
        if char in _CLOSE:
            depth += 1
        elif char in _OPEN:
            if not depth:
                break
            depth -= 1
        elif not depth and char in _STOPS:
            break
        at -= 1
    return at


def part_end(text: str, at: int, ceiling: int) -> int:
    """Where the part that holds ``at`` ends, not after ``ceiling``."""
    ceiling = min(ceiling, at + _REACH)
    stop = _STOP.search(text, at, ceiling)
    end = stop.start() if stop else ceiling
    return end if _BRACKET.search(text, at, end) is None else _end_in_brackets(text, at, ceiling)


def _end_in_brackets(text: str, at: int, ceiling: int) -> int:
    depth = 0
    while at < ceiling:
        char = text[at]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            if not depth:
                break
            depth -= 1
        elif not depth and char in _STOPS:
            break
        at += 1
    return at
