"""Tables as lines: ``label：value``, a heading above its text, or one set of pairs for each row below a row of names.

A form (岗位名称 | 行政前台 | 所属部门 | 行政部) has its labels beside the values; a list of posts (岗位 | 人数 | 任职要求) has them in its first
row. Which it is, is told by the words: in a form, at most every other cell of a row is a label.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jdparse.lexicons import HeadingWord, load_lexicon
from jdparse.patterns import regex
from jdparse.wordlists import load

__all__ = ["Row", "row_lines", "table_lines"]

Row = Sequence[str | None]
"""The texts of a row's cells; None where the cell above goes on."""
_ORDINAL = regex(r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s?[、.．)）]?\Z")
_ITEM = regex(r"\s*(?:[(（【\[]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?[、.．)）:：]|[①-⑳⑴-⒇•●■◆▪○·\-–—*])")
_SENTENCE = regex(r"[。；;！!？?，,]")
_LONGEST_LABEL = 16
_MOST_NAMES = 0.7  # share of a first row's cells that must be known labels: a form has about half
_NARROW = 2  # characters of a line in a label that is set from top to bottom


def table_lines(rows: Sequence[Row]) -> list[str]:
    r"""The lines that a table says; line breaks inside a cell are kept.

    >>> table_lines([["岗位名称", "行政前台", "所属部门", "行政部"], ["岗位职责", "1、接待来访\n2、订购用品"]])
    ['岗位名称：行政前台', '所属部门：行政部', '岗位职责：', '1、接待来访\n2、订购用品']
    >>> table_lines([["岗位", "人数", "学历要求"], ["会计", "2", "大专"], ["出纳", "", None]])
    ['【会计】', '人数：2', '学历要求：大专', '【出纳】', '学历要求：大专']
    """
    rows = [[cell.strip() if cell is not None else None for cell in row] for row in rows]
    top = next((at for at, row in enumerate(rows) if len(row) > 1), len(rows))  # the table's own title, over all columns
    names = _column_names(rows[top:])
    if names is None:
        return [line for row in rows for line in row_lines(row)]
    return [line for row in rows[:top] for line in row_lines(row)] + _records(names, rows[top + 1 :])


def _records(names: list[str], rows: Sequence[Row]) -> list[str]:
    """The rows below a row of names, each as a line for every name; a cell that goes on counts for each of its rows.

    The name of a post is set in brackets, the way in which the head of one of several jobs is written.
    """
    lines: list[str] = []
    if len(names) == 2:  # 序号 | 岗位职责
        lines.append(f"{names[1]}：")
    above: Row = [""] * len(names)
    for row in rows:
        if len(names) == 2 or len(row) != len(names):
            lines += row_lines(row)
            continue
        above = [cell if cell is not None else before for cell, before in zip(row, above, strict=True)]
        for name, cell in zip(names, above, strict=True):
            if cell and not _is_numbering(name):
                lines += [f"【{cell}】"] if name in _words("posts") else _pair(name, cell)
    return lines


def row_lines(row: Row) -> list[str]:
    """The lines of one row of a form.

    >>> row_lines(["1", "接待来访客户"]), row_lines(["任职要求", "学历", "大专"]), row_lines([None, "年龄", "35岁以下"])
    (['1、接待来访客户'], ['任职要求：', '学历：大专'], ['年龄：35岁以下'])
    """
    cells = [cell.strip() for cell in row if cell is not None]
    given = [cell for cell in cells if cell]
    if len(given) <= 1:
        return given
    if _ORDINAL.match(given[0]):
        number = given[0] if given[0][-1] in "、.．)）" else f"{given[0]}、"
        rest = row_lines(given[1:])
        return [f"{number}{rest[0]}", *rest[1:]]
    if len(cells) % 2 == 0 and all(_is_label(label) for label in cells[::2]):
        pairs = zip(cells[::2], cells[1::2], strict=True)
        return [line for label, value in pairs if value for line in (_pair(label, value) if label else [value])]
    if len(given) == 3 and _is_label(given[0]) and _is_label(given[1]):
        if _is_name(_label(given[2])):  # a form whose last value is missing
            return [*_pair(given[0], given[1]), given[2]]
        return [f"{_label(given[0])}：", *_pair(given[1], given[2])]
    return _pair(*given) if len(given) == 2 and _is_label(given[0]) else given


def _pair(label: str, value: str) -> list[str]:
    """A label and its value in one line, or one above the other where the value is a list."""
    label = _label(label)
    if "\n" in value or _ITEM.match(value):
        return [f"{label}：", value]
    return [f"{label}：{value}"]


def _label(cell: str) -> str:
    """A label without its colon, its letters in one line."""
    lines = cell.split("\n")
    if all(len(line.strip()) <= _NARROW for line in lines) or len("".join(lines)) <= _LONGEST_LABEL:
        cell = "".join(line.strip() for line in lines)
    return cell.rstrip(":： ")


def _is_label(cell: str) -> bool:
    return len(_label(cell)) <= _LONGEST_LABEL and "\n" not in _label(cell) and not _SENTENCE.search(cell)


def _column_names(rows: Sequence[Row]) -> list[str] | None:
    """The names in the first row, where the rows below hold the values of each; None for a form."""
    if len(rows) < 2 or any(len(row) not in (1, len(rows[0])) for row in rows):
        return None
    names = [_label(cell or "") for cell in rows[0]]
    if not all(names) or len(set(names)) < len(names) or not all(map(_is_label, names)):
        return None
    if len(names) == 2:
        return names if _is_numbering(names[0]) else None
    return names if sum(map(_is_name, names)) > _MOST_NAMES * len(names) else None


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(load("tables")["columns"][group])


def _is_name(name: str) -> bool:
    """Whether a word is what a column or a field of postings is called."""
    return (
        name in _words("names") or name in _words("posts") or _is_numbering(name) or isinstance(load_lexicon().words.get(name), HeadingWord)
    )


def _is_numbering(name: str) -> bool:
    return name.lower() in _words("numbering")
