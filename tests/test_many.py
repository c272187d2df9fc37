"""parse_many and the worker processes under it: order, bounds, failures, and workers that die."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import jdparse
from brittle import Brittle, DeadlyParser, DeadlyTagging
from jdparse.errors import BatchError
from jdparse.pool import DIED, in_order
from postings import posting


def test_one_process_streams() -> None:
    taken: list[int] = []

    def sources() -> Iterator[str]:
        for number in range(100):
            taken.append(number)
            yield posting(number)

    stream = jdparse.parse_many(sources())
    assert next(stream) == jdparse.parse(posting(0))
    assert taken == [0]


def test_a_bad_source_is_a_failure_in_its_place() -> None:
    found = list(jdparse.parse_many([posting(1), None, b"bytes", posting(2)], titles=["甲", None, None, "乙"]))  # type: ignore[list-item]
    assert [type(one).__name__ for one in found] == ["Document", "Failure", "Failure", "Document"]
    assert (found[1].index, found[1].error) == (1, "TypeError")  # type: ignore[union-attr]
    assert "decode it first" in found[2].message  # type: ignore[union-attr]
    assert [found[at].jobs[0].title for at in (0, 3)] == ["甲", "乙"]  # type: ignore[union-attr]


@pytest.mark.slow
def test_two_processes_give_the_same_as_one() -> None:
    sources = [posting(number) for number in range(50)] + [None, ""]
    one = list(jdparse.parse_many(sources))  # type: ignore[arg-type]
    two = list(jdparse.parse_many(sources, workers=2, batch_size=7))  # type: ignore[arg-type]
    assert two == one
    assert [found.model_dump_json() for found in two] == [found.model_dump_json() for found in one]


@pytest.mark.slow
@pytest.mark.parametrize("parser", [DeadlyParser(), DeadlyTagging()], ids=["alone", "among others"])
def test_a_text_that_kills_its_worker_is_reported_and_the_rest_goes_on(parser: jdparse.Parser) -> None:
    sources = [posting(number) for number in range(20)]
    sources[13] = "致命的文字"
    found = list(jdparse.parse_many(sources, workers=2, batch_size=5, parser=parser))
    assert [(one.index, one.error) for one in found if isinstance(one, jdparse.Failure)] == [(13, DIED[0])]
    assert [found[at] for at in (0, 12, 14, 19)] == [jdparse.parse(sources[at]) for at in (0, 12, 14, 19)]


@pytest.mark.slow
def test_a_killed_worker_is_replaced_and_its_batch_tried_again(tmp_path: Path) -> None:
    tasks = [[1, 2], [3, 4], [5, 6], [7]]
    work = Brittle(once=4, memory=tmp_path / "died")
    assert list(in_order(work, tasks, 2)) == [[2, 4], [6, 8], [10, 12], [14]]
    assert (tmp_path / "died").exists()


@pytest.mark.slow
def test_only_the_deadly_records_are_reported() -> None:
    assert list(in_order(Brittle(deadly=(3, 4)), [[1, 2], [3, 4, 5], [6]], 2)) == [[2, 4], [DIED[0], DIED[0], 10], [12]]


@pytest.mark.slow
def test_an_error_of_the_work_itself_is_raised() -> None:
    with pytest.raises(ValueError, match="minus one") as raised:
        list(in_order(Brittle(), [[1], [-1], [2]], 2))
    assert raised.value.__notes__[0].startswith("in worker process")


@pytest.mark.slow
def test_no_more_batches_are_taken_than_allowed() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[list[int]]:
        for number in range(40):
            taken.append(number)
            yield [number]

    stream = in_order(Brittle(), tasks(), 2)
    for given in range(20):
        assert next(stream) == [2 * given]
        assert len(taken) <= given + 1 + 2 * 2
    stream.close()  # type: ignore[attr-defined]


def test_less_than_one_worker_is_refused() -> None:
    with pytest.raises(BatchError, match="JD504"):
        list(jdparse.parse_many([""], workers=0))


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_missing_column_is_told_with_those_that_are_there(library: str) -> None:
    frames = pytest.importorskip(library)
    importlib.import_module(f"jdparse.{library}")
    frame = frames.DataFrame({"描述": ["任职要求：大专以上学历"], "薪资": ["8-9千"]})
    with pytest.raises(BatchError, match=r"JD502.*'描写'.*描述, 薪资"):
        frame.jd.parse("描写", board={"salary": "薪资"})
