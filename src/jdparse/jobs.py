"""A page → its jobs: zero, one or many, and the text that belongs to none of them (guideline section 1)."""

from __future__ import annotations

import re
from typing import NamedTuple

from jdparse.furniture import find_furniture, genre_without_jobs
from jdparse.headings import Heading, starting
from jdparse.lexicons import HeadingWord, Lexicon, NoisePhrase
from jdparse.markers import Marks
from jdparse.patterns import regex
from jdparse.posts import post_name
from jdparse.titles import Anchor

__all__ = ["JobSpan", "Noise", "blanked", "find_jobs", "find_noise"]


class JobSpan(NamedTuple):
    """A job's place: its content is ``start:end``, its title block ``head`` and the post's name ``name``."""

    start: int
    end: int
    head: tuple[int, int] | None
    name: tuple[int, int] | None
    sought: tuple[int, int] | None = None  # how many are sought, where the title says so


class Noise(NamedTuple):
    """Text of no job, and why."""

    start: int
    end: int
    reason: str


_CHAPTER = regex(r"\s*[一二三四五六七八九十]{1,3}、")
_LIST_AFTER = regex(r"\n\s*[(（]?(?:1|一)\s?[、.．)）]")
_LEADING, _BULLETS, _TRAILING = regex(r"[ \-*·•#>|]*"), regex(r"[ \-*·•#>|、]*"), regex(r"[ \-*·•#>|。！!.、:：]*")
_STOP = regex(r"[。！!？?；;\n]")
_NUMBERED = regex(r"\s*(?:[(（]?\d{1,2}[、.．)）]|[一二三四五六七八九十]{1,2}、|[①-⑳])")
_INLINE_NUMBER = regex(r"[。；;:：\w][(（]?\d{1,2}[、.．)）][^\n。；;]*\Z")
_ITEM = 120  # characters of an item in which the number before a phrase shows
_MAIN = frozenset(("duties", "requirements", "description"))
_CAPTION = 20  # a line at least this long that comes again is furniture, not a new job
_LONG = 200  # in a longer line a noise phrase takes only its sentence along
_FIRM = regex(r"公司|集团|[,，]|银行|中心|厂|店|院|校|所|社")


def find_noise(text: str, hits: list[tuple[int, int, int]], lexicon: Lexicon) -> list[Noise]:
    """Lines that the lexicon calls noise."""
    found: list[Noise] = []
    line_start = line_stop = -1
    list_at = 0  # where the next list below begins, as far as it has been looked for
    closes = 0  # where the last sentence before the hit ends
    noisy = lexicon.noisy
    for index, start, end in [hit for hit in hits if hit[0] in noisy]:
        if found and start < found[-1].end:
            continue
        entry = lexicon.entries[index]
        assert isinstance(entry, NoisePhrase)  # noqa: S101  for the type checker: noisy holds no others
        if end > line_stop:  # another line than the last hit's
            line_start = closes = text.rfind("\n", 0, start) + 1
            line_stop = text.find("\n", end)
            line_stop = len(text) if line_stop < 0 else line_stop
        line, stop = line_start, line_stop
        if entry.where == "footer":
            if not _only(_LEADING, text, line, start) or (found and line < found[-1].end):
                continue
            if list_at < end:
                below = _LIST_AFTER.search(text, end)
                list_at = below.start() if below is not None else -1
            if list_at < 0:
                found.append(Noise(line, len(text), entry.reason))
                break
            continue
        if entry.where == "line":
            if not _only(_BULLETS, text, line, start) or not _only(_TRAILING, text, end, stop):
                continue
        elif entry.where == "start":
            if not _only(_LEADING, text, line, start):
                continue
            if stop - line > _LONG:
                stop = _sentence(text, line, stop, start, end)[1]
        elif entry.where != "anywhere" and (_NUMBERED.match(text, line) or _INLINE_NUMBER.search(text, max(line, start - _ITEM), start)):
            continue
        elif stop - line > _LONG:
            closes, stop = _sentence(text, closes, stop, start, end)
            line = closes
        if found and line < found[-1].end:
            continue
        found.append(Noise(line, stop, entry.reason))
    furniture = find_furniture(text)
    if not furniture:
        return found
    kept: list[Noise] = []
    for noise in sorted([*found, *(Noise(*place) for place in furniture)]):
        stated = noise.reason == "table_header" and _states_fact(text[noise.start : noise.end], lexicon)
        if not stated and (not kept or noise.start >= kept[-1].end):
            kept.append(noise)
    return kept


def _states_fact(row: str, lexicon: Lexicon) -> bool:
    """Whether a row of a table holds a label and its value, rather than the names of columns: | 岗位名称 | 会计 |."""
    cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
    label = lexicon.words.get(cells[0])
    return len(cells) > 1 and isinstance(label, HeadingWord) and cells[1] not in lexicon.words


def _only(marks: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Whether a span holds such marks alone; reads no further than the first other character."""
    m = marks.match(text, start, end)
    return m is not None and m.end() == end


def blanked(text: str, noise: list[Noise]) -> str:
    """The text with noise turned to blanks: same length, same lines, nothing left to find."""
    pieces = []
    at = 0
    for start, end, _ in noise:
        pieces.append(text[at:start])
        pieces.append("".join("\n" if c == "\n" else " " for c in text[start:end]))
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def _sentence(text: str, line: int, stop: int, start: int, end: int) -> tuple[int, int]:
    for m in _STOP.finditer(text, line, start):
        line = m.end()
    close = _STOP.search(text, end, stop)
    return line, close.end() if close else stop


def find_jobs(
    text: str, anchors: list[Anchor], headings: list[Heading], marks: Marks, lexicon: Lexicon
) -> tuple[list[JobSpan], list[Noise]]:
    """The jobs of a page in order, and the chapters and introductions between them."""
    jobs, noise = _divided(text, anchors, headings, marks, lexicon)
    if jobs and jobs[0].head is None and (end := _introduction(text, jobs[0].start, headings, marks)) > jobs[0].start:
        noise.append(Noise(jobs[0].start, end, "introduction"))
        jobs[0] = jobs[0]._replace(start=end)
    return jobs, noise


def _divided(
    text: str, anchors: list[Anchor], headings: list[Heading], marks: Marks, lexicon: Lexicon
) -> tuple[list[JobSpan], list[Noise]]:
    """The jobs and what stands between them, introductions of the first aside."""
    repeated = [_is_repeated(text, a) for a in anchors]
    noise = [Noise(a.start, a.end, "page_title") for a, again in zip(anchors, repeated, strict=True) if again]
    groups = _groups(text, [a for a, again in zip(anchors, repeated, strict=True) if not again])
    if len(anchors) == 1 and anchors[0].form == "mention":
        only = anchors[0]
        line = [Noise(only.start, only.end, "title")] if only.end > only.start else []
        head = (only.start, only.end) if line else None
        return _repeated(text, [JobSpan(0, len(text), head, only.name, only.sought)], headings), line
    if not groups:
        main = any(h.kind in _MAIN and h.strength == "section" for h in headings)
        genre = None if main and "写" not in text else genre_without_jobs(text)
        if genre is not None and not (main and genre == "regulation"):
            return [], [Noise(0, len(text), genre)]
        return _repeated(text, [JobSpan(0, len(text), None, None)], headings), noise
    bounds = [*(g[0].start for g in groups[1:]), len(text)]
    jobs: list[JobSpan] = []
    chapter: tuple[int, int] | None = None
    filled = [_has_content(g, stop, headings, marks) for g, stop in zip(groups, bounds, strict=True)]
    plain = blanked(text, noise)
    siblings = {_style(text, g) for g, full in zip(groups, filled, strict=True) if full and len(g) == 1} - {""}
    for group, stop, has_list in zip(groups, bounds, filled, strict=True):
        full = has_list or (_style(text, group) in siblings and bool(plain[group[-1].end : stop].strip()))
        name = next((a.name for a in reversed(group) if a.name is not None), None)
        if not full and jobs and _goes_on(text, group, stop, marks):
            jobs[-1] = jobs[-1]._replace(end=stop)  # an item of its list that only looked like a title
            continue
        if not full and any(filled):
            noise.append(Noise(group[0].start, stop, "chapter"))
            chapter = name or chapter
            continue
        start = group[-1].end
        better = _name_in_first_line(text, start, stop, headings, marks, lexicon) if group[-1].form != "numbered" else None
        if better is not None:
            name, start = better
        count = next((a.sought for a in reversed(group) if a.sought is not None), None)
        jobs.append(JobSpan(start, stop, (group[0].start, start), name or chapter, count))
    first = groups[0][0]
    above = text[: first.start]
    over = [h for h in headings if h.end <= first.start and h.kind in _MAIN and h.strength == "section"]
    if jobs and (any(text[h.end : first.start].strip() for h in over) or _lists(text, first.start, marks)):
        jobs.insert(0, JobSpan(0, first.start, None, None))
    elif above.strip():
        if len(jobs) > 1 or any(a.form in ("line", "first", "collection") for a in groups[0]) or not filled[0]:
            noise.append(Noise(0, first.start, "introduction"))
        else:
            jobs[0] = jobs[0]._replace(start=0)
    return _repeated(text, jobs, headings), noise


_INTRODUCES = regex(  # 以下是一份关于“会计”岗位的详细职责说明，供参考。
    r"(?:以下|本文|接下来|下面(?=[是为将就介我给]))[^\n。!！?？]{1,40}?(?:一份|[几多]个|[几多]份|常见|整理|详细|参考|介绍|范文|模板|要点|来源|总结|梳理|归纳|详述|解析)[^\n。!！?？]{0,60}(?:[。!！:：]|(?=\n))"
)
_INTRODUCTION = 600  # characters within which it ends


def _introduction(text: str, start: int, headings: list[Heading], marks: Marks) -> int:
    """Where an article's introduction ends: behind the sentence that says what it brings, if only prose stands above that; in front of a form, all."""
    form = next((h for h in starting(headings, start, start + _INTRODUCTION) if h.strength != "topic"), None)
    if form is not None and form.form == "line" and text.endswith("说明书", form.word_start, form.word_end):
        return form.start
    if not any(text.find(word, start, start + _INTRODUCTION) >= 0 for word in ("以下", "本文", "接下来", "下面")):
        return start
    m = _INTRODUCES.search(text, start, start + _INTRODUCTION)
    if m is None or len(text[start : m.end()].strip()) < _CAPTION:
        return start
    if any(h.strength != "topic" and h.form in ("colon", "list", "brackets") for h in starting(headings, start, m.start())):
        return start
    if any(c.strength >= 1.0 for c in marks.between(start, m.start())) or any(
        h.end > m.end() for h in starting(headings, m.start(), m.end())
    ):
        return start
    return m.end()


def _groups(text: str, anchors: list[Anchor]) -> list[list[Anchor]]:
    """Anchors with nothing between them name one job together."""
    groups: list[list[Anchor]] = []
    for anchor in anchors:
        if groups and len(text[groups[-1][-1].end : anchor.start].strip(" \n:：、【】")) <= 1:
            groups[-1].append(anchor)
        else:
            groups.append([anchor])
    return groups


def _is_repeated(text: str, anchor: Anchor) -> bool:
    """Whether the page says the same long line before: its title, shown again as the caption of a picture."""
    line = text[anchor.start : anchor.end]
    return anchor.form == "line" and len(line) >= _CAPTION and text.find(line) < anchor.start


def _style(text: str, group: list[Anchor]) -> str:
    """How a group's title line is numbered, if it is; siblings of a job in the same style are jobs, prose or not."""
    return "一" if group[0].form == "line" and _CHAPTER.match(text, group[0].start) else ""


def _has_content(group: list[Anchor], stop: int, headings: list[Heading], marks: Marks) -> bool:
    """Whether a job's clauses follow the anchors, rather than a chapter's introduction."""
    start = group[-1].end
    if group[-1].form in ("heading", "numbered", "first"):
        return True
    if any(h.strength == "section" for h in starting(headings, start, stop)):
        return True
    ordinals = {c.ordinal for c in marks.between(start, stop) if c.strength >= 1.0}
    return 1 in ordinals or 0 in ordinals or any(n + 1 in ordinals for n in ordinals)


def _lists(text: str, stop: int, marks: Marks) -> bool:
    """Whether a list of sentences stands above the first title: a job that the page names otherwise, no introduction."""
    ends = [text.find("\n", c.end) for c in marks.between(0, stop) if c.strength >= 1.0 or (c.ordinal == 0 and c.strength > 0.5)]
    return sum(text[max(0, end - 4) : end].rstrip()[-1:] in "。；;" for end in ends if 0 <= end <= stop) >= _SENTENCES


_SENTENCES = 3  # of a list that is more than furniture


def _goes_on(text: str, group: list[Anchor], stop: int, marks: Marks) -> bool:
    """Whether what stands below the anchors is the rest of a list that began above them."""
    if _CHAPTER.match(text, group[0].start):
        return False
    ordinals = [c.ordinal for c in marks.between(group[0].start, stop) if c.strength >= 1.0 and c.ordinal]
    return bool(ordinals) and min(ordinals) > 1


def _name_in_first_line(
    text: str, start: int, stop: int, headings: list[Heading], marks: Marks, lexicon: Lexicon
) -> tuple[tuple[int, int], int] | None:
    """The post's own name in the line under a collection title: ``空运客服经理(上海) 某某物流有限公司 1.客户维护``."""
    while start < stop and text[start] in " \n":
        start += 1
    end = text.find("\n", start, stop)
    end = stop if end < 0 else end
    end = min([end, *(h.start for h in starting(headings, start, end)[:1]), *(c.start for c in marks.between(start, end)[:1])])
    name = post_name(text, start, end, lexicon)
    if name is None or (end > name[1] and not _FIRM.search(text, name[1], end)):
        return None
    close = text.rfind("。", start, end)
    if close >= 0:  # a sentence follows the firm's names: it stays
        end = max(text.rfind(" ", start, close) + 1, name[1])
    return name, end


def _repeated(text: str, jobs: list[JobSpan], headings: list[Heading]) -> list[JobSpan]:
    """Split a job where its headings begin again after its requirements: the next job has begun without saying so."""
    found: list[JobSpan] = []
    for job in jobs:
        mine = [h for h in starting(headings, job.start, job.end) if h.strength == "section" and h.kind in _MAIN]
        again = _restarts(text, mine) if len(mine) > 2 else []  # as the first of them comes again behind the requirements
        if not again:
            found.append(job)
            continue
        start = job.start
        name = job.name if any(h.number for h in mine) else None  # numbered chapters tell of the same post again
        for at in again:
            found.append(job._replace(end=at) if start == job.start else JobSpan(start, at, None, name))
            start = at
        found.append(JobSpan(start, job.end, None, name))
    return found


def _restarts(text: str, headings: list[Heading]) -> list[int]:
    """Where a numbered heading, or the duties heading, of a job comes again once its requirements have been given."""
    found: list[int] = []
    required = False
    seen: set[tuple[str, str | None]] = set()
    duties = next((text[h.word_start : h.word_end] for h in headings if h.kind == "duties"), None)
    last = max((at for at, h in enumerate(headings) if h.kind == "requirements"), default=-1)
    for at, h in enumerate(headings):
        word = text[h.word_start : h.word_end]
        again = (word, h.number) in seen and (h.number is not None or (word == duties and at < last))
        if required and again and h.kind != "requirements":
            found.append(h.start)
            required = False
            seen.clear()
        required = required or h.kind == "requirements"
        seen.add((word, h.number))
    return found
