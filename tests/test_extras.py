"""Benefits, places of work and contacts: tagged cases in ``cases/{benefits,locations,contacts}.jsonl``, and redaction."""

from __future__ import annotations

import json
import re
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdparse.benefits import find_benefits
from jdparse.contacts import find_contacts, redact
from jdparse.divisions import divisions_pattern, province_of, provinces, resolve
from jdparse.locations import find_locations, title_locations
from jdparse.wordlists import load

CASES = Path(__file__).parent / "cases"
TAG = re.compile(r"<(/?)([a-z]+|[\u4e00-\u9fff]+)>")


def untag(tagged: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The text without its tags, and (tag, start, end) of each."""
    text, spans, opened, last = "", [], 0, 0
    for match in TAG.finditer(tagged):
        text += tagged[last : match.start()]
        last = match.end()
        if match[1]:
            spans.append((match[2], opened, len(text)))
        else:
            opened = len(text)
    return text + tagged[last:], spans


def cases(name: str) -> list[Any]:
    with (CASES / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [pytest.param(case, id=case["text"]) for case in map(json.loads, lines)]


@pytest.mark.parametrize("case", cases("benefits"))
def test_benefits(case: dict[str, Any]) -> None:
    text, spans = untag(case["text"])
    assert [tuple(benefit) for benefit in find_benefits(text, [(0, len(text), case["section"])])] == spans


def test_benefits_only_in_the_given_spans() -> None:
    text = "五险一金。双休。包住。"
    assert [benefit.name for benefit in find_benefits(text, [(5, 7, "benefits")])] == ["双休"]


def test_no_surface_names_two_benefits() -> None:
    surfaces = [surface for entry in load("benefits").values() for group in ("surfaces", "weak") for surface in entry.get(group, ())]
    assert sorted(surfaces) == sorted(set(surfaces))


@pytest.mark.parametrize("case", cases("locations"))
def test_locations(case: dict[str, Any]) -> None:
    text, spans = untag(case["text"])
    found = find_locations(text)
    assert [(place.start, place.end) for place in found] == [span[1:] for span in spans]
    assert [[place.province, place.city] for place in found] == case["expect"]


@pytest.mark.parametrize(
    ("title", "cities"),
    [
        ("Java工程师（上海）", ["上海"]),
        ("销售代表【武汉/长沙】", ["武汉", "长沙"]),
        ("深圳-前端开发", ["深圳"]),
        ("店长-成都", ["成都"]),
        ("会计（双休）", []),
        ("北京大学讲师", []),
        ("销售（上海某某公司）", []),
    ],
)
def test_places_in_titles(title: str, cities: list[str]) -> None:
    assert [place.city for place in title_locations(title)] == cities


def test_every_city_resolves_to_its_province() -> None:
    for city, province in province_of().items():
        match = divisions_pattern().fullmatch(city)
        assert match is not None
        assert resolve(match[0]).province == province
        assert resolve(province + city).city in {city, province}
    assert {resolve(name).province for name in provinces()} == set(provinces())


@pytest.mark.parametrize("case", cases("contacts"))
def test_contacts(case: dict[str, Any]) -> None:
    text, spans = untag(case["text"])
    found = find_contacts(text)
    assert [(contact.kind, contact.start, contact.end) for contact in found] == spans
    assert all(contact.value == text[contact.start : contact.end] for contact in found)


@given(st.text(alphabet="联系人电话微信号QQ：:王李女士先生经理0123456789-@.aZ \n，。（）转", max_size=60))
def test_redaction_keeps_every_offset(text: str) -> None:
    contacts = find_contacts(text)
    redacted = redact(text)
    assert len(redacted) == len(text)
    inside = {index for contact in contacts for index in range(contact.start, contact.end)}
    assert all(redacted[index] == text[index] for index in range(len(text)) if index not in inside)
    for before, after in pairwise(contacts):
        assert before.end <= after.start


def test_redaction_leaves_nothing_readable() -> None:
    text = "联系人：王女士，电话：139-1234-5678，hr@example.com，微信：abc_123，QQ：12345678"
    assert redact(text) == "联系人：某某某，电话：000-0000-0000，xx@xxxxxxx.xxx，微信：xxx_000，QQ：00000000"
    assert redact(redact(text)) == redact(text)


HOSTILE = [
    "1" * 100_000,
    "0-" * 50_000,
    "a@" * 50_000,
    "139 " * 25_000,
    "13912345678 王经理 " * 6_000,
    "王" * 100_000,
    "电话" * 50_000,
    "微信" * 50_000,
    "联系人" * 30_000,
    "五险" * 50_000,
    "工作地点" * 25_000,
    "工作地点：" + "北京、" * 30_000,
    "工作地点：" + "（" * 100_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:8] for text in HOSTILE])
def test_linear_time(text: str) -> None:
    def seconds(part: str) -> float:
        start = time.process_time()
        find_contacts(part)
        find_locations(part)
        find_benefits(part, [(0, len(part), "benefits")])
        return time.process_time() - start

    seconds(text[:1000])
    assert seconds(text) < 2.0
