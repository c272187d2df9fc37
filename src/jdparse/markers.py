"""List markers: every place that could be the number or bullet of an item.

Nothing is decided here. A candidate is kept unless it cannot be a marker (``3年``, ``24小时``, ``ISO9001``, ``1.5万``); which
of them are real is decided for a whole section at once in ``numbering``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Candidate", "find_markers"]


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
_DIGITS = re.compile(
    r"(?P<open>[(（【\[] ?)?(?P<number>\d{1,2})(?P<close> ?[)）】\]])?(?P<point> ?[、.．,，:：。;；·\-—–]{1,2})?(?P<space> *)"
)
_NESTED = re.compile(r"(?<![\d.A-Za-z])(\d{1,2})\.(\d{1,2})(?:\.(\d{1,2}))?(?![\d.])[、.．)） ]? ?(?=[\u4e00-\u9fffA-Z])")
_CHINESE = re.compile(rf"(?P<open>[(（【])? ?(?:职责|第)?(?P<number>[{_CJK_DIGITS}]{{1,3}}) ?(?P<point>[)）】]?[、.．:：,，]?)")
_SIGNS = re.compile(r"[①-⑳⑴-⒇⒈-⒛❶-❿➀-➉➊-➓㈠-㈩Ⅰ-Ⅻⅰ-ⅻ] ?[、.．:：)）]?")
_LETTERS = re.compile(r"(?<![A-Za-z0-9])[(（]?(?P<letter>[A-Ha-h])(?P<point> ?[、.．)）:：])(?![A-Za-z0-9]{1,2}[.、])")
_YEARS = re.compile(r"\d{1,2} ?(?:[-~—–－至到] ?\d{1,2} ?)?(?:年|岁|周岁|个月|名|人|位)")
_GATE_CHINESE = re.compile(rf"[{_CJK_DIGITS}] ?[、.．:：)）,，】]")
_GATE_SIGNS = re.compile(r"[①-⑳⑴-⒇⒈-⒛❶-❿➀-➓㈠-㈩Ⅰ-Ⅻⅰ-ⅻ]")
_TERMINAL = frozenset("。；;!！?？:：…】」』")
_NEVER = -9.0
_AFTER_LATIN = -2.2  # HTML5、CSS3、 are no markers, but …Studio4、 is one where the list has no other 4


def find_markers(text: str, start: int, end: int, bullets: str) -> list[Candidate]:
    """Candidates in ``text[start:end]``, in order of place; overlapping ones are left in."""
    found = _digit_markers(text, start, end)
    if _GATE_CHINESE.search(text, start, end):
        found += _chinese_markers(text, start, end)
    if _GATE_SIGNS.search(text, start, end):
        found += _sign_markers(text, start, end)
    found += _letter_markers(text, start, end)
    found += _bullet_markers(text, start, end, bullets)
    found.sort()
    return found


def _place(text: str, at: int, floor: int) -> float:
    """How much what stands before ``at`` speaks for the start of an item."""
    i = at
    while i > floor and text[i - 1] == " ":
        i -= 1
    if i <= floor or text[i - 1] == "\n":
        return 1.5
    before = text[i - 1]
    if before in _TERMINAL:
        if before in ":：" and i - 1 > floor and text[i - 2].isdigit():
            return _NEVER  # 8:30
        return 1.2
    if before == ".":
        return 1.0
    if before.isascii() and before.isalnum():
        return 0.1 if i < at else (_NEVER if before.isdigit() else _AFTER_LATIN)
    if before in "，,、/+-—~～(（“\"<=>":
        return -0.6 if i == at else -0.2
    return 0.5 if i < at else 0.0


def _digit_markers(text: str, start: int, end: int) -> list[Candidate]:
    found: list[Candidate] = []
    skip = start
    if "." in text:
        for m in _NESTED.finditer(text, start, end):
            place = _place(text, m.start(), start)
            if place >= 1.0 and text[m.end() - 1] != "." and text[m.end()] not in _UNITS and int(m[1]) > 0:
                found.append(Candidate(m.start(), m.end(), "N3" if m[3] else "N2", int(m[3] or m[2]), place))
    for m in _DIGITS.finditer(text, start, end):
        at = m.start()
        if at < skip:
            continue
        if at and text[at - 1].isdigit():
            continue
        candidate = _digit_candidate(text, m, start, end)
        if candidate is not None:
            found.append(candidate)
    return found


def _digit_candidate(text: str, m: re.Match[str], start: int, end: int) -> Candidate | None:
    ordinal = int(m["number"])
    if not 0 < ordinal < 61:
        return None
    opened, closed, point = m["open"], m["close"], m["point"]
    at, stop = (m.start() if opened and closed else m.start("number")), m.end()
    after = text[stop] if stop < end else ""
    place = _place(text, at, start)
    if place < -1.0 and not (place == _AFTER_LATIN and point and point.strip()[0] in "、.．") or (at and text[at - 1] in ".$￥#@&" and not (text[at - 1] == "." and place >= 1.0)):
        return None
    if opened and closed:
        return Candidate(at, stop, "(1)", ordinal, place)
    if closed:
        if opened or closed.strip() not in ")）":
            return None
        return Candidate(at, stop, "1)", ordinal, place - (0.0 if place >= 1.0 else 0.6))
    if point:
        return _pointed(text, at, stop, ordinal, point.strip(), bool(m["space"]), after, place)
    if opened or not after or m["number"].startswith("0"):
        return None
    return _bare(text, at, stop, ordinal, after, place, spaced=bool(m["space"]))


def _pointed(text: str, at: int, stop: int, ordinal: int, point: str, spaced: bool, after: str, place: float) -> Candidate | None:
    mark = point[0]
    if after.isdigit() and not spaced:
        if mark in ".．:：-—–·,，":  # 1.5, 9:30, 3-5: only where an item starts and a unit follows at once (2.3年以上)
            if mark not in ".．" or place < 0.0 or not _YEARS.match(text, stop):
                return None
            place -= 0.8
        elif mark == "、":
            place -= 0.5
    if mark in "-—–·" and not (place >= 1.0 and (spaced or "\u4e00" <= after <= "\u9fff")):
        return None
    if after and after in _UNITS and not spaced and mark not in "、.．":
        return None
    if mark == "、":
        return Candidate(at, stop, "1", ordinal, place + 0.6)
    if mark in ".．":
        return Candidate(at, stop, "1", ordinal, place + (0.5 if not after.isascii() or spaced else 0.2))
    if mark in ":：,，":
        return Candidate(at, stop, "1", ordinal, place - 0.2)
    return Candidate(at, stop, "1", ordinal, place - (0.2 if mark in "-—–·" else 0.5))


def _bare(text: str, at: int, stop: int, ordinal: int, after: str, place: float, *, spaced: bool) -> Candidate | None:
    """A number without punctuation: ``1 负责…`` or ``3负责…``."""
    if after in _UNITS or not ("\u4e00" <= after <= "\u9fff" or (spaced and after.isalpha()) or after in "、《“"):
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


def _chinese_markers(text: str, start: int, end: int) -> list[Candidate]:
    found = []
    for m in _CHINESE.finditer(text, start, end):
        point, ordinal = m["point"], _chinese_number(m["number"])
        if not point or not ordinal:
            continue
        place = _place(text, m.start(), start)
        closed = point[0] in ")）】"
        if place < 0.0 or (m["open"] and not closed):
            continue
        if m["open"]:
            found.append(Candidate(m.start(), m.end(), "(一)", ordinal, place))
        elif closed:
            found.append(Candidate(m.start(), m.end(), "一)", ordinal, place - 0.3))
        elif place >= 1.0 or (point[0] == "、" and place >= 0.0):
            found.append(Candidate(m.start(), m.end(), "一", ordinal, place + (0.4 if point[0] == "、" else 0.0)))
    return found


_SIGN_STARTS = ((0x2460, 20, "①"), (0x2474, 20, "⑴"), (0x2488, 20, "⒈"), (0x2776, 10, "❶"), (0x2780, 10, "➀"), (0x278A, 10, "❶"), (0x3220, 10, "(一)"), (0x2160, 12, "Ⅰ"), (0x2170, 12, "Ⅰ"))  # fmt: skip


def _sign_markers(text: str, start: int, end: int) -> list[Candidate]:
    found = []
    for m in _SIGNS.finditer(text, start, end):
        code = ord(text[m.start()])
        base, family = next((base, family) for base, size, family in _SIGN_STARTS if base <= code < base + size)
        place = _place(text, m.start(), start)
        roman = family == "Ⅰ"
        if roman and place < 1.0:
            continue
        found.append(Candidate(m.start(), m.end(), family, code - base + 1, place + (0.4 if not roman else 0.0)))
    return found


def _letter_markers(text: str, start: int, end: int) -> list[Candidate]:
    found = []
    for m in _LETTERS.finditer(text, start, end):
        place = _place(text, m.start(), start)
        if place >= 0.0:
            letter = m["letter"]
            found.append(Candidate(m.start(), m.end(), "a" if letter.islower() else "A", ord(letter.lower()) - 96, place - 0.6))
    return found if any(c.ordinal == 1 for c in found) and any(c.ordinal == 2 for c in found) else []


def _bullet_markers(text: str, start: int, end: int, bullets: str) -> list[Candidate]:
    """Bullets of the lexicon anywhere an item can start; hyphens, asterisks, plus signs and the letter l more warily."""
    found = []
    for m in _bullet_pattern(bullets).finditer(text, start, end):
        place = _place(text, m.start(), start)
        mark = m[0].strip()[:1]
        if mark in "-—–*+_#>＊－lo=":
            after = text[m.end()] if m.end() < end else ""
            if place < 0.0 or not after or after in "-—–*+_#>=\n" or (after.isdigit() and mark not in "-*•"):
                continue
            if place < 1.0 and not m[0].endswith(" "):
                continue
            found.append(Candidate(m.start(), m.end(), mark, 0, place - (0.6 if place >= 0.5 else 0.0)))
        else:
            found.append(Candidate(m.start(), m.end(), mark, 0, max(place, 0.0)))
    return found


_PATTERNS: dict[str, re.Pattern[str]] = {}


def _bullet_pattern(bullets: str) -> re.Pattern[str]:
    pattern = _PATTERNS.get(bullets)
    if pattern is None:
        pattern = _PATTERNS[bullets] = re.compile(
            rf"(?<![\-—–*+_#=0-9A-Za-z])[\-—–*+_#>＊－]{{1,2}}(?![\-—–*+_#=>]) *|[{re.escape(bullets)}]+ *|(?<![^\n ])[lo](?= ?[\u4e00-\u9fff]) *"
        )
    return pattern
