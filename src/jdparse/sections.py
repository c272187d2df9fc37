"""A job's text → its headings, its pairs of labels and values, and the clauses under them (guideline sections 2 and 3)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from operator import attrgetter

from jdparse.clauses import Item, split_clauses, trimmed
from jdparse.headings import Heading, starting
from jdparse.jobs import JobSpan, Noise
from jdparse.markers import Marks
from jdparse.outlines import Branch, find_branches, nest
from jdparse.patterns import regex

__all__ = ["OPEN", "Draft", "read_sections"]


@dataclass(slots=True)
class Draft:
    """A job in the making: clean offsets; parents are indexes into ``items``."""

    span: JobSpan
    headings: list[Heading] = field(default_factory=list)
    styles: set[str] = field(default_factory=set)  # how they are numbered
    items: list[Item] = field(default_factory=list)
    name: tuple[int, int] | None = None  # the post as a pair of the job names it: 岗位名称：采购经理
    preferred: bool = False  # while reading: the open heading is such as 加分项
    regions: list[tuple[str | None, int, int]] = field(default_factory=list)  # kind of the heading above, items[start:end]


_LIST_BELOW = regex(r"\s*(?:[(（]?\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?[、.．)）:：]|[①⑴❶•·●○◆◇■□▪★※✓√▶►➢]|[-—*] *[\u4e00-\u9fff])")
_SOLID = regex(r"\S")
_TWO_LINES = regex(r"\s*[^\n]{2,}\n\s*[^\n]{2,}\n?")
_ADDRESS = regex(r"\s*[!-~\uff01-\uff5e]{5,80}(?= )|\s*[\u4e00-\u9fff]{2,12}(?= )")  # an address or number up to the next blank
_OF_DUTIES = regex("职责|工作内容")
_NAMED = regex(
    r"[【\[]?(?:岗位|职位|职务|招聘岗位|招聘职位|工作岗位)(?:(?:名称)?\s{0,3}[:：\n,，】\]|]{1,2}\s{0,3}|名称(?P<blank> ?))(?P<name>[^\s，,。；;:：]{2,20}?)(?:[(（]?(?:\d{1,3}|[一二两三四五六七八九十])\s?[名人位][)）]?)?\Z"
)
_NEXT_PAIR = regex(r" {2,}(?=[^\s:：]{2,8}[:：])")
_BRACKET_PAIR = regex(r"[ ]?[^\s【】][^\n【】]{0,24}(?:\n\s*[【\[]|\s*\Z)")
_PREFERS = regex("加分|优先|优选|Preferred|Nice")
_MAIN = frozenset(("duties", "requirements", "description", "content"))
_OPENERS = _MAIN | {"facts"}
_MANY_LINES = frozenset(("职能类别", "关键字", "关键词", "职位标签", "标签"))
_OWN_LINE = frozenset(("benefits", "schedule", "application"))
OPEN = frozenset((None, "description", "content", "remark", "titled"))
"""Kinds of regions that say nothing of the section of their clauses."""


def read_sections(text: str, job: JobSpan, headings: list[Heading], noise: list[Noise], marks: Marks) -> Draft:
    """The clauses of one job with their sections; headings and noise stand in order."""
    draft = Draft(job)
    if job.sought is not None:
        draft.items.append(Item(*job.sought, "facts", reason="headcount"))
    titled = job.head is not None and _OF_DUTIES.search(text, *job.head) is not None  # 收银员岗位职责
    kind: str | None = "titled" if titled else None
    parent: int | None = None  # a topic line (学历, 经验) whose list stands below it
    tasks: int | None = None  # the duty of a form whose tasks stand here
    at = job.start
    before = 0
    branches: list[Branch] = []
    cells = False  # the cut above is a cell of a flattened table, its value in the line below
    mine = starting(headings, job.start, job.end)
    firm = [h for h in mine if h.strength != "topic" or h.form == "row"]
    bounds = [h.start for h in firm]  # where the value of a pair ends at the latest
    cuts: list[Heading | Noise] = [*mine, *starting(noise, job.start, job.end)]
    for cut in sorted(cuts, key=attrgetter("start")):
        if cut.start < at:
            continue
        role = "noise" if isinstance(cut, Noise) else _role(text, cut, job.end, draft)
        if branches and isinstance(cut, Heading) and any(b.start <= cut.start < b.end for b in branches):
            continue  # a parent in an outline: 技能要求⏎会用收银机；⏎…
        if role == "opens" and isinstance(cut, Heading) and cut.strength == "topic" and cut.kind == kind and cut.form == "line":
            role = "parent"
        if role == "none":
            continue
        if not (cells and _cells(text, at, cut.start, draft)):
            before = _region(text, at, cut.start, kind, draft, marks, before, parent if tasks is None else tasks, tasks is not None)
        at, parent, cells = cut.end, None, False
        if isinstance(cut, Heading) and role == "column":
            kind = cut.kind  # of a table: it has no heading of its own in the row
            continue
        if isinstance(cut, Heading) and role == "cut":
            if cut.form == "number":
                tasks, before = None, 0  # the next duty of a form
            continue
        if isinstance(cut, Heading) and role == "opens":
            draft.headings.append(cut)
            draft.styles.add(_style(cut))
            kind = cut.kind
            tasks = _stated_duty(draft) if cut.form == "tasks" else None
            if kind in _OUTLINED and not (branches and cut.start < branches[-1].stop) and text[cut.end : cut.end + 1] in " \n":
                branches += find_branches(text, cut.end, _section_end(mine, cut, job.end), bool(branches))
            draft.preferred = _PREFERS.search(text, cut.word_start, cut.word_end) is not None
        elif isinstance(cut, Heading) and role == "parent":
            parent = len(draft.items)
            draft.items.append(Item(cut.word_start, cut.word_end, kind, reason="topic"))
            draft.regions.append((kind, parent, parent + 1))
        elif isinstance(cut, Heading):
            next_bound = bisect_right(bounds, cut.start)
            following = firm[next_bound] if next_bound < len(firm) else None
            at = _pair(text, cut, job.end if following is None else following.start, marks, draft, following)
            cells = cut.form == "line"
            kind = "application" if cut.kind == "application" else kind
    _region(text, at, job.end, kind, draft, marks, before, parent if tasks is None else tasks, tasks is not None)
    nest(draft.items, branches)
    draft.name = _stated_name(text, draft.items, titled=job.name is not None)
    return draft


_OUTLINE = 4000  # characters of a section in two levels that no number shows
_OUTLINED = frozenset(("duties", "requirements", "benefits"))


def _section_end(headings: list[Heading], heading: Heading, end: int) -> int:
    """Where another main section, or one with a number as this heading has, begins."""
    end = min(end, heading.end + _OUTLINE)
    below = (h for h in starting(headings, heading.end, end) if h.strength == "section")
    return next((h.start for h in below if (h.kind in _MAIN and h.kind != heading.kind) or _style(h)), end)


def _stated_name(text: str, items: list[Item], *, titled: bool) -> tuple[int, int] | None:
    """The value of a pair near the top that names the post; a cell between blanks only where no title does."""
    for item in items[:8]:
        m = _NAMED.match(text, item.start, item.end) if text[item.start] in "岗职招工【[" else None
        if m is not None and m.end() - m.start("name") <= 20 and text[m.start("name")].isalnum() and not (titled and m["blank"]):
            return m.span("name")
    return None


def _role(text: str, heading: Heading, end: int, draft: Draft) -> str:
    """What a heading word does: it opens a section, it labels a pair, it ends what stands above, or nothing (its clause keeps it)."""
    opened = draft.headings
    if heading.form == "cell" or heading.strength == "cut":
        return "opens" if heading.strength == "section" else heading.strength
    if heading.strength == "section" and heading.number is None:
        return "pair" if heading.kind in ("schedule", "benefits") and _among_facts(text, heading, end, draft) else "opens"
    arabic = heading.number is not None and heading.number.strip("(（")[:1].isdigit()
    if heading.strength == "pair" and arabic and heading.form == "colon" and _EMPTY.match(text, heading.end, end):
        return "cut"  # 4、薪金等级：5、…
    inline = heading.end < end and text[heading.end : heading.end + 1] != "\n" and not _LIST_BELOW.match(text, heading.end)
    if heading.strength == "section":
        # a module of the duties (二、培训发展：) or an item, unless the main headings are numbered in the same style
        alone = (arabic or bool(opened)) and _style(heading) not in draft.styles
        item = alone and heading.kind not in _OPENERS or arabic and bool(opened) and opened[-1].kind == heading.kind
        return "none" if item else "opens"
    if heading.strength == "pair" and heading.form == "line" and heading.number is not None and not arabic:
        return "pair"  # 一、岗位名称⏎会计
    if heading.number is not None:
        opens = heading.form == "line" and not arabic or heading.form == "brackets"
        return "opens" if opens and heading.strength == "topic" and heading.number[0] in "一二三四五六七八九十" else "none"
    if heading.strength == "topic":
        if heading.form == "row":
            return "pair"
        if heading.form == "brackets" and inline and _BRACKET_PAIR.match(text, heading.end, end):
            return "pair"  # 【学历要求】大专 in a table of such lines
        if (
            inline
            and heading.context == "line"
            and heading.form == "colon"
            and heading.kind in _OWN_LINE
            and (not opened or opened[-1].kind != heading.kind)
        ):
            return "opens"  # 食宿：… below the requirements
        if heading.form in ("brackets", "list") or _LIST_BELOW.match(text, heading.end):
            return "opens"
        if heading.form == "colon" and not inline and _TWO_LINES.match(text, heading.end):
            return "opens"
        return "pair" if heading.context == "line" else "none"
    return "pair"


_EMPTY = regex(r"\s{0,4}(?:[(（]?\d{1,2}[、．)）]|[一二三四五六七八九十]{1,2}、|\Z)")


def _among_facts(text: str, heading: Heading, end: int, draft: Draft) -> bool:
    """Whether a heading word labels one of a list of facts: 基本信息：⏎岗位名称：会计⏎工作地点：总部."""
    if len(draft.items) >= _ROWS and heading.form == "colon" and heading.end < end and text[heading.end] != "\n":
        above = draft.items[-_ROWS:]
        if all(i.reason == "pair" and i.section == "facts" for i in above) and text[above[-1].end : heading.start].strip(" ；;。") == "\n":
            return True
    listed = bool(draft.headings) and draft.headings[-1].kind == "facts" and bool(draft.items) and draft.items[-1].reason == "pair"
    return listed and heading.form == "colon" and heading.end < end and text[heading.end] != "\n"


_ROWS = 3  # pairs of facts in the lines above, and the next is one more
_CELL = 20  # characters of a cell of a table of facts


def _cells(text: str, start: int, end: int, draft: Draft) -> bool:
    """Add pairs of unknown labels that stand among the others of a flattened table, each part in a line of its own."""
    lines = [m.span() for m in _LINE.finditer(text, start, end)]
    if not lines or len(lines) % 2 or len(lines) > _CELLS or any(b - a > _CELL for a, b in lines) or _STOPPED.search(text, start, end):
        return False
    for (a, label), (_, b) in zip(lines[::2], lines[1::2], strict=True):
        a, b = trimmed(text, a, b)
        draft.items.append(Item(a, b, "facts", label_end=min(label, b), reason="pair"))
    return True


_CELLS = 6  # lines between two known pairs
_LINE = regex(r"[^\s\n][^\n]*")
_STOPPED = regex(r"[。；;！!]|\A\s*[-•]")


def _style(heading: Heading) -> str:
    """How a heading is numbered: with Arabic or Chinese digits, in brackets or not, or not at all."""
    if heading.number is None:
        return ""
    return ("(" if heading.number[0] in "(（" else "") + ("1" if heading.number.strip("(（")[:1].isdigit() else "一")


def _pair(text: str, heading: Heading, stop: int, marks: Marks, draft: Draft, following: Heading | None) -> int:
    """Add the clause of a label–value pair that ends at ``stop`` at the latest, where ``following`` stands; returns where it ends."""
    stop = _value_end(text, heading, stop, following)
    if heading.kind in ("application", "company"):
        address = _ADDRESS.match(text, heading.end, stop)
        stop = address.end() if address is not None else stop
    inside = marks.between(heading.end + 1, stop)
    second = {c.family for c in inside if c.ordinal == 2}
    first = next((c for c in inside if c.ordinal == 1 and (c.strength >= 0.1 if c.family == "1" else c.family in second)), None)
    stop = first.start if first is not None and text[heading.end : first.start].strip() else stop  # 工作地：郑州1.…
    further = _NEXT_PAIR.search(text, heading.end, stop)
    stop = further.start() if further is not None else stop
    if heading.form == "measure":
        measure = _MEASURE.match(text, heading.end, stop)
        stop = measure.end() if measure is not None else stop
    a, b = trimmed(text, heading.start if heading.form == "brackets" else heading.word_start, stop)
    if b > heading.word_end + (heading.form != "cell"):
        listed = heading.strength == "section"  # among facts, see _among_facts
        kind = "facts" if listed or heading.kind in OPEN else heading.kind
        draft.items.append(Item(a, b, kind, label_end=heading.word_end, reason="pair"))
        if kind == "other":
            draft.regions.append(("remark", len(draft.items) - 1, len(draft.items)))
    else:
        stop = heading.end
    return stop


def _value_end(text: str, heading: Heading, stop: int, following: Heading | None) -> int:
    """Where the value of a pair ends at the latest: with its line, or with the line below where its own is empty."""
    start = heading.end
    line = text.find("\n", start, stop)
    several = heading.form == "cell" and heading.kind != "facts" and following is not None and following.form == "cell"
    if line < 0 or several:  # the cells of a form hold several lines
        return stop
    if text[start:line].strip():
        return line
    first = _SOLID.search(text, start, stop)
    value = first.start() if first is not None else stop
    if text[heading.word_start : heading.word_end] in _MANY_LINES:
        gap = _EMPTY_LINE.search(text, value, stop)
        return gap.start() if gap is not None else stop
    line = text.find("\n", value, stop)
    return line if line >= 0 else stop


_EMPTY_LINE = regex(r"\n\s*\n")


def _stated_duty(draft: Draft) -> int | None:
    """The last duty that a form has stated: its tasks follow."""
    return next((at for at in range(len(draft.items) - 1, -1, -1) if draft.items[at].reason != "pair" and draft.items[at].level == 1), None)


_MEASURE = regex(
    r"[ ]?[:：]?\s{0,3}(?:\d{1,4}(?:\.\d+)?\s?(?:[%％]|(?:次|分钟|小时|天)(?:/(?:次|天|日|周|月|季|年))?)?|全部|部分|全责|支持|主要|次要|日常|不?定期|每[日天周月季年]|随时|按需)"
)


def _region(
    text: str,
    start: int,
    end: int,
    kind: str | None,
    draft: Draft,
    marks: Marks,
    before: int,
    parent: int | None = None,
    below: bool = False,
) -> int:
    """Add the clauses between two headings; returns the last ordinal, for numbering that runs on."""
    while _SOLID.search(text, start, end):
        items = split_clauses(text, start, end, kind, marks, before)
        led = bool(items) and (items[0].marker is None or items[-1].marker is None)
        name = next((item for item in items if item.reason == "subheading"), None) if led else None
        if name is None:
            return _add(items, kind, draft, parent, below)
        # the heading is found only with what stands below it: what stands above it is split again, without that
        before = _region(text, start, name.start, kind, draft, marks, before, parent, below)
        if name.section is not None:  # a heading of unknown words before a list that starts again: its content tells
            draft.headings.append(Heading(name.start, name.end, name.start, name.end, "content", "topic", None, "restart", "term"))
            kind, before = name.section, 0
        else:  # a short line that ends in a colon above a list opens a part of the section, or one of its own
            draft.headings.append(Heading(name.start, name.end, name.start, name.end, kind or "other", "topic", None, "lead", "line"))
            decorated = text[text.rfind("\n", start, name.start) + 1 : name.start].strip()  # ※※工作成就：
            kind = "other" if decorated else kind
        start, parent, below = name.end, None, False
    return before


def _add(items: list[Item], kind: str | None, draft: Draft, parent: int | None, below: bool) -> int:
    """Add a region's clauses to the draft; returns the last ordinal. ``below``: all of them are parts of ``parent``, numbered or not."""
    offset = len(draft.items)
    for item in items:
        if item.parent is not None:
            item.parent += offset
    if parent is not None:
        for item in items:
            if below or item.marker is not None:
                item.parent = item.parent if item.parent is not None else parent
                item.level = min(item.level + 1, 3)
    if draft.preferred:
        for item in items:
            item.preferred = True
    draft.items += items
    draft.regions.append((kind, offset, len(draft.items)))
    for item in reversed(items):
        if item.marker is not None and item.level == 1:
            return item.marker.ordinal
    return 0
