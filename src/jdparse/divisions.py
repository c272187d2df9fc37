"""Chinese administrative divisions down to the prefecture: which names there are and which province a city belongs to."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from jdparse.wordlists import alternation, load

__all__ = ["Division", "divisions_pattern", "province_of", "provinces", "resolve"]


class Division(NamedTuple):
    """A province and a city; the city is None where only the province is named."""

    province: str | None
    city: str | None


def provinces() -> tuple[str, ...]:
    """The short names of the provinces.

    >>> "四川" in provinces(), len(provinces())
    (True, 34)
    """
    return tuple(load("divisions")["provinces"])


@cache
def province_of() -> dict[str, str]:
    """City to province, both in short names.

    >>> province_of()["成都"]
    '四川'
    """
    return {city: province for province, cities in load("divisions")["provinces"].items() for city in cities}


@cache
def _district_of() -> dict[str, str]:
    return {district: city for city, districts in load("divisions")["districts"].items() for district in districts}


@cache
def divisions_pattern() -> re.Pattern[str]:
    """A province, a city of it, both, or a district with 区 or standing alone.

    The first part of a street's name is none of them (中山西路, 北京东路).
    """
    table = load("divisions")
    of_province, of_city = (f"(?:{alternation(table['suffixes'][kind])})?" for kind in ("province", "city"))
    no_street = r"(?![东西南北中一二三四五]{0,2}(?:环?路|大?街|大?道|巷|桥|大学|学院))"
    join = r"\s?[-·・>]?\s?"
    ways = [
        rf"{province}{of_province}{no_street}(?:{join}{alternation(cities)}{of_city}{no_street})?"
        for province, cities in table["provinces"].items()
    ]
    ways.append(rf"{alternation(province_of())}{of_city}{no_street}")
    ways.append(rf"{alternation(_district_of())}(?:区|(?=[\s，,。；;、）)（(/／]|$))")
    return re.compile("|".join(ways))


def resolve(place: str) -> Division:
    """The province and city that a match of ``divisions_pattern`` names.

    >>> resolve("广东省深圳市"), resolve("徐汇区"), resolve("河北")
    (Division(province='广东', city='深圳'), Division(province='上海', city='上海'), Division(province='河北', city=None))
    >>> divisions_pattern().match("中山西路88号") is None
    True
    """
    for province, cities in load("divisions")["provinces"].items():
        if place.startswith(province):
            rest = place[len(province) :]
            named = [city for city in cities if city in rest]
            return Division(province, max(named, key=len) if named else province if province in cities else None)
    for names in (province_of(), _district_of()):
        named = [name for name in names if place.startswith(name)]
        if named:
            first = max(named, key=len)
            city = first if names is province_of() else names[first]
            return Division(province_of()[city], city)
    return Division(None, None)
