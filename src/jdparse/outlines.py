"""Lists in two levels that no number shows: short lines without a point, each above lines that end with one.

    接待与引导
    接待来访客人，登记信息；
    接听总机，转接电话。
    办公支持
    收发快递，记录费用；

Nothing but their shape tells the parents from their parts, so all lines of the section must fit it.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from jdparse.clauses import Item
from jdparse.patterns import regex

__all__ = ["Branch", "find_branches", "nest"]


class Branch(NamedTuple):
    """A parent's line ``start:end`` and where its parts end."""

    start: int
    end: int
    stop: int


_LINE = regex(r"[^\n]*[^\s][^\n]*")
_PARENT = regex(r" *(?:[-•·*◆■●] *)?[\u4e00-\u9fffA-Za-z][^，,。；;、!！?？:：\n\d]{1,13}[:：]? *\Z")
_NUMBERED = regex(r" *(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[、.．)）]|[①-⑳])")
_ENDED = regex(r"[。；;] *\Z")
_SHARE = 0.8  # of the lines below parents that end with a point


def find_branches(text: str, start: int, end: int, known: bool) -> list[Branch]:
    """The parents of an outline that fills ``text[start:end]``, or none; ``known``: a section above is one."""
    parents: list[tuple[int, int]] = []
    sizes: list[int] = []  # how many parts each has
    ended = 0
    for m in _LINE.finditer(text, start, end):
        a, b = m.span()
        if _NUMBERED.match(text, a, b):
            return []
        elif _PARENT.match(text, a, b):
            if sizes and not sizes[-1]:
                return []
            parents.append((a, b))
            sizes.append(0)
        elif not parents:
            return []
        else:
            sizes[-1] += 1
            ended += _ENDED.search(text, a, b) is not None
    if len(parents) < 2 or not sizes[-1] or ended < (sum(sizes) - 1) * _SHARE or not ended:
        return []
    if max(sizes) < 2 and not known:
        return []
    return [Branch(a, b, stop) for (a, b), stop in zip(parents, [*(a for a, _ in parents[1:]), end], strict=True)]


def nest(items: list[Item], branches: list[Branch]) -> None:
    """Put the items of the branches below their parents."""
    if not branches:
        return
    starts = [branch.start for branch in branches]
    parent: int | None = None
    open_branch = -1
    for at, item in enumerate(items):
        which = bisect_right(starts, item.start) - 1
        if which < 0 or item.start >= branches[which].stop:
            continue
        if item.start < branches[which].end:
            parent, open_branch = at, which
            item.level, item.parent = 1, None
        elif parent is not None and open_branch == which:
            item.level = min(item.level + 1, 3) if item.parent is not None else 2
            item.parent = parent if item.parent is None else item.parent
