"""Compliance notices: conditions that words state (``cases/compliance.jsonl``), those that typed facts state, and lacking elements."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

from jdparse import schema
from jdparse.compliance import ELEMENTS, Notice, check
from jdparse.wordlists import load

CASES = Path(__file__).parent / "cases"


def clause(text: str, section: schema.SectionKind = "requirements", start: int = 0) -> schema.Clause:
    return schema.Clause(
        start=start, end=start + len(text), text=text, number=None, ordinal=None, level=1, parent=None, label=None, section=section, tags=()
    )


def job(clauses: list[schema.Clause], facts: list[Any] | None = None) -> schema.Job:
    end = clauses[-1].end if clauses else 0
    return schema.Job(start=0, end=end, title=None, title_span=None, clauses=tuple(clauses), requirements=tuple(facts or ()), headings=())


def fact(kind: type[Any], modality: str = "required", **values: object) -> Any:
    return kind(start=2, end=6, text="…", modality=modality, clause=0, rule="test", **values)


def conditions(notices: tuple[Notice, ...]) -> list[Notice]:
    return [notice for notice in notices if not notice.rule.startswith("element.")]


def cases() -> list[Any]:
    with (CASES / "compliance.jsonl").open(encoding="utf-8") as lines:
        return [pytest.param(case, id=case["text"]) for case in map(json.loads, lines)]


@pytest.mark.parametrize("case", cases())
def test_conditions_that_words_state(case: dict[str, Any]) -> None:
    text = re.sub("</?n>", "", case["text"])
    places, removed = [], 0
    for match in re.finditer("<n>(.*?)</n>", case["text"]):
        start = match.start() - removed
        places.append((start, start + len(match[1])))
        removed += len("<n></n>")
    notices = conditions(check(job([clause(text, case["section"])])))
    assert [notice.rule for notice in notices] == case["expect"]
    assert [(notice.start, notice.end) for notice in notices] == places
    assert all(notice.text == text[notice.start : notice.end] for notice in notices)


@pytest.mark.parametrize(
    ("stated", "rule", "strength"),
    [
        (fact(schema.Gender, gender="男"), "sex.male", "banned"),
        (fact(schema.Gender, "preferred", gender="男"), "sex.male", "banned"),
        (fact(schema.Gender, gender="女"), "sex.female", "banned"),
        (fact(schema.Gender, gender="不限"), None, None),
        (fact(schema.Age, min_age=None, max_age=35), "age.limit", "at_risk"),
        (fact(schema.Age, min_age=25, max_age=None), "age.limit", "at_risk"),
        (fact(schema.Age, min_age=18, max_age=None), None, None),
        (fact(schema.Age, min_age=16, max_age=None), None, None),
        (fact(schema.Age, min_age=15, max_age=None), "age.minor", "banned"),
        (fact(schema.Age, min_age=None, max_age=None), None, None),
        (fact(schema.Residency, condition="本地户口"), "residency.local", "at_risk"),
        (fact(schema.Residency, "preferred", condition="上海户籍"), "residency.local", "at_risk"),
        (fact(schema.Residency, condition="非农业户口"), "residency.rural", "banned"),
        (fact(schema.Residency, condition="户籍不限"), None, None),
        (fact(schema.Residency, condition="户籍：无要求"), None, None),
        (fact(schema.Residency, condition="住在公司附近"), None, None),
        (fact(schema.Height, min_cm=165, max_cm=None), "appearance.height", "note"),
        (fact(schema.Education, min_level="本科", full_time=True, school_tier=None), "school", "note"),
        (fact(schema.Education, min_level=None, full_time=None, school_tier="211"), "school", "note"),
        (fact(schema.Education, min_level="本科", full_time=None, school_tier=None), None, None),
        (fact(schema.Language, language="普通话", level=None), None, None),
    ],
)
def test_conditions_that_typed_facts_state(stated: Any, rule: str | None, strength: str | None) -> None:
    notices = conditions(check(job([clause("一段任职条件文字")], [stated])))
    if rule is None:
        assert notices == []
    else:
        assert [(notice.rule, notice.strength, notice.start, notice.end) for notice in notices] == [(rule, strength, 2, 6)]


def test_the_law_and_its_exception_are_named() -> None:
    notice = check(job([clause("限男性电工")], [fact(schema.Gender, gender="男")]))[0]
    assert ("妇女权益保障法", "43(1)") in [(law.name, law.article) for law in notice.laws]
    assert notice.exception is not None
    assert "矿山井下" in notice.exception
    female = check(job([clause("限女性前台")], [fact(schema.Gender, gender="女")]))[0]
    assert "妇女权益保障法" not in [law.name for law in female.laws]


def test_a_personal_clause_among_duties_is_read() -> None:
    text = "女，已婚，25-35岁"
    silent = check(job([clause(text, "duties")]))
    read = check(job([clause(text, "duties")], [fact(schema.Age, min_age=25, max_age=35)]))
    assert conditions(silent) == []
    assert [notice.rule for notice in conditions(read)] == ["marriage.status", "age.limit"]


def test_a_cleaned_clause_gives_its_own_place() -> None:
    wrapped = clause("须党员优先").model_copy(update={"end": 7})  # a line wrap of two characters was joined
    assert [(notice.start, notice.end, notice.text) for notice in conditions(check(job([wrapped])))] == [(0, 7, "党员优先")]


def test_lacking_elements() -> None:
    def lacking(made: schema.Job, **options: Any) -> set[str]:
        return {notice.rule.removeprefix("element.") for notice in check(made, **options) if notice.rule.startswith("element.")}

    assert lacking(job([])) == set(ELEMENTS)
    full = job(
        [
            clause("本公司做园艺", "company"),
            clause("招聘人数：2人", "facts", 10),
            clause("工作地点：苏州", "facts", 20),
            clause("修剪花木", "duties", 30),
            clause("会用剪刀", "requirements", 40),
        ],
        [fact(schema.Salary, min=5000, max=6000, period="month", months=None)],
    )
    assert lacking(full) == set()
    assert lacking(job([clause("修剪花木", "duties")]), stated=("pay", "place", "headcount")) == {"employer", "conditions"}
    with pytest.raises(ValueError, match="wages"):
        check(job([]), stated=("wages",))


def test_the_data_is_whole() -> None:
    table = load("compliance")
    keys = {reference.partition(":")[0] for rule in table["rule"] for reference in rule["laws"]}
    assert keys <= set(table["laws"])
    assert [element["name"] for element in table["element"]] == list(ELEMENTS)
    assert {rule["strength"] for rule in table["rule"]} == {"banned", "at_risk", "note"}
    assert all(rule["laws"] for rule in table["rule"] if rule["strength"] == "banned")


def test_hostile_clauses_cost_no_time() -> None:
    for text in ("无" * 50_000, "无残" * 30_000, "已婚、" * 30_000, "不收" * 30_000 + "押金"):
        start = time.process_time()
        check(job([clause(text)]))
        assert time.process_time() - start < 1.0
