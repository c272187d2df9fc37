"""Texts made to hurt, in any size: what takes naive patterns, stacks or memory down."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

__all__ = ["INPUTS", "Hostile", "make"]


class Hostile(NamedTuple):
    """A kind of text: what it tries, and the unit that is repeated, or a function from the size to the text."""

    tries: str
    made: str | Callable[[int], str]


def make(name: str, size: int) -> str:
    """The hostile text of about ``size`` characters."""
    made = INPUTS[name].made
    return made(size) if callable(made) else (made * (size // len(made) + 1))[:size]


def _between(start: str, unit: str, end: str) -> Callable[[int], str]:
    return lambda size: start + unit * ((size - len(start) - len(end)) // len(unit)) + end


def _html(size: int) -> str:
    depth = size // 11
    return "<div>" * depth + "岗位职责：1、接待" + "</div>" * depth


def _unicode(size: int) -> str:
    draw = random.Random(size)
    return "".join(chr(draw.randrange(0x110000)) for _ in range(size))


INPUTS: dict[str, Hostile] = {
    "one line": Hostile("a line without end", "负责接待来访客户并登记客户的资料"),
    "one line of items": Hostile("a line without end, all list", "1、负责接待客户；2、整理资料。任职要求：本科"),
    "one word": Hostile("a Latin word without end", "abcdefghij"),
    "numbers": Hostile("a million numbers", lambda size: "".join(f"{n}、" for n in range(size // 7 + 1))[:size]),
    "digits": Hostile("a number without end", "1234567890"),
    "ranges": Hostile("figures for every pattern of a range", "3-3~"),
    "nested numbers": Hostile("numbers within numbers", "1.1.1.1.1."),
    "brackets": Hostile("brackets never closed", "（【《「"),
    "blanks": Hostile("blanks between a heading and its colon", _between("岗位职责", " ", "：1、接待")),
    "blanks between letters": Hostile("a text set apart", "职 责 "),
    "line ends": Hostile("nothing but line ends", "\n"),
    "escaped line ends": Hostile("nothing but escaped line ends", "\\n"),
    "quotes": Hostile("quotes in quotes", '"'),
    "quotation marks": Hostile("quotation in quotation", "> "),
    "question marks": Hostile("bullets that an encoding lost", "?负责\n"),
    "emoji": Hostile("bullets between letters", "🔹负"),
    "keycaps": Hostile("characters that change their number in cleaning", "1\ufe0f\u20e3"),
    "combining": Hostile("marks stacked on one letter", _between("岗", "\u0301", "位职责：1、接待")),
    "zero width": Hostile("letters that are not there", "\u200b"),
    "directions": Hostile("text that turns", "\u202e岗位\u202c"),
    "NULs": Hostile("control characters", "\x00职"),
    "half characters": Hostile("lone surrogates", "\ud83d职\udc00"),
    "any character": Hostile("random code points, halves among them", _unicode),
    "deep HTML": Hostile("elements within elements", _html),
    "open tags": Hostile("tags never closed", "<a "),
    "open comments": Hostile("comments never closed", "<!--"),
    "hidden": Hostile("hidden elements", '<p style="display:none">职</p>'),
    "attributes": Hostile("attributes without end", _between("<p ", "a='b' ", ">岗位职责：1、接待")),
    "entities": Hostile("entities", "&amp;"),
    "entities of entities": Hostile("entities that stand for entities", "&amp;amp;lt;"),
    "entities never ended": Hostile("entities cut off", "&#"),
    "escaped tags": Hostile("tags as entities", "&lt;br&gt;"),
    "watermarks": Hostile("a board's name everywhere", "职boss直聘"),
    "foreign runs": Hostile("gap marks everywhere", "接ภาษา待"),
    "headings": Hostile("headings only", "岗位职责：任职要求："),
    "titles": Hostile("jobs without end", "店长岗位职责\n"),
    "pairs": Hostile("labels without end", "所属部门：销售部 "),
    "labels": Hostile("labels within labels", "团队："),
    "requirements": Hostile("facts without end", "3年以上Java经验，本科，英语四级，"),
    "levels": Hostile("one word of a pattern over and over", "本科及以上"),
    "listed skills": Hostile("one coordination without end", "熟悉Java、"),
    "coordination": Hostile("joined names without end", "和及与或"),
    "salaries": Hostile("sums without end", "8000-10000元/月"),
    "web addresses": Hostile("addresses without end", "http://a.b/?c=d&"),
    "mail addresses": Hostile("addresses glued together", "a@b.c@"),
    "full stops": Hostile("sentences without words", "。！？…"),
    "traditional": Hostile("traditional script", "職責說明：負責門市銷售；"),
}
