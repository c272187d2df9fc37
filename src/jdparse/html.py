"""HTML inside a string: tags become line breaks or nothing, scripts, styles and hidden elements are noise.

Only tags of HTML are tags: ``List<String>`` and ``年龄<35`` stay text. Offsets are why this is not a full HTML parser:
each tag is replaced where it stands, so the way back to the source is never lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jdparse.patterns import regex

__all__ = ["read_html"]

_BLOCK = (
    "address article aside blockquote body br caption center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "head header hr html li main nav ol option p pre section select summary table tbody td tfoot th thead title tr ul"
).split()
_INLINE = (
    "a abbr acronym b bdi bdo big button cite code col colgroup data del dfn em font i img input ins kbd label link map mark meta "
    "nobr noscript object param q s samp script small span strike strong style sub sup svg time tt u var wbr o:p st1:personname "
    "path iframe video audio source canvas template textarea base"
).split()
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_NAMES = frozenset(_BLOCK) | frozenset(_INLINE)
_BREAKING = frozenset(_BLOCK)
_TAG = regex(
    r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9:]{0,20})((?:\s[^<>]{0,4000})?)\s*/?>|<![a-zA-Z][^<>]{0,400}>|<(?P<cut>[a-zA-Z][a-zA-Z0-9]{0,20})\s[^<>]{0,4000}\Z"
)
_CONCEALED = regex(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|\shidden(?=[\s=/]|\Z)", re.IGNORECASE)
_RAW = frozenset(("script", "style", "template", "head"))


_Tag = tuple[int, int, str, bool, str]  # start, end, name, whether it closes, attributes


def _tags(text: str) -> Iterator[_Tag]:
    """Every tag and comment; a comment has the name ``!``."""
    at = 0
    last_close = text.rfind("-->")
    while m := _TAG.search(text, at):
        start, at = m.span()
        slash, name, attributes, cut = m.groups()
        if name is not None:
            name = name.lower()
            if name in _NAMES:
                yield start, at, name, slash == "/", attributes
        elif cut is None or cut.lower() in _NAMES:  # a comment or declaration, or a tag that the end of the text cut off
            if at <= last_close and m[0] == "<!--":
                at = text.find("-->", at) + 3
            yield start, at, "!", False, ""


def read_html(text: str) -> tuple[list[tuple[int, int, str]], list[tuple[int, int]]]:
    r"""What markup asks for: edits that turn it into plain text, and the spans that a reader never sees.

    A block element becomes a line break, an inline one nothing.

    >>> read_html("<p>接待<b>客户</b>")
    ([(0, 3, '\n'), (5, 8, ''), (10, 14, '')], [])
    """
    tags = list(_tags(text))
    hidden = _hidden(tags)
    return list(_edits(text, tags, hidden)), hidden


def _hidden(tags: list[_Tag]) -> list[tuple[int, int]]:
    """Spans of elements whose content a reader never sees, tags included."""
    found: list[tuple[int, int]] = []
    open_at, name, depth = -1, "", 0
    for start, end, tag, closes, attributes in tags:
        if open_at < 0:
            if not closes and tag not in _VOID and (tag in _RAW or (attributes and _CONCEALED.search(attributes))):
                open_at, name, depth = start, tag, 1
        elif tag == name:
            depth += -1 if closes else 1
            if depth == 0:
                found.append((open_at, end))
                open_at = -1
    return found


def _edits(text: str, tags: list[_Tag], hidden: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Edits that turn markup into plain text: a line break for a block element and for a hidden one."""
    at = 0
    skip = iter([*hidden, (len(text) + 1, len(text) + 1)])
    hole = next(skip)
    for start, end, name, _, _ in tags:
        while start >= hole[0]:
            yield hole[0], hole[1], "\n"
            at = hole[1]
            hole = next(skip)
        if start < at:
            continue
        yield start, end, "\n" if name in _BREAKING else ""
        at = end
