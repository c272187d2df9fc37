"""A user's own rules, taxonomy and titles: what a Parser's options change, and what they leave alone."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

import jdparse
from jdparse import JdparseError, Parser, Rule

TEXT = "岗位职责：1、负责客户投诉的处理；2、组织新员工培训。任职要求：1、会驾驶叉车，持N2证；2、中国国籍。"
NATIONALITY = Rule(
    "own.nationality",
    "residency",
    "a nationality",
    r"(?P<span>[一-鿿]{2,3}国籍)",
    values={"condition": "国籍"},
    yes="中国国籍",
    no="国际贸易",
)


def test_own_rules_are_tried_in_every_clause() -> None:
    found = [r for r in Parser(rules=[NATIONALITY]).parse(TEXT).jobs[0].requirements if r.rule == "own.nationality"]
    assert [(r.type, r.text, TEXT[r.start : r.end]) for r in found] == [("residency", "中国国籍", "中国国籍")]
    assert not [r for r in jdparse.parse(TEXT).jobs[0].requirements if r.rule == "own.nationality"]


def test_a_rule_whose_pattern_is_none_is_refused_before_any_text() -> None:
    with pytest.raises(re.error, match="missing"):
        Parser(rules=[Rule("own.broken", "residency", "a broken one", "(国籍")])


def test_a_parser_survives_pickling() -> None:
    parser = pickle.loads(pickle.dumps(Parser(rules=[NATIONALITY])))
    assert parser.parse(TEXT) == Parser(rules=[NATIONALITY]).parse(TEXT)


def test_the_boards_title_names_the_job_only_where_the_text_does_not() -> None:
    assert jdparse.parse(TEXT, title="客服主管").jobs[0].title == "客服主管"
    named = jdparse.parse("门店店长\n" + TEXT, title="客服主管").jobs[0]
    assert named.title == "门店店长"
    assert named.title_span is not None


def test_tags_carry_id_name_and_score() -> None:
    tags = jdparse.tag("处理客户投诉")
    assert (tags[0].category, tags[0].name) == ("complaint_handling", "投诉处理")
    assert all(0 <= tag.score <= 1 for tag in tags)
    assert [tag.score for tag in tags] == sorted((tag.score for tag in tags), reverse=True)
    assert jdparse.tag("  ") == ()


def test_tag_says_what_it_takes() -> None:
    with pytest.raises(TypeError, match="takes a str, not int"):
        jdparse.tag(3)  # type: ignore[arg-type]


def test_duties_are_tagged_and_nothing_else() -> None:
    job = jdparse.parse(TEXT).jobs[0]
    assert [[tag.name for tag in clause.tags] for clause in job.clauses] == [["投诉处理"], ["培训"], [], []]


def test_a_taxonomy_without_the_models_categories_is_an_error(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'version = "1"\n[[group]]\nid = "a"\nname = "甲"\n[[category]]\nid = "mine"\nname = "我的"\ngroup = "a"\ndefinition = "x"\n',
        encoding="utf-8",
    )
    with pytest.raises(JdparseError, match="JD411"):
        Parser(taxonomy=own)


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(JdparseError, match=r"nowhere\.npz"):
        Parser(model=tmp_path / "nowhere.npz")


def test_benefits_places_and_contacts_are_built_when_read() -> None:
    text = "岗位职责：接待客户。福利待遇：五险一金，周末双休。工作地点：杭州市西湖区。联系人：王女士 13900000000"
    job = jdparse.parse(text).jobs[0]
    assert [b.name for b in job.benefits] == ["五险一金", "双休"]
    assert [(p.province, p.city) for p in job.locations] == [("浙江", "杭州")]
    assert [(c.kind, text[c.start : c.end]) for c in job.contacts] == [("person", "王女士"), ("phone", "13900000000")]


def test_redact_keeps_every_offset() -> None:
    text = "任职要求：大专以上学历。联系人：王女士 13900000000"
    hidden = jdparse.redact(jdparse.parse(text))
    assert len(hidden) == len(text)
    assert "王女士" not in hidden
    assert "139" not in hidden
    assert hidden.startswith("任职要求：大专以上学历")


def test_canonical_skill_names() -> None:
    assert jdparse.canonical_name("js") == jdparse.canonical_name("JavaScript") == "JavaScript"
    assert jdparse.canonical_name("Java") == "Java"
