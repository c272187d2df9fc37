"""Named mutations of a posting: what editors, boards, scrapers and scanners do to text on its way.

A mutation yields edits of the source, so that every character of the mutant is known by its place in the source and the
clauses of both can be compared by position. ``keeps`` says whether a careful reader would still find the same clauses and
facts; what loses line breaks, numbers or letters does not.
"""

from __future__ import annotations

import html
import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from jdparse import Document

__all__ = ["MUTATIONS", "Mutant", "Mutation", "mutate"]

Edit = tuple[int, int, str]
Edits = Iterable[Edit] | None  # None: this mutation does not go with this text


class Mutant(NamedTuple):
    """A mutated text, and for each character the index of the source character that it stands for; -1: it was put in."""

    text: str
    origin: list[int]
    cut: int  # where the source was cut off


class Mutation(NamedTuple):
    """A mutation by name; see the head of this module."""

    name: str
    what: str
    keeps: bool
    edits: Callable[[Document], Edits]


def mutate(mutation: Mutation, doc: Document) -> Mutant | None:
    """The mutant of a parsed text, or None where the mutation does not go with it or changes nothing."""
    edits = mutation.edits(doc)
    if edits is None:
        return None
    source = doc.text
    pieces: list[str] = []
    origin: list[int] = []
    at = 0
    for start, end, put in sorted(edits):
        if start < at:
            continue
        pieces += source[at:start], put
        origin += range(at, start)
        origin += [min(start + i, end - 1) if end > start else -1 for i in range(len(put))]
        at = end
    pieces.append(source[at:])
    origin += range(at, len(source))
    text = "".join(pieces)
    cut = len(source) if mutation.name != "truncated" else max(origin, default=0) + 1
    return Mutant(text, origin, cut) if text != source else None


# --- building blocks -------------------------------------------------------------------------------------------------

Make = Callable[[Document], Edits]


def _sub(pattern: str, put: str | Callable[[re.Match[str]], str]) -> Make:
    """Every match replaced, groups in ``put`` expanded."""
    compiled = re.compile(pattern)

    def edits(doc: Document) -> Iterator[Edit]:
        for m in compiled.finditer(doc.text):
            yield m.start(), m.end(), m.expand(put) if isinstance(put, str) else put(m)

    return edits


def _map(table: dict[str, str]) -> Make:
    """Characters replaced one by one."""

    def edits(doc: Document) -> Iterator[Edit]:
        return ((i, i + 1, table[c]) for i, c in enumerate(doc.text) if c in table)

    return edits


def _around(before: str, after: str) -> Make:
    def edits(doc: Document) -> list[Edit]:
        return [(0, 0, before), (len(doc.text), len(doc.text), after)]

    return edits


def _lines(before: str, after: str = "") -> Make:
    """Something put at the start and the end of every line that says something."""

    def edits(doc: Document) -> Iterator[Edit]:
        for m in re.finditer(r"[^\r\n]*\S[^\r\n]*", doc.text):
            yield m.start(), m.start(), before
            if after:
                yield m.end(), m.end(), after

    return edits


def _heading(shape: str) -> Make:
    """Every heading in another shape: ``{}`` is its words, without number, brackets and colon."""

    def edits(doc: Document) -> Iterator[Edit]:
        for at, block in enumerate(b for b in doc.blocks if b.kind == "heading"):
            words = re.search(r"[\u4e00-\u9fffA-Za-z].*[\u4e00-\u9fffA-Za-z]", doc.text[block.start : block.end], re.DOTALL)
            if words is not None and not re.match(r"[一二三四五六七八九十第\d]", words[0]):
                numeral = "一二三四五六七八九十"[at % 10]
                yield block.start, block.end, shape.replace("{n}", numeral).format(words[0])

    return edits


def _markers(doc: Document) -> list[tuple[int, int, int, int, str]]:
    """The markers in front of clauses: start, end, ordinal, level, as written."""
    ends = {}
    marker = None
    for block in doc.blocks:
        if block.kind == "marker":
            marker = block
        elif block.kind == "clause":
            ends[block.start] = marker
            marker = None
    found = []
    for job in doc.jobs:
        for clause in job.clauses:
            block = ends.get(clause.start)
            if clause.number and block is not None:
                found.append((block.start, block.end, clause.ordinal or 0, clause.level, clause.number))
    return found


def _numbers(shape: Callable[[int], str]) -> Make:
    """The numbers of a list that has one level in another style."""

    def edits(doc: Document) -> Edits:
        markers = [m for m in _markers(doc) if m[2]]
        if not markers or any(level > 1 or ordinal > 20 for _, _, ordinal, level, _ in markers):
            return None
        return [(start, end, shape(ordinal)) for start, end, ordinal, _, _ in markers]

    return edits


def _bullets(shape: str) -> Make:
    """Numbers and bullets of a list that has one level as another bullet."""

    def edits(doc: Document) -> Edits:
        markers = _markers(doc)
        return [(start, end, shape) for start, end, *_ in markers] if markers and all(m[3] == 1 for m in markers) else None

    return edits


def _sprinkled(words: tuple[str, ...], every: int, between: str) -> Make:
    """Words put between two characters of a class, about every so many characters, by a draw that the text alone decides."""
    place = re.compile(rf"(?<=[{between}])(?=[{between}])")

    def edits(doc: Document) -> Iterator[Edit]:
        draw = random.Random(len(doc.text))
        for m in place.finditer(doc.text):
            if draw.random() * every < 1:
                yield m.start(), m.start(), draw.choice(words)

    return edits


def _confused(table: dict[str, str], share: float) -> Make:
    """Characters taken for others, a share of them."""

    def edits(doc: Document) -> Iterator[Edit]:
        draw = random.Random(len(doc.text))
        return ((i, i + 1, table[c]) for i, c in enumerate(doc.text) if c in table and draw.random() < share)

    return edits


def _whole(change: Callable[[str], str], unless: str = r"(?!)") -> Make:
    """Each character changed on its own, not in texts that hold what the change would destroy."""
    barred = re.compile(unless)

    def edits(doc: Document) -> Edits:
        if barred.search(doc.text):
            return None
        return [(i, i + 1, changed) for i, c in enumerate(doc.text) if (changed := change(c)) != c]

    return edits


def _without_markup(make: Make) -> Make:
    return lambda doc: None if re.search(r"[<>&]", doc.text) else make(doc)


def _spaced_headings(doc: Document) -> Iterator[Edit]:
    for start, end, words in _heading("\n{}：\n")(doc) or ():
        yield start, end, re.sub(f"(?<=[{_HAN}])(?=[{_HAN}])", " ", words)


def _closed(doc: Document) -> Iterator[Edit]:
    ends = (c.end for job in doc.jobs for c in job.clauses if "\n" not in doc.text[c.start : c.end])
    return ((at, at, "；") for at in ends if doc.text[at : at + 1] in ("\r", "\n"))


def _truncated(doc: Document) -> Edits:
    return [(len(doc.text) * 7 // 10, len(doc.text), "")]


@cache
def _opencc() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("s2t").convert
    return convert


def _traditional(doc: Document) -> Edits:
    text = doc.text
    there = _opencc()(text)
    return [(i, i + 1, b) for i, (a, b) in enumerate(zip(text, there, strict=True)) if a != b] if len(there) == len(text) else None


def _wrapped(width: int) -> Make:
    """Lines broken at a fixed width, as in text copied from a page; not where they are broken already."""

    def edits(doc: Document) -> Edits:
        if "join_wrapped_lines" in doc.steps:
            return None
        lines = re.finditer(r"[^\r\n]+", doc.text)
        return [(at, at, "\n") for m in lines for at in range(m.start() + width, m.end() - 1, width)]

    return edits


_HAN = "\u4e00-\u9fff"
_WIDE = {chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F) if chr(c).isalnum()}
_ALL_WIDE = {chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)}
_ASCII = dict(zip("，；：（）！？。", ",;:()!?.", strict=True))
_CHINESE = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十".split()
_BR = _sub(r"\r?\n", "<br>")

MUTATIONS: tuple[Mutation, ...] = tuple(
    Mutation(name, what, keeps == "keeps", edits)
    for name, what, keeps, edits in (
        # line ends, blanks
        ("crlf", "Windows line ends", "keeps", _sub(r"\r?\n", "\r\n")),
        ("cr_only", "old Mac line ends", "keeps", _sub(r"\r?\n", "\r")),
        ("line_separators", "U+2028 for line ends", "keeps", _sub(r"\r?\n", "\u2028")),
        ("blank_lines", "a blank line after every line", "keeps", _sub(r"\n", "\n\n")),
        ("indented", "two full-width blanks before every line", "keeps", _lines("　　")),
        ("tabs", "a tab before every line, tabs for blanks", "keeps", lambda d: [*_lines("\t")(d), *_sub(r" ", "\t")(d)]),
        ("trailing_blanks", "blanks at line ends", "keeps", _lines("", "   ")),
        ("doubled_blanks", "every blank twice", "keeps", _sub(r" ", "  ")),
        ("spaced_letters", "a blank behind every character", "keeps", _without_markup(_sub(r"(?<=[^\s])(?=[^\s])", " "))),
        ("spaced_punctuation", "a blank behind every mark", "keeps", _sub(r"[，。；：、！？]", r"\g<0> ")),
        ("blank_after_numbers", "a blank between number and item", "keeps", lambda d: [(e, e, " ") for _, e, *_ in _markers(d)]),
        ("wrapped", "lines broken at 38 characters", "keeps", _without_markup(_wrapped(38))),
        ("escaped_breaks", r"line ends as a backslash and n", "keeps", _sub(r"\r?\n", r"\\n")),
        # width, script, Unicode forms
        ("wide_digits", "letters and digits full-width", "keeps", _without_markup(_map(_WIDE))),
        ("wide_all", "all ASCII full-width", "keeps", _without_markup(_map(_ALL_WIDE))),
        ("ascii_punctuation", "，；：（）！？。 as ASCII", "keeps", _map(_ASCII)),
        ("small_punctuation", "；：， as their small forms", "keeps", _map({"：": "﹕", "；": "﹔", "，": "﹐", ":": "∶"})),
        ("traditional", "traditional script (OpenCC s2t)", "keeps", _traditional),
        ("nfkc", "compatibility composed, where it hits no marker", "keeps", _whole(lambda c: unicodedata.normalize("NFKC", c), "[①-⓿⒈-⒛㈠-㈩Ⅰ-ⅿ]")),
        ("upper_case", "Latin letters upper-case", "keeps", _without_markup(_map({c: c.upper() for c in "abcdefghijklmnopqrstuvwxyz"}))),
        ("lower_case", "Latin letters lower-case", "keeps", _without_markup(_map({c.upper(): c for c in "abcdefghijklmnopqrstuvwxyz"}))),
        ("zero_width", "zero-width spaces, joiners and byte order marks", "keeps", _sprinkled(("\u200b", "\u200d", "\ufeff", "\u2060"), 6, _HAN)),
        ("soft_hyphens", "soft hyphens", "keeps", _sprinkled(("\u00ad",), 6, _HAN)),
        ("controls", "control characters between items", "keeps", _sub(r"\n", "\x07\n\x0b")),
        # markup
        ("html_p", "<p> around every line", "keeps", _without_markup(lambda d: [*_lines("<p>", "</p>")(d), *_sub(r"\r?\n", "")(d)])),
        ("html_br", "<br> for line ends", "keeps", _without_markup(_BR)),
        ("html_li", "<li> around every line", "keeps", _without_markup(lambda d: [*_lines('<li class="a">', "</li>")(d), (0, 0, "<ul>"), (len(d.text), len(d.text), "</ul>")])),
        ("html_spans", "<span> around every line, <strong> around headings", "keeps", _without_markup(lambda d: [*_lines('<div><span style="color:#333">', "</span></div>")(d)])),
        ("html_nbsp", "&nbsp; for blanks and before lines", "keeps", _without_markup(lambda d: [*_lines("&nbsp;&nbsp;")(d), *_sub(r" ", "&nbsp;")(d)])),
        ("html_entities", "every character beyond ASCII as an entity", "keeps", _without_markup(_whole(lambda c: c if c.isascii() else f"&#{ord(c)};"))),
        ("html_escaped", "escaped HTML: &lt;br&gt; for line ends", "keeps", _without_markup(_sub(r"\r?\n", html.escape("<br>")))),
        ("markdown_headings", "## before headings", "keeps", _heading("\n## {}\n")),
        ("markdown_bold", "** around headings", "keeps", _heading("**{}**：")),
        ("quoted_lines", "> before every line", "keeps", _lines("> ")),
        ("csv_cell", "quotes around the text", "keeps", _around('"', '"')),
        # words put in
        ("watermark_board", "a board's name injected", "keeps", _sprinkled(("kanzhun", "BOSS直聘", "来自BOSS直聘", "boss"), 50, _HAN)),
        ("watermark_script", "runs of foreign script injected", "loses", _sprinkled(("ภาษาไทย", "ສະບາຍດີ"), 60, _HAN)),
        ("salary_line", "a line of pay above", "keeps", _around("薪资：8000-10000元/月\n", "")),
        ("contact_line", "a line of contact below", "keeps", _around("", "\n联系人：王女士 电话：13800138000")),
        ("navigation", "a board's navigation around", "keeps", _around("首页 > 招聘 > 职位详情\n", "\n相关推荐\n举报该职位\n返回顶部")),
        ("facts_line", "a line of facts above", "keeps", _around("工作城市：武汉 学历：大专 经验：3-5年\n", "")),
        # headings
        ("heading_brackets", "【】 around headings", "keeps", _heading("【{}】")),
        ("heading_colon_lost", "headings without colon, on their own line", "keeps", _heading("\n{}\n")),
        ("heading_ruled", "—— around headings", "keeps", _heading("\n——{}——\n")),
        ("heading_squares", "■ before headings", "keeps", _heading("■{}：")),
        ("heading_numbered", "一、 before headings", "keeps", _heading("\n{n}、{}：\n")),
        ("heading_bracket_numbered", "（一） before headings", "keeps", _heading("\n（{n}）{}\n")),
        ("heading_english", "English behind headings", "keeps", _heading("\n{} Responsibilities:\n")),
        ("heading_spaced", "headings with blanks between letters", "keeps", _without_markup(_spaced_headings)),
        ("heading_repeated", "headings twice", "keeps", _heading("\n{0}\n{0}：\n")),
        ("heading_glued", "headings glued to the sentence before", "loses", lambda d: [*_heading("{}：")(d), *_sub(r"\n(?=\S{4,6}[:：])", "")(d)]),
        # numbers, bullets, punctuation
        ("numbers_point", "1. for 1、", "keeps", _numbers("{}.".format)),
        ("numbers_point_blank", "1. and a blank", "keeps", _numbers("{}. ".format)),
        ("numbers_wide_point", "１． full-width", "keeps", _numbers(lambda n: "".join(_WIDE[c] for c in str(n)) + "．")),
        ("numbers_brackets", "(1)", "keeps", _numbers("({})".format)),
        ("numbers_wide_brackets", "（1）、", "keeps", _numbers("（{}）、".format)),
        ("numbers_half_bracket", "1)", "keeps", _numbers("{})".format)),
        ("numbers_circled", "①", "keeps", _numbers(lambda n: chr(0x245F + n))),
        ("numbers_chinese", "一、", "keeps", _numbers(lambda n: f"{_CHINESE[n - 1]}、")),
        ("numbers_keycap", "1️⃣", "keeps", _numbers(lambda n: "".join(f"{c}\ufe0f\u20e3" for c in str(n)))),
        ("numbers_zero", "01.", "keeps", _numbers("{:02}. ".format)),
        ("numbers_letters", "a.", "keeps", _numbers(lambda n: f"{chr(96 + n)}. ")),
        ("numbers_bare", "a number and a blank, each on its line", "keeps", _numbers("\n{} ".format)),
        ("bullets_dot", "• for numbers and bullets", "keeps", _bullets("• ")),
        ("bullets_hyphen", "- for numbers and bullets, each on its line", "keeps", _bullets("\n- ")),
        ("bullets_emoji", "✅ for numbers and bullets", "keeps", _bullets("✅")),
        ("bullets_diamond", "🔹 for numbers and bullets", "keeps", _bullets("🔹 ")),
        ("bullets_private", "Wingdings for numbers and bullets, each on its line", "keeps", _bullets("\n\uf06c")),
        ("bullets_question", "? for numbers and bullets, each on its line", "keeps", _bullets("\n?")),
        ("semicolons_lost", "；; at line ends lost", "keeps", _sub(r"[；;。](?=[ \t]*\r?\n)", "")),
        ("semicolons_added", "； at the ends of clauses that end a line", "keeps", _closed),
        # losses
        ("breaks_lost", "line ends lost", "loses", _sub(r"[ \t]*\r?\n\s*", "")),
        ("breaks_to_blanks", "line ends as blanks", "loses", _sub(r"[ \t]*\r?\n\s*", " ")),
        ("blanks_lost", "blanks lost", "loses", _sub(r"[ 　\t]+", "")),
        ("numbers_lost", "numbers and bullets lost", "loses", lambda d: [(s, e, "") for s, e, *_ in _markers(d)]),
        ("numbers_bare_inline", "a number and a blank, where they stood", "loses", _numbers("{} ".format)),
        ("colons_lost", "all colons lost", "loses", _sub(r"[:：]", "")),
        ("punctuation_lost", "all punctuation but that of numbers lost", "loses", _sub(r"[，。；：！？,;:]", "")),
        ("ocr_digits", "0 as O, 1 as l, half of them", "loses", _confused({"0": "O", "1": "l", "5": "S"}, 0.5)),
        ("ocr_letters", "日 as 曰, 人 as 入, 己 as 已, 未 as 末, a fifth of them", "loses", _confused(dict(zip("日人己未干土大力", "曰入已末千士太刀", strict=True)), 0.2)),
        ("ocr_points", "、 and ， as full stops, a third of them", "loses", _confused({"、": ".", "，": "."}, 0.33)),
        ("truncated", "cut after seven tenths", "loses", _truncated),
    )
)  # fmt: skip
"""Every mutation but two ads glued together, which needs two texts: see ``mutating.GLUED``."""
