"""Whatever is passed: a Document, or an error that says what to do; in time linear in the length."""

from __future__ import annotations

import gc
import random
import time
from pathlib import Path

import pytest

import jdparse
from jdparse import parser
from jdparse.errors import JdparseError, TextTooLongError

DEMO = (Path(__file__).resolve().parents[1] / "examples" / "demo_page.txt").read_text(encoding="utf-8")
ENGLISH = """About the role
We are looking for a warehouse associate. You will receive goods and keep records.
Requirements:
1. Two years of experience
2. A forklift licence
"""


def random_unicode(length: int, seed: int) -> str:
    draw = random.Random(seed)
    return "".join(chr(draw.choice((draw.randrange(0xD800), draw.randrange(0xE000, 0x110000)))) for _ in range(length))


def nested(count: int) -> str:
    styles = ("{}、", "({})", "①", "{}.{}", "一、")
    return "岗位职责：" + "".join(styles[n % 5].format(n % 60 + 1, n % 9 + 1) + "整理资料" for n in range(count))


EMPTY = {
    "empty": "",
    "blank": " \n\t\r\n　\u200b",
    "one letter": "职",
    "one sign": "。",
    "one bracket": "【",
    "one marker": "1、",
    "lone surrogate": "\ud800",
    "nul": "\x00",
    "byte order mark": "\ufeff",
}
ODD = {
    "english": ENGLISH,
    "unpaired brackets": "【岗位职责：（1）接待【客户；((2)登记》资料]]」任职要求】：本科（以上",
    "lone surrogates": "岗位职责：1、接待\ud83d客户\udc00；2、登记\udfff",
    "nuls": "岗位职责：\x001、接待客户\x00\x00；2、登\x00记资料",
    "numbers nested 10,000 deep": nested(10_000),
    "random unicode": random_unicode(20_000, 1),
    "one long line": "负责接待" * 5_000,
    "html nested 5,000 deep": "<div>" * 5_000 + "岗位职责：1、接待" + "</div>" * 5_000,
    "html never closed": "<a " * 20_000,
    "entities": "&amp;" * 20_000 + "&#" * 20_000,
    "brackets only": "（【《" * 10_000,
    "digits only": "1234567890" * 1_500,
    "newlines only": "\n" * 50_000,
    "spaces": "岗位职责" + " " * 50_000 + "：1、接待",
    "markers only": "1、" * 20_000,
    "headings only": "岗位职责：任职要求：" * 5_000,
    "colons": "团队：" * 20_000,
}


@pytest.mark.parametrize("text", EMPTY.values(), ids=EMPTY)
def test_text_that_says_nothing_holds_no_job(text):
    doc = jdparse.parse(text)
    assert doc.text == text
    assert all(not job.duties for job in doc.jobs)
    assert len(doc.blocks) <= 1


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_odd_text_is_a_document(text):
    doc = jdparse.parse(text)
    assert doc.text == text
    at = 0
    for block in doc.blocks:
        assert at <= block.start < block.end <= len(text)
        at = block.end


def test_an_english_page_is_read_as_far_as_its_headings_go():
    (job,) = jdparse.parse(ENGLISH).jobs
    assert [(c.number, c.text) for c in job.clauses][-2:] == [("1.", "Two years of experience"), ("2.", "A forklift licence")]


BROKEN = {
    "bracket": "岗位职责：1、接待【客户；2、登记资料",
    "nul": "岗位职责：1、接待\x00客户；2、登记资料",
    "surrogate": "岗位职责：1、接待\ud83d客户；2、登记资料",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_character_costs_no_clause(text):
    assert [c.number for c in jdparse.parse(text).jobs[0].duties] == ["1、", "2、"]


@pytest.mark.parametrize("value", [b"\xe8\x81\x8c", bytearray(b"x"), None, 3, ["岗位职责"], Path("x")], ids=lambda v: type(v).__name__)
def test_anything_but_a_str_is_a_type_error(value):
    with pytest.raises(TypeError, match=rf"takes a str, not {type(value).__name__}"):
        jdparse.parse(value)


def test_bytes_are_told_how_to_become_text():
    with pytest.raises(TypeError, match=r"decode it first: jdparse\.read_text\(path\), or jdparse\.decode\(data\)"):
        jdparse.parse("岗位职责".encode())


def test_past_the_limit_is_an_error_with_a_code(monkeypatch):
    monkeypatch.setattr(parser, "MAX_LENGTH", 100)
    assert jdparse.parse("职" * 100).text
    with pytest.raises(TextTooLongError, match="101 characters; at most 100 are allowed. Cut it") as caught:
        jdparse.parse("职" * 101)
    assert isinstance(caught.value, JdparseError)
    assert caught.value.code == "JD101"


def seconds(text: str) -> float:
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        _ = jdparse.parse(text).blocks
        return time.process_time() - start
    finally:
        gc.enable()


# each unit is repeated: a plain page, and what makes naive patterns quadratic
GROWING = {
    "pages": DEMO + "\n",
    "one line": "1、负责接待客户；2、整理资料。任职要求：本科",
    "nested": nested(50) + "\n",
    "html": "<p>岗位职责：</p><ul><li>接待&nbsp;客户</li></ul>\n",
    "noise": "下载本文档请先登录\n相关文章\n",
    "brackets": "（【",
    "spaces": "职 ",
    "blank runs": "接待" + " " * 500 + "\n",
    "digits": "3-3",
    "digits only": "1234567890",
    "letters": "abcdefghij",
    "headings": "岗位职责：任职要求：",
    "foreign runs": "接ภาษา待",
    "open tags": "<a ",
    "wrapped lines": "负责接待来访的客户并且登记他们的资料以及跟进\n后续的服务情况\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("unit", GROWING.values(), ids=GROWING)
def test_time_grows_with_the_length(unit):
    """Eight times the text takes at most eleven times the time, the best of three; small times are all overhead."""
    small = unit * (10_000 // len(unit))
    large = small * 8
    seconds(small)
    ratios = []
    for _ in range(3):
        ratios.append(seconds(large) / max(seconds(small), 0.004))
        if ratios[-1] <= 11:
            return
    assert min(ratios) <= 11


@pytest.mark.slow
def test_five_megabytes_are_parsed():
    text = (DEMO + "\n") * (5_000_000 // (len(DEMO.encode()) + 1) + 1)
    assert len(text.encode()) >= 5_000_000
    doc = jdparse.parse(text)
    assert len(doc.jobs) > 1000
    assert doc.blocks[-1].end <= len(text)
