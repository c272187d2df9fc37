"""What is counted where time is too coarse a measure: how often a long text is gone through, and what is held for all of it at once."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable

import pytest

from jdparse import clauses, clean, parser
from jdparse.content import guess_kinds
from jdparse.requirements import Finding
from jdparse.tagger import Tagger

HEADINGS = "1、接待客户；培训内容：1、讲解产品；"
JOB = "【篇{}：仓库管理员岗位职责】\n岗位职责：1、收发货物；2、盘点库存。\n任职要求：1、大专以上学历；2、一年以上经验。\n"
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


def test_findings_are_held_for_one_job_at_a_time(monkeypatch):
    alive: list[int] = []
    find = parser.find_requirements

    def counting(*given):
        alive.append(sum(isinstance(held, Finding) for held in gc.get_objects()))
        return find(*given)

    monkeypatch.setattr(parser, "find_requirements", counting)
    doc = parser.Parser().parse("".join(JOB.format(n) for n in range(1, 13)))
    assert len(doc.jobs) == len(alive) == 12
    assert len(doc.jobs[0].requirements) == 2
    assert max(alive) <= 4  # those of this job and of the one before


def test_the_collector_leaves_tags_alone():
    made = parser.Parser()
    view, _, drafts, _ = made._structure(JOB.format(1))
    tags = made._tags(view, drafts)
    for _ in range(2):  # what is in a tuple may be let go only after it
        gc.collect()
    assert any(tags.values())
    assert not any(gc.is_tracked(found) for found in tags.values())
