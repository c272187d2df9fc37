"""Requirements: the cases of each kind (``cases/<kind>.jsonl``), the examples of each rule, modality, settling, hostile input.

A case is a text with inline tags: the name is the kind, the attributes are its values (``min_years=3``, ``majors=会计|审计``),
``preferred`` its modality. Values that are not named must be None. Only findings of the file's own kind are compared.
A case with ``"xfail"`` is a known failure and must fail: a case that has come right is to lose the mark.
"""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from growing import assert_linear
from jdparse import schema
from jdparse.requirements import ClauseView, Rule, find_requirements, kinds
from jdparse.requirements.statements import Taken

CASES = Path(__file__).parent / "cases"
NAMES = get_args(schema.RequirementType)
TAG = re.compile(rf"<(/)?({'|'.join(NAMES)})((?:\s[^<>]*)?)>")
ATTRIBUTE = re.compile(r'(\w+)(?:=("[^"]*"|[^\s">]+))?')


def view(text: str, section: str = "requirements", preferred: bool = False, label: str = "") -> ClauseView:
    return ClauseView(0, len(text), section, len(label), preferred)


def read(tagged: str) -> tuple[str, list[dict[str, Any]]]:
    """The plain text of a case and what its tags expect."""
    text, expected, at = "", [], 0
    for tag in TAG.finditer(tagged):
        text += tagged[at : tag.start()]
        at = tag.end()
        if tag[1]:
            expected[-1]["end"] = len(text)
        else:
            values = {name: value(word) for name, word in ATTRIBUTE.findall(tag[3])}
            modality = "preferred" if values.pop("preferred", None) is True else "required"
            expected.append({"type": tag[2], "start": len(text), "modality": modality, "values": values})
    return text + tagged[at:], expected


def value(word: str) -> Any:
    word = word.strip('"')
    if not word:
        return True
    if "|" in word:
        return tuple(filter(None, word.split("|")))
    if word == "true":
        return True
    return float(word) if re.fullmatch(r"\d+(?:\.\d+)?", word) else word


def cases() -> list[Any]:
    found = []
    for name in NAMES:
        path = CASES / f"{name}.jsonl"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() if path.exists() else (), 1):
            case = json.loads(line)
            marks = [pytest.mark.xfail(strict=True, reason=case["comment"])] if case.get("xfail") else []
            found.append(pytest.param(name, case, id=f"{name}:{number}:{case['label']}", marks=marks))
    return found


@pytest.mark.parametrize(("name", "case"), cases())
def test_case(name: str, case: dict[str, Any]) -> None:
    text, expected = read(case["text"])
    clause = view(text, case.get("section", "requirements"), case.get("heading_preferred", False), case.get("clause_label", ""))
    found = [f for f in find_requirements(text, [clause]) if f.type == name]
    assert [text[f.start : f.end] for f in found] == [text[e["start"] : e["end"]] for e in expected]
    for finding, want in zip(found, expected, strict=True):
        stated = {k: v for k, v in finding.values.items() if v is not None and (k != "kind" or "kind" in want["values"])}
        numbers = {
            k: str(v) if k in ("school_tier", "level", "name", "condition") and not isinstance(v, str) else v
            for k, v in want["values"].items()
        }
        numbers = {k: re.sub(r"\.0$", "", v) if k in ("school_tier", "level") else v for k, v in numbers.items()}
        assert stated == numbers
        assert finding.modality == want["modality"]


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for kind in kinds() for rule in kind.rules])
def test_examples_of_rule(rule: Rule) -> None:
    assert all((rule.sentence, rule.yes, rule.no))
    section = "benefits" if rule.id == "salary.opening" else "requirements"
    assert any(f.rule == rule.id for f in find_requirements(rule.yes, [view(rule.yes, section)]))
    assert not any(f.rule == rule.id for f in find_requirements(rule.no, [view(rule.no, section)]))


@pytest.mark.parametrize("kind", [pytest.param(kind, id=kind.type) for kind in kinds()])
def test_values_are_those_of_the_schema(kind: Any) -> None:
    fields = set(schema.REQUIREMENT_CLASSES[kind.type].model_fields) - set(schema.BaseRequirement.model_fields) - {"type"}
    for rule in kind.rules:
        for finding in find_requirements(rule.yes, [view(rule.yes)]):
            if finding.type == kind.type:
                assert set(finding.values) == fields
                made = schema.REQUIREMENT_CLASSES[kind.type](
                    start=finding.start, end=finding.end, text="…", modality=finding.modality, clause=0, rule=finding.rule, **finding.values
                )
                assert made.rule == rule.id or made.rule


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for kind in kinds() for rule in kind.rules]
    assert len(ids) == len(set(ids))
    assert all(rule.type == kind.type for kind in kinds() for rule in kind.rules)


# --- modality -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "modalities"),
    [
        ("本科及以上学历，硕士优先", ["required", "preferred"]),
        ("本科及以上学历（硕士优先）", ["required", "preferred"]),
        ("有外贸、货代经验者优先，英语六级", ["preferred", "required"]),
        ("最好有两年以上带队经验", ["preferred"]),
        ("有客诉处理经验尤佳", ["preferred"]),
        ("有主播经验更佳；普通话标准", ["preferred", "required"]),
        ("三年以上采购经验加分", ["preferred"]),
        ("大专学历，女性优先考虑，25-35岁", ["required", "preferred", "required"]),
        ("有一年以上经验，能按优先级安排工作", ["required"]),
    ],
)
def test_preference_covers_its_part(text: str, modalities: list[str]) -> None:
    assert [
        f.modality for f in find_requirements(text, [view(text)]) if f.type in ("experience", "education", "gender", "age", "language")
    ] == modalities


def test_heading_and_label_cover_all() -> None:
    text = "三年以上团队管理经验，本科学历"
    assert {f.modality for f in find_requirements(text, [view(text, preferred=True)])} == {"preferred"}
    labelled = "加分项：三年以上团队管理经验，本科学历"
    assert {f.modality for f in find_requirements(labelled, [view(labelled, label="加分项")])} == {"preferred"}


# --- the engine ---------------------------------------------------------------------------------------------------


def test_offsets_are_those_of_the_text_and_clauses_do_not_mix() -> None:
    text = "1、三年以上\n2、销售经验，大专学历"
    clauses = [ClauseView(2, 6, "requirements", 2, False), ClauseView(9, len(text), "requirements", 9, False)]
    found = find_requirements(text, clauses)
    assert [(f.clause, f.type, text[f.start : f.end]) for f in found] == [
        (0, "experience", "三年以上"),
        (1, "experience", "销售经验"),
        (1, "education", "大专学历"),
    ]
    assert [(f.start, f.end) for f in found] == sorted((f.start, f.end) for f in found)


def test_a_job_in_the_middle_of_a_page_is_read_alike() -> None:
    job = "三年以上采购经验，大专学历；女士优先"
    page = "别的岗位：五年以上经验。\n" * 3 + job + "\n硕士以上学历" * 3
    start = page.index(job)
    alone = find_requirements(job, [view(job)])
    within = find_requirements(page, [ClauseView(start, start + len(job), "requirements", start, False)])
    assert [(f.type, f.start + start, f.end + start, f.modality, f.values) for f in alone] == [
        (f.type, f.start, f.end, f.modality, f.values) for f in within
    ]


def test_taken_is_asked_like_a_list_of_spans() -> None:
    spans = [(4, 9), (2, 5), (12, 12), (15, 20), (16, 17)]
    taken = Taken(spans)
    for start, end in itertools.combinations_with_replacement(range(23), 2):
        assert taken.touches(start, end) == any(low < end and start < high for low, high in spans), (start, end)
    assert not Taken([]).touches(0, 9)


def test_rule_of_a_user() -> None:
    rule = Rule("mine.badge", "certificate", "a badge", pattern=r"(?P<span>工牌)照", values={"name": "工牌"}, yes="有工牌照", no="工牌")
    text = "有工牌照优先"
    found = [f for f in find_requirements(text, [view(text)], [rule]) if f.rule == "mine.badge"]
    assert [(text[f.start : f.end], f.modality, f.values) for f in found] == [("工牌", "preferred", {"name": "工牌"})]


def test_nothing_to_find() -> None:
    assert find_requirements("", []) == []
    assert find_requirements("三年以上经验", []) == []


HOSTILE = {
    "han digits": lambda n: "三" * n,
    "han digits with years": lambda n: "三年" * n,
    "ranges": lambda n: "3-" * n,
    "list stops": lambda n: "、" * n,
    "commas": lambda n: "有，" * n,
    "experience": lambda n: "经验" * n,
    "items": lambda n: "熟悉A、" * n,
    "brackets": lambda n: "（" * n,
    "levels": lambda n: "本科或" * n,
    "preference": lambda n: "优先" * n,
    "pay": lambda n: "5千" * n,
    "digits": lambda n: "9" * n,
    "languages": lambda n: "英语、" * n,
    "spaces": lambda n: "薪 " * n,
    "graduates": lambda n: "20届/" * n,
    "latin runs": lambda n: "aBcD" * (n // 4) + "资格",
    "short latin runs": lambda n: "证有LinuxShellPython，" * (n // 20),
    "no end to a name": lambda n: "具有良好的" * (n // 5),
    "ands": lambda n: "和" * n + "能力",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_in_line_with_the_text(name: str) -> None:
    assert_linear(lambda text: find_requirements(text, [view(text)]), HOSTILE[name], 12_500)
