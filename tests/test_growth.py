"""What is counted where time is too coarse a measure: how often a long text is gone through, and what is held for all of it at once."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import pytest

from jdparse import clauses, clean, parser
from jdparse.content import guess_kinds
from jdparse.tagger import Tagger

HEADINGS = "1、接待客户；培训内容：1、讲解产品；"
CLAUSES = [f"负责第{n}仓库的收货和发货" for n in range(8_000)]


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many candidates each call of the numbering decoder is given."""
    counts: list[int] = []
    decode = clauses.decode
    monkeypatch.setattr(clauses, "decode", lambda found, before=0: counts.append(len(found)) or decode(found, before))
    return counts


@pytest.mark.parametrize("markers", [65, 129, 257, 513, 520, 1025, 2049, 2100, 4097])
def test_looks_for_a_heading_cost_a_fixed_share_of_a_long_list(markers, decoded):
    """Just past a power of two as well: there, looks of fixed lengths read the list twice."""
    text = "岗位职责：" + "\n".join(f"{n % 50 + 1}、整理资料" for n in range(markers))
    parser.Parser().parse(text)
    assert markers <= sum(decoded) <= markers * 1.4


def test_a_page_full_of_headings_is_read_a_little_way_for_each(decoded):
    parser.Parser().parse(HEADINGS * 300)
    assert sum(decoded) <= 600 * 32


def peak(work: Callable[[], object]) -> int:
    """The most bytes that are allocated while it runs."""
    work()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_the_scores_of_a_long_page_are_not_held_all_at_once():
    assert peak(lambda: guess_kinds(CLAUSES)) < 350 * len(CLAUSES)
    assert peak(lambda: Tagger.load().tag_many(CLAUSES)) < 500 * len(CLAUSES)


def test_the_letters_of_a_long_page_are_not_made_strings():
    text = "负责接待来访的客户并登记，" * 8_000 + "职 责 要 求："
    assert peak(lambda: list(clean._spaced_edits(text))) < 10 * len(text)
