"""Where the work is, as far as a job ad says so: behind a label such as 工作地点, or in the brackets of a title.

A place named anywhere else (the firm's seat, a school, a trip) is not the place of work, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from jdparse.divisions import divisions_pattern, resolve
from jdparse.patterns import regex
from jdparse.wordlists import alternation, load

__all__ = ["Location", "find_locations", "title_locations"]


class Location(NamedTuple):
    """A place of work as written, and the province and city that it names, in short names, where it names them."""

    province: str | None
    city: str | None
    start: int
    end: int


# Every label holds 地, 城市 or 工作区域; most texts hold none of these, and a search with a literal first character costs next to nothing.
_GATE = regex(r"地(?:[点址区点點:：在\s】\])）]|所)")
_GATE_WORDS = ("城市", "工作区域")
# Where an address ends although no stop does. All branches start with a literal, which keeps the search fast.
_NEXT = regex(
    r"电话(?!局)|手机(?![城市大卖])|热线|微信|邮箱|1[3-9][0-9]{9}|薪资|薪酬|工资|待遇|福利|岗位|职位|任职|职责|要求|工作时间|上班时间|工作地|上班地|联系|面试|乘车|交通|附近|可选|做[一五六]休|五险|双休|简历|有意|公司(?!地址)|年龄|学历"
    r"|经验|人数|截止|备注|其他|试用|底薪|汇报|免费|【|\[|http"
)
_NUMBERED = regex(r"[0-9０-９一二三四五六七八九十]{1,2}\s?[、.．)）](?![0-9])")
_LABELLED = regex(r"\s{1,2}[\u4e00-\u9fff]{2,6}[:：]")
_STRETCH = regex(r"[^\n，,。；;！!？?】]{2,60}")
_OPEN_END = regex(r"[\s\-—–(（,，、:：;；·/]+$")
_SHORTEST = 2
_UNCLOSED = regex(r"\s?[(（][^)）]*$")
_BEFORE = regex(r"(?:(?:[0-9①②][、.．]?|位于|地处|就在|在|中国|全国|国内)\s?){0,2}")
_BETWEEN = regex(r"\s?(?:[、，,/／;；\s]|或者|或|和|及|与|以及)\s?")


@cache
def _labels() -> tuple[AhoCorasick, int]:
    """The automaton of the labels, and how many of them stand for the work; the rest stand for the firm."""
    work, firm = (load("divisions")["labels"][group] for group in ("work", "firm"))
    return AhoCorasick([*work, *firm], matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA), len(work)


@cache
def _separator() -> re.Pattern[str]:
    separator = r"[】\]）)]\s?[:：]?|[(（][^()（）\n]{0,10}[)）]\s?[:：]|[:：]|为[:：]?|\s(?=\S)|\n"
    # Without a separator only the name of a division counts, so that 工作地点不限 is none.
    return re.compile(rf"\s?(?:(?:{separator})[\s:：]{{0,4}}|[，,]?(?:在|位于)?(?={divisions_pattern().pattern}))")


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(alternation(load("divisions")["places"]["marks"]))


def find_locations(text: str, start: int = 0, end: int | None = None) -> list[Location]:
    """The places of work in ``text[start:end]``, in order, each city and each address once.

    Several cities behind one label (``武汉、济南``) are a location each; an address is one location with its whole words. The firm's own
    address counts only where no place of work is named. A value that names no known division and holds no word for a place is none.

    >>> text = "工作地点：上海市徐汇区漕溪路1号；工作时间：双休"
    >>> [(place.city, text[place.start:place.end]) for place in find_locations(text)]
    [('上海', '上海市徐汇区漕溪路1号')]
    >>> [place.city for place in find_locations("工作城市：武汉、济南或深圳")]
    ['武汉', '济南', '深圳']
    """
    end = len(text) if end is None else end
    if _GATE.search(text, start, end) is None and not any(word in text for word in _GATE_WORDS):
        return []
    automaton, of_work = _labels()
    work: dict[str, Location] = {}
    firm: dict[str, Location] = {}
    for index, _, stop in automaton.find_matches_as_indexes(text[start:end]):
        separator = _separator().match(text, start + stop, end)
        if separator is not None:
            found = work if index < of_work else firm
            for place in _behind(text, separator.end(), end):
                found.setdefault(text[place.start : place.end], place)
    return list((work or firm).values())


def _behind(text: str, at: int, end: int) -> Iterator[Location]:
    """The places that a label's value names: a list of divisions, or one address."""
    divisions = divisions_pattern()
    position = _skip(text, at, end)
    first = divisions.match(text, position, end)
    if first is None:
        stop = _address_end(text, at, end)
        if stop - at >= _SHORTEST and _marks().search(text, at, stop):
            yield Location(None, None, at, stop)
        return
    place: re.Match[str] | None = first
    while place is not None:
        between = _BETWEEN.match(text, place.end(), end)
        following = divisions.match(text, between.end(), end) if between else None
        if following is None and place is first and not _ends_here(text, place.end(), end):
            yield Location(*resolve(place[0]), place.start(), max(place.end(), _address_end(text, place.start(), end)))
        else:
            yield Location(*resolve(place[0]), place.start(), place.end())
        place = following


def _address_end(text: str, at: int, end: int) -> int:
    """Where the words of a place end: at a stop, at the next label or number, or before a bracket that one of these cuts in two."""
    stretch = _STRETCH.match(text, at, end)
    if stretch is None:
        return at
    stop = stretch.end()
    for pattern in (_NEXT, _NUMBERED, _LABELLED):
        match = pattern.search(text, at, stop)
        if match is not None:
            stop = match.start()
    return at + len(_OPEN_END.sub("", _UNCLOSED.sub("", text[at:stop])))


def _skip(text: str, at: int, end: int) -> int:
    match = _BEFORE.match(text, at, end)
    return match.end() if match else at


def _ends_here(text: str, at: int, end: int) -> bool:
    return at >= end or text[at] in "\n，,。；;！!、/／ )）】"


_BRACKETED = regex(
    r"[(（【\[]\s?([^()（）【】\[\]\n]{2,20}?)\s?[)）】\]]|[-—–]\s?([^-—–()（）\s]{2,10})$|^([^-—–()（）\s]{2,6})\s?(?=[-—–])"
)


def title_locations(title: str) -> list[Location]:
    """The places that a job's title names in brackets or beside a dash, offsets into the title.

    >>> [place.city for place in title_locations("空运客服经理(上海)")], title_locations("销售经理(西南区)")
    (['上海'], [])
    """
    found = []
    for match in _BRACKETED.finditer(title):
        group = match.lastindex or 0
        position, end = match.span(group)
        places = []
        while (place := divisions_pattern().match(title, position, end)) is not None:
            places.append(Location(*resolve(place[0]), place.start(), place.end()))
            between = _BETWEEN.match(title, place.end(), end)
            position = between.end() if between else place.end()
        if places and position >= end:
            found += places
    return found
