"""Sources go through the stages many at a time: chunks, failures in the middle of one, and the same result however they are cut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import jdparse
from jdparse.lift import Reading
from jdparse.pages import CHUNK, NOBODY, Page, chunks
from postings import posting

# Postings with and without headings, so that both models have something to tell, and a page of noise.
TEXTS = [posting(number) for number in range(20)]
TEXTS += [text.replace("岗位职责：", "").replace("任职要求：", "") for text in TEXTS[:9]] + ["", "公司班车时刻表", "任职要求：大专以上学历"]
TITLES = [f"第{number}岗" if number % 3 else None for number in range(len(TEXTS))]
BAD = 11
STAGES = ("_scanned", "_outlined", "_with_sections", "_tagged", "_with_findings")


def as_json(found: Reading | Exception) -> str:
    return repr(found) if isinstance(found, Exception) else found.document().model_dump_json()


def broken(parser: jdparse.Parser, stage: str) -> Callable[[Any], None]:
    """A stage that raises at one text."""
    sound = getattr(parser, stage)

    def breaks(pages: Page | list[Page]) -> None:
        if any(page.source == TEXTS[BAD] for page in (pages if isinstance(pages, list) else [pages])):
            raise ZeroDivisionError("a bug")
        sound(pages)

    return breaks


def test_a_chunk_is_full_by_number_or_by_characters() -> None:
    assert list(chunks([])) == []
    assert list(chunks(["短"] * 5, most=5)) == [[0, 1, 2, 3, 4]]
    assert list(chunks(["短"] * 5, most=2)) == [[0, 1], [2, 3], [4]]
    assert list(chunks(["短"] * 5, left_out={0, 3}, most=2)) == [[1, 2], [4]]
    assert list(chunks(["短"] * 3, left_out=range(3))) == []
    long = "长" * 150_000
    assert list(chunks([long, long, "短", "短", long * 3, "短"])) == [[0], [1, 2, 3], [4], [5]]
    assert [len(chunk) for chunk in chunks(["短"] * (2 * CHUNK + 1))] == [CHUNK, CHUNK, 1]


@pytest.mark.parametrize("size", [1, 7, CHUNK])
def test_what_is_found_does_not_depend_on_the_chunk(size: int) -> None:
    parser = jdparse.Parser()
    alone = [parser.parse(text, title=title).model_dump_json() for text, title in zip(TEXTS, TITLES, strict=True)]
    assert [as_json(found) for found in parser.read_many(TEXTS, TITLES, chunk=size)] == alone
    assert [as_json(found) for found in parser.read_many(TEXTS[::-1], TITLES[::-1], chunk=size)] == alone[::-1]


@pytest.mark.parametrize("size", [1, 7, CHUNK])
@pytest.mark.parametrize("stage", STAGES)
def test_an_error_in_a_stage_costs_one_source(monkeypatch: pytest.MonkeyPatch, stage: str, size: int) -> None:
    parser = jdparse.Parser()
    expected = [as_json(found) for found in parser.read_many(TEXTS)]
    monkeypatch.setattr(parser, stage, broken(parser, stage))
    found = list(parser.read_many(TEXTS, chunk=size))
    assert [at for at, one in enumerate(found) if isinstance(one, Exception)] == [BAD]
    assert repr(found[BAD]) == "ZeroDivisionError('a bug')"
    assert [as_json(one) for at, one in enumerate(found) if at != BAD] == [text for at, text in enumerate(expected) if at != BAD]
    with pytest.raises(ZeroDivisionError, match="a bug"):
        parser.parse(TEXTS[BAD])


def test_what_is_no_text_is_an_error_in_its_place() -> None:
    found = list(jdparse.Parser().read_many([TEXTS[0], None, b"bytes", TEXTS[1]], left_out={0}))  # type: ignore[list-item]
    assert [type(one) for one in found] == [TypeError, TypeError, Reading]


def test_sources_are_taken_a_chunk_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    parser = jdparse.Parser()
    taken: list[int] = []
    outlined = parser._outlined
    monkeypatch.setattr(parser, "_outlined", lambda page: (taken.append(page.number), outlined(page)))
    stream = parser.read_many(TEXTS, chunk=7)
    next(stream)
    assert taken == list(range(7))


def test_a_watcher_is_told_who_is_worked_on() -> None:
    told: list[int] = []
    parser = jdparse.Parser()
    for _ in parser.read_many(TEXTS[:5], chunk=2, left_out={1}, watch=told.append):
        pass
    assert set(told) == {0, 2, 3, 4, NOBODY}
    told.clear()
    for _ in parser.read_many(TEXTS[:5], chunk=1, watch=told.append):
        pass
    assert sorted(set(told)) == [0, 1, 2, 3, 4]
    assert told == sorted(told)
