"""Where a site cut a document into pages: ``…每天清⏎2、点库存现金``.

Sites that show a document page by page number the pages like items, whatever sentence the cut goes through. Such a number
is undone only in a text whose first page opens with a document's title behind ``1、``, where the line above is as long as
a page and ends in mid sentence.
"""

from __future__ import annotations

from collections.abc import Iterable

from jdparse.patterns import regex

__all__ = ["may_hold_cuts", "page_edits"]

_FIRST = regex(
    r"(?m)^[ ]*(?P<mark>1、)[ ]?(?=[^\n]{0,80}(?:说明书|說明書|闡明書|阐明书|职责|職責|责任|描述|手册|制度|规范|\.docx?))[^\n]{99}"
)
_NEXT = regex(
    r"(?<=[\u4e00-\u9fffA-Za-z0-9，,、])[ ]?\n\s{0,4}(?P<page>\d{1,2})、[ ]?(?=[\u4e00-\u9fffA-Za-z，,。；;])(?![^\n]{0,8}(?:职责|要求|资格|描述|条件|内容|待遇|福利)[:：])"
)
_PAGE = 100  # characters that a page holds at least


def may_hold_cuts(text: str) -> bool:
    """Cheap look whether page_edits can find anything."""
    return "\n2、" in text and ("1、" in text[:4] or "\n1、" in text)


def page_edits(text: str) -> Iterable[tuple[int, int, str]]:
    """Drop the numbers of pages and the line ends before them."""
    first = _FIRST.search(text)
    if first is None:
        return
    start, page = first.start(), 1
    cuts = []
    for m in _NEXT.finditer(text, first.end()):
        if int(m["page"]) != page + 1 or m.start() - start < _PAGE or "\n" in text[start + 1 : m.start()].strip("\n"):
            continue
        cuts.append((m.start(), m.end(), ""))
        start, page = m.end(), page + 1
    if cuts:
        yield (*first.span("mark"), "")
        yield from cuts
