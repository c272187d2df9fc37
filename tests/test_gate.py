"""No figure may fall below its floor; the scorer and the gate themselves are tested on small made-up sets."""

from __future__ import annotations

import pytest

import jdparse
from eval_gate import BASELINE, fallen, figures_of, measure, raised, read_floors
from jdparse.annotation import parse_inline, to_gold
from jdparse.evaluation import body, evaluate, plain_result, title_key

MARKED = (
    "<title>收银员</title><heading kind=duties>岗位职责：</heading>1、<clause>收款对账</clause>；2、<clause>接待顾客</clause>。"
    "<heading kind=requirements>任职要求：</heading>1、<clause>高中以上学历</clause>。"
)


@pytest.mark.slow
def test_no_figure_is_below_its_floor():
    figures = {name: figures_of(scores) for name, scores in measure().items()}
    assert "postings" in figures
    assert not fallen(figures, read_floors())


def test_the_floors_are_of_known_figures():
    floors = read_floors()
    assert set(floors["postings"]) == {"clause", "section", "level", "job", "title"}
    assert all(0.5 < floor <= 1 for kinds in floors.values() for floor in kinds.values())
    assert BASELINE.name == "eval_baseline.json"


def score(marked: str, text: str | None = None) -> dict[str, float]:
    """The figures of the parse of ``text``, or of the marked text itself, against the marks."""
    annotated = parse_inline(marked)
    source = ("case", annotated.text, to_gold(annotated))
    return figures_of(evaluate([source], lambda given: plain_result(jdparse.parse(text or given))))


def test_a_right_parse_scores_one():
    assert score(MARKED) == dict.fromkeys(("clause", "section", "level", "job", "title"), 1.0)


def test_each_kind_of_error_counts_where_it_belongs():
    missed = score(MARKED.replace("2、<clause>接待顾客</clause>", "2、<clause>接待</clause><clause>顾客</clause>"))
    assert missed["clause"] == pytest.approx(2 * 2 / (3 + 4))
    assert missed["job"] == 0.0  # the clauses are less than nine tenths the same
    section = score(MARKED.replace("kind=requirements", "kind=other"))
    assert section["section"] == pytest.approx(2 / 3)
    assert section["clause"] == 1.0
    level = score(MARKED.replace("<clause>接待", "<clause level=2>接待"))
    assert level["level"] == pytest.approx(2 / 3)
    title = score(MARKED.replace("<title>", '<title name="收款员">'))
    assert (title["title"], title["job"]) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("1、接待客户；", "接待客户"),
        ("(一) 接待客户。", "接待客户"),
        ("3年以上经验", "3年以上经验"),
        ("• 2.1 接待", "2.1 接待"),
        ("1、", "1、"),
    ],
)
def test_bodies_leave_out_markers_and_outer_signs(text, want):
    start, end = body(text, 0, len(text))
    assert text[start:end] == want.rstrip("、")


def test_titles_are_compared_without_signs_and_width():
    assert title_key("客服 经理（上海）") == title_key("客服经理(上海)")
    assert title_key(None) == ""


def test_floors_only_rise():
    floors = {"a": {"clause": 0.9, "job": 0.8}, "absent": {"clause": 0.5}}
    figures = {"a": {"clause": 0.95004, "job": 0.7}}
    assert raised(figures, floors) == {"a": {"clause": 0.95, "job": 0.8}, "absent": {"clause": 0.5}}
    assert raised(figures, floors, allow_lower=True)["a"]["job"] == 0.7
    assert fallen(figures, floors) == ["a job: 0.7000 is below the floor 0.8000"]
    assert not fallen({"a": {"clause": 0.9}}, floors)
