"""Cut a marked text into plain text and tags; only tags of a known kind count, every other ``<`` is text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from jdparse.annotation.values import ATTRIBUTES, MODALITIES
from jdparse.errors import AnnotationError
from jdparse.patterns import regex
from jdparse.schema import SECTION_KINDS

__all__ = ["Place", "Tag", "Text", "tokens"]

SECTION_CHOICES = " ".join(SECTION_KINDS)
STRUCTURE: dict[str, tuple[str, ...]] = {
    "title": ("name",),
    "job": (),
    "heading": ("kind",),
    "clause": ("tags", "level", "section"),
    "label": (),
    "noise": (),
}
KNOWN: dict[str, tuple[str, ...]] = STRUCTURE | {kind: (*names, "modality") for kind, names in ATTRIBUTES.items()}

_TAG = regex(rf"(\\?)<(/?)({'|'.join(sorted(KNOWN, key=len, reverse=True))})(?=[\s/>])")
_ATTRIBUTE = regex(r"""\s{1,20}([A-Za-z_]{1,40})(?:=(?:"([^"]{0,400})"|'([^']{0,400})'|([^\s"'<>/]{1,400})))?""")
_END = regex(r"\s{0,20}(/?)>")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the marked text: line and column, both from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}"


@dataclass(frozen=True, slots=True)
class Text:
    """A run of plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: ``<name a=b>`` (opens), ``</name>`` (closes) or ``<name/>`` (both)."""

    name: str
    place: Place
    opens: bool
    closes: bool
    attributes: dict[str, str] = field(default_factory=dict)


def tokens(marked: str) -> Iterator[Text | Tag]:
    """The text runs and tags of ``marked``, in order. Raises AnnotationError on a tag that cannot be read."""
    position, line, line_start = 0, 1, 0
    for match in _TAG.finditer(marked):
        start = match.start()
        if start < position:  # inside the attributes of the tag before
            continue
        if match[1]:  # a backslash: the tag is meant as text
            yield Text(marked[position:start])
            position = start + 1
            continue
        if start > position:
            yield Text(marked[position:start])
        breaks = marked.count("\n", line_start, start)
        if breaks:
            line += breaks
            line_start = marked.rindex("\n", line_start, start) + 1
        tag, position = _read(marked, match, Place(line, start - line_start + 1))
        yield tag
    if position < len(marked):
        yield Text(marked[position:])


def _read(marked: str, match: re.Match[str], place: Place) -> tuple[Tag, int]:
    name, closing = match[3], bool(match[2])
    attributes: dict[str, str] = {}
    position = match.end()
    while found := _ATTRIBUTE.match(marked, position):
        _check_name(name, found[1], attributes, closing, place)
        attributes[found[1]] = next((value for value in found.groups()[1:] if value is not None), "")
        position = found.end()
    end = _END.match(marked, position)
    if end is None:
        raise AnnotationError(
            "JD601",
            f"{place}: the tag <{name} is not well formed after {marked[match.start() : position][-40:]!r}. "
            "Write name=value pairs, a value with blanks, slashes or quotes in quotation marks, then >; "
            f"write \\<{name} if it is text.",
        )
    return Tag(name, place, opens=not closing, closes=closing or bool(end[1]), attributes=attributes), end.end()


def _check_name(tag: str, name: str, seen: dict[str, str], closing: bool, place: Place) -> None:
    allowed = () if closing else KNOWN[tag]
    if name in seen:
        raise AnnotationError("JD602", f"{place}: <{tag}> has {name} twice. Remove one.")
    if name not in allowed:
        listed = " ".join(allowed) if allowed else "none"
        raise AnnotationError("JD602", f"{place}: <{tag}> has no attribute {name!r}. Allowed: {listed}. Rename or remove it.")


def modality(tag: Tag) -> str:
    """The modality that a requirement tag states; ``required`` where it states none."""
    value = tag.attributes.get("modality", MODALITIES[0])
    if value not in MODALITIES:
        raise AnnotationError("JD603", f"{tag.place}: modality={value} is unknown. Allowed: {' '.join(MODALITIES)}.")
    return value


def section(tag: Tag, attribute: str) -> str:
    """The section kind in ``attribute`` of a tag."""
    value = tag.attributes[attribute]
    if value not in SECTION_KINDS:
        raise AnnotationError("JD603", f"{tag.place}: {attribute}={value} is no section. Allowed: {SECTION_CHOICES}.")
    return value
