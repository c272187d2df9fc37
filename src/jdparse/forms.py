"""Forms of posts (岗位说明书, 职务说明书) that lost their table: every label and every value was a cell of its own.

The cells come a line each, set off by blanks, or run together without any mark (``岗位名称会计岗位编号所在部门财务部…``), and no
colon tells a label from a word of a sentence. What tells is the form itself: several labels of facts follow each other without
colons, and below them its parts stand in one order. Only a text with such a run of labels, or with numbered duties that each
have tasks, is read by this module.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from jdparse.form_duties import read_duties
from jdparse.form_labels import NEVER_BEFORE, Part, Slot, cell_heading, labels, stands_alone
from jdparse.headings import Heading
from jdparse.lexicons import HeadingWord, Lexicon
from jdparse.patterns import regex

__all__ = ["outside", "read_forms"]

_CELLS = 5  # labels of facts without a colon that follow each other in a form
_SURE = 3  # characters of a label that is none of a sentence's words (编制, 部门)
_NAMED = 3  # so many are enough where the first of them names the post, at the start of a line
_NAMES = frozenset(("岗位名称", "职位名称", "职务名称"))
_FEW = 2  # so many are enough below the heading of a form's facts
_GAP = 30  # characters from one of them to the next
_MARKED, _CLOSES = frozenset(":：、，,的"), frozenset("。；;，,、")
_APART = 0.7  # share of the labels that stand alone where cells are set off by blanks or lines
_BEHIND = frozenset("的和与及、，,。；;")  # nor in front of these

Span = tuple[int, int]
Hit = tuple[int, int, int]


class _Form(NamedTuple):
    """A form's place: its facts stand in ``start:facts_end``, its parts up to ``end``."""

    start: int
    facts_end: int
    end: int
    apart: bool


def read_forms(text: str, hits: list[Hit], headings: list[Heading], lexicon: Lexicon) -> list[Heading]:
    """The headings with the cells of forms among them.

    Their strength is that of headings, or ``cut``: there ends what stands above, as at the number of a duty (职责一).
    """
    forms = _forms(text, hits, lexicon)
    if forms:
        cells = [cell for form in forms for cell in (*_top(text, form), *_facts(text, form, hits, lexicon), *_parts(text, form, lexicon))]
        starts = [form.start for form in forms]
        headings = [*outside([h for h in headings if not _among_facts(h, forms, starts)], cells), *cells]
    if _SPACED.search(text) is not None:
        headings = _with_demands(text, headings)
    headings.sort()
    return headings


_SPACED = regex(r" (?:学历|专业|年龄|性别|经验) ")
_DEMANDS = 4  # labels of demands between blanks in one line that make it a row of cells


def _with_demands(text: str, headings: list[Heading]) -> list[Heading]:
    """The headings with the labels of demands in lines of cells: 学历 大专 专业 不限 年龄 35岁以下 性别 男."""
    found: list[Heading] = []
    run: list[Span] = []
    for m in [*labels().demand.finditer(text), None]:
        if run and (m is None or m.start() - run[-1][1] > _DEMAND or _STOPPED.search(text, run[-1][1], m.start())):
            if len(run) >= _DEMANDS:
                found += [cell_heading(a, b, "requirements", "pair") for a, b in run]
            run = []
        if m is not None:
            run.append(m.span())
    return [*outside(headings, found), *found] if found else headings


_DEMAND = 60  # characters of what is demanded
_STOPPED = regex(r"[。；;\n:：]")


def _among_facts(heading: Heading, forms: list[_Form], starts: list[int]) -> bool:
    """Whether a heading that was found without a form stands where facts run together: there it is none."""
    at = bisect_right(starts, heading.start) - 1
    return at >= 0 and not forms[at].apart and heading.start < forms[at].facts_end


def outside(headings: list[Heading], cells: list[Heading]) -> list[Heading]:
    """Those of the headings that none of the cells overlaps."""
    cells = sorted(cells)
    starts = [cell.start for cell in cells]
    kept = []
    for heading in headings:
        at = bisect_left(starts, heading.end)  # the cells before it begin before the heading ends
        if not at or cells[at - 1].end <= heading.start:
            kept.append(heading)
    return kept


# --- where forms are -------------------------------------------------------------------------------------------------


def _forms(text: str, hits: list[Hit], lexicon: Lexicon) -> list[_Form]:
    """The forms of a text: each from its first label of facts to the next form."""
    runs: list[tuple[list[Hit], bool]] = []
    for run in _runs(text, hits, lexicon) if sum(index in lexicon.facts for index, _, _ in hits) >= _FEW else ():
        alone = [hit for hit in run if stands_alone(text, *hit[1:])]
        apart = len(alone) >= len(run) * _APART
        named = len(run) >= _NAMED and text[run[0][1] : run[0][2]] in _NAMES and text[run[0][1] - 1 : run[0][1]] in ("", "\n")
        if len(run) >= _CELLS or named or (len(run) > 1 and _headed(text, run[0][1])):
            runs.append((alone if apart else run, apart))
    if not runs:
        duties = list(labels().duty.finditer(text)) if "任务" in text and _DUTY_GATE.search(text) else []
        tasks = sum(m.lastgroup == "tasks" for m in duties)
        numbers = [m for m in duties if m.lastgroup == "number"]
        if tasks < 2 or len(numbers) < 2:
            return []
        start = min(m.start() for m in duties)
        return [_Form(start, start, len(text), sum(stands_alone(text, *m.span()) for m in duties) >= len(duties) * _APART)]
    ends = [*(run[0][1] for run, _ in runs[1:]), len(text)]
    return [_Form(run[0][1], run[-1][2], end, apart) for (run, apart), end in zip(runs, ends, strict=True)]


_DUTY_GATE = regex(r"责\s{0,3}[一1]")


def _runs(text: str, hits: list[Hit], lexicon: Lexicon) -> Iterator[list[Hit]]:
    """Labels of facts that follow each other without colons."""
    run: list[Hit] = []
    for hit in hits:
        index, start, end = hit
        if index not in lexicon.facts or text[end : end + 1] in _MARKED or (end - start < _SURE and not stands_alone(text, start, end)):
            continue
        if run and (start - run[-1][2] > _GAP or text[start - 1] in _CLOSES):
            yield run
            run = []
        run.append(hit)
    yield run


def _headed(text: str, start: int) -> bool:
    """Whether the heading of a form's facts is run into their first label: 一、基本信息岗位名称会计…"""
    m = labels().top.search(text, max(0, start - _ABOVE), start)
    return m is not None and m.end() == start


def _top(text: str, form: _Form) -> list[Heading]:
    """The heading of the facts, right above the first of them: 基本资料, 1、岗位概况."""
    m = labels().top.search(text, max(0, form.start - _ABOVE), form.start)
    return [cell_heading(*m.span(), "facts", "section")] if m is not None else []


_ABOVE = 14  # characters of a heading and what stands around it


def _facts(text: str, form: _Form, hits: list[Hit], lexicon: Lexicon) -> list[Heading]:
    """The labels of facts in lines of cells; those with lines of their own are headings already."""
    if form.facts_end == form.start:
        return []
    low = bisect_left(hits, form.start, key=itemgetter(1))
    high = bisect_left(hits, form.facts_end, low, key=itemgetter(1))
    spans = [(a, b) for index, a, b in hits[low:high] if index in lexicon.facts]
    starts, ends = {a for a, _ in spans}, {b for _, b in spans}
    for m in labels().facts.finditer(text, form.start, form.facts_end + _GAP):
        value = m.start() in ends and m.end() in starts  # 薪酬类型岗位工资直接下级
        if not value and starts.isdisjoint(range(m.start() - _LONGEST, m.end())):
            spans.append(m.span())
    return [
        cell_heading(a, b, "facts", "pair")
        for a, b in sorted(spans)
        if text[b : b + 1] not in ("\n", "的", "、") and (stands_alone(text, a, b) if form.apart or b - a < _SURE else True)
    ]


_LONGEST = 2  # characters by which a label may begin before another one and still hold it


def _parts(text: str, form: _Form, lexicon: Lexicon) -> list[Heading]:
    """The headings of a form's parts and the labels of the cells in them."""
    parts = labels().parts
    candidates: list[tuple[int, int, int]] = []  # start, end, which part
    numbered: list[tuple[int, int, int]] = []
    for rank, part in enumerate(parts):
        for pattern, sure in ((part.alone, True), (part.words, False)):
            for m in pattern.finditer(text, form.facts_end, form.end) if pattern is not None else ():
                number = _NUMBERED.search(text, m.start() - _NUMBERS, m.start())
                if number is not None:
                    numbered.append((number.start(), m.end(), rank))
                elif _opens(text, *m.span(), form, part, sure):
                    candidates.append((*m.span(), rank))
    chosen = sorted(numbered) if len(numbered) > 1 else _in_order(sorted([*candidates, *numbered]))
    found: list[Heading] = []
    begin, stops = form.facts_end, [form.end]
    for at, (start, end, rank) in enumerate(chosen):
        stop = chosen[at + 1][0] if at + 1 < len(chosen) else form.end
        kind = parts[rank].kind
        number = _ARABIC.search(text, start - _NUMBERS, start)
        start = number.start() if number is not None else start
        found.append(cell_heading(start, end, kind, "section", stop=_past_colon(text, end)))
        for a, b in _inner(text, end, stop, parts[rank].cells, form.apart):
            entry = lexicon.words.get(text[a:b])
            named = entry.kind if isinstance(entry, HeadingWord) and entry.strength == "pair" else kind
            found.append(cell_heading(a, b, named, "pair"))
        if kind == "authority":
            found += [cell_heading(*m.span(), kind, "cut") for m in labels().right.finditer(text, end, stop)]
        if kind == "overview":
            begin = end
        elif kind != "duties":
            stops.append(start)
    return [*found, *read_duties(text, begin, min(stop for stop in stops if stop >= begin), form.apart)]


_NUMBERED = regex(r"(?:表\s?)?[一二三四五六七八九十]{1,2}\s?[、.．:：]\s?\Z|[(（][一二三四五六七八九十]{1,2}[)）]\s?\Z")
_ARABIC = regex(r"(?:(?<![\d年月.\-/:：])(?:\d{1,2}(?:\.\d{1,2})?[、.．]|\d\.\d)\s?|(?<=[。；;\n])\d{1,2})\Z")
_NUMBERS = 5  # characters of the number of a part


def _opens(text: str, start: int, end: int, form: _Form, part: Part, sure: bool) -> bool:
    """Whether a word may be the heading of a part here."""
    after = text[end : end + 1]
    if form.apart:
        return stands_alone(text, start, end)
    if text[start - 1] in NEVER_BEFORE or after in _BEHIND:
        return False
    return sure or after in ":：" or _follows(part, text, end)


_LISTED = regex(r"\s{0,3}(?:职责|权限|权力)?\s?(?:一|1)(?!\d)")


def _follows(part: Part, text: str, end: int) -> bool:
    """Whether the first cell of a part, or its first number, stands right behind its heading."""
    return _LISTED.match(text, end) is not None or any(cell.match(text, end) for cell, _ in part.cells)


def _inner(text: str, start: int, end: int, cells: tuple[Slot, ...], apart: bool) -> Iterable[Span]:
    """The labels of the cells in one part."""
    found: list[Span] = []
    short: list[tuple[int, int, int]] = []  # labels that may be words of a sentence
    for rank, (pattern, sure) in enumerate(cells):
        for m in pattern.finditer(text, start, end):
            if apart and stands_alone(text, *m.span()):
                found.append(m.span())
            elif not apart and text[m.start() - 1] not in NEVER_BEFORE and text[m.end() : m.end() + 1] not in _BEHIND:
                if sure:
                    found.append(m.span())
                else:
                    short.append((*m.span(), rank))
    return sorted([*found, *((a, b) for a, b, _ in _in_order(sorted(short)))])


def _in_order(candidates: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The most candidates that keep the order of their ranks, each rank once; of equals the earliest."""
    best: dict[int, tuple[int, int]] = {}  # by the last rank: how many, and which candidate is the last
    before: list[int] = []  # of each candidate, the one before it
    for at, (_, _, rank) in enumerate(candidates):
        size, last = max((chain for r, chain in best.items() if r < rank), key=itemgetter(0), default=(0, -1))
        before.append(last)
        if rank not in best or best[rank][0] < size + 1:
            best[rank] = size + 1, at
    found: list[tuple[int, int, int]] = []
    at = max(best.values(), key=itemgetter(0))[1] if best else -1
    while at >= 0:
        found.append(candidates[at])
        at = before[at]
    return found[::-1]


def _past_colon(text: str, end: int) -> int:
    while text[end : end + 1] == " ":
        end += 1
    return end + (text[end : end + 1] in (":", "："))
