"""Which heading words of a text are headings: by their strength and by what stands before and behind them.

A third of all real ads glue a heading to the end of the sentence before it (``…技术支持任职要求：1、``), so position at a
line start is one clue among several, never a condition.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import NamedTuple, Protocol, TypeVar

from jdparse.lexicons import HeadingWord, Lexicon
from jdparse.patterns import regex

__all__ = ["Heading", "find_headings", "starting"]


class Heading(NamedTuple):
    """A heading: ``start:end`` with its number, brackets and colon; the bare word is ``word_start:word_end``."""

    start: int
    end: int
    word_start: int
    word_end: int
    kind: str
    strength: str
    number: str | None
    form: str  # how it was recognised: brackets, colon, line, list, chain, start, chapter, cell
    context: str  # what stands before it: line, term, chain, space, comma, glued


_LEFT = regex(
    r"[【\[〖「『《<(（#*=~—\-–_■□◆◇●★☆▪•·>|+※→►▶✦❤◎ \u2600-\u27bf\U0001f300-\U0001faff]*"
    r"(?P<number>第[一二三四五六七八九十]{1,3}(?:部分|章|节)?\s?[、.．:：]?\s?|(?:[一二三四五六七八九十]{1,3}|\d{1,2}(?:\.\d{1,2})?|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|(?<![A-Za-z])[A-Ha-h])\s?[、.．:：)）,，]{1,2}\s?"
    r"|[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]\s?[、.．:：]?\s?|[①-⑳❶-❿⒈-⒛⑴-⒇]\s?)?"
    r"[【\[〖「『《<(（#*=~—\-–_■□◆◇●★☆▪•·>|+※→►▶✦❤◎ \u2600-\u27bf\U0001f300-\U0001faff]*\Z"
)
_RIGHT = regex(
    r"(?:[ ]?[(（【\[](?!(?:\d{1,2}|[一二三四五六七八九十a-zA-Z])[)）】\]])[^()（）【】\[\]\n]{0,30}[)）】\]])?(?:[ ]?[/&]?[ ]?[A-Za-z][A-Za-z &/]{2,40}(?=[ ]?[:：\n】\])）]))?"
    r"[ ]{0,2}(?P<tail>(?:主要|通常|大致|一般)?(?:如下|包括|包含|涵盖|有|为|是)(?:但不限于)?(?:(?:以下|如下)(?:[几一二两三四五六七八九十]?[个点项条])?(?:方面|内容)?)?)?[ ]?"
    r"(?P<close>[】\]〗」』》>)）]|[-—–=_~#*]{2,})?[ ]{0,2}(?P<colon>[:：;；∶])?[ ]?(?P<dashes>[-—–=_~#*]{2,})?(?P<late>[】\]〗」』])?"
)
_LIST = regex(
    r"\s*(?:[(（【]?\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2}|[aA])\s?[、.．)）:：】]|\d{1,2}[,，](?!\d)|[①⑴⒈❶➊1-9]\ufe0f?\u20e3|[①⑴⒈❶➊Ⅰ]"
    r"|[•·●○◆◇■□▪★☆※✓✔√→▶►➢♦◎✅▲・‧*\U0001f300-\U0001faff]|[-—–*] ?(?=[\u4e00-\u9fffA-Z])|[-*] (?=\d)|1 ?(?=[\u4e00-\u9fff])(?![年个月天名人位周份])|职责一)"
)
_SERIES_STARTS = frozenset(" \n0123456789")
_SERIES_BELOW = regex(r"\s?\d{1,2}\s?[:：][^\n。；;，,]{2,24}(?:职责|说明书|要求)")
_FIRST = regex(r"\s*[(（【]?\s?(?:1(?!\d)|一|[aA①⑴⒈❶➊Ⅰ]|[^\w\s])")  # a list that begins: 工作任务2. goes on with the one before
_OPENERS = dict(zip("】]〗」』》>)）", "【[〖「『《<(（", strict=True))
_CONTEXTS = {  # what the character before a heading word says of it
    **dict.fromkeys("的与和及合符按据照对于各该本其有无以或从在为被把将应会是跟向个项条种", "never"),
    **dict.fromkeys(',，、:：/“"', "comma"),
    **dict.fromkeys(")）", "paren"),
    **dict.fromkeys("。；;!！?？.…】』」]", "term"),
}
_BEFORE_CONTENT = regex(r"[ \n]")
_BREAK = regex(r"[\s。；;!！?？、]|\A")
_SERIES = regex(r"(?:篇\s?[一二三四五六七八九十\d]{1,3}|第\s?[一二三四五六七八九十\d]{1,3}\s?篇|职责\d{1,2})\s?[】)）]?[:：]\Z")
_SENTENCE = regex(r"[\n。；;!！?？:：】]")
_LEADS = regex(r"(?:以下|下面|如下|具体|主要|要想|想要|若要|如果|应聘|胜任|其(?![他它中]))[^\n]{0,24}\Z")
_EMOJI = "\U0001f300"
_DECORATION = frozenset("【[〖「『《<(（#*=~—-–_■□◆◇●★☆▪•·>|+※→►▶✦❤◎ 、.．:：)）,，部分章节①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿⒈⒉⒊⒋⒌⑴⑵⑶⑷⑸")
_CJK_DIGITS = frozenset("一二三四五六七八九十")
_PLAIN = frozenset(("schedule", "benefits", "application", "requirements", "duties"))
_CLOCK = regex(r"\d[:：]\d\d\Z")
_JOINERS = frozenset("/、及和与&")
_NEVER_BEFORE = frozenset("，,、。！!？?")
_ASKED = regex(
    r"(?:的?(?:标准|具体|最新)?(?:范[文本]|模板|大全)?)?(?:怎[么样]写|如何写|写什么|是什么|有哪些|包括哪些|\s?[(（](?:[精优]选|通用|最新|推荐|合集|共|范文)?\s?\d{1,2}\s?篇)"
)
_BULLET_LINE = regex(r"(?:\n|\A)[ ]*[•·●○◆◇■□▪*\-][ ]*[^\n]{1,10}\Z")  # • 主流技术栈 with bullets below is an item
_SERIAL = regex(r" ?[一二三四五六七八九十]{1,2}\s?[:：]| ?\d{1,2} (?=[\u4e00-\u9fff])")
_GOES_ON = frozenset("，,、和与及")
_NUMBER_LETTERS = frozenset("第一二三四五六七八九十部分章节")  # of the letters, those that the number before a heading may hold
_COMPOUND_STARTS = frozenset("天月日年业")  # letters that go on into a heading word of pay, time or prospects
_ACTIVITIES = ("工作", "任务")
_DONE = regex(r"(?:[\s。；;!！?？、.．]|\A)(?:组织|处理|提供|负责|协助|参与|完成|实施|做好|开展)[\u4e00-\u9fff]{1,8}\Z")
_LEAD_WORDS = 8  # characters that may stand before a heading word in a line that it closes
_FIGURE = regex(r"[^\s\d]\d{1,6}\Z")  # that ends an item: 熟悉HTML5岗位职责：, not one that numbers the heading
_RESTART = regex(r"\s*[(（]?1\s?[、.．)）](?!\d)")
_LATER_ITEM = regex(r"[2-9]\s?[、.．)）]")
_LIST_REACH = 300  # characters in which the list before a restart shows
_LEFT_REACH = 14  # characters that a heading's number and marks may take
_TAIL_STARTS = frozenset("如包主通大一涵有为是第职")
_COLONS, _BEHIND_COLON = frozenset(":："), frozenset(" -—–=_~#*】]〗」』")  # as in _RIGHT, whose other parts stand before
_MAIN = frozenset(("duties", "requirements", "description", "content"))


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


P = TypeVar("P", bound=_Placed)
_start = attrgetter("start")


def starting(placed: list[P], start: int, end: int) -> list[P]:
    """Those of the headings (or other things with a start that stand in order) that start in ``start:end``."""
    low = bisect_left(placed, start, key=_start)
    return placed[low : bisect_left(placed, end, low, key=_start)]


def find_headings(text: str, hits: list[tuple[int, int, int]], lexicon: Lexicon) -> list[Heading]:
    """Every heading among the lexicon's ``hits`` in ``text``, in order."""
    found: list[Heading] = []
    entries, noisy, main, sections = lexicon.entries, lexicon.noisy, lexicon.main, lexicon.sections
    touching = -1  # where the last main heading word ended, heading or not: 客服经理职位描述|岗位职责：
    floor = 0
    last = len(hits) - 1
    for at, (index, start, end) in enumerate(hits):
        if start < floor or index in noisy:
            continue
        touches = touching == start
        touching = end if index in main else -1
        if touches and entries[index][2] == "topic" and not (found and found[-1].end == start):
            touches = False  # 熟悉对数据中心的要求|优先
        after = text[end : end + 1]
        if after in _JOINERS and at < last and hits[at + 1][1] == end + 1 and hits[at + 1][0] not in noisy:
            at += 1  # 薪资福利及工作时间: one heading, of the first word's kind
            end = hits[at][2]
            after = text[end : end + 1]
        if after in _NEVER_BEFORE or after == "时" or (after == " " and text[end : end + 3].lstrip(" ")[:1] in _GOES_ON):
            continue  # also of a link in mid sentence: 制定本部门  岗位职责  、规章制度
        if end - start == 2 and _SERIAL.match(text, end):
            continue  # 职责一：… is an item
        if index in main and _ASKED.match(text, end):
            continue  # the title of a page: 客服任职要求怎么写（精选8篇）
        if found and start == floor and index not in sections and found[-1].strength != "section" and found[-1].form == "colon":
            continue  # the value of a label: 假期：带薪年假
        following = hits[at + 1] if at < last and hits[at + 1][1] == end else None
        if "\u4e00" <= after <= "\u9fff" and not (
            touches or following or after in _TAIL_STARTS or (index in sections and _may_start(text, start))
        ):
            continue
        pair_end = floor if found and found[-1].strength == "pair" else -1
        bare_style = bool(found) and found[0].form == "start"
        entry = entries[index]
        assert isinstance(entry, HeadingWord)  # noqa: S101  for the type checker: noisy holds the others
        heading = _heading(
            text,
            entry,
            start,
            end,
            lexicon,
            start if touches else floor,
            entries[following[0]] if following else None,
            pair_end,
            bare_style,
        )
        if heading is None and entry.strength == "topic" and found and _in_row(text, found[-1], start, end):
            if found[-1].form == "colon":
                found[-1] = found[-1]._replace(form="row")
            heading = Heading(start, end + 1, start, end, entry.kind, "topic", None, "row", "glued")
        if heading is not None:
            found.append(heading)
            floor = heading.end
    return _with_chapters(text, found, lexicon)


def _in_row(text: str, before: Heading, start: int, end: int) -> bool:
    """Whether a label with a colon is run into the value of another one: 学历：大专专业：不限年龄：30岁."""
    return (
        before.strength == "topic"
        and before.form in ("colon", "row")
        and before.kind == "requirements"
        and text[end : end + 1] in (":", "：")
        and 0 < start - before.end <= _VALUE
        and _VALUED.search(text, before.end, start) is None
    )


_VALUE = 16  # characters of a value that another label is run into
_VALUED = regex(r"[。；;\n:：]|[的和与及、，,]\Z|\d[、.．]\s?\Z")


_CHAPTERS = regex(r"(?m)^[ ]*(?P<number>[一二三四五六七八九十]{1,2}[、.．])[ ]?(?P<name>[^\n。；;，,！!]{2,20}?)[ ]*[:：]?[ ]*$")


def _with_chapters(text: str, found: list[Heading], lexicon: Lexicon) -> list[Heading]:
    """The headings, and the numbered lines of unknown words that stand among numbered headings: 一、行政主管的定义."""
    if "\n" not in text or "三" not in text:
        return found
    lines = list(_CHAPTERS.finditer(text))
    if len(lines) < _SIBLINGS:
        return found
    over = next((h for h in found if h.kind in _MAIN and h.strength == "section" and h.number is None), None)
    if over is not None and over.start < lines[-1].start():
        return found  # fields of the duties, perhaps
    starts = {text.rfind("\n", 0, h.word_start): h.kind for h in found if h.strength == "section" and h.number}
    unknown = [(m, _chapter_kind(m["name"], lexicon)) for m in lines if text.rfind("\n", 0, m.start("name")) not in starts]
    kinds = {*starts.values(), *(kind for _, kind in unknown)}
    if not kinds & _MAIN or len(kinds - {"content"}) < _SIBLINGS - 1:
        return found
    if any(_names_post(m["name"], lexicon) for m, _ in unknown):
        return found  # 一、维修工: jobs, not chapters of one
    made = [Heading(m.start("number"), m.end(), *m.span("name"), kind, "section", m["number"], "chapter", "line") for m, kind in unknown]
    return sorted([*found, *made])


def _names_post(name: str, lexicon: Lexicon) -> bool:
    """Whether a line holds the name of a post, perhaps with how many are sought."""
    name = _SOUGHT.sub("", name)
    return name[-1:] in lexicon.roles_by_end and name.endswith(lexicon.roles_by_end[name[-1:]])


_SOUGHT = regex(r"[ （(]*(?:\d{1,3}|若干|[一二两三四五六七八九十])\s?[名人位]?[）)]?\Z|[（(][^（()）]{1,12}[)）]\Z")


def _chapter_kind(name: str, lexicon: Lexicon) -> str:
    """What a numbered line of unknown words is about, by the last word of it that tells."""
    told = max(((name.rfind(word), len(word), kind) for word, kind in lexicon.chapters if word in name), default=None)
    return told[2] if told is not None else "content"


_SIBLINGS = 3  # numbered lines from which on they are chapters


def _may_start(text: str, start: int) -> bool:
    """Whether a word that runs into more text may still open a section: at a line start, or numbered."""
    return start == 0 or not "\u4e00" <= text[start - 1] <= "\u9fff" or text[start - 1] in _CJK_DIGITS


def _heading(
    text: str, entry: HeadingWord, start: int, end: int, lexicon: Lexicon, floor: int, following: object, pair_end: int, bare_style: bool
) -> Heading | None:
    """The heading that a word is, or None; ``pair_end``: where the heading before it ends if that is a pair, else -1."""
    word_start, bare = start, entry.bare
    while word_start and text[word_start - 1] in lexicon.modifier_ends and (step := _modifier(text, word_start, floor, lexicon)) > 0:
        word_start -= step
        bare = False
    left = _before(text, word_start, floor)
    if word_start < start and left[3] in ("glued", "never"):  # …协调工作主要工作1.: the modifier belongs to the sentence
        word_start, bare = start, entry.bare
        left = _before(text, word_start, floor)
    number, _, left_start, context = left
    right = _behind(text, end)
    close, close_at, colon, stop = right
    lead = _lead(text, word_start, floor) if colon and context in ("glued", "comma", "never", "paren") else None
    if lead is None and colon and text[word_start - 1 : word_start] == "的" and len(entry.word) >= 4 and _LED.match(text, end, stop):
        lead = _owned(text, word_start, floor) if _LIST.match(text, stop) else None
    if lead is not None:
        left_start, context = lead, "line"
    form = _form(text, entry, bare, context, left, word_start, right, end, following, pair_end, bare_style)
    if form is None and (lead := _own_line(text, word_start, stop, floor)) is not None:
        left_start, form = lead, "line"
    if form is None:
        return None
    if form == "chain":
        stop = end
    if close_at >= 0 and len(close) == 1 and _OPENERS.get(close, "") not in text[left_start:word_start]:
        stop = close_at
    number = number.strip() if number else None
    first = left_start
    while text[first] in " \n" and first < word_start:
        first += 1
    return Heading(first, stop, word_start, end, entry.kind, entry.strength, number, form, context)


_Left = tuple[str | None, str, int, str]  # number, brackets and marks, where they start, context
_Right = tuple[str, int, str | None, int]  # closing bracket or "", where it stands (-1: none, or behind the colon), colon, end


def _behind(text: str, end: int) -> _Right:
    """What stands behind a heading word that ends at ``end``."""
    after = text[end : end + 1]
    if after == "\n" or ("\u4e00" <= after <= "\u9fff" and after not in _TAIL_STARTS):
        return "", -1, None, end
    if after in _COLONS and text[end + 1 : end + 2] not in _BEHIND_COLON:
        return "", -1, after, end + 1
    m = _RIGHT.match(text, end)
    assert m is not None  # noqa: S101  every part of the pattern may be empty
    close, late, colon = m.group("close", "late", "colon")
    return close or late or "", m.start("close"), colon, m.end()


def _before(text: str, word_start: int, floor: int) -> _Left:
    """What stands before a heading word that starts at ``word_start``."""
    if word_start <= floor or (text[word_start - 1] not in _DECORATION and text[word_start - 1] < _EMOJI):
        return None, "", word_start, _context(text, word_start, word_start, floor)
    low = max(floor, word_start - _LEFT_REACH)
    begin = word_start - 1
    # no letter of a sentence can be part of the match: searching from the first one would only try in vain
    while begin > low and (not "\u4e00" <= text[begin - 1] <= "\u9fff" or text[begin - 1] in _NUMBER_LETTERS):
        begin -= 1
    m = _LEFT.search(text, begin, word_start)
    assert m is not None  # noqa: S101  every part of the pattern may be empty
    start = m.start()
    if m["number"] and m.start("number"):
        edge = text[m.start("number") - 1]
        if edge in "篇责文" or (edge.isalnum() and m["number"][0].isascii()):
            start = m.end("number")  # the number belongs to what stands before it: 说明书11、, 篇二：
    return m["number"], m[0], start, _context(text, start, word_start, floor)


def _lead(text: str, word_start: int, floor: int) -> int | None:
    """Where the sentence starts that leads to a heading word and its colon: 以下是前台的详细职责："""
    begin = max(floor, word_start - 30)
    for m in _SENTENCE.finditer(text, begin, word_start):
        begin = m.end()
    while begin < word_start and text[begin] == " ":
        begin += 1
    return begin if _LEADS.match(text, begin, word_start) else None


_LED = regex(r"[^\n]{0,6}(?:以下|如下)")


def _owned(text: str, word_start: int, floor: int) -> int | None:
    """Where the sentence starts that says whose duties the list below tells: 防损员的工作职责主要包括以下几个方面："""
    begin = max(floor, word_start - _OWNER)
    fresh = begin == floor
    for m in _SENTENCE.finditer(text, begin, word_start):
        begin, fresh = m.end(), True
    return begin if fresh and _COMMAS.search(text, begin, word_start) is None else None


_OWNER = 18  # characters before the heading word in such a sentence
_COMMAS = regex(r"[，,、\d]")


def _own_line(text: str, word_start: int, stop: int, floor: int) -> int | None:
    """Where the line starts that a heading word closes, between the end of a sentence and the first item of a list: 我们对您的要求."""
    if text[stop : stop + 1] != "\n":
        return None
    begin = max(text.rfind("\n", floor, word_start) + 1, floor)
    words = text[begin:word_start]
    above = _last_above(text, begin)
    if not 0 < len(words.strip()) <= _LEAD_WORDS or _CONTEXTS.get(above) != "term" or any(not (c.isalpha() or c == " ") for c in words):
        return None
    return begin if _FIRST.match(text, stop) and _LIST.match(text, stop) else None


def _modifier(text: str, at: int, floor: int, lexicon: Lexicon) -> int:
    """The length of a modifier that ends at ``at``, or 0."""
    for size in (4, 3, 2):
        if at - size >= floor and text[at - size : at] in lexicon.modifiers:
            return size
    return 0


def _context(text: str, left: int, word_start: int, floor: int) -> str:
    """What stands before: line, term (a sentence ended), chain (another heading), space, comma, glued or never."""
    if left <= floor or (before := text[left - 1]) == "\n" or (before.isspace() and _blank(text, floor, left)):
        return "chain" if floor and left == floor and text[left - 1] != "\n" else "line"
    if before in ":：" and _SERIES.search(text, max(floor, left - 8), left):
        return "line"
    context = _CONTEXTS.get(before, "")
    if context != "term" and left < word_start and text[left] == " ":
        return "space"
    if not context and before.isdigit():
        return "glued" if _CLOCK.search(text, max(floor, left - 6), left) else "never"
    return context or "glued"


def _blank(text: str, floor: int, end: int) -> bool:
    """Whether nothing but blanks stands between ``floor`` and ``end``; read from the end, which is mostly a letter."""
    while end > floor and text[end - 1].isspace():
        end -= 1
    return end <= floor


def _form(
    text: str,
    entry: HeadingWord,
    bare: bool,
    context: str,
    left: _Left,
    word_start: int,
    right: _Right,
    end: int,
    following: object,
    pair_end: int,
    bare_style: bool,
) -> str | None:
    """How the word is a heading here, or None."""
    number, marks = left[:2]
    close, _, colon, stop = right
    if len(close) == 1 and _OPENERS[close] in marks:
        return "brackets" if close in "】]〗」』" or context in ("line", "term") else None
    fresh = context in ("line", "term", "chain") or bool(number) and context != "never"
    at_line_end = stop >= len(text) or text[stop] == "\n" or text[stop : stop + 2] == " \n"
    if colon and (
        colon not in ";；"
        or (context in ("line", "chain") and (at_line_end or _LIST.match(text, stop)) and _closed_above(text, word_start))
    ):
        chained = entry.strength == "pair" and pair_end >= 0 and text.find("\n", pair_end, word_start) < 0
        if entry.strength == "pair" and (context == "glued" or (context == "never" and chained)):
            # 生鲜采购员直属部门：…: a post's name may stand before it on the line
            opens_line = word_start <= 12 or text.find("\n", word_start - 13, word_start) >= 0
            return "colon" if chained or (entry.kind == "facts" and opens_line) else None
        if fresh or context in ("space", "paren") or _loose(text, entry, bare, context, word_start):
            return "colon"
        return "colon" if _restarts(text, entry, context, word_start, stop, colon=True) else None
    if entry.strength == "pair":
        return "line" if at_line_end and context == "line" else None
    if colon and context == "line" and not _closed_above(text, word_start):
        return None  # 一年以上本职工作⏎经验；
    if at_line_end and (context in ("line", "chain") or (fresh and not bare)):
        return "line"
    if text[end : end + 1] in _SERIES_STARTS and _SERIES_BELOW.match(text, end):
        return None  # 岗位职责2：收银员岗位职责 names the next post
    if (
        fresh
        or (context == "space" and len(entry.word) >= 4 and _FIRST.match(text, stop))
        or (
            entry.kind in _MAIN
            and _loose(text, entry, bare, context, word_start)
            and _FIRST.match(text, stop)
            and not (at_line_end and _BULLET_LINE.search(text, max(0, word_start - _LEFT_REACH), word_start))
        )
        or _restarts(text, entry, context, word_start, stop, colon=False)
    ) and _LIST.match(text, stop):
        return "list"
    if entry.strength != "section" or bare:
        return None
    if isinstance(following, HeadingWord) and fresh and entry.kind in _MAIN and following.kind in _MAIN:
        return "chain"
    if context == "space" and text[end : end + 1] == " " and entry.kind in _PLAIN and len(entry.word) >= 4:
        return "start"
    numbered = number is not None and number.strip("(（第")[:1] not in _CJK_DIGITS
    chinese = number is not None and not numbered
    if (context in ("line", "chain") or chinese and context in ("glued", "term", "space")) and end - word_start >= 4 and not numbered:
        return "start" if _starts_content(text, end, entry, numbered=chinese) else None
    if (
        bare_style and entry.kind in _MAIN and end - word_start >= 4
    ):  # the headings of this text have no colon: 岗位职责负责…；任职要求熟悉…
        if (context == "term" and _starts_content(text, end, entry)) or (context == "glued" and text[end : end + 2] == "  "):
            return "start"
    if context == "term" and _BEFORE_CONTENT.match(text, end) and end - word_start >= 4:
        return "start"
    return None


def _restarts(text: str, entry: HeadingWord, context: str, word_start: int, stop: int, *, colon: bool) -> bool:
    """Whether a list begins anew behind a word that is glued to the last item of another: …能适应出差福利待遇1、"""
    if entry.strength != "section" or not _RESTART.match(text, stop):
        return False
    before = text[word_start - 1 : word_start]
    if colon:
        latin = context == "glued" and before.isascii() and before.isalpha()
        figure = (
            context == "never" and before.isdigit() and len(entry.word) >= 4 and _FIGURE.search(text, max(0, word_start - 8), word_start)
        )
        return entry.kind in _MAIN and bool(latin or figure)
    if context == "never" and not text[max(0, word_start - 2) : word_start].isdigit():
        return False
    if len(entry.word) < 4 and not text.endswith("优先", 0, word_start):
        return False
    if before.isdigit() and entry.kind in _MAIN:
        return True
    return _LATER_ITEM.search(text, max(0, word_start - _LIST_REACH), word_start) is not None


def _last_above(text: str, line: int) -> str:
    """The last character above the line that starts at ``line``, or nothing."""
    return text[max(0, line - 4) : line].rstrip()[-1:]


def _closed_above(text: str, word_start: int) -> bool:
    """Whether the line above a word ends a sentence, so that the word does not go on with it."""
    above = _last_above(text, text.rfind("\n", 0, word_start) + 1)
    return not above or not (above.isalnum() or above in "，,、")


def _loose(text: str, entry: HeadingWord, bare: bool, context: str, word_start: int) -> bool:
    """Whether a word that no line or sentence start precedes may still be a heading."""
    if context in ("never", "paren") or bare or entry.strength == "pair":
        return False
    if context == "space":
        return True
    if entry.strength != "section" or context == "comma":
        return False
    if (entry.kind not in _MAIN or entry.word.endswith(_ACTIVITIES)) and _DONE.search(text, max(0, word_start - 10), word_start):
        return False  # 1、组织员工绩效考核：…, 处理仓库日常工作：…
    if entry.kind in _MAIN:
        return len(entry.word) >= 3
    if text[word_start - 1] in _COMPOUND_STARTS and not text[max(0, word_start - 2)].isdigit():
        return False  # 每天工作时间：, 职业晋升通道：
    return len(entry.word) >= 4 and _BREAK.search(text, max(0, word_start - 6), word_start) is None  # 良好晋升机会： is a label


def _starts_content(text: str, end: int, entry: HeadingWord, *, numbered: bool = False) -> bool:
    """A heading word at a line start with neither colon nor list behind it: 职位描述参与产品需求分析…"""
    after = text[end : end + 1]
    if after in (" ", "\n"):
        return True
    return (
        (entry.kind in ("duties", "description", "requirements") or (entry.kind == "overview" and numbered))
        and after not in "的与和及、，,。/是为之"
        and ("\u4e00" <= after <= "\u9fff" or "A" <= after <= "Z")
    )
