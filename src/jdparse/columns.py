"""Tables of duties with a number a row, and tables of posts with a post a row.

``序号 具体职责 负责程度 1 主持日常工作 全责 2 安排值班 部分``: the head says nothing of the post, and how far the holder answers for a
duty is none. Whether the cells stand in lines of their own, behind blanks or pipes, or run together, the head is several names
of columns behind each other, the first of them 序号 or the like.

``岗位 | 主要职责 | 层级`` over rows that pipes part: every row is a job, and the head tells what its cells hold. ``岗位名称 | 会计 | 所属部门 | 财务部``: labels and values in turn.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from jdparse.forms import outside
from jdparse.headings import Heading
from jdparse.lexicons import HeadingWord, Lexicon
from jdparse.patterns import regex
from jdparse.titles import Anchor
from jdparse.wordlists import alternation, load

__all__ = ["read_cells", "read_columns", "read_posts"]


class _Columns(NamedTuple):
    """The names of columns and what the last of them holds, compiled."""

    head: re.Pattern[str]
    degrees: re.Pattern[str]


def read_columns(text: str, headings: list[Heading], lexicon: Lexicon) -> list[Heading]:
    """The headings, without those that are names of columns, and a cut for the head of a table and for each cell of its last column."""
    if "序号" not in text and "编号" not in text:
        return headings
    columns = _columns()
    cuts: list[Heading] = []
    sections = [h.start for h in headings if h.strength == "section"]
    heads = list(columns.head.finditer(text))
    for m, next_head in zip(heads, [*(m.start() for m in heads[1:]), len(text)], strict=False):
        cuts.append(_cut(*m.span()))
        following = bisect_left(sections, m.end())
        end = min(sections[following], next_head) if following < len(sections) else next_head
        in_lines = _line_cells(text, m, end, lexicon)
        if in_lines or m["degree"] is None:
            cuts += in_lines
            continue
        cells = [_cut(*cell.span()) for cell in columns.degrees.finditer(text, m.end(), end)]
        cuts += cells if len(cells) > 1 else []
    if not cuts:
        return headings
    return sorted([*outside(headings, cuts), *cuts])


_FEWEST = 3  # columns of a table in lines, the number's among them
_LINE = regex(r"[^\s\n][^\n]*")


def _line_cells(text: str, head: re.Match[str], end: int, lexicon: Lexicon) -> list[Heading]:
    """The cells of rows that come a line each, if there are two rows or more: 1⏎编制计划⏎计划准确⏎2⏎组织排产⏎…"""
    names = head[0].split("\n")
    names = [name.strip() for name in names if name.strip()]
    if len(names) < _FEWEST or any(" " in name or "|" in name for name in names):
        return []
    lines = [m.span() for m in _LINE.finditer(text, head.end(), end)]
    found: list[Heading] = []
    rows = 0
    while (rows + 1) * len(names) <= len(lines):
        row = lines[rows * len(names) : (rows + 1) * len(names)]
        rows += 1
        if text[slice(*row[0])].rstrip(" .、") != str(rows):
            rows -= 1
            break
        for name, (a, b) in zip(names[1:], row[1:], strict=True):
            kind = _column_kind(name, lexicon)
            if name == names[1]:
                found.append(_column(row[0][0], "duties"))
            elif kind in ("assessment", "requirements", "authority"):
                found.append(_column(a, kind))
            else:
                found.append(_cut(a, b))
    return found if rows > 1 else []


def _column(at: int, kind: str) -> Heading:
    return Heading(at, at, at, at, kind, "column", None, "cell", "line")


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
        re.compile(
            rf"(?<=[。；;.\s\u4e00-\u9fff）)])\|?[ ]?{alternation(words['degrees'])}[ ]?\|?(?=\s{{0,3}}(?:\|?\s?\d{{1,2}}(?!\d)|\Z|\n))"
        ),
    )


_TABLE = regex(
    r"(?m)^[ ]*\|?[ ]*(?:岗位|职位|职务|岗位名称|职位名称|职务名称|工种)[ ]*\|(?P<others>[^\n]{2,80})\n(?P<rows>(?:[^\n|]{0,24}\|[^\n]{1,600}(?:\n|\Z)){2,200})"
)
_ROW = regex(r"(?m)^[ ]*\|?[ ]*(?P<post>[\u4e00-\u9fffA-Za-z][^|\n，,。；;:：]{0,15}?)[ ]*(?P<rest>\|[^\n]*)")


def read_posts(text: str, headings: list[Heading], anchors: list[Anchor], lexicon: Lexicon) -> tuple[list[Heading], list[Anchor]]:
    """The headings with the cells of tables of posts among them, and the anchors with the jobs that their rows are.

    ``text`` is the whole one: the head of a table may be noise already.
    """
    if "|" not in text:
        return headings, anchors
    posts: list[Anchor] = []
    columns: list[Heading] = []
    for table in _TABLE.finditer(text):
        kinds = [_column_kind(name.strip(), lexicon) for name in table["others"].strip().strip("|").split("|")]
        if "duties" not in kinds and "requirements" not in kinds:
            continue
        for row in _ROW.finditer(text, table.start("rows"), table.end("rows")):
            posts.append(Anchor(row.start("post"), row.end("post"), row.span("post"), "heading"))
            at = row.start("rest")
            for kind in kinds:
                columns.append(Heading(at, at + 1, at, at + 1, kind, "column", None, "cell", "line"))
                at = text.find("|", at + 1, row.end())
                if at < 0:
                    break
            else:
                columns.append(_cut(at, at + 1))
    if not posts:
        return headings, anchors
    start, end = posts[0].start, columns[-1].end
    later = [anchor for anchor in anchors if anchor.start >= posts[-1].end]
    return sorted([*(h for h in headings if not start <= h.start < end), *columns]), [*posts, *later]


def _column_kind(name: str, lexicon: Lexicon) -> str:
    """The section that the cells of a column belong to."""
    entry = lexicon.words.get(name)
    kind = entry.kind if isinstance(entry, HeadingWord) else "facts"
    return {"description": "duties", "content": "duties"}.get(kind, kind)


_PIPED = regex(r"(?m)^[ ]*\|?(?=[ ]*[\u4e00-\u9fff/]{2,8}[ ]*\|)(?P<cells>[^\n]{4,2000})")


def read_cells(text: str, headings: list[Heading], lexicon: Lexicon) -> list[Heading]:
    """The headings, with the labels of facts and demands in rows of labels and values among them."""
    if "|" not in text:
        return headings
    found: list[Heading] = []
    for row in _PIPED.finditer(text):
        at = row.start("cells")
        label = False  # whether the cell before is one: then this is its value
        cells = row["cells"].split("|")
        for number, cell in enumerate(cells):
            word = cell.strip()
            entry = lexicon.words.get(word)
            following = cells[number + 1].strip() if number + 1 < len(cells) else ""
            label = not label and isinstance(entry, HeadingWord) and bool(following) and following not in lexicon.words
            if label and isinstance(entry, HeadingWord) and (entry.strength == "pair" or (entry.kind, entry.strength) == _DEMAND):
                start = at + cell.index(word)
                found.append(Heading(start, at + len(cell) + 1, start, start + len(word), entry.kind, "pair", None, "cell", "line"))
            elif not number and not label:
                break
            at += len(cell) + 1
    if not found:
        return headings
    taken = {h.word_start for h in found}
    return sorted([*(h for h in headings if h.word_start not in taken), *found])


_DEMAND = ("requirements", "topic")
