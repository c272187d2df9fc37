"""Where the work is, as far as a job ad says so: behind a label such as 工作地点, or in the brackets of a title.

A place named anywhere else (the firm's seat, a school, a trip) is not the place of work, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from jdparse.divisions import divisions_pattern, resolve
from jdparse.lexicons import alternation, load

__all__ = ["Location", "find_locations", "title_locations"]


class Location(NamedTuple):
    """A place of work as written, and the province and city that it names, in short names, where it names them."""

    province: str | None
    city: str | None
    start: int
    end: int


_GATE = ("地点", "地址", "工作地", "上班地", "城市", "工作区域", "所在地", "地點", "工作位置", "ase地", "ASE地")
_NEXT = (
    r"薪资|薪酬|工资|待遇|福利|岗位|职位|任职|职责|要求|工作时间|上班时间|工作地|上班地|联系|面试|乘车|交通|附近|可选|做[一五六]休|五险|双休|简历|有意|公司(?!地址)|年龄|学历"
    r"|经验|人数|截止|备注|其他|试用|底薪|汇报|免费|[0-9０-９一二三四五六七八九十]{1,2}\s?[、.．)）](?![0-9])|【|\[|http"
)
_OPEN_END = re.compile(r"[\s\-—–(（,，、:：;；·/]+$")
_UNCLOSED = re.compile(r"\s?[(（][^)）]*$")
_BEFORE = re.compile(r"(?:(?:[0-9①②][、.．]?|位于|地处|就在|在|中国|全国|国内)\s?){0,2}")
_BETWEEN = re.compile(r"\s?(?:[、，,/／;；\s]|或者|或|和|及|与|以及)\s?")


@cache
def _labels(group: str) -> re.Pattern[str]:
    label = alternation(load("divisions")["labels"][group])
    separator = r"[】\]）)]\s?[:：]?|[(（][^()（）\n]{0,10}[)）]\s?[:：]|[:：]|为[:：]?|\s(?=\S)|\n"
    # Without a separator only the name of a division counts, so that 工作地点不限 is none.
    return re.compile(rf"(?:{label})\s?(?:(?:{separator})\s{{0,4}}|[，,]?(?:在|位于)?(?={divisions_pattern().pattern}))")


@cache
def _value() -> re.Pattern[str]:
    return re.compile(rf"(?!{_NEXT})(?:(?!\s{{0,2}}(?:{_NEXT})|\s{{1,2}}[\u4e00-\u9fff]{{2,6}}[:：])[^\n，,。；;！!？?】]){{2,60}}")


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
    if not any(word in text for word in _GATE):
        return []
    for group in ("work", "firm"):
        found: dict[str, Location] = {}
        for label in _labels(group).finditer(text, start, end):
            for place in _behind(text, label.end(), end):
                found.setdefault(text[place.start : place.end], place)
        if found:
            return list(found.values())
    return []


def _behind(text: str, at: int, end: int) -> Iterator[Location]:
    """The places that a label's value names: a list of divisions, or one address."""
    divisions = divisions_pattern()
    position = _skip(text, at, end)
    first = divisions.match(text, position, end)
    if first is None:
        value = _value().match(text, at, end)
        if value is not None and _marks().search(value[0]):
            yield Location(None, None, at, at + _length(value[0]))
        return
    place: re.Match[str] | None = first
    while place is not None:
        between = _BETWEEN.match(text, place.end(), end)
        following = divisions.match(text, between.end(), end) if between else None
        if following is None and place is first and not _ends_here(text, place.end(), end):
            value = _value().match(text, place.start(), end)
            stop = max(place.end(), place.start() + _length(value[0])) if value else place.end()
            yield Location(*resolve(place[0]), place.start(), stop)
        else:
            yield Location(*resolve(place[0]), place.start(), place.end())
        place = following


def _length(value: str) -> int:
    """Of an address without what a stop cut in two: ``1号楼（地铁站`` ends before the bracket."""
    return len(_OPEN_END.sub("", _UNCLOSED.sub("", value)))


def _skip(text: str, at: int, end: int) -> int:
    match = _BEFORE.match(text, at, end)
    return match.end() if match else at


def _ends_here(text: str, at: int, end: int) -> bool:
    return at >= end or text[at] in "\n，,。；;！!、/／ )）】"


_BRACKETED = re.compile(
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
