"""A job's text → sections and their clauses, each with its section kind (guideline sections 2 and 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jdparse.clauses import Item, find_label, split_clauses, trimmed
from jdparse.content import content_kind
from jdparse.headings import Heading
from jdparse.jobs import JobSpan, Noise
from jdparse.lexicons import HeadingWord, Lexicon

__all__ = ["Draft", "read_sections"]


@dataclass(slots=True)
class Draft:
    """A job in the making: clean offsets; parents are indexes into ``items``."""

    span: JobSpan
    headings: list[Heading] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


_LIST_BELOW = re.compile(r"\s*(?:[(（]?\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?[、.．)）:：]|[①⑴❶•·●○◆◇■□▪★※✓√▶►➢]|[-—*] ?[\u4e00-\u9fff])")
_TWO_LINES = re.compile(r"\s*[^\n]{2,}\n\s*[^\n]{2,}\n?")
_MAIN = frozenset(("duties", "requirements", "description", "content"))
_MANY_LINES = frozenset(("职能类别", "关键字", "关键词", "职位标签", "标签"))
_FOREIGN = frozenset(("benefits", "company", "application", "schedule", "other", "career"))
_SURE = 3.0
_LABEL_KINDS = frozenset(("facts", "schedule", "benefits", "career", "application", "relations", "assessment"))
_OPEN = frozenset((None, "description", "content"))


def read_sections(text: str, job: JobSpan, headings: list[Heading], noise: list[Noise], lexicon: Lexicon) -> Draft:
    """The clauses of one job with their sections."""
    draft = Draft(job)
    kind: str | None = None
    at = job.start
    before = 0
    cuts: list[Heading | Noise] = [h for h in headings if job.start <= h.start < job.end]
    cuts += [n for n in noise if job.start <= n.start < job.end]
    for cut in sorted(cuts, key=lambda c: c.start):
        if cut.start < at:
            continue
        role = "noise" if isinstance(cut, Noise) else _role(text, cut, job.end, draft.headings)
        if role == "none":
            continue
        before = _region(text, at, cut.start, kind, draft, lexicon, before)
        at = cut.end
        if isinstance(cut, Heading) and role == "opens":
            draft.headings.append(cut)
            kind = cut.kind
        elif isinstance(cut, Heading):
            at = _pair(text, cut, job.end, headings, draft)
    _region(text, at, job.end, kind, draft, lexicon, before)
    return draft


def _role(text: str, heading: Heading, end: int, opened: list[Heading]) -> str:
    """What a heading word does: it opens a section, it labels a pair, or nothing (its clause keeps it)."""
    inline = heading.end < end and text[heading.end : heading.end + 1] != "\n" and not _LIST_BELOW.match(text, heading.end)
    arabic = heading.number is not None and heading.number.strip("(（")[:1].isdigit()
    if heading.strength == "section":
        alone = not any(h.number and h.number.strip("(（")[:1].isdigit() for h in opened)
        item = arabic and (heading.kind not in _MAIN and alone or inline and bool(opened) and opened[-1].kind == heading.kind)
        return "none" if item else "opens"
    if heading.number is not None:
        opens = heading.form == "line" and not arabic or heading.form == "brackets"
        return "opens" if opens and heading.strength == "topic" and heading.number[0] in "一二三四五六七八九十" else "none"
    if heading.strength == "topic":
        if heading.form in ("brackets", "list") or _LIST_BELOW.match(text, heading.end):
            return "opens"
        if heading.form == "colon" and not inline and _TWO_LINES.match(text, heading.end):
            return "opens"
        return "pair" if heading.context == "line" else "none"
    return "pair" if heading.context in ("line", "space", "term", "chain") else "none"


def _pair(text: str, heading: Heading, end: int, headings: list[Heading], draft: Draft) -> int:
    """Add the clause of a label–value pair; returns where it ends."""
    stop = min([end, *(h.start for h in headings if h.start > heading.start and h.strength != "topic")])
    start = heading.end
    line = text.find("\n", start, stop)
    if line >= 0 and text[start:line].strip():
        stop = line
    elif line >= 0:
        if text[heading.word_start : heading.word_end] in _MANY_LINES:
            value = start
            while value < stop and text[value] in " \n":
                value += 1
            gap = re.compile(r"\n\s*\n").search(text, value, stop)
            stop = gap.start() if gap else stop
        else:
            value = start
            while value < stop and text[value] in " \n":
                value += 1
            line = text.find("\n", value, stop)
            stop = line if line >= 0 else stop
    a, b = trimmed(text, heading.word_start, stop)
    if b > heading.word_end + 1:
        kind = heading.kind if heading.kind not in _OPEN else "facts"
        draft.items.append(Item(a, b, kind, label_end=heading.word_end, reason="pair"))
    else:
        stop = heading.end
    return stop


def _region(text: str, start: int, end: int, kind: str | None, draft: Draft, lexicon: Lexicon, before: int) -> int:
    """Add the clauses between two headings; returns the last ordinal, for numbering that runs on."""
    if start >= end or text[start:end].isspace():
        return before
    items = split_clauses(text, start, end, kind, lexicon, before)
    _assign(text, items, kind, lexicon, draft)
    offset = len(draft.items)
    for item in items:
        if item.parent is not None:
            item.parent += offset
    draft.items += items
    return next((i.marker.ordinal for i in reversed(items) if i.marker is not None and i.level == 1), 0)


def _assign(text: str, items: list[Item], kind: str | None, lexicon: Lexicon, draft: Draft) -> None:
    """Give every clause of a region its section."""
    lists = _list_groups(items)
    for group in lists:
        section = kind if kind not in _OPEN else _list_kind(text, group, kind)
        if kind in ("duties", "requirements"):
            section = _misnamed(text, group, str(kind))
        for item in group:
            item.section = _label_kind(text, item, lexicon) or section
    previous = draft.items[-1].section if draft.items else None
    listed = False
    for item in items:
        if item.marker is not None:
            listed = True
            previous = item.section
            continue
        found, margin = content_kind(text[item.start : item.end])
        if kind in _OPEN:
            item.section = found if found is not None and margin >= 1.0 else (previous if previous in ("company", "overview") else _default(kind))
            if kind == "description" and item.section in ("duties", "requirements") and (item.reason == "sentence" or not _acts(text, item)):
                item.section = "overview"
        elif listed and found in _FOREIGN and margin >= _SURE:
            item.section = found
        else:
            item.section = kind
        previous = item.section


def _default(kind: str | None) -> str:
    return {"description": "overview", "content": "requirements"}.get(kind or "", "other")


def _acts(text: str, item: Item) -> bool:
    """Whether a clause states a duty rather than describing the post: it starts with what is done, not with who."""
    return "是" not in text[item.start : item.start + 15]


def _list_groups(items: list[Item]) -> list[list[Item]]:
    """The numbered items of a region, cut where the numbering starts again at the top level."""
    groups: list[list[Item]] = []
    for item in items:
        if item.marker is None:
            continue
        if not groups or (item.level == 1 and item.marker.ordinal == 1 and groups[-1][-1].marker is not None):
            groups.append([])
        groups[-1].append(item)
    return groups


def _votes(text: str, group: list[Item]) -> dict[str, float]:
    votes: dict[str, float] = {}
    for item in group:
        found, margin = content_kind(text[item.start : item.end])
        if found is not None:
            votes[found] = votes.get(found, 0.0) + min(margin, 3.0) + 0.1
    return votes


def _list_kind(text: str, group: list[Item], kind: str | None) -> str:
    """The section of a list without a heading: what most of it is about, duties where nothing says otherwise."""
    votes = _votes(text, group)
    return max(votes, key=lambda k: votes[k]) if votes else ("requirements" if kind == "content" else "duties")


def _misnamed(text: str, group: list[Item], kind: str) -> str:
    """Only a wholly misnamed heading takes its content's kind (guideline, settled cases)."""
    other = "requirements" if kind == "duties" else "duties"
    kinds = [content_kind(text[i.start : i.end]) for i in group]
    return other if len(kinds) > 1 and all(found == other and margin >= 2.0 for found, margin in kinds) else kind


def _label_kind(text: str, item: Item, lexicon: Lexicon) -> str | None:
    """The section that an item's own label names: 工作时间：…, 岗位名称：…."""
    if not item.label_end:
        item.label_end = find_label(text, item.start, item.end)
    if not item.label_end or item.level > 1:
        return None
    word = text[item.start : item.label_end]
    entry = lexicon.words.get(word)
    return entry.kind if isinstance(entry, HeadingWord) and entry.kind in _LABEL_KINDS else None
