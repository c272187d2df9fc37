"""A section's text → its clauses: numbered items, bulleted items, lines or sentences, with levels, parents and labels.

The unit is one item of a list as the author numbered or broke it (guideline section 3). An item with a number stays
whole whatever ``；`` is inside it; text without any list is cut by line and sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from jdparse.content import cue_weights
from jdparse.markers import Candidate, Marks
from jdparse.numbering import Marker, decode
from jdparse.patterns import regex
from jdparse.restarts import framed, name_before

__all__ = ["FOREIGN", "SUMS_UP", "Item", "find_label", "split_clauses", "trimmed"]


Lines = tuple[tuple[int, int], ...]  # spans; the garbage collector soon leaves tuples of numbers alone, but lists never


@dataclass(slots=True)
class Item:
    """A clause in the making; offsets into the clean text, ``start:end`` is the body."""

    start: int
    end: int
    section: str | None = None
    marker: Marker | None = None
    level: int = 1
    parent: int | None = None
    label_end: int = 0  # end of the label; 0: none
    reason: str = "line"
    preferred: bool = False  # a heading such as 加分项 stands above it
    tags: Sequence[tuple[str, str, float]] = ()  # of a duty: category, name, score


TRIM_RIGHT = " \n\t;；。,，、.．:：|﹔∶【[「『〖"
TRIM_LEFT = " \n\t;；。,，、.．:：|)）】]_*※"
# These two begin with one set of characters, which the matcher can look for; what the character was is asked behind it.
_TERMINATOR = regex(
    r"[。！？!?…﹗﹖；;﹔.](?:(?<=[；;﹔])|(?<=[。！？!?…﹗﹖])[。！？!?…﹗﹖]*[”\"』」]?|(?<=[\u4e00-\u9fff]\.)\.*(?=[\u4e00-\u9fff\s]|\Z)|(?<=\.)\.{2,})"
)
_STOP = regex(r"[。！!]")
_PART = regex(r"[。！？!?…；; ](?:(?<=[；;])|(?<=[。！？!?…])[。！？!?…]*|(?<= ) +)")
_WORD = regex(r"[0-9A-Za-z\u3400-\u9fff]")
_LABEL_REACH = 22  # characters within which the colon of a label stands
_LABEL = regex(r"[【\[]?([^\s：:，,。；;、（(]{1,2}[^：:，,。；;！!？?\n]{0,14})[】\]]?\s?[:：]\s?(?=\S)")
_DEMAND = regex(r"(?:熟[悉练知]|精通|掌握|了解|具[有备]|有(?![效关限])|会(?![计议员务展])).{4,}\Z|.+(?:优先|如)\Z")  # 熟悉一种以上语言：…
_ACTION = regex(r"(?:参与|负责(?!人)|处理|协助|提供|组织|完成|按照|根据|做好|开展|实施|能够?(?!力)).{4,}\Z")
_EXAMPLES = regex(r"[:：]\s?[^:：。]{1,7}[、，,\-]")  # 负责员工关系事务：入职、离职 says one thing; a sentence explains a label
FOREIGN = frozenset(("benefits", "company", "application", "schedule", "other", "career"))
"""Sections that a sentence behind or below a list may belong to."""
SUMS_UP = ("总的来说", "总的来讲", "总之", "综上", "总而言之", "总体来说")
"""How a sentence begins that sums up what stands above it."""
_SURE = 3.0  # margin of the content cues that cuts a sentence off the last item of an inline list
_LONG_LINE = 20  # a line at least this long that ends without punctuation may go on in the next
_TELLS_LIST = regex(  # 店长的职责可归纳为以下几个方面： is the heading of a list, not its parent
    r"(?:职责|工作内容|工作任务|岗位要求|任职要求)[^。；;，,]{0,12}(?:以下|如下|包括|涵盖|有)[^。；;]{0,10}\Z"
)
_LEAD = 13  # a line that ends in a colon above a list leads to it if it is at least this long; a shorter one is a heading
_WRAPPED = 8  # characters of the rest of a wrapped item; a paragraph below a title line has more
_DUTY_NUMBER = regex(r"职责(?:[一二三四五六七八九十]{1,2}|\d{1,2})")  # the number of a duty whose cells follow
_CELL = 16  # characters of a table's cell that labels the next
_TITLE_LINE = 30  # a numbered line at most this long may be the title of the paragraph below it


def split_clauses(text: str, start: int, end: int, section: str | None, marks: Marks, before: int = 0) -> list[Item]:
    """The clauses of ``text[start:end]``; parents are indexes into the returned list.

    They end early at a heading of unknown words.
    """
    candidates = marks.between(start, end, _NEAR + 1)
    if len(candidates) > _NEAR:
        return _split_long(text, start, end, section, marks, before)
    return _split(text, start, end, section, candidates, before)


def _split_long(text: str, start: int, end: int, section: str | None, marks: Marks, before: int) -> list[Item]:
    """The same for a long region: a heading is looked for near its start first, so that a page full of them is not read to its end for each.

    The looks are fixed shares of the region: those before the last cost a third of it, whatever its length.
    """
    reach = whole = marks.count(start, end)
    while reach > _NEAR:
        reach = -(-reach // _FURTHER)  # rounded up: the last look but one is not nearly the last
    while reach < whole:
        near = marks.between(start, end, reach + 1)
        items = _split(text, start, near[reach].start, section, near[:reach], before)
        if items and items[-1].reason == "subheading" and items[-1].section is not None and items[-1].end <= near[reach // 2].start:
            return items
        reach *= _FURTHER
    return _split(text, start, end, section, marks.between(start, end), before)


def _split(text: str, start: int, end: int, section: str | None, candidates: list[Candidate], before: int) -> list[Item]:
    markers = decode(candidates, before)
    if len(markers) > 1 and markers[-1].family in "*※" and markers[-2].ordinal and markers[-1].level > 1:
        markers.pop()  # a remark with a star below a numbered list
    if not markers:
        return _plain(text, start, end, nest=True)
    items = _plain(text, start, markers[0].start) if start < markers[0].start else []
    lead = _lead(text, items, markers[0])
    bounds = [*(m.start for m in markers[1:]), end]
    bodies = [_lines(text, m.end, stop) for m, stop in zip(markers, bounds, strict=True)]
    wordy = len([lines for lines in bodies[:-1] if len(lines) > 1]) if max(map(len, bodies)) > 1 else 0
    paragraphs = wordy > 0 and wordy * 2 >= len(bodies) - 1
    colons = (text.find("：", start, end) >= 0 or text.find(":", start, end) >= 0) and _COLON_GAP.search(text, start, end) is not None
    stack: list[int] = [] if lead is None else [lead]
    end_marker = markers[-1]
    for at, (marker, lines) in enumerate(zip(markers, bodies, strict=True)):
        _, _, level, ordinal, _ = marker
        if ordinal < 2 and items and (name := _unknown_heading(text, items, marker, section)) is not None:
            items.append(name)
            return items
        if not lines:
            continue
        if len(lines) == 1:
            (body,), rest = lines, _NONE
        else:
            lost = 0 if marker is end_marker or not ordinal else markers[at + 1].ordinal - ordinal - 1
            body, rest = _item_lines(text, lines, marker is end_marker, paragraphs, lost=lost > 0 and lost == len(lines) - 1)
        first, stop = body
        if marker is end_marker and not rest and _inline(text, markers):
            cut = _tail_from(text, first, stop, [lines[0] for lines in bodies[:-1] if lines], section)
            if cut < stop:
                rest, stop = ((cut, stop),), cut
        below = _children(text, first, stop) if colons else _NONE
        item = _item(text, first, below[0][0] if below else stop, marker)
        if item is not None:
            if level == 1 and lead is None:  # as most
                stack = [len(items)]
            else:
                del stack[level - (1 if lead is None else 0) :]
                item.parent = stack[-1] if stack else None
                item.level = len(stack) + 1
                stack.append(len(items))
            items.append(item)
            for a, b in below:
                child = _item(text, a, b, None)
                if child is not None:
                    child.parent, child.level = stack[-1], min(item.level + 1, 3)
                    items.append(child)
        for a, b in rest:
            items += _plain(text, a, b)
    return items


_NEAR = 64  # markers; the first look at a region of more takes in no more than these
_FURTHER = 4  # times as many for the next look
_NONE: Lines = ()


def _inline(text: str, markers: list[Marker]) -> bool:
    """Whether most items of a list follow each other on one line."""
    if text.find("\n", markers[0].start, markers[-1].start) < 0:
        return True
    return sum(text.find("\n", a.start, b.start) < 0 for a, b in pairwise(markers)) * 2 >= len(markers) - 1


def _lead(text: str, items: list[Item], first: Marker) -> int | None:
    """The index of the sentence that leads to a list (``理由有三点：1、…``) and is its parent; a short line is a heading."""
    if not items or first.ordinal != 1 or text[items[-1].end : first.start].strip() not in (":", "："):
        return None
    if items[-1].end - items[-1].start >= _LEAD and not _TELLS_LIST.search(text, items[-1].start, items[-1].end):
        return len(items) - 1
    if "\n" in text[items[-1].end : first.start]:
        items[-1].reason = "subheading"
    return None


def _unknown_heading(text: str, items: list[Item], marker: Marker, section: str | None) -> Item | None:
    """The heading of unknown words between the last item and a list that begins."""
    before = items[-1]
    if marker.level == 1 and marker.ordinal == 1:
        name = name_before(text, before.start, marker.start) if before.marker is not None else framed(text, before.start, marker.start)
    elif (
        marker.level == 2 and marker.ordinal < 2 and before.level == 1 and text[marker.start - 2 : marker.start].rstrip()[-1:] in "】」』〗"
    ):
        name = framed(text, before.start, marker.start)
    else:
        return None
    if name is None or (before.marker is not None and not text[before.start : name.start].strip(TRIM_RIGHT)):
        return None
    kind = section if section == "duties" and not name.telling else "content"  # 培训管理 below the duties is a field of them
    return Item(name.start, name.end, section=kind, reason="subheading")


_COLON_GAP = regex(r"[:：](?: {3,}|[ ]*\n\s*)(?=\S)")


def _children(text: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    """Unnumbered sub-items below an item that ends in a colon: lines, or parts set off by blanks and semicolons."""
    m = _COLON_GAP.search(text, start, end)
    if m is None or _TERMINATOR.search(text, start, m.start()) or m.start() - start > 60:
        return []
    lines = _lines(text, m.end(), end)
    if "\n" in m[0]:
        return lines if len(lines) > 1 else []
    return [part for a, b in lines for part in _sentences(text, a, b, by_semicolon=True)]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the blanks and separators around it."""
    piece = text[start:end].rstrip(TRIM_RIGHT)
    end = start + len(piece)
    return end - len(piece.lstrip(TRIM_LEFT)), end


def find_label(text: str, start: int, end: int) -> int:
    """Where the label of ``label：body`` ends (the colon not included), or 0."""
    head = text[start : start + _LABEL_REACH]
    if ":" not in head and "：" not in head:
        return 0
    m = _LABEL.match(text, start, end)
    if m is None:
        return 0
    label = text[m.start(1) : m.end(1)]
    clock = label[-1].isdigit() and text[m.end() : m.end() + 1].isdigit()  # 早9：00
    opened = _open_brackets(label, 0, len(label)) > 0 or "【" in label
    if clock or opened or label.isdigit() or _DEMAND.match(label):
        return 0
    return 0 if _ACTION.match(label) and _EXAMPLES.search(text, m.end(1), m.end(1) + 12) else m.end(1)


def _item(text: str, start: int, end: int, marker: Marker | None, reason: str = "item") -> Item | None:
    piece = text[start:end].rstrip(TRIM_RIGHT)  # as in trimmed and find_label, which this is too often called to call
    end = start + len(piece)
    piece = piece.lstrip(TRIM_LEFT)
    start = end - len(piece)
    if (
        not piece
        or not ("\u4e00" <= piece[0] <= "\u9fff" or _WORD.search(piece))
        or (piece[:2] == "职责" and _DUTY_NUMBER.fullmatch(piece))
    ):
        return None
    if marker is None and piece[0] in "-–—•" and piece[1:2] != piece[0]:  # a list of one item
        start = end - len(piece[1:].lstrip())
        piece = text[start:end]
    label_end = find_label(text, start, end) if ":" in piece or "：" in piece else 0
    if not label_end and " | " in piece:
        cell = piece.index(" | ")
        label_end = start + cell if cell <= _CELL else 0
    if not label_end and marker is not None and "\n" in piece:
        first = text.find("\n", start, end)
        titles = first - start <= _TITLE_LINE and text[first - 1] not in "。；;，,、的和与及向对在为"
        if titles and end - first > _WRAPPED and _COMMA.search(text, start, first) is None:
            label_end = trimmed(text, start, first)[1]
    return Item(start, end, None, marker=marker, label_end=label_end, reason=reason)


def _lines(text: str, start: int, end: int) -> Lines:
    """The lines of a span that hold more than blanks."""
    stop = text.find("\n", start, end)
    if stop < 0:
        return ((start, end),) if start < end and not text[start:end].isspace() else ()
    if stop + 1 >= end or text[stop + 1 : end].isspace():  # as for most items: one line, and the line end before the next
        return ((start, stop),) if start < stop and not text[start:stop].isspace() else ()
    found = []
    while start < end:
        stop = text.find("\n", start, end)
        if stop < 0:
            stop = end
        if not text[start:stop].isspace() and stop > start:
            found.append((start, stop))
        start = stop + 1
    return tuple(found)


def _item_lines(text: str, lines: Lines, last: bool, paragraphs: bool, lost: bool) -> tuple[tuple[int, int], Lines]:
    """The span of an item's own lines, and the lines after it that are clauses of their own.

    ``lost``: just as many numbers are missing before the next item as there are further lines: their numbers did not survive.
    """
    if lost:
        return lines[0], lines[1:]
    own = 1
    while own < len(lines):
        start, end = lines[own]
        goes_on = paragraphs or not last or _open_ended(text, *lines[own - 1]) or _after_semicolon(text, lines[own - 1], lines[own])
        if not goes_on or (find_label(text, *trimmed(text, start, end)) and not paragraphs) or text[start:end].lstrip()[:1] in "(（【[*※":
            break
        own += 1
    return (lines[0][0], lines[own - 1][1]), lines[own:]


def _open_ended(text: str, start: int, end: int) -> bool:
    """Whether a line ends as if it went on: long, and without a closing mark."""
    line = text[start:end].rstrip()
    return len(line) >= _LONG_LINE and line[-1] not in '。；;!！?？…:：.)）”"】' or line[-1:] in ("，", ",", "、")


def _after_semicolon(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether a line after one that ends in a semicolon still belongs to the item: it says nothing of another section."""
    return (
        text[line[0] : line[1]].rstrip()[-1] in "；;"
        and not _elsewhere(text[following[0] : following[1]], None)
        and text[following[0] - 2] != "\n"
    )


def _tail_from(text: str, start: int, end: int, others: list[tuple[int, int]], section: str | None) -> int:
    """Where the last item of an inline list ends because something else follows it.

    That is at the first full stop when no other item holds one, or before a part that is clearly about another section.
    """
    summary = _SUMMARY.search(text, start, end)
    if summary is not None:
        return summary.start()
    m = _STOP.search(text, start, end)
    if m is not None and _WORD.search(text, m.end(), end) and others:
        if not any(_STOP.search(text, a, b) for a, b in (trimmed(text, x, y) for x, y in others)):
            end = m.end()
    at = start
    for m in _PART.finditer(text, start, end):
        if at > start and _elsewhere(text[at : m.end()], section):
            return at
        at = m.end()
    return at if start < at < end and _elsewhere(text[at:end], section) else end


_SUMMARY = regex(rf"(?<=[。！!])\s?(?:{'|'.join(SUMS_UP)})")


def _elsewhere(sentence: str, section: str | None) -> bool:
    """Whether the cue words of a sentence speak for a section other than the list's, and not for the list's own."""
    weights = cue_weights(sentence)
    if not weights:
        return False
    foreign = {kind: weight for kind, weight in weights.items() if kind in FOREIGN and kind != section}
    return sum(foreign.values()) - max(weights.get("requirements", 0.0), weights.get("duties", 0.0)) >= _SURE


def _plain(text: str, start: int, end: int, *, nest: bool = False) -> list[Item]:
    """Clauses of text without a list: by line, and by sentence within a line that has no label; ``nest``: titles of lines are parents."""
    lines = _lines(text, start, end)
    by_semicolon = len(lines) < 3
    labelled = [":" in text[a : a + _LABEL_REACH] or "：" in text[a : a + _LABEL_REACH] for a, b in lines]
    whole = sum(labelled) >= _LABELLED and sum(bool(find_label(text, *trimmed(text, *line))) for line in lines) >= _LABELLED
    titles = _titles_of_lines(text, lines) if whole and nest else frozenset()
    items: list[Item] = []
    parent: int | None = None
    for at, (a, b) in enumerate(lines):
        kept = whole and labelled[at] and find_label(text, *trimmed(text, a, b))
        for x, y in [(a, b)] if kept else _spaced(text, a, b) or _sentences(text, a, b, by_semicolon or _labelled(text, a, b)):
            item = _item(text, x, y, None, "line" if (x, y) == (a, b) else "sentence")
            if item is None:
                continue
            if at in titles:
                parent = len(items)
            elif parent is not None:
                item.parent, item.level = parent, 2
            items.append(item)
    return items


def _titles_of_lines(text: str, lines: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Which lines are short titles of the labelled lines below them, where there are two or more of them."""
    found = set()
    for at, (a, b) in enumerate(lines[:-1]):
        a, b = trimmed(text, a, b)
        if 2 <= b - a <= _TITLE_OF_LINES and _PLAIN_WORDS.fullmatch(text, a, b) and find_label(text, *trimmed(text, *lines[at + 1])):
            found.add(at)
    return frozenset(found) if len(found) > 1 and min(found) == 0 else frozenset()


_LABELLED = 2  # lines with a label from which on such a line stays whole
_TITLE_OF_LINES = 14  # characters of a title of lines
_PLAIN_WORDS = regex(r"[\u4e00-\u9fffA-Za-z0-9与和及、]+")
_SOLID = regex(r"[^ ]+")
_CHUNK = regex(r"[^ ]+(?: (?![\u4e00-\u9fff])[^ ]+)*")


def _labelled(text: str, start: int, end: int) -> bool:
    """Whether a line is a row of labelled parts: ``学历：本科；经验：三年``."""
    row = text[start:end].strip("；; 。").replace(";", "；")
    return "；" in row and all(_LABEL.match(part.strip()) for part in row.split("；"))


_STRONG, _COMMA = regex(r"[。；;！!？?：:]"), regex(r"[，,]")


def _spaced(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A line without punctuation whose parts are set off by blanks, or nothing: ``有经验 会沟通 能出差``."""
    if _STRONG.search(text, start, end):
        return []
    parts = [m.span() for m in _CHUNK.finditer(text, start, end)]
    if len(parts) >= 4:  # enough of them: a blank before Latin letters cuts as well, where it leaves no scrap
        finer = [m.span() for m in _SOLID.finditer(text, start, end)]
        parts = finer if min(b - a for a, b in finer) >= 4 else parts
    sizes = [b - a for a, b in parts]
    plain = not _COMMA.search(text, start, end)
    if min(sizes) >= 4 and (len(parts) >= 5 or (plain and len(parts) >= 3)) or (plain and len(parts) == 2 and min(sizes) >= 12):
        return parts
    return []


def _sentences(text: str, start: int, end: int, by_semicolon: bool) -> list[tuple[int, int]]:
    """Cut at sentence ends; ``！？…`` stay with their sentence, brackets are never cut open."""
    found = []
    at = start
    for m in _TERMINATOR.finditer(text, start, end):
        mark = text[m.start()]
        if mark in "；;﹔" and not by_semicolon:
            continue
        if m.start() - at < 200 and _open_brackets(text, at, m.start()) > 0:
            continue
        if mark in "!?" and m.end() < end and text[m.end()].isascii() and text[m.end()].isalnum():
            continue  # a query in a web address
        found.append((at, m.end()))
        at = m.end()
    if at < end and _WORD.search(text, at, end):
        found.append((at, end))
    return found


def _open_brackets(text: str, start: int, end: int) -> int:
    """How many more brackets are opened than closed."""
    opened = text.count("(", start, end) + text.count("（", start, end)
    return opened - text.count(")", start, end) - text.count("）", start, end) if opened else 0
