"""The labels of forms of posts, compiled from the word list, and the two looks that every reader of cells takes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from jdparse.headings import Heading
from jdparse.wordlists import alternation, load

__all__ = ["NEVER_BEFORE", "Labels", "Part", "Slot", "cell_heading", "labels", "stands_alone"]

NEVER_BEFORE = frozenset("的其各本等种项、，,和与及该有对按据照")
"""Characters behind which no label stands in a line of cells."""
_BLANK = frozenset(" \n")
_BROKEN = r"(?:[ ]{0,2}\n[ \n]{0,3})?"  # a narrow cell broke its label over lines
_NUMBER = r"(?:[一二三四五六七八九十]{1,2}|\d{1,2})"
Slot = tuple[re.Pattern[str], bool]  # the labels of one cell, and whether they stand where they stand, in order or not


class Part(NamedTuple):
    """A part of a form: its heading's words, those of them that are heading enough, and the labels of its cells in order."""

    kind: str
    alone: re.Pattern[str] | None
    words: re.Pattern[str] | None
    cells: tuple[Slot, ...]


class Labels(NamedTuple):
    """The labels of forms, compiled."""

    top: re.Pattern[str]
    facts: re.Pattern[str]
    parts: tuple[Part, ...]
    duty: re.Pattern[str]
    right: re.Pattern[str]
    opener: re.Pattern[str]
    demand: re.Pattern[str]


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a label stands between blanks, line ends or a colon."""
    return (not start or text[start - 1] in _BLANK) and (end >= len(text) or text[end] in " \n:：")


def cell_heading(start: int, end: int, kind: str, strength: str, form: str = "cell", stop: int | None = None) -> Heading:
    """The heading that a label is; it ends at ``stop`` where that is given, else with the label."""
    return Heading(start, end if stop is None else stop, start, end, kind, strength, None, form, "line")


_TELLING = 4  # characters of a label that no sentence holds by chance


@cache
def labels() -> Labels:
    """The labels of the lexicon's ``forms.toml``, compiled once."""
    words = load("forms")
    duty = words["duty"]
    parts = tuple(
        Part(
            stage["kind"],
            _any(stage["alone"]) if stage["alone"] else None,
            _any(stage["words"]) if stage["words"] else None,
            tuple((_any(slot), min(map(len, slot)) >= _TELLING) for slot in stage["cells"]),
        )
        for stage in words["stage"]
    )
    return Labels(
        re.compile(rf"(?:表?\s?(?:[一1]|[(（][一1][)）])[、.．:：]?\s?)?{alternation(words['top'])}(?=[ ]?[:：]?\s{{0,3}}\Z)"),
        re.compile(alternation(words["facts"]) + "(?!制)"),
        parts,
        re.compile(
            rf"(?P<stated>{_broken(duty['stated'])})[ ]?[:：]?"
            rf"|(?P<number>{_broken(duty['number'])}\s{{0,3}}(?P<ordinal>{_NUMBER})(?![、.．\d])[ ]?[:：]?)"
            rf"|(?P<tasks>{_broken(duty['tasks'])})[ ]?[:：]?"
            rf"|(?P<measure>{_broken(duty['measures'])})(?=[ ]?[:：])"
        ),
        re.compile(rf"{_broken(duty['right'])}[ ]?{_NUMBER}[ ]?[:：、]"),
        re.compile(alternation(duty["openers"])),
        re.compile(rf"(?<=[ \n]){alternation(words['demands'])}(?= )"),
    )


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(_broken(words))


def _broken(words: Iterable[str]) -> str:
    """Regex source of any of the words, each perhaps broken over lines, longest first."""
    return "(?:" + "|".join(_BROKEN.join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True)) + ")"
