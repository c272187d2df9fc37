"""List markers: every place that could be the number or bullet of an item.

Nothing is decided here. A candidate is kept unless it cannot be a marker (``3年``, ``24小时``, ``ISO9001``, ``1.5万``); which
of them are real is decided for a whole section at once in ``numbering``.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from jdparse.patterns import regex

__all__ = ["Candidate", "Marks", "scan_markers"]


class Candidate(NamedTuple):
    """A possible marker at ``start:end`` of one style; ``family`` groups styles that one list may mix."""

    start: int
    end: int
    family: str
    ordinal: int  # 0 for a bullet
    strength: float  # how much the place alone speaks for a marker; below 0: only where a list needs it


_CJK_DIGITS = "一二三四五六七八九十"
_CJK = {c: i for i, c in enumerate(_CJK_DIGITS, 1)}
_UNITS = frozenset("年岁周月天日号名人个位种项条家台套款米万千百元块点时分秒小倍折层楼级届次场门类比度期%％至到~～—℃kKwW")
# Patterns that are looked for in a whole text begin with one character of a set, not with a run of them: the matcher skips to it.
_DIGITS = regex(r"([0-9][0-9]*+)(?![年岁月周天日个名人万千百元%％至到~～kKwW℃])( ?)([)）】\]]?)( ?[、.．,，:：。;；·\-—–]{0,2})( *)")
_NESTED = regex(
    r"(?<![\d.A-Za-z])(\d{1,2})[.．](\d{1,2})(?:[.．](\d{1,2}))?(?![\d.])(?:[、.．)） ] ?(?=[\u4e00-\u9fffA-Z])|(?=[\u4e00-\u9fff]))"
)
_CHINESE = regex(rf"([{_CJK_DIGITS}][{_CJK_DIGITS}]{{0,2}}) ?([)）】]?[、.．:：,，]?)")
_CHINESE_LEAD = regex(r"([(（【])? ?(?:职责|第)?\Z")
_SIGNS = regex(r"[①-⑳⑴-⒇⒈-⒛❶-❿➀-➉➊-➓㈠-㈩Ⅰ-Ⅻⅰ-ⅻ] ?[、.．:：)）]?")
_LETTERS = regex(r"(?P<letter>[A-Ha-h])(?P<point> ?[、.．)）:：])(?![A-Za-z0-9]{1,2}[.、])")
_GATE_LETTERS = regex(r"[aAbB] ?[、.．)）:：]")
_GATE_NESTED = regex(r"[0-9][.．][0-9]")
_YEARS = regex(r"\d{1,2} ?(?:[-~—–－至到] ?\d{1,2} ?)?(?:年|岁|周岁|个月|名|人|位)|(?:985|211)(?![0-9])|[0-9][A-Z]")
_ENUMERATED = regex(r"\d{1,2}(?:[、，,和及]\s?\d|路|号线|号楼|级|期|楼|层|班|年级)")
_GATE_CHINESE = regex(rf"[{_CJK_DIGITS}] ?[、.．:：)）,，】]")
_GATE_SIGNS = regex(r"[①-⑳⑴-⒇⒈-⒛❶-❿➀-➓㈠-㈩Ⅰ-Ⅻⅰ-ⅻ]")
_TERMINAL = frozenset("。；;!！?？:：…】」』")
ROW = "|"  # the family of the rows of a table
_ROW = regex(r"(?m)^[ ]*((?:\|[ ]*)?(\d{1,2})[ ]*\||\|(?=[^\n|]*\|))[ ]*(?=[\u4e00-\u9fffA-Za-z“《])")
_DUTY_NUMBER = regex(r"职责(?<![^\s。；;:：%]职责) ?(\d{1,2}|[一二三四五六七八九十]{1,2}) ?[、.．:：]?[ \n]*(?=[\u4e00-\u9fff])")
_BEFORE_BARE = frozenset(" \n。；;!！?？:：…】」』.)）")  # or a Chinese character
_GLUED_HYPHEN = -0.5
LOST = "_"  # the family of a marker whose number is lost
# words that begin with a character that is a unit elsewhere: 1 年龄…, 2 人事…
_UNIT_WORD = regex(
    r"年(?:龄|轻|终|度|薪|底|纪)|岁末|月[度薪报末底]|周[末报]|日[常语文本方报志]|天[猫津然]|人[力事员际品才格民]|名[校牌]|个[人性]|位于"
    r"|种[植类]|条[理件]|家[庭长具政电]|台[账帐]|套[用餐]|万[达科]|千[牛]|百[货度]|元[器件]|点[检货]|时[刻间常]|分[析管类配解公店销享拣]"
    r"|小[组程红区学型]|层[次级]|楼[宇面层管]|级别|场[地所景馆内外]|门[店窗市诊卫]|类似|比[较对例]|期[间货]|号召|折扣"
)
_POINTS = {
    "、": 0.6,
    ":": -0.2,
    "：": -0.2,
    ",": -0.2,
    "，": -0.2,
    "-": -0.2,
    "—": -0.2,
    "–": -0.2,
    "·": -0.2,
    "。": -0.5,
    ";": -0.5,
    "；": -0.5,
}
_OPENS_LINE = 1.5
_ENDS = 1.2  # a sentence ends before it
_STOPS = 1.0  # a full stop may be a decimal point
_PLACES = {"\n": _OPENS_LINE, ".": _STOPS, **dict.fromkeys("。；;!！?？…】」』", _ENDS)}  # what the character before tells by itself
_CLEAR = frozenset("、.．")
_MOST = 60  # items of a list
_tuple = tuple.__new__  # makes a named tuple without the Python frame that its own constructor costs
_NEVER = -9.0
_AFTER_LATIN = -2.2  # HTML5、CSS3、 are no markers, but …Studio4、 is one where the list has no other 4


class Marks:
    """The candidates of a whole text, handed out by region."""

    __slots__ = ("_found", "_starts", "_text")

    def __init__(self, text: str, found: list[Candidate]) -> None:
        self._text, self._found = text, found
        self._starts = [c.start for c in found]

    def count(self, start: int, end: int) -> int:
        """How many candidates begin in ``text[start:end]``."""
        return bisect_left(self._starts, end) - bisect_left(self._starts, start)

    def between(self, start: int, end: int, most: int = sys.maxsize) -> list[Candidate]:
        """The candidates in ``text[start:end]``, the first ``most`` of them; one that opens the region stands as well as at a line start."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        found = self._found[low : min(high, low + most)]
        if found and found[0].end <= end and found[0].strength < _OPENS_LINE and not self._text[start : found[0].start].strip():
            at, stop, family, ordinal, strength = found[0]
            if family == "0" and strength == _AFTER_LATIN:  # as if it stood in a line of its own: 岗位职责1负责…
                strength = _OPENS_LINE - 1.0
            else:
                strength += _OPENS_LINE - max(0.0, _place(self._text, at))
            found[0] = Candidate(at, stop, family, ordinal, strength)
        return found


def scan_markers(text: str, bullets: str) -> Marks:
    """Every place of ``text`` that could be a list marker; overlapping ones are left in.

    >>> [text.ordinal for text in scan_markers("1、接待；2、回访", "•").between(0, 9)]
    [1, 2]
    """
    found = _digit_markers(text)  # in order
    others = _nested_markers(text) if ("." in text or "．" in text) and _GATE_NESTED.search(text) else []
    if _GATE_CHINESE.search(text):
        others += _chinese_markers(text)
    if _GATE_SIGNS.search(text):
        others += _sign_markers(text)
    if ("b" in text or "B" in text) and _GATE_LETTERS.search(text):  # a list of letters has a second item
        others += _letter_markers(text)
    others += _bullet_markers(text, bullets)
    if "职责" in text and _DUTY_NUMBER.search(text):
        others += _duty_numbers(text)
    if "|" in text:
        others += [Candidate(m.start(1), m.end(), ROW, int(m[2] or 0), _OPENS_LINE) for m in _ROW.finditer(text)]
    if "\nl" in text or "\no" in text or "\n?" in text or "\n？" in text or text[:1] in _LEFT_OF_BULLETS:
        others += _wingdings(text)
    if others:
        found += others
        found.sort()
    return Marks(text, found)


def _place(text: str, at: int) -> float:
    """How much what stands before ``at`` speaks for the start of an item."""
    i = at
    while i and text[i - 1] == " ":
        i -= 1
    if not i:
        return _OPENS_LINE
    before = text[i - 1]
    if before == "\n":
        return _OPENS_LINE
    if before in _TERMINAL:
        return _NEVER if before in ":：" and i > 1 and text[i - 2].isdigit() else _ENDS  # 8:30
    if before == ".":
        return _STOPS
    if before.isascii() and before.isalnum():
        return 0.1 if i < at else (_NEVER if before.isdigit() else _AFTER_LATIN)
    if before in '，,、/+-—~～(（“"<=>':
        return -0.6 if i == at else -0.2
    return 0.5 if i < at else 0.0


def _nested_markers(text: str) -> list[Candidate]:
    found: list[Candidate] = []
    for m in _NESTED.finditer(text):
        place = _place(text, m.start())
        unit = text[m.end()] in _UNITS and place < _OPENS_LINE
        if place >= 1.0 and text[m.end() - 1] != "." and not unit and int(m[1]) > 0:
            found.append(Candidate(m.start(), m.end(), "N3" if m[3] else "N2", int(m[3] or m[2]), place))
    return found


def _digit_markers(text: str) -> list[Candidate]:
    found: list[Candidate] = []
    size = len(text)
    for m in _DIGITS.finditer(text):
        number, gap, close, point, space = m.groups()
        if len(number) > 2 or (number[0] == "0" and (number == "00" or point.strip()[:1] not in ("、", ".", "．"))):
            continue
        at, stop = m.span()
        if number[-1] == "1" and len(number) == 2 and point and at and text[at - 1] in "篇责书":
            found.append(Candidate(at + 1, stop, "1", 1, _ENDS))  # 岗位职责篇21、 is the second text and its first item
            continue
        after = text[stop] if stop < size else ""
        if point in _CLEAR and not close and "\u4e00" <= after <= "\u9fff":  # most markers: 1、 at a line start, ；2、
            place = _PLACES.get(text[at - 1]) if at else _OPENS_LINE
            if place is not None and (ordinal := int(number)) <= _MOST:
                found.append(_tuple(Candidate, (at, stop, "1", ordinal, place + _POINTS.get(point, 0.5))))
                continue
        if not (close or point) and text[stop : stop + 1] == "\n" and (not at or text[at - 1] == "\n") and not gap:
            found.append(Candidate(at, stop + 1, "0", int(number), 0.6))  # a number on a line of its own
            continue
        if not (close or point):  # the number of a sentence, unless an item may start here and a word follows
            space = space or gap
            figure = space and after.isdigit() and (not at or text[at - 1] == "\n")  # 2 22—50岁
            if (
                not after
                or (after in _UNITS and not figure and not _UNIT_WORD.match(text, stop))
                or not (after >= "\u3400" or space)
                or (at and not "\u4e00" <= text[at - 1] <= "\u9fff" and text[at - 1] not in _BEFORE_BARE)
            ):
                continue
        candidate = _digit_candidate(text, at, stop, int(number), close, point.strip(), bool(space or (gap and not close)), after)
        if candidate is not None:
            found.append(candidate)
    return found


def _digit_candidate(text: str, at: int, stop: int, ordinal: int, close: str, point: str, spaced: bool, after: str) -> Candidate | None:
    if ordinal > _MOST:
        return None
    opener = at - 2 if at > 1 and text[at - 1] == " " else at - 1
    opened = opener >= 0 and text[opener] in "(（【["
    if close and opened:
        place = _place(text, opener)
        return Candidate(opener, stop, "(1)", ordinal, place) if place > _AFTER_LATIN else None
    place = _place(text, at)
    if place <= _AFTER_LATIN and not (place == _AFTER_LATIN and point and point[0] in "、.．"):
        return None
    if at and text[at - 1] in ".$￥#@&" and not (text[at - 1] == "." and place >= 1.0):
        return None
    if close:
        return Candidate(at, stop, "1)", ordinal, place - (0.0 if place >= 1.0 else 0.6)) if close in ")）" else None
    if point:
        return _pointed(text, at, stop, ordinal, point, spaced, after, place)
    if opened or (after in _UNITS and not _UNIT_WORD.match(text, stop)):
        return None
    return _bare(at, stop, ordinal, after, place, spaced=spaced)


def _pointed(text: str, at: int, stop: int, ordinal: int, point: str, spaced: bool, after: str, place: float) -> Candidate | None:
    mark = point[0]
    if after.isdigit() and not spaced:
        if mark in ".．:：-—–·,，":  # 1.5, 9:30, 3-5: only where an item starts and a unit follows at once (2.3年以上)
            if mark not in ".．" or place < 0.0 or not _YEARS.match(text, stop):
                return None
            place -= 0.8
        elif mark == "、":
            if place < 1.0 and _ENUMERATED.match(text, stop):
                return None  # 乘1、2、11路
            place -= 0.5
    if mark in "-—–·" and not (place >= 1.0 and (spaced or "\u4e00" <= after <= "\u9fff")):
        return None
    if after and after in _UNITS and not spaced and mark not in "、.．" and place < _OPENS_LINE:
        return None
    return Candidate(at, stop, "1", ordinal, place + _POINTS.get(mark, 0.5 if not after.isascii() or spaced else 0.2))


def _bare(at: int, stop: int, ordinal: int, after: str, place: float, *, spaced: bool) -> Candidate | None:
    """A number without punctuation: ``1 负责…`` or ``3负责…``."""
    latin = spaced and ((after.isalpha() and place >= _STOPS) or place >= _OPENS_LINE)  # not the 8 of Java 8 SDK
    if not ("\u4e00" <= after <= "\u9fff" or latin or after in "、《“"):
        return None
    if place < 0.5 and not (place >= 0.0 and spaced):
        return None if place < 0.0 else Candidate(at, stop, "0", ordinal, _AFTER_LATIN)
    return Candidate(at, stop, "0", ordinal, place - (0.8 if spaced else 1.0))


def _chinese_number(word: str) -> int:
    if len(word) == 1:
        return _CJK[word]
    if word[0] == "十":
        return 10 + _CJK[word[1]]
    if len(word) == 2 and word[1] == "十":
        return _CJK[word[0]] * 10
    return _CJK[word[0]] * 10 + _CJK[word[-1]] if word[1] == "十" else 0


def _chinese_markers(text: str) -> list[Candidate]:
    found = []
    floor = 0  # where the last number ended
    for m in _CHINESE.finditer(text):
        number, point = m.groups()
        low, floor = floor, m.end()
        if not point or not (ordinal := _chinese_number(number)):
            continue
        lead = _CHINESE_LEAD.search(text, max(low, m.start() - 4), m.start())
        assert lead is not None  # noqa: S101  every part of the pattern may be empty
        start, opened = lead.start(), lead[1]
        start += not opened and text[start] == " "  # it may belong to a heading: 岗位职责： 一、
        place = _place(text, start)
        closed = point[0] in ")）】"
        if place < 0.0 or (opened and not closed):
            continue
        if opened:
            found.append(Candidate(start, floor, "(一)", ordinal, place))
        elif closed:
            found.append(Candidate(start, floor, "一)", ordinal, place - 0.3))
        elif place >= 1.0 or (point[0] == "、" and place >= 0.0):
            found.append(Candidate(start, floor, "一", ordinal, place + (0.4 if point[0] == "、" else 0.0)))
    return found


_SIGN_STARTS = ((0x2460, 20, "①"), (0x2474, 20, "⑴"), (0x2488, 20, "⒈"), (0x2776, 10, "❶"), (0x2780, 10, "➀"), (0x278A, 10, "❶"), (0x3220, 10, "(一)"), (0x2160, 12, "Ⅰ"), (0x2170, 12, "Ⅰ"))  # fmt: skip


def _sign_markers(text: str) -> list[Candidate]:
    found = []
    for m in _SIGNS.finditer(text):
        code = ord(text[m.start()])
        base, family = next((base, family) for base, size, family in _SIGN_STARTS if base <= code < base + size)
        place = _place(text, m.start())
        roman = family == "Ⅰ"
        if roman and place < 1.0:
            continue
        found.append(Candidate(m.start(), m.end(), family, code - base + 1, place + (0.4 if not roman else 0.0)))
    return found


def _letter_markers(text: str) -> list[Candidate]:
    found = []
    for m in _LETTERS.finditer(text):
        at = m.start() - (1 if m.start() and text[m.start() - 1] in "(（" else 0)
        place = _place(text, at)
        if place >= 0.0:
            letter = m["letter"]
            found.append(Candidate(at, m.end(), "a" if letter.islower() else "A", ord(letter.lower()) - 96, place - 0.6))
    ordinals = {c.ordinal for c in found}
    return found if {1, 2} <= ordinals or ({2, 3} <= ordinals and text[found[0].start - 1 : found[0].start] == "\n") else []


def _bullet_markers(text: str, bullets: str) -> list[Candidate]:
    """Bullets of the lexicon wherever they stand; hyphens, asterisks and plus signs more warily."""
    found = []
    counts: dict[str, int] = {}
    size = len(text)
    for m in _bullet_pattern(bullets).finditer(text):
        at, stop = m.span()
        mark = text[at]
        if mark not in _WARY:
            place = _place(text, at)
            decorates = mark in "·・‧∙→"
            if mark >= _EMOJI:
                if mark not in counts:
                    counts[mark] = text.count(mark)
                decorates = counts[mark] < _BULLETED or text[stop : stop + 1] in "\n。！!"
            if place >= 0.5 or not decorates:  # 8k·13薪, 约翰·史密斯, 出纳→会计 and 加油💪 hold no bullet
                found.append(Candidate(at, stop, mark, 0, max(place, 0.0)))
            continue
        if mark == "_" and stop - at > 2 and stop < size and _place(text, at) >= _OPENS_LINE:
            found.append(Candidate(at, stop, LOST, 0, 0.9))  # ____每日盘点: a number that did not survive
            continue
        before, after = text[at - 1] if at else "\n", text[stop] if stop < size else ""
        if (
            len(text[at:stop].rstrip()) > 2
            or not after
            or after in _WARY_NEIGHBOURS
            or (before in _WARY_NEIGHBOURS and before != "\n")
            or (before.isascii() and before.isalnum())
        ):
            continue
        place = _place(text, at)
        if place < 0.0 or (after.isdigit() and (mark not in "-*" or text[max(0, at - 4) : at].rstrip()[-1:].isdigit())):
            continue  # 08:30 - 17:15
        if (mark == "+" and place < _OPENS_LINE) or (mark == "*" and _emphasised(text, at, before)):
            continue  # 底薪 + 提成, *必须* 有…
        if place < 1.0 and text[stop - 1] != " ":
            if mark == "-" and "\u4e00" <= after <= "\u9fff":  # …开发-维护页面-…: only where a list of hyphens is open
                found.append(Candidate(at, stop, mark, 0, _GLUED_HYPHEN))
            continue
        found.append(Candidate(at, stop, mark, 0, place - (0.6 if place >= 0.5 else 0.0)))
    if "\n  " in text:
        found = _nested_by_indent(text, found)
    lines = sum(c.family == "-" and c.strength >= _HYPHENED for c in found)
    return found if lines < _LINED else [c for c in found if c.family != "-" or c.strength >= _STOPS - 0.6]  # …“申报 - 审批 - 入库”…


def _duty_numbers(text: str) -> list[Candidate]:
    """职责 1, 职责一: the numbers of a form's duties."""
    found = []
    for m in _DUTY_NUMBER.finditer(text):
        ordinal = int(m[1]) if m[1].isdigit() else _chinese_number(m[1])
        found.append(Candidate(m.start(), m.end(), "职", ordinal, _ENDS))
    return found if len(found) > 1 else []


def _nested_by_indent(text: str, found: list[Candidate]) -> list[Candidate]:
    """Bullets of one shape that are indented further than those before them are of a list below: another family."""
    nested: list[Candidate] = []
    outer: dict[str, int] = {}  # of each shape, how far its last list is indented
    for c in found:
        line = text.rfind("\n", 0, c.start) + 1
        if c.strength < _HYPHENED or text[line : c.start].strip():
            nested.append(c)
            continue
        column = c.start - line
        first = outer.setdefault(c.family, column)
        if column >= first + _INDENT:
            c = c._replace(family=c.family + ">")
        elif column < first:
            outer[c.family] = column
        nested.append(c)
    return nested


_INDENT = 2  # blanks that make a bullet one of a list below


def _emphasised(text: str, at: int, before: str) -> bool:
    """Whether an asterisk opens or closes an emphasised word."""
    opens = at if before in " \n" or not before.isalpha() else text.rfind("*", max(0, at - 9), at)
    return opens >= 0 and _EMPHASIS.match(text, opens) is not None


_HYPHENED = _OPENS_LINE - 0.6  # the strength of a hyphen that opens a line
_LINED = 2  # so many of them, and the hyphens inside lines are none
_EMPHASIS = regex(r"\*[^\s*]{1,8}\*")
_LEFT_OF_BULLETS = frozenset("lo?？")
_LETTER_BULLET = regex(r"(?m)^ *([lo]|[?？]{1,3}) {0,4}(?=[\u4e00-\u9fff\w])")


def _wingdings(text: str) -> list[Candidate]:
    """The letters l and o, and question marks, at line starts: what is left of Word's bullets in plain text and in narrow encodings."""
    found = _LETTER_BULLET.finditer(text)
    return [Candidate(m.start(1), m.end(), "?" if m[1][0] in "?？" else m[1], 0, _OPENS_LINE - 0.6) for m in found]


_EMOJI = "\U0001f300"  # from here on; those in the middle of a sentence decorate it
_BULLETED = 3  # as often a sign comes in a list
_WARY = frozenset("-—–*+_#>＊－")
_WARY_NEIGHBOURS = frozenset("-—–*+_#>=＊－\n")


@cache
def _bullet_pattern(bullets: str) -> re.Pattern[str]:
    marks = rf"[{re.escape(bullets)}\-—–*+_#>＊－{_EMOJI}-\U0001faff]"
    return re.compile(f"{marks}{marks}* *")
