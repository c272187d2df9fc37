"""HTML inside a string: tags become line breaks or nothing, scripts, styles and hidden elements are noise.

Only tags of HTML are tags: ``List<String>`` and ``年龄<35`` stay text. Offsets are why this is not a full HTML parser:
each tag is replaced where it stands, so the way back to the source is never lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

__all__ = ["html_edits", "html_hidden"]

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
_TAG = re.compile(r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9:]{0,20})((?:\s[^<>]{0,4000})?)\s*/?>|<![a-zA-Z][^<>]{0,400}>|<(?P<cut>[a-zA-Z][a-zA-Z0-9]{0,20})\s[^<>]{0,4000}\Z")
_CONCEALED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|\shidden(?=[\s=/]|\Z)", re.IGNORECASE)
_RAW = frozenset(("script", "style", "template", "head"))


def _tags(text: str) -> Iterator[tuple[int, int, str, bool, str]]:
    """(start, end, name, closes, attributes) of every tag and comment; a comment has the name ``!``."""
    at = 0
    while m := _TAG.search(text, at):
        at = m.end()
        if m[0] == "<!--":
            end = text.find("-->", at)
            at = end + 3 if end >= 0 else at
            yield m.start(), at, "!", False, ""
        elif m["cut"]:  # a tag that the end of the text cut off
            if m["cut"].lower() in _NAMES:
                yield m.start(), at, "!", False, ""
        elif m[2] is None:
            yield m.start(), at, "!", False, ""
        elif m[2].lower() in _NAMES:
            yield m.start(), at, m[2].lower(), m[1] == "/", m[3] or ""


def html_hidden(text: str) -> list[tuple[int, int]]:
    """Spans of elements whose content a reader never sees, tags included."""
    found: list[tuple[int, int]] = []
    open_at, name, depth = -1, "", 0
    for start, end, tag, closes, attributes in _tags(text):
        if open_at < 0:
            if not closes and tag not in _VOID and (tag in _RAW or (attributes and _CONCEALED.search(attributes))):
                open_at, name, depth = start, tag, 1
        elif tag == name:
            depth += -1 if closes else 1
            if depth == 0:
                found.append((open_at, end))
                open_at = -1
    return found


def html_edits(text: str) -> Iterable[tuple[int, int, str]]:
    """Edits that turn markup into plain text: a line break for a block element, a blank for a hidden one."""
    hidden = html_hidden(text)
    at = 0
    skip = iter([*hidden, (len(text) + 1, len(text) + 1)])
    hole = next(skip)
    for start, end, name, _, _ in _tags(text):
        while start >= hole[0]:
            yield hole[0], hole[1], "\n"
            at = hole[1]
            hole = next(skip)
        if start < at:
            continue
        yield start, end, "\n" if name in _BREAKING else ""
        at = end
