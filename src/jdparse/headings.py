"""Which heading words of a text are headings: by their strength and by what stands before and behind them.

A third of all real ads glue a heading to the end of the sentence before it (``…技术支持任职要求：1、``), so position at a
line start is one clue among several, never a condition.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from jdparse.lexicons import HeadingWord, Lexicon

__all__ = ["Heading", "find_headings"]


class Heading(NamedTuple):
    """A heading: ``start:end`` with its number, brackets and colon; the bare word is ``word_start:word_end``."""

    start: int
    end: int
    word_start: int
    word_end: int
    kind: str
    strength: str
    number: str | None
    form: str  # how it was recognised: brackets, colon, line, list, chain, start
    context: str  # what stands before it: line, term, chain, space, comma, glued


_LEFT = re.compile(
    r"[【\[〖「『《<(（#*=~—\-–_■□◆◇●★☆▪•·>|+※→►▶✦❤◎ \u2600-\u27bf\U0001f300-\U0001faff]*"
    r"(?P<number>第[一二三四五六七八九十]{1,3}(?:部分|章|节)?\s?[、.．:：]?\s?|(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?:\.\d{1,2})?|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|(?<![A-Za-z])[A-Ha-h])\s?[、.．:：)）,，]{1,2}\s?"
    r"|[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]\s?[、.．:：]?\s?|[①-⑳❶-❿⒈-⒛⑴-⒇]\s?)?"
    r"[【\[〖「『《<(（#*=~—\-–_■□◆◇●★☆▪•·>|+※→►▶✦❤◎ \u2600-\u27bf\U0001f300-\U0001faff]*\Z"
)
_RIGHT = re.compile(
    r"(?:[ ]?[(（【\[](?!(?:\d{1,2}|[一二三四五六七八九十a-zA-Z])[)）】\]])[^()（）【】\[\]\n]{0,30}[)）】\]])?(?:[ ]?[/&]?[ ]?[A-Za-z][A-Za-z &/]{2,40}(?=[ ]?[:：\n】\])）]))?"
    r"[ ]{0,2}(?P<tail>如下|包括|主要包括|主要有|有|为|是)?[ ]?"
    r"(?P<close>[】\]〗」』》>)）]|[-—–=_~#*]{2,})?[ ]{0,2}(?P<colon>[:：;；∶])?[ ]?(?P<dashes>[-—–=_~#*]{2,})?(?P<late>[】\]〗」』])?"
)
_LIST = re.compile(
    r"\s*(?:[(（【]?\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[aA])\s?[、.．)）:：】]|\d{1,2}[,，](?!\d)|[①⑴⒈❶➊1-9]\ufe0f?\u20e3|[①⑴⒈❶➊Ⅰ]"
    r"|[•·●○◆◇■□▪★☆※✓✔√→▶►➢♦◎✅▲・‧*]|[-—–*] ?(?=[\u4e00-\u9fffA-Z])|1 ?(?=[\u4e00-\u9fff])(?![年个月天名人位周份])|职责一)"
)
_SERIES_BELOW = re.compile(r"\s?\d{1,2}\s?[:：][^\n。；;，,]{2,24}(?:职责|说明书|要求)")
_FIRST = re.compile(r"\s*[(（【]?\s?(?:1(?!\d)|一|[aA①⑴⒈❶➊Ⅰ]|[^\w\s])")  # a list that begins: 工作任务2. goes on with the one before
_OPENERS = dict(zip("】]〗」』》>)）", "【[〖「『《<(（", strict=True))
_TERMINAL = frozenset("。；;!！?？.…")
_CLOSERS = frozenset("】』」]")
_NEVER_AFTER = frozenset("的与和及合符按据照对于各该本其有无以或从在为被把将应会是跟向个项条种")
_BEFORE_CONTENT = re.compile(r"[ \n]")
_BREAK = re.compile(r"[\s。；;!！?？、]|\A")
_SERIES = re.compile(r"(?:篇\s?[一二三四五六七八九十\d]{1,3}|第\s?[一二三四五六七八九十\d]{1,3}\s?篇|职责\d{1,2})\s?[】)）]?[:：]\Z")
_SENTENCE = re.compile(r"[\n。；;!！?？:：】]")
_LEADS = re.compile(r"(?:以下|下面|如下|具体|主要|要想|想要|若要|如果|应聘|胜任)[^\n]{0,24}\Z")
_EMOJI = "\U0001f300"
_DECORATION = frozenset("【[〖「『《<(（#*=~—-–_■□◆◇●★☆▪•·>|+※→►▶✦❤◎ 、.．:：)）,，部分章节①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿⒈⒉⒊⒋⒌⑴⑵⑶⑷⑸")
_CJK_DIGITS = frozenset("一二三四五六七八九十")
_PLAIN = frozenset(("schedule", "benefits", "application", "requirements", "duties"))
_CLOCK = re.compile(r"\d[:：]\d\d\Z")
_JOINERS = frozenset("/、及和与&")
_NEVER_BEFORE = frozenset("，,、。！!？?")
_TAIL_STARTS = frozenset("如包主有为是第一职")
_MAIN = frozenset(("duties", "requirements", "description", "content"))


def find_headings(text: str, hits: list[tuple[int, int, int]], lexicon: Lexicon) -> list[Heading]:
    """Every heading among the lexicon's ``hits`` in ``text``, in order."""
    found: list[Heading] = []
    entries = lexicon.entries
    touching = -1  # where the last main heading word ended, heading or not: 客服经理职位描述|岗位职责：
    floor = 0
    last = len(hits) - 1
    for at, (index, start, end) in enumerate(hits):
        entry = entries[index]
        if start < floor or index in lexicon.noisy:
            continue
        assert isinstance(entry, HeadingWord)  # noqa: S101  for the type checker: noisy holds the others
        touches = touching == start
        touching = end if entry.strength == "section" and entry.kind in _MAIN else -1
        after = text[end : end + 1]
        if after in _JOINERS and at < last and hits[at + 1][1] == end + 1 and hits[at + 1][0] not in lexicon.noisy:
            at += 1  # 薪资福利及工作时间: one heading, of the first word's kind
            end = hits[at][2]
            after = text[end : end + 1]
        if after in _NEVER_BEFORE:
            continue
        if entry.strength != "section" and found and start == floor and found[-1].strength != "section" and found[-1].form == "colon":
            continue  # the value of a label: 假期：带薪年假
        following = hits[at + 1] if at < last and hits[at + 1][1] == end else None
        if "\u4e00" <= after <= "\u9fff" and not (touches or following or after in _TAIL_STARTS or _may_start(text, entry, start)):
            continue
        chained = bool(found) and found[-1].strength == "pair" and "\n" not in text[floor:start]
        bare_style = bool(found) and found[0].form == "start"
        heading = _heading(text, entry, start, end, lexicon, start if touches else floor, entries[following[0]] if following else None, chained, bare_style)
        if heading is not None:
            found.append(heading)
            floor = heading.end
    return found


def _may_start(text: str, entry: HeadingWord, start: int) -> bool:
    """Whether a word that runs into more text may still be a heading: at a line start, or numbered."""
    return entry.strength == "section" and (start == 0 or not "\u4e00" <= text[start - 1] <= "\u9fff" or text[start - 1] in _CJK_DIGITS)


def _heading(
    text: str, entry: HeadingWord, start: int, end: int, lexicon: Lexicon, floor: int, following: object, chained: bool, bare_style: bool
) -> Heading | None:
    """The heading that a word is, or None; ``chained``: a label–value pair stands before it on the same line."""
    word_start, bare = start, entry.bare
    while (step := _modifier(text, word_start, floor, lexicon)) > 0:
        word_start -= step
        bare = False
    left = _before(text, word_start, floor)
    if left.context in ("glued", "never") and word_start < start:  # …协调工作主要工作1.: the modifier belongs to the sentence
        word_start, bare = start, entry.bare
        left = _before(text, word_start, floor)
    left_start, context = left.start, left.context
    right = _RIGHT.match(text, end)
    assert right is not None  # noqa: S101
    if right["colon"] and context in ("glued", "comma", "never", "paren") and (lead := _lead(text, word_start, floor)) is not None:
        left_start, context = lead, "line"
    form = _form(text, entry, bare, context, left, word_start, right, end, following, chained, bare_style)
    if form is None:
        return None
    stop = right.end() if form != "chain" else end
    opener = text[left_start:word_start]
    close = right["close"] or right["late"]
    if close and len(close) == 1 and _OPENERS.get(close, "") not in opener:
        stop = right.start("close") if right["close"] else stop
    number = left.number.strip() if left.number else None
    first = left_start
    while text[first] in " \n" and first < word_start:
        first += 1
    return Heading(first, stop, word_start, end, entry.kind, entry.strength, number, form, context)


class _Left(NamedTuple):
    """What stands before a heading word: its number, its brackets and marks, where they start, and the context."""

    number: str | None
    marks: str
    start: int
    context: str


def _before(text: str, word_start: int, floor: int) -> _Left:
    if word_start <= floor or (text[word_start - 1] not in _DECORATION and text[word_start - 1] < _EMOJI):
        return _Left(None, "", word_start, _context(text, word_start, word_start, floor))
    m = _LEFT.search(text, max(floor, word_start - 14), word_start)
    assert m is not None  # noqa: S101  every part of the pattern may be empty
    start = m.start()
    if m["number"] and m.start("number"):
        edge = text[m.start("number") - 1]
        if edge in "篇责文" or (edge.isalnum() and m["number"][0].isascii()):
            start = m.end("number")  # the number belongs to what stands before it: 说明书11、, 篇二：
    return _Left(m["number"], m[0], start, _context(text, start, word_start, floor))


def _lead(text: str, word_start: int, floor: int) -> int | None:
    """Where the sentence starts that leads to a heading word and its colon: 以下是前台的详细职责："""
    begin = max(floor, word_start - 30)
    for m in _SENTENCE.finditer(text, begin, word_start):
        begin = m.end()
    while begin < word_start and text[begin] == " ":
        begin += 1
    return begin if _LEADS.match(text, begin, word_start) else None


def _modifier(text: str, at: int, floor: int, lexicon: Lexicon) -> int:
    """The length of a modifier that ends at ``at``, or 0."""
    for size in (4, 3, 2):
        if at - size >= floor and text[at - size : at] in lexicon.modifiers:
            return size
    return 0


def _context(text: str, left: int, word_start: int, floor: int) -> str:
    """What stands before: line, term (a sentence ended), chain (another heading), space, comma, glued or never."""
    if left == 0 or text[left - 1] == "\n" or not text[floor:left].strip():
        return "chain" if floor and left == floor and text[left - 1] != "\n" else "line"
    before = text[left - 1]
    if before in ":：" and _SERIES.search(text, max(floor, left - 8), left):
        return "line"
    if before in _TERMINAL or before in _CLOSERS:
        return "term"
    if text[left:word_start][:1] == " ":
        return "space"
    if before in ")）":
        return "paren"
    if before in ",，、:：/“\"":
        return "comma"
    if before in _NEVER_AFTER or (before.isdigit() and not _CLOCK.search(text, max(floor, left - 6), left)):
        return "never"
    return "glued"


def _form(
    text: str,
    entry: HeadingWord,
    bare: bool,
    context: str,
    left: _Left,
    word_start: int,
    right: re.Match[str],
    end: int,
    following: object,
    chained: bool,
    bare_style: bool,
) -> str | None:
    """How the word is a heading here, or None."""
    close = right["close"] or right["late"]
    if close and len(close) == 1 and _OPENERS[close] in left.marks:
        return "brackets" if close in "】]〗」』" or context in ("line", "term") else None
    fresh = context in ("line", "term", "chain") or bool(left.number) and context != "never"
    colon = right["colon"]
    stop = right.end()
    at_line_end = stop >= len(text) or text[stop] == "\n" or text[stop : stop + 2] == " \n"
    above_list = _LIST.match(text, stop) is not None
    if colon in (":", "：", "∶") or (colon and (above_list or at_line_end) and context in ("line", "chain")):
        if entry.strength == "pair" and (context == "glued" or (context == "never" and chained)):
            begin = text.rfind("\n", 0, word_start) + 1  # 生鲜采购员直属部门：…: a post's name may stand before it on the line
            return "colon" if chained or (entry.kind == "facts" and word_start - begin <= 12) else None
        return "colon" if fresh or context in ("space", "paren") or _loose(text, entry, bare, context, word_start) else None
    if entry.strength == "pair":
        return "line" if at_line_end and context == "line" else None
    if at_line_end and (context in ("line", "chain") or (fresh and not bare)):
        return "line"
    if _SERIES_BELOW.match(text, end):
        return None  # 岗位职责2：收银员岗位职责 names the next post
    if above_list and (fresh or (context == "space" and len(entry.word) >= 4 and _FIRST.match(text, stop)) or (entry.kind in _MAIN and _loose(text, entry, bare, context, word_start) and _FIRST.match(text, stop))):
        return "list"
    if entry.strength != "section" or bare:
        return None
    if isinstance(following, HeadingWord) and fresh and entry.kind in _MAIN and following.kind in _MAIN:
        return "chain"
    if context == "space" and text[end : end + 1] == " " and entry.kind in _PLAIN and len(entry.word) >= 4:
        return "start"
    numbered = left.number is not None and left.number.strip("(（第")[:1] not in _CJK_DIGITS
    chinese = left.number is not None and not numbered
    if (context in ("line", "chain") or chinese and context in ("glued", "term", "space")) and end - word_start >= 4 and not numbered:
        return "start" if _starts_content(text, end, entry) else None
    if bare_style and entry.kind in _MAIN and end - word_start >= 4:  # the headings of this text have no colon: 岗位职责负责…；任职要求熟悉…
        if (context == "term" and _starts_content(text, end, entry)) or (context == "glued" and text[end : end + 2] == "  "):
            return "start"
    if context == "term" and _BEFORE_CONTENT.match(text, end) and end - word_start >= 4:
        return "start"
    return None


def _loose(text: str, entry: HeadingWord, bare: bool, context: str, word_start: int) -> bool:
    """Whether a word that no line or sentence start precedes may still be a heading."""
    if context in ("never", "paren") or bare or entry.strength == "pair":
        return False
    if context == "space":
        return True
    if entry.strength != "section" or context == "comma":
        return False
    if entry.kind in _MAIN:
        return len(entry.word) >= 3
    return len(entry.word) >= 4 and _BREAK.search(text, max(0, word_start - 6), word_start) is None  # 良好晋升机会： is a label


def _starts_content(text: str, end: int, entry: HeadingWord) -> bool:
    """A heading word at a line start with neither colon nor list behind it: 职位描述参与产品需求分析…"""
    after = text[end : end + 1]
    if after in (" ", "\n"):
        return True
    return entry.kind in ("duties", "description", "requirements") and after not in "的与和及、，,。/是为之" and ("\u4e00" <= after <= "\u9fff" or "A" <= after <= "Z")
