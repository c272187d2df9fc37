"""Tables of duties with a number a row: their heads, and the last cells of their rows.

``序号 具体职责 负责程度 1 主持日常工作 全责 2 安排值班 部分``: the head says nothing of the post, and how far the holder answers for a
duty is none. Whether the cells stand in lines of their own, behind blanks or pipes, or run together, the head is several names
of columns behind each other, the first of them 序号 or the like.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from jdparse.headings import Heading
from jdparse.wordlists import alternation, load

__all__ = ["read_columns"]


class _Columns(NamedTuple):
    """The names of columns and what the last of them holds, compiled."""

    head: re.Pattern[str]
    degrees: re.Pattern[str]


def read_columns(text: str, headings: list[Heading]) -> list[Heading]:
    """The headings, without those that are names of columns, and a cut for the head of a table and for each cell of its last column."""
    if "序号" not in text and "编号" not in text:
        return headings
    columns = _columns()
    cuts: list[Heading] = []
    for m in columns.head.finditer(text):
        cuts.append(_cut(*m.span()))
        if m["degree"] is None:
            continue
        end = next((h.start for h in headings if h.start >= m.end() and h.strength == "section"), len(text))
        cells = [_cut(*cell.span()) for cell in columns.degrees.finditer(text, m.end(), end)]
        cuts += cells if len(cells) > 1 else []
    if not cuts:
        return headings
    heads = [(c.start, c.end) for c in cuts]
    return sorted([*(h for h in headings if not any(a < h.end and h.start < b for a, b in heads)), *cuts])


def _cut(start: int, end: int) -> Heading:
    return Heading(start, end, start, end, "duties", "cut", None, "cell", "line")


@cache
def _columns() -> _Columns:
    words = load("forms")
    gap = r"[ \n|]{0,4}"
    name = alternation(words["columns"])
    degree = alternation(words["degree_columns"])
    return _Columns(
        re.compile(rf"(?:序号|编号){gap}(?:{name}{gap}){{1,4}}(?P<degree>{degree})?(?=\s{{0,3}}(?:[(（]?[1一]|\|?[ ]*[-\n]|\Z))"),
        re.compile(rf"(?<=[。；;.\s\u4e00-\u9fff）)])\|?[ ]?{alternation(words['degrees'])}[ ]?\|?(?=\s{{0,3}}(?:\|?\s?\d{{1,2}}(?!\d)|\Z|\n))"),
    )
