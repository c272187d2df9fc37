"""The inline format: offsets, values, nesting, and errors that name the place and the remedy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdparse.annotation import parse_inline, to_gold, untagged
from jdparse.annotation.values import ATTRIBUTES
from jdparse.errors import AnnotationError
from jdparse.schema import REQUIREMENT_CLASSES, BaseRequirement

CASES = Path(__file__).parent / "cases" / "annotation_errors.jsonl"
ERRORS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]

POSTING = """<noise>首页 > 招聘</noise>
<title>客服主管</title>
<heading kind="duties">岗位职责：</heading>
1、<clause tags="团队管理,培训"><label>团队管理</label>：带领小组，组织培训</clause>；
  (1)<clause level=2 tags=排班考勤> 排班。</clause>
<heading kind="requirements">任职要求：</heading>①<clause>有<experience min_years=3 field=客服>3年以上客服经验</experience>，\
<skill name="C/C++" proficiency=熟练 modality=preferred>熟练C/C++者优先</skill></clause>。
<heading kind=benefits/><clause>包住</clause>"""


def test_offsets_point_at_the_text_without_tags() -> None:
    a = parse_inline(POSTING)
    assert "<clause" not in a.text
    assert "首页 > 招聘" in a.text
    assert [a.text[c.start : c.end] for c in a.clauses] == [
        "团队管理：带领小组，组织培训",
        "排班",
        "有3年以上客服经验，熟练C/C++者优先",
        "包住",
    ]
    assert [(c.number, c.level, c.section) for c in a.clauses] == [
        ("1、", 1, "duties"),
        ("(1)", 2, "duties"),
        ("①", 1, "requirements"),
        (None, 1, "benefits"),
    ]
    assert [a.text[h.start : h.end] for h in a.headings] == ["岗位职责：", "任职要求："]
    label = a.clauses[0].label
    assert label is not None
    assert a.text[slice(*label)] == "团队管理"
    assert untagged(a) == []


def test_requirements_carry_the_values_of_the_guideline() -> None:
    experience, skill = to_gold(parse_inline(POSTING))["requirements"]
    assert (experience["min_years"], experience["max_years"], experience["field"]) == (3, None, "客服")
    assert (skill["name"], skill["proficiency"], skill["modality"]) == ("C/C++", "熟练", "preferred")


def test_names_default_to_the_tagged_words() -> None:
    marked = (
        "<clause section=requirements><trait>细心</trait>，<major>会计</major>，"
        "<education full_time min_level=本科>统招本科</education></clause>"
    )
    trait, major, education = (mark.values for mark in parse_inline(marked).requirements)
    assert (trait, major) == ({"name": "细心"}, {"majors": ("会计",)})
    assert education == {"min_level": "本科", "full_time": True, "school_tier": None}


def test_attributes_are_the_fields_of_the_schema() -> None:
    for kind, cls in REQUIREMENT_CLASSES.items():
        own = set(cls.model_fields) - set(BaseRequirement.model_fields) - {"type", "kind"}
        assert set(ATTRIBUTES[kind]) == own, kind


def test_requirements_may_nest_and_cross() -> None:
    marked = "<clause section=requirements><skill name=客户处理技巧>优秀的<experience>客户处理技巧</skill>和经验</experience></clause>"
    a = parse_inline(marked)
    assert [(m.type, a.text[m.start : m.end]) for m in a.requirements] == [
        ("skill", "优秀的客户处理技巧"),
        ("experience", "客户处理技巧和经验"),
    ]


def test_jobs_start_at_titles_at_job_tags_and_at_the_first_block() -> None:
    a = parse_inline(
        "<heading kind=duties>职责</heading><clause>甲</clause>\n<title>会计</title><clause section=duties>乙</clause>\n"
        "<job/><heading kind=duties>篇三</heading><title name=出纳>出 纳</title><clause>丙</clause>\n"
        "<job/><clause section=duties>丁</clause>"
    )
    assert [job.title for job in a.jobs] == [None, "会计", "出纳", None]
    assert [clause.job for clause in a.clauses] == [0, 1, 2, 3]


def test_a_title_inside_a_pair_names_its_job() -> None:
    a = parse_inline("<clause section=facts><label>岗位名称</label>：<title>采购员</title></clause>")
    assert (a.jobs[0].title, a.jobs[0].start, len(a.clauses)) == ("采购员", 0, 1)


@pytest.mark.parametrize(
    "text", ["a < b", "<b>粗体</b>", "<titles>", "<skilled>x</skilled>", "<p class='x'>", "\\<title>", "x<", "<", "", "3<5>2", "<title"]
)
def test_other_angle_brackets_stay_text(text: str) -> None:
    assert parse_inline(text).text == text.replace("\\<", "<")


@pytest.mark.parametrize("case", ERRORS, ids=[case["label"] for case in ERRORS])
def test_errors_name_place_and_remedy(case: dict[str, str]) -> None:
    with pytest.raises(AnnotationError) as caught:
        parse_inline(case["text"])
    assert caught.value.code == case["code"]
    assert caught.value.message.startswith(case["place"] + ":")
    assert case["says"] in caught.value.message


def test_own_categories_replace_those_of_the_taxonomy() -> None:
    assert parse_inline("<clause section=duties tags=甲>x</clause>", categories=["甲"]).clauses[0].tags == ("甲",)
    with pytest.raises(AnnotationError, match="no category"):
        parse_inline("<clause section=duties tags=销售>x</clause>", categories=["甲"])


WORDS = st.text(alphabet=st.characters(exclude_characters="<\\", exclude_categories=["Cs"]), max_size=20)


@given(before=WORDS, body=WORDS, after=WORDS)
def test_text_and_clause_survive_the_tags(before: str, body: str, after: str) -> None:
    core = f"甲{body}乙"
    a = parse_inline(f"{before}<clause section=duties>{core}</clause>{after}")
    assert a.text == before + core + after
    (clause,) = a.clauses
    assert (clause.start, clause.end) == (len(before), len(before) + len(core))


@pytest.mark.parametrize(
    "text", ["<" * 50_000, "<clause " + "a " * 30_000, "<title" * 20_000, "<noise>" + " " * 60_000, "<skill name=" + '"' * 50_000]
)
def test_hostile_text_ends_in_an_error_or_in_text_at_once(text: str) -> None:
    try:
        parse_inline(text)
        message = ""
    except AnnotationError as error:
        message = error.message
    assert len(message) < 600
