"""The automatic numbers of a Word document, which stand in ``numbering.xml`` and not in its text.

A paragraph names a list and a level, or its style does; the list says how each level counts and how its number is written
(``%1、``, ``（%2）``, a bullet). ECMA-376, part 1, 17.9. Paragraphs have to be asked for in the order of the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jdparse.files.numbers import written
from jdparse.files.package import local
from jdparse.patterns import regex

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["Numbering", "Styles", "attribute", "child", "value"]

_INTEGER = regex(r"-?\d{1,9}")
_PLACE = regex(r"%([1-9])")
_BULLETS = frozenset("•·●○◆◇■□▪▫★☆※✓✔√→▶►➢➤❖-–—*")
_CLOSED = frozenset("、）)：:．」】")  # behind these a number needs no blank
_DEPTH = 20  # styles that may be based on one another, and lists that may stand for one another


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The element at a path of names below another, or None."""
    for name in path:
        if element is None:
            return None
        element = next(element.iterchildren(f"{{*}}{name}"), None)
    return element


def attribute(element: etree._Element, wanted: str) -> str | None:
    """An attribute by its name without namespace, or None."""
    for name, found in element.items():
        if name.endswith(wanted) and name.rpartition("}")[2] == wanted:
            return str(found)
    return None


def value(element: etree._Element | None) -> str | None:
    """The ``val`` of an element, or None."""
    return attribute(element, "val") if element is not None else None


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and _INTEGER.fullmatch(text) else None


@dataclass(frozen=True)
class _Style:
    name: str
    based_on: str | None
    list_id: str | None
    level: int | None


class Styles:
    """What the styles of a document say of numbering."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default: str | None = None
        for style in root.iterchildren("{*}style") if root is not None else ():
            key = attribute(style, "styleId") or ""
            number = child(style, "pPr", "numPr")
            list_id, level = value(child(number, "numId")), _whole(value(child(number, "ilvl")))
            self._styles[key] = _Style((value(child(style, "name")) or "").lower(), value(child(style, "basedOn")), list_id, level)
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on"):
                self._default = key

    def name(self, key: str | None) -> str:
        """The name of a style in small letters; empty where there is none."""
        style = self._styles.get(key or "")
        return style.name if style is not None else ""

    def number(self, key: str | None) -> tuple[str | None, int | None, str | None]:
        """The list and the level that a style gives its paragraphs, and the style that says so."""
        key = key or self._default
        level = None
        for _ in range(_DEPTH):
            style = self._styles.get(key or "")
            if style is None:
                break
            level = level if level is not None else style.level
            if style.list_id is not None:
                return style.list_id, level, key
            key = style.based_on
        return None, None, None


@dataclass(frozen=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    in_digits: bool = False  # numbers of higher levels in digits, whatever their form
    restart: int | None = None
    style: str | None = None


def _level(element: etree._Element) -> _Level:
    start = _whole(value(child(element, "start")))
    form = value(child(element, "numFmt"))
    if form is None:  # a newer form stands in mc:AlternateContent, with one that every Word knows
        form = value(child(element, "AlternateContent", "Fallback", "numFmt"))
    legal = child(element, "isLgl")
    return _Level(
        start=1 if start is None else start,
        form=form or "decimal",
        text=value(child(element, "lvlText")) or "",
        in_digits=legal is not None and value(legal) not in ("0", "false", "off"),
        restart=_whole(value(child(element, "lvlRestart"))),
        style=value(child(element, "pStyle")),
    )


@dataclass
class _List:
    """What a numId stands for: a definition, which counts for all its lists, and what this list changes in it."""

    definition: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        links: dict[str, str] = {}
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                key = attribute(element, "abstractNumId") or ""
                self._levels[key] = _levels(element)
                link = value(child(element, "numStyleLink"))
                if link is not None:
                    links[key] = link
            elif local(element) == "num":
                self._lists[attribute(element, "numId") or ""] = _list(element)
        for key, style in links.items():
            self._levels[key] = self._levels[key] or self._linked(style)

    def _linked(self, style: str) -> dict[int, _Level]:
        """The levels of a list style, which another definition holds."""
        found = self._lists.get(self._styles.number(style)[0] or "")
        return self._levels.get(found.definition, {}) if found is not None else {}

    def marker(self, paragraph: etree._Element | None) -> str:
        """The number or bullet before a paragraph, with a blank where one is needed; ``paragraph`` is its ``pPr``."""
        key = value(child(paragraph, "pStyle"))
        number = child(paragraph, "numPr")
        list_id, level = value(child(number, "numId")), _whole(value(child(number, "ilvl")))
        if list_id is None:
            list_id, styled, giver = self._styles.number(key)
            level = level if level is not None else styled
            if level is None and list_id is not None:
                level = self._level_of_style(list_id, giver)
        found = self._lists.get(list_id or "")
        if found is None or list_id is None:
            return ""
        return self._count(list_id, found, level or 0)

    def _level_of_style(self, list_id: str, style: str | None) -> int:
        found = self._lists.get(list_id)
        levels = self._levels.get(found.definition, {}) if found is not None else {}
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def _count(self, list_id: str, found: _List, depth: int) -> str:
        levels = self._levels.get(found.definition, {}) | found.levels
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(found.definition, {})
        if depth in found.starts and (list_id, depth) not in self._started:
            counts[depth] = found.starts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self._started.add((list_id, depth))
        for deeper in [place for place in counts if place > depth and _restarts(levels.get(place), depth)]:
            del counts[deeper]
        return _marker(level, levels, counts)


def _restarts(level: _Level | None, above: int) -> bool:
    """Whether a level starts anew after one above it was used: after any, or after those that lvlRestart allows."""
    return level is None or level.restart is None or above < level.restart


def _marker(level: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    if level.form == "bullet":
        sign = level.text[:1]
        return f"{sign if sign in _BULLETS else '•'} " if level.text.strip() else ""

    def place(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        other = levels.get(depth, _Level())
        form = "decimal" if level.in_digits and other.form != "decimalZero" else other.form
        return written(counts.get(depth, other.start), form)

    marker = _PLACE.sub(place, level.text).strip()
    if not marker:
        return ""
    return marker if marker[-1] in _CLOSED else f"{marker} "


def _levels(element: etree._Element) -> dict[int, _Level]:
    found = {}
    for level in element:
        depth = _whole(attribute(level, "ilvl")) if local(level) == "lvl" else None
        if depth is not None:
            found[depth] = _level(level)
    return found


def _list(element: etree._Element) -> _List:
    found = _List(value(child(element, "abstractNumId")) or "")
    for change in element:
        depth = _whole(attribute(change, "ilvl")) if local(change) == "lvlOverride" else None
        if depth is None:
            continue
        start, level = _whole(value(child(change, "startOverride"))), child(change, "lvl")
        if start is not None:
            found.starts[depth] = start
        if level is not None:
            found.levels[depth] = _level(level)
    return found
