"""Lines broken in mid word: text that was turned from PDF or copied from a fixed-width page.

A break is undone only where the whole text shows one wrap width: most lines that end without punctuation are full.
A list of short unpunctuated lines has lines of many lengths and stays as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from jdparse.patterns import regex

__all__ = ["bullet_edits", "may_hold_empty_numbers", "number_edits", "wrap_edits"]

_LINE = regex(r"[^\n]+")
_CLOSED = frozenset('。！？；：.!?;:…”"》】]')
_FRESH = regex(  # how a line starts that is no continuation
    r"\s*(?:[(（【\[]|\d{1,2}[、.．)）:：,，]|[一二三四五六七八九十]{1,3}[、.．)）]|[①-⑳⑴-⒇•·●■◆★\-*—?？]|[岗职任工][位责职作]\S{2,4}[:：]|[\u4e00-\u9fff]{2,4} ?[:：])"
)
_MIN_WIDTH, _MAX_WIDTH = 16, 80
_MIN_BREAKS, _SHARE = 4, 0.7
_MIN_EXACT, _MIN_ALIKE = 30, 2  # short items of a list have one length by chance; two long ones, the longest of all, do not
_SLACK = 3  # characters by which full lines of proportional or justified text differ


def wrap_edits(text: str) -> Iterable[tuple[int, int, str]]:
    """Edits that remove the line breaks (and blank lines) inside wrapped paragraphs."""
    if text.count("\n") < _MIN_BREAKS:
        return
    if len([line for line in map(str.rstrip, text.split("\n")) if line and line[-1] not in _CLOSED]) < _MIN_ALIKE:
        return  # as in most texts
    lines = [m.span() for m in _LINE.finditer(text) if not text[m.start() : m.end()].isspace()]
    open_ended: list[tuple[int, int]] = []  # (line index, length) of lines that could go on in the next
    for i in range(len(lines) - 1):
        start, end = lines[i]
        piece = text[start:end].strip()
        after_start, after_end = lines[i + 1]
        if piece[-1] not in _CLOSED and not _FRESH.match(text, after_start, after_end):
            open_ended.append((i, len(piece)))
    width, slack = _wrap_width([length for _, length in open_ended]), _SLACK
    if width is None:  # few lines, but broken at one width to the character
        width, slack = _exact_width([length for _, length in open_ended], max(len(text[a:b].rstrip()) for a, b in lines)), 0
    if width is None:
        return
    for i, length in open_ended:
        if width - slack <= length <= width + bool(slack):
            end = lines[i][1]
            stop = lines[i + 1][0]
            while text[end - 1] == " ":
                end -= 1
            while text[stop] == " ":
                stop += 1
            latin = text[end - 1].isascii() and text[end - 1].isalnum() and text[stop].isascii() and text[stop].isalnum()
            yield end, stop, " " if latin else ""


def _exact_width(lengths: list[int], longest: int) -> int | None:
    """The width that several open-ended lines have to the character, and no line exceeds, or None."""
    if not _MIN_EXACT <= longest <= _MAX_WIDTH:
        return None
    return longest if lengths.count(longest) >= _MIN_ALIKE else None


def _wrap_width(lengths: list[int]) -> int | None:
    """The wrap width that explains most open-ended lines, or None."""
    if len(lengths) < _MIN_BREAKS:
        return None
    width = max((n for n, count in Counter(lengths).items() if count > 1), default=0)
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return None
    full = sum(width - _SLACK <= n <= width + 1 for n in lengths)
    return width if full >= max(_MIN_BREAKS, _SHARE * len(lengths)) else None


_LONE = regex(r"(?m)^[ ]*(?P<mark>[-•·*])[ ]*\n[ \n]{0,3}(?P<next>[-•·*][ ]*(?:\n|\Z)|[一二三四五六七八九十]{1,2}、|\Z)?")
_LONE_BULLETS = 3  # bullets alone in their lines show that a site put each in front of the line below


def bullet_edits(text: str) -> Iterable[tuple[int, int, str]]:
    """Put bullets that are alone in a line in front of the item below; those with none below are dropped."""
    lone = []
    at = 0
    while (m := _LONE.search(text, at)) is not None:
        end = m.end() if m["next"] is None else m.start("next")
        lone.append((m.start(), end, f"{m['mark']} " if m["next"] is None else ""))
        at = end
    if len(lone) >= _LONE_BULLETS:
        yield from lone


_EMPTY_NUMBERS = regex(r"(?<![\d.])(?:\d{1,2}、 ?){2,40}")


def may_hold_empty_numbers(text: str) -> bool:
    """Cheap look whether number_edits can find anything: three numbers in a row."""
    return _THREE.search(text) is not None


_THREE = regex(r"、 ?\d{1,2}、 ?\d{1,2}、")


def number_edits(text: str) -> Iterable[tuple[int, int, str]]:
    """Drop numbers that count on with nothing behind them: 10、保管印鉴11、12、13、; the last stays where words follow it."""
    for run in _EMPTY_NUMBERS.finditer(text):
        marks = [(m.start(), m.end(), int(m[1])) for m in _EMPTY_NUMBER.finditer(text, run.start(), run.end())]
        at = 0
        while at < len(marks):
            stop = at + 1
            while stop < len(marks) and marks[stop][2] == marks[stop - 1][2] + 1:
                stop += 1
            end = marks[stop - 1][1]
            following = text[end : end + 1]
            if stop == len(marks) and following not in ("", "\n") and not following.isdigit() and not _CHAPTER.match(text, end):
                stop -= 1
            if stop - at > 1 and marks[at][2] > 1 and not text.startswith(str(marks[stop - 1][2] + 1), marks[stop - 1][1]):
                yield marks[at][0], marks[stop - 1][1], ""
            at = max(stop, at + 1)


_EMPTY_NUMBER = regex(r"(\d{1,2})、 ?")
_CHAPTER = regex(r"[一二三四五六七八九十]{1,2}、")
