"""The duties of a form of a post: 职责一 职责表述：… 工作时间百分比：45% 工作任务 …, with tasks that run into each other."""

from __future__ import annotations

from jdparse.form_labels import NEVER_BEFORE, cell_heading, labels, stands_alone
from jdparse.headings import Heading
from jdparse.patterns import regex

__all__ = ["read_duties"]

_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}


def read_duties(text: str, start: int, end: int, apart: bool) -> list[Heading]:
    """What stands in the part of the duties: 职责一 职责表述：… 工作时间百分比：45% 工作任务…"""
    found: list[Heading] = []
    last = 0
    fresh = False  # whether a duty has been stated whose tasks may follow
    for m in labels().duty.finditer(text, start, end):
        a, b = m.span()
        before = text[a - 1 : a]
        if m.lastgroup == "number":
            ordinal = int(m["ordinal"]) if m["ordinal"].isdigit() else sum(_DIGITS[c] for c in m["ordinal"])
            if last < ordinal <= last + _SKIPPED and not (apart and before.strip()) and before not in NEVER_BEFORE:
                found.append(cell_heading(a, b, "duties", "cut", "number"))
                last, fresh = ordinal, True
        elif m.lastgroup == "stated":
            found.append(cell_heading(a, m.end("stated"), "duties", "section", stop=b))
            fresh = True
        elif m.lastgroup == "tasks":
            if fresh and (stands_alone(text, a, m.end("tasks")) if apart else before not in NEVER_BEFORE and before not in _OTHER):
                found.append(cell_heading(a, m.end("tasks"), "duties", "section", "tasks", stop=b))
                fresh = False
        else:
            found.append(cell_heading(a, m.end("measure"), "facts", "pair", "measure"))
    if found and not apart:
        bounds = [*(cell.start for cell in found[1:]), end]
        for cell, stop in zip(list(found), bounds, strict=True):
            if cell.form in ("tasks", "measure"):
                found += _tasks(text, cell.end, stop)
    return found


def _tasks(text: str, start: int, end: int) -> list[Heading]:
    """Where tasks begin that run into each other: …点清库存现金|配合主管调度款项…"""
    found: list[Heading] = []
    value = _VALUE.match(text, start, end)
    start = value.end() if value is not None else start
    if _ITEMS.search(text, start, end):
        return found
    for m in labels().opener.finditer(text, start, end):
        at = m.start()
        begin = max(start, found[-1].start if found else start)
        if at - begin >= _TASK and _SOLID.fullmatch(text, at - 2, at) and text[at - 1] not in _LEADING and text[at - 2 : at] not in _WITH:
            found.append(cell_heading(at, at, "duties", "cut", "task"))
    return found


_VALUE = regex(r"[ ]?[:：][ \d.%％]{1,8}(?:次|分钟|小时|天)?(?:/[次天日周月季年])?")
_TASK = 8  # characters of a task at least
_ITEMS = regex(r"\d[、.．)）]|[①-⑳⑴-⒇⒈-⒛;；]")
_SOLID = regex(r"[\u4e00-\u9fff]{2}")
_LEADING = frozenset("并和与及的各可以应需要能会为由将请被让使即共主未已再又也均不全在对向把至到就先后")
_WITH = frozenset(
    ("负责", "协助", "配合", "参与", "组织", "直接", "全面", "具体", "部门", "人员", "积极", "主动", "认真", "及时", "按时", "进行")
)


_OTHER = frozenset("他它常体要")  # 其他工作任务, 日常工作任务
_SKIPPED = 3  # how far the number of a duty may be from the last
