"""A heading of unknown words: the short piece that stands behind the last item of a list where the numbering starts again.

The place tells that it is a heading, whatever it says; what it says only tells where it begins when no mark parts it from the item.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from jdparse.patterns import regex

__all__ = ["Name", "framed", "name_before"]


class Name(NamedTuple):
    """A heading of unknown words; ``telling``: its words are such as name a section, not a field of work."""

    start: int
    end: int
    telling: bool


_REACH = 64  # characters in which such a heading and the mark before it stand
_LINE = 18  # characters of one that has a line of its own
_LEAD = 40  # of a sentence that leads to the list
_FULL = 25  # a line longer than this that ends without a mark may go on in the next
_PIECE = regex(
    r"(?:[。；;!！?？]|(?<=等)| {2,}|(?<=[。；;!！?？）) ])[【\[「『〖])[ 【\[「『〖]*"
    r"(?P<name>[^。；;!！?？:：\n]{2,40}?)[】\]」』〗 ]*(?P<colon>[:：?？]?)\s*\Z"
)
_SHORT = regex(r"[^，,、]{2,14}\Z")
_ENDS = r"(?:要求|资格|资质|条件|技能|元素|福利|待遇|职责|加分项?|优势|理由)"
_NAMES = regex(rf"[^，,]*{_ENDS}\Z")
_GLUED = regex(  # …制定和讨论您必须要自带的技能：, …良好的编码规范 教育背景和工作背景要求：
    r"(?P<name>(?:(?<= )[\u4e00-\u9fff]{2,12}?|(?:任职|岗位|职位|招[聘募]|应聘|专业|技术|知识|能力|技能|公司|福利|薪[资酬]|附加|加分|必[须备要]|(?<!的)其[他它]|我们|[你您]|加入|特别|(?<=[，,、 ])工作)"
    rf"[^，,、。；;:：\n]{{0,10}}?)?{_ENDS})[:：]\s*\Z"
)
_INSIDE = frozenset("的下列合足有些项类等")  # before a bare 要求： these tell that the item itself goes on: 满足以下要求：
_CLOSED = frozenset("。；;!！?？…：:")
_TELLING = regex(
    r"要求|资[格质]|条件|福利|待遇|薪|任职|我们|[你您]|加入|提供|技能|加分|优势|理由|须知|说明|描述|期望|发展|晋升|Tips", re.IGNORECASE
)
_FRAMED = regex(r"[【「『〖][^【】「」『』〖〗\n]{2,14}[】」』〗]\s*\Z")
_NOT_A_NAME = regex(r"[。；;，,!！?？、]|\d\s?[名人位]|\A\W*(?:\d|负责|协助|参与|完成|熟悉|具[有备]|[有能会])")


def name_before(text: str, start: int, list_start: int) -> Name | None:
    """The heading between the item that starts at ``start`` and the list that starts at ``list_start``, if there is one."""
    line = text.rfind("\n", start, list_start)
    if line >= 0:
        return _line_before(text, start, line, list_start)
    low = max(start, list_start - _REACH)
    m = _PIECE.search(text, low, list_start)
    parted = m is not None and not text.endswith("等", start, m.start())
    if m is not None and m.start() > start and (_SHORT.match(m["name"]) or parted and (m["colon"] or _NAMES.match(m["name"]))):
        return Name(m.start("name"), m.end("name"), True)
    m = _GLUED.search(text, low, list_start)
    if m is None or m.start() <= start or (m.end("name") - m.start() == 2 and text[m.start() - 1] in _INSIDE):
        return None
    return Name(max(m.start("name"), text.rfind("任职", m.start("name"), m.end("name"))), m.end("name"), True)


def _line_before(text: str, start: int, line: int, list_start: int) -> Name | None:
    """The same where it begins a line: the list's own line, or the one above it."""
    if not text[line:list_start].strip():
        line = text.rfind("\n", start, start + len(text[start:line].rstrip()))
        if line < 0:
            return None
    name = text[line:list_start].strip(" \n【】[]「」*#>")
    core = name.rstrip(":： ")
    above = text[start:line].rstrip(" ")
    lead = core != name and above.endswith("\n")  # a sentence behind a blank line that leads to the list: 一经录用，您将享有：
    if not 2 <= len(core) <= (_LEAD if lead else _LINE) or "\n" in core or not above.strip() or (not lead and _NOT_A_NAME.search(core)):
        return None
    if core == name and above[-1] not in _CLOSED and above[-1] != "\n" and len(above) - above.rfind("\n") > _FULL:
        return None  # it may go on with the line above
    at = text.find(core, line, list_start)
    return Name(at, at + len(core), _TELLING.search(core) is not None)


def framed(text: str, start: int, list_start: int) -> Name | None:
    """A short piece in brackets right before a list and behind a closed sentence: ``…性能优化。「你将获得」☆``."""
    m = _FRAMED.search(text, max(start, list_start - _REACH), list_start)
    if m is None or (m.start() > start and text[start : m.start()].rstrip()[-1:] not in _CLOSED):
        return None
    end = m.start() + len(m[0].rstrip()) - 1
    return Name(m.start() + 1, end, True)
