"""Columns as comparable text: one width, no spaces, and the parts of a column that holds several facts.

Boards put several facts into one column (``6个月,学历不限``, ``3-4年经验 | 本科 | 招2人``); each reader takes the part it understands.
"""

from __future__ import annotations

from jdparse.patterns import regex

__all__ = ["LONGEST", "fold", "parts"]

LONGEST = 200
"""A column is short; a longer string is not one, and is not read."""

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("￥"): "¥", ord("〜"): "~", ord("–"): "-", ord("—"): "-"}
_SPACE = regex(r"[\s\u200b-\u200d\ufeff]+")
_SEPARATORS = regex(r"[|;、\n]|,(?![0-9]{3}(?![0-9]))| [·•] ")
_BLANK = frozenset({"", "-", "--", "---", "/", "0", "null", "none", "nan", "无", "暂无", "未知", "其他", "其它"})


def fold(column: str) -> str:
    """The column in half-width characters without any white space.

    >>> fold(" ３－５ 年 ")
    '3-5年'
    """
    return _SPACE.sub("", column.translate(_WIDTH))


def parts(column: str, *, slash: bool = False) -> list[str]:
    """The folded facts of a column, the whole first; empty for a blank, ``-``, ``0``, 其他 or a string too long for a column.

    ``slash`` splits at ``/`` too (``3-5年/本科``), for readers to whom a slash means no unit (``元/次``).

    >>> parts("3-4年经验 | 本科 |"), parts("-"), parts("8,000-9,000元")
    (['3-4年经验|本科|', '3-4年经验', '本科'], [], ['8,000-9,000元'])
    """
    if len(column) > LONGEST or (whole := fold(column)).lower() in _BLANK:
        return []
    pieces = [fold(piece) for piece in _SEPARATORS.split(column.translate(_WIDTH))]
    if slash:
        pieces += [piece for whole_piece in pieces if "/" in whole_piece for piece in whole_piece.split("/")]
    return [whole, *(piece for piece in pieces if piece and piece != whole)]
