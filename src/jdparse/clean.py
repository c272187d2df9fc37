"""The clean view: the text that later stages read, with the way back to the source for every character.

The source is never changed. Each step below has one name, used here, in ``CleanView.steps`` and in
``Document.explain()``. A step that keeps the length leaves offsets alone; one that drops, replaces or joins
characters rebuilds the offset map. NFKC is not used: it would turn ``①3年`` into ``13年``.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable
from functools import cache

from jdparse.html import read_html
from jdparse.pagecuts import may_hold_cuts, page_edits
from jdparse.patterns import regex
from jdparse.toml_files import LEXICON
from jdparse.watermarks import FOREIGN, brand_edits, may_hold_brand, may_hold_readings, names_site, reading_edits, script_edits
from jdparse.wraps import bullet_edits, may_hold_empty_numbers, number_edits, wrap_edits

__all__ = ["STEPS", "CleanView", "Edit", "clean"]


Edit = tuple[int, int, str]  # replace text[start:end] by the string


class CleanView:
    """Clean text and its offset map.

    ``text`` is the cleaned reading, ``match`` the same with traditional characters folded to simplified ones for
    matching (equal length). ``hidden`` are source spans of scripts, styles and hidden elements. ``steps`` names what
    fired.
    """

    __slots__ = ("_ends", "_starts", "hidden", "match", "steps", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.match = text
        self.steps: list[str] = []
        self.hidden: list[tuple[int, int]] = []
        self._starts: array[int] | None = None
        self._ends: array[int] | None = None

    @property
    def exact(self) -> bool:
        """Whether every clean offset is the source offset."""
        return self._starts is None

    def source_start(self, index: int) -> int:
        """Where the clean character at ``index`` starts in the source."""
        return index if self._starts is None else self._starts[index]

    def source_end(self, index: int) -> int:
        """Where the clean character before ``index`` ends in the source."""
        return index if self._ends is None else self._ends[index - 1]

    def apply(self, step: str, edits: Iterable[Edit]) -> None:
        """Carry out edits (sorted, not overlapping) on the text as it is now."""
        todo = list(edits)
        if not todo:
            return
        if step not in self.steps:
            self.steps.append(step)
        text = self.text
        if all(len(put) == end - start for start, end, put in todo):
            self.text = _spliced(text, todo)
            return
        if self._starts is None or self._ends is None:
            self._starts, self._ends = _counted(0, len(text)), _counted(1, len(text))
        old_starts, old_ends = memoryview(self._starts), memoryview(self._ends)
        starts, ends = [], []
        at = 0
        for start, end, put in todo:
            if start > at:
                starts.append(old_starts[at:start])
                ends.append(old_ends[at:start])
            if put:
                starts += [old_starts[start : start + 1]] * len(put)
                ends += [old_ends[end - 1 : end]] * len(put)
            at = end
        starts.append(old_starts[at:])
        ends.append(old_ends[at:])
        self.text, self._starts, self._ends = _spliced(text, todo), array("l", b"".join(starts)), array("l", b"".join(ends))


_COUNT = array("l", range(1 << 12))


def _counted(first: int, size: int) -> array[int]:
    """The numbers from ``first`` on: a copy of a part of a ready table where the text is no longer than most."""
    if first + size <= len(_COUNT):
        return _COUNT[first : first + size]
    import numpy as np  # a number at a time, a page of a megabyte would take a twentieth of its whole time

    return array("l", np.arange(first, first + size, dtype="l").tobytes())


def _spliced(text: str, edits: list[Edit]) -> str:
    pieces = []
    at = 0
    for start, end, put in edits:
        pieces.append(text[at:start])
        pieces.append(put)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


# --- the steps -------------------------------------------------------------------------------------------------------

_HAN = "\u3400-\u9fff"
_ENTITY = regex(r"&(?:[a-zA-Z]{2,10}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});?")
_ESCAPED = regex(r"<br ?/?>|</(?:p|div|li|span|strong|td)>|&nbsp;|&#\d{2,5};", re.IGNORECASE)
_RETURN = regex(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_INVISIBLE = regex("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f]+")
_CONTROL = regex("[\x00-\x08\x0e-\x1f\x7f]")
_ODD_SPACE = regex("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_WIDE = regex(
    "[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05\uff0b\uff03\uff20\uff06\uff1d\uff61\uff64\uff0d\ufe30\ufe50-\ufe5a\ufe6a\u2236]+"
)
_HALF = dict(
    zip("｡､︰﹐﹑﹒﹔﹕﹖﹗﹙﹚﹪∶", "。、：，、.；：？！（）%：", strict=True)
)  # half-width, vertical and small forms of punctuation
_PRIVATE = regex("[\ue000-\uf8ff]")
_STRAY = regex(rf"(?<=的)['‘’.．](?=[{_HAN}])")
_STRAY_GATE = regex("的['‘’.．]")
_SPACED_GATE = regex(rf" [{_HAN}] |\n[{_HAN}] {{1,4}}[{_HAN}] ?[:：】\n]")
_SPACED = regex(rf"(?<![{_HAN}])(?:[{_HAN}] {{1,3}}){{2,7}}[{_HAN}](?= ?(?:[:：】\]\n]|\Z))|(?m:^)[{_HAN}] {{1,4}}[{_HAN}](?= ?[:：】\n])")
_WRITING = regex(f"[{_HAN}]+")
_MIN_LETTERS, _MOSTLY = 20, 0.7
_KEYCAP = regex("([0-9０-９])\ufe0f?\u20e3")
_KEYCAP_FRAME = regex("\u20e3")


def _entity_edits(text: str) -> Iterable[Edit]:
    from html import unescape

    for m in _ENTITY.finditer(text):
        put = unescape(m[0])
        if put != m[0]:
            yield (m.start(), m.end(), put.replace("\xa0", " ")[:1] if len(put) > 1 else put.replace("\xa0", " "))


def _return_edits(text: str) -> Iterable[Edit]:
    """Every line end becomes one line feed; the length stays, so that Windows text needs no offset map."""
    return ((m.start(), m.end(), " \n" if m[0] == "\r\n" else "\n") for m in _RETURN.finditer(text))


def _keycap_edits(text: str) -> Iterable[Edit]:
    return ((m.start(), m.end(), m[1] + "、") for m in _KEYCAP.finditer(text))


def _invisible_edits(text: str) -> Iterable[Edit]:
    return ((m.start(), m.end(), "") for m in _INVISIBLE.finditer(text))


def _control_edits(text: str) -> Iterable[Edit]:
    return ((m.start(), m.end(), " ") for m in _CONTROL.finditer(text))


def _space_edits(text: str) -> Iterable[Edit]:
    return ((m.start(), m.end(), " ") for m in _ODD_SPACE.finditer(text))


def _width_edits(text: str) -> Iterable[Edit]:
    """Full-width letters, digits and a few signs to ASCII, odd forms of punctuation to the usual one, which stays as the author set it."""
    return (
        (m.start(), m.end(), "".join(_HALF.get(c) or (chr(ord(c) - 0xFEE0) if c > "\uff00" else c) for c in m[0]))
        for m in _WIDE.finditer(text)
    )


def _private_edits(text: str) -> Iterable[Edit]:
    """Wingdings bullets come as private-use characters: at a line start they are bullets, elsewhere nothing."""
    for m in _PRIVATE.finditer(text):
        before = text[max(0, m.start() - 3) : m.start()].rstrip(" ")
        yield (m.start(), m.end(), "•" if not before or before[-1] in "\n。；;:：" else "")


_BREAK = regex(r"(?:\\r)?\\n(?![a-z])|\\t(?![a-z])")


def _escape_edits(text: str) -> Iterable[Edit]:
    """A line end written as a backslash and a letter; a name such as Java with a backslash before nodejs goes on with a small letter."""
    return ((m.start(), m.end(), " " if m[0] == "\\t" else "\n") for m in _BREAK.finditer(text))


_QUOTED = regex(r"(?m)^[ ]?(?:> ?)+")


def _quote_edits(text: str) -> Iterable[Edit]:
    """The marks of a quotation, where nearly every line that says something has one."""
    marks = list(_QUOTED.finditer(text))
    lines = sum(not line.isspace() for line in text.split("\n") if line)
    return ((m.start(), m.end(), "") for m in marks) if len(marks) >= lines * _MOSTLY else ()


def _cell_edits(text: str) -> Iterable[Edit]:
    """The quotes around a cell of a table, and the doubled ones in it."""
    inner = text[1:-1]
    if '"' in inner.replace('""', ""):
        return []
    doubled = [(m.start() + 1, m.end() + 1, '"') for m in re.finditer('""', inner)]
    return [(0, 1, ""), *doubled, (len(text) - 1, len(text), "")]


def _stray_edits(text: str) -> Iterable[Edit]:
    return ((m.start(), m.end(), "") for m in _STRAY.finditer(text))


_APART = regex(rf"[{_HAN}，。；：、][ \n](?=[{_HAN}，。；：、](?:[ \n]|\Z))")
_LONE_BLANK = regex(r"(?<=[^\s])(?<![A-Za-z0-9]{2}) (?=[^\s])(?![A-Za-z0-9]{2})")


def _spaced_edits(text: str) -> Iterable[Edit]:
    """The blanks between the letters of a heading set apart, or of a text that has one behind every letter."""
    letters = sum(map(len, _WRITING.findall(text)))  # run by run: a string for each letter is dear in a long page
    if letters >= _MIN_LETTERS and len(_APART.findall(text)) >= letters * _MOSTLY:
        yield from ((m.start(), m.end(), "") for m in _LONE_BLANK.finditer(text))
        return
    for m in _SPACED.finditer(text):
        yield from ((i, i + 1, "") for i in range(m.start(), m.end()) if text[i] == " ")


_SURROGATE = regex("[\ud800-\udfff]")


def _surrogate_edits(text: str) -> Iterable[Edit]:
    """Half a character, which no encoding holds, becomes the replacement character."""
    return ((m.start(), m.end(), "\ufffd") for m in _SURROGATE.finditer(text))


_Find = Callable[[str], Iterable[Edit]]
# name, characters without one of which the step cannot fire (looked for among the odd ones of a text, each once), edits
_CHARACTER_STEPS: tuple[tuple[str, re.Pattern[str], _Find], ...] = (
    ("mend_surrogates", _SURROGATE, _surrogate_edits),
    ("unify_line_ends", _RETURN, _return_edits),
    ("read_keycaps", _KEYCAP_FRAME, _keycap_edits),
    ("drop_invisible", _INVISIBLE, _invisible_edits),
    ("blank_controls", _CONTROL, _control_edits),
    ("unify_spaces", _ODD_SPACE, _space_edits),
    ("fold_width", _WIDE, _width_edits),
    ("read_private_use", _PRIVATE, _private_edits),
    ("mark_foreign_runs", FOREIGN, script_edits),
)
# name, gate (cheap look whether the step can fire), edits
_TEXT_STEPS: tuple[tuple[str, Callable[[str], object], _Find], ...] = (
    ("unquote_cell", lambda t: len(t) > 2 and t[0] == t[-1] == '"', _cell_edits),
    ("read_escapes", lambda t: "\\n" in t, _escape_edits),
    ("drop_quote_marks", lambda t: t[:1] == ">" or "\n>" in t, _quote_edits),
    ("drop_brand_words", may_hold_brand, brand_edits),
    ("drop_readings", may_hold_readings, reading_edits),
    ("drop_page_numbers", may_hold_cuts, page_edits),
    ("drop_stray_marks", lambda t: "的" in t and _STRAY_GATE.search(t), _stray_edits),
    ("join_spaced_letters", lambda t: " " in t and _SPACED_GATE.search(t), _spaced_edits),
    ("drop_empty_numbers", may_hold_empty_numbers, number_edits),
    ("join_lone_bullets", lambda t: "-\n" in t or "•\n" in t or "·\n" in t or "*\n" in t, bullet_edits),
    ("join_wrapped_lines", lambda t: t.count("\n") > 3, wrap_edits),
)


STEPS = ("strip_html", "unescape_entities", *(name for name, *_ in (*_CHARACTER_STEPS, *_TEXT_STEPS)), "fold_traditional")
"""The names of all steps, in order."""


@cache
def _traditional() -> dict[int, str]:
    table = (LEXICON / "traditional.txt").read_text(encoding="utf-8")
    return {ord(pair[0]): pair[1] for pair in table.split()}


@cache
def _traditional_hint() -> re.Pattern[str]:
    return re.compile("[" + "".join(chr(c) for c in _traditional() if c <= 0xFFFF) + "]")  # beyond the BMP, re scans a list


def _odd(text: str) -> str:
    """The characters of a text that are out of the ordinary, each once."""
    return "".join(set(_dirt().findall(text)))


@cache
def _dirt() -> re.Pattern[str]:
    """Any character that a step before the line joins could act on: most texts have none, and cost one scan."""
    return re.compile(
        "[<&\r\t\x00-\x08\x0b-\x1f\x7f\x85\xa0\u00ad\u0370-\u03ff\u0530-\u1aff\u1f00-\u1fff\u2000-\u200f\u2028-\u202f\u205f-\u2064\u20e3"
        "\u2236\u3000\ue000-\uf8ff\ufe0e\ufe0f\ufe30\ufe50-\ufe5a\ufe6a\ufeff\ud800-\udfff\uff03\uff05\uff06\uff0b\uff10-\uff19\uff1d\uff20-\uff3a\uff41-\uff5a\uff61\uff64\uff0d]"
    )


def _read_markup(view: CleanView, odd: str) -> None:
    """Strip tags and read entities, once."""
    if "<" in odd:
        edits, hidden = read_html(view.text)
        view.hidden += [(view.source_start(start), view.source_end(end)) for start, end in hidden]
        view.apply("strip_html", edits)
    if "&" in odd:
        view.apply("unescape_entities", _entity_edits(view.text))


def clean(source: str) -> CleanView:
    """The clean view of ``source``.

    >>> view = clean("３年&nbsp;以上")
    >>> view.text, view.source_start(1), view.source_end(3), view.steps
    ('3年 以上', 1, 8, ['unescape_entities', 'fold_width'])
    """
    view = CleanView(source)
    odd = _odd(source)
    if odd:
        _read_markup(view, odd)
        if "&" in odd and _ESCAPED.search(view.text):  # markup that was escaped as a whole: &lt;br&gt;, &amp;nbsp;
            _read_markup(view, "<&")
        if view.steps:  # entities stand for characters, and what was hidden is gone
            odd = _odd(view.text)
        for name, characters, find in _CHARACTER_STEPS:
            if characters.search(odd):
                view.apply(name, find(view.text))
        if names_site(view.text):
            view.apply("mark_foreign_runs", script_edits(view.text))
    for name, gate, find in _TEXT_STEPS:
        if gate(view.text):
            view.apply(name, find(view.text))
    text = view.text
    view.match = text
    if _traditional_hint().search(text):
        view.steps.append("fold_traditional")
        view.match = _folded(text)
    return view


_RARE_HAN = regex("[\U00020000-\U0003ffff]")
_LONG = 1 << 12
_FEW = 16  # one traditional character in so many, or fewer


def _folded(text: str) -> str:
    """The text in simplified characters; in a long page that holds a few traditional ones, only those are asked for."""
    if len(text) < _LONG or len(_traditional_hint().findall(text)) * _FEW > len(text) or _RARE_HAN.search(text):
        return text.translate(_traditional())
    return _traditional_hint().sub(lambda m: _traditional()[ord(m[0])], text)
