"""Coordinated lists: ``A、B和C等D`` cut into the spans of its items, with the head after 等 apart.

Joints are 、 / + & and 和 与 及 或 between words; a slash or plus inside a name (``C/C++``, ``TCP/IP``) is none, nor are the
和 of 和谐 and the 与 of 参与. Brackets around a whole item fall away.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from jdparse.patterns import regex

__all__ = ["Splitter"]

_WORDS = r"以及|或者|还有|(?<![涉普危触遍波累])及(?![时格其])|和(?![谐解睦平善蔼气])|(?<![参给赋])与(?![时众会])|(?<![间抑])或"
_ETC = regex(r"等(?![级价同待等效效离边高腰])(?:等)?")
_EDGE = frozenset(" \t\u3000、/／+&,，.:：;；“”\"'《》<>·-~…。*")


_MAY_HIDE = regex("[/与和及]|[前律软上中]、")  # what a name may hold that is no joint
_PLAIN_JOINT = regex(rf"(?=[\s、/／\\&，,+以或还与及和])\s*(?:[、/／\\&，,]|(?<![+Cc])\+(?=[A-Za-z\u4e00-\u9fff])|{_WORDS}|\s{{2,}})\s*")


class Splitter:
    """Cuts lists into items; ``whole`` names hold a joint that is none."""

    def __init__(self, whole: Collection[str]) -> None:
        names = "|".join(sorted(map(re.escape, whole), key=len, reverse=True))
        self._joint = regex(
            rf"(?P<whole>(?<![A-Za-z])(?:{names})(?![A-Za-z]))|\s*(?:[、/／\\&，,]|(?<![+Cc])\+(?=[A-Za-z\u4e00-\u9fff])|{_WORDS}|\s{{2,}})\s*"
        )
        self._whole = regex(names)

    def items(self, text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
        """Span of each item, and whether it is the head after 等."""
        head = _ETC.search(text, start, end) if text.find("等", start, end) >= 0 else None
        stop = head.start() if head and head.start() > start else end
        found = self._cut(text, start, stop, False)
        return found + self._cut(text, head.end(), end, True) if stop < end and head else found

    def _cut(self, text: str, start: int, end: int, is_head: bool) -> list[tuple[int, int, bool]]:
        found = []
        hides = _MAY_HIDE.search(text, start, end) and self._whole.search(text, start, end)
        joint = self._joint if hides else _PLAIN_JOINT
        edges = [start]
        for match in joint.finditer(text, start, end):
            if not match.lastgroup:
                edges += match.span()
        edges.append(end)
        for left, right in zip(edges[::2], edges[1::2], strict=True):
            while left < right and text[left] in _EDGE and not (text[left] == "." and text[left + 1 : left + 2].isalpha()):
                left += 1
            while right > left and text[right - 1] in _EDGE and not (text[right - 1] == "+" and text[right - 2] in "+C"):
                right -= 1
            if left < right:
                found.append((left, right, is_head))
        return found
