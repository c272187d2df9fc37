"""The public objects: frozen, the same after JSON and pickle, and what the parser makes unvalidated is valid."""

from __future__ import annotations

import copy
import pickle

import pytest
from pydantic import TypeAdapter, ValidationError

import jdparse
from jdparse import Block, Clause, Document, Job, Requirement
from jdparse.schema import REQUIREMENT_CLASSES, SECTION_KINDS

TEXT = "收银员\n岗位职责：\n1、收款对账；\n(1)核对现金\n(2)核对票据\n2、接待顾客。\n任职要求：大专以上学历\n下载本文档请先登录\n"
FIELDS = {
    Document: {"text", "jobs", "blocks", "schema_version", "steps"},
    Job: {"start", "end", "title", "title_span", "clauses", "requirements", "headings"},
    Clause: {"start", "end", "text", "number", "ordinal", "level", "parent", "label", "section", "tags"},
    Block: {"start", "end", "text", "kind", "reason"},
}


@pytest.fixture(scope="module")
def doc():
    return jdparse.parse(TEXT)


@pytest.mark.parametrize(("cls", "names"), FIELDS.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_the_contract_names_are_there(cls, names):
    assert names <= set(cls.model_fields)


def test_what_the_parser_makes_is_valid(doc):
    assert Document.model_validate(doc.model_dump()) == doc


def test_json_and_pickle_round_trips(doc):
    assert Document.model_validate_json(doc.model_dump_json()) == doc
    again = pickle.loads(pickle.dumps(doc))
    assert again == doc
    assert again.blocks == doc.blocks


def test_blocks_read_late_are_those_read_early():
    early, late = jdparse.parse(TEXT), jdparse.parse(TEXT)
    blocks = early.blocks
    assert late.model_dump_json() == early.model_dump_json()
    assert late.blocks == blocks


@pytest.mark.parametrize("first", ["contacts", "headings", "requirements", "clauses"])
def test_what_is_read_first_changes_nothing(first):
    read, unread = jdparse.parse(TEXT), jdparse.parse(TEXT)
    getattr(read.jobs[0], first)
    assert read.model_dump_json() == unread.model_dump_json()


@pytest.mark.parametrize("whole", [repr, dict, lambda job: copy.copy(job).model_dump(), lambda job: copy.deepcopy(job).model_dump()])
def test_an_unread_job_is_whole(whole):
    read = jdparse.parse(TEXT).jobs[0]
    read.model_dump()
    assert whole(jdparse.parse(TEXT).jobs[0]) == whole(read)


@pytest.mark.parametrize("change", [("text", ""), ("jobs", ()), ("anything", 1)])
def test_a_document_is_frozen(doc, change):
    with pytest.raises(ValidationError):
        setattr(doc, *change)


def test_jobs_clauses_and_blocks_are_frozen(doc):
    for thing in (doc.jobs[0], doc.jobs[0].clauses[0], doc.blocks[0]):
        with pytest.raises(ValidationError):
            thing.start = 1


def test_shortcuts(doc):
    job = doc.jobs[0]
    assert [clause.text for clause in job.duties] == ["收款对账", "核对现金", "核对票据", "接待顾客"]
    assert [block.text for block in doc.noise] == ["下载本文档请先登录"]
    assert doc.noise == tuple(block for block in doc.blocks if block.kind == "noise")
    assert [block.text for block in job.headings] == ["岗位职责：", "任职要求："]


def test_parents_are_indexes_into_the_clauses(doc):
    clauses = doc.jobs[0].clauses
    assert [(c.level, c.parent) for c in clauses] == [(1, None), (2, 0), (2, 0), (1, None), (1, None)]


def test_an_unknown_field_or_kind_is_refused(doc):
    data = doc.model_dump()
    with pytest.raises(ValidationError):
        Document.model_validate({**data, "extra": 1})
    data["jobs"][0]["clauses"][0]["section"] = "hobbies"
    with pytest.raises(ValidationError):
        Document.model_validate(data)


def test_requirements_are_told_apart_by_type():
    assert len(REQUIREMENT_CLASSES) == 14
    base = {"start": 0, "end": 2, "text": "本科", "modality": "required", "clause": 0, "rule": "education.level"}
    read = TypeAdapter(Requirement).validate_python(
        {**base, "type": "education", "min_level": "本科", "full_time": None, "school_tier": None}
    )
    assert type(read) is REQUIREMENT_CLASSES["education"]
    with pytest.raises(ValidationError):
        TypeAdapter(Requirement).validate_python({**base, "type": "weight"})


def test_the_section_kinds_are_the_guideline_s():
    assert SECTION_KINDS == (
        *("duties", "requirements", "benefits", "overview", "facts", "authority", "relations"),
        *("career", "assessment", "schedule", "company", "application", "other"),
    )
