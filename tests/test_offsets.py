"""What holds for every text whatever: offsets point at the source, blocks tile it, clauses lie inside their jobs."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings

import jdparse
from jdparse.clean import clean
from pages import mixed, pages

WORD = re.compile(r"[0-9A-Za-z\u3400-\u9fff]")
PLAIN = re.compile(
    r"[<&\ue000-\uf8ff\u0370-\u1fff\ufffc]|kanzhun|boss|直聘|Baidu|\ufe0f|\u20e3", re.IGNORECASE
)  # what cleaning may take out

thorough = settings(max_examples=300, deadline=None)


@thorough
@given(mixed)
def test_spans_point_into_the_source(text):
    doc = jdparse.parse(text)
    assert doc.text == text
    spans = [*doc.blocks, *doc.jobs, *(c for job in doc.jobs for c in job.clauses), *(h for job in doc.jobs for h in job.headings)]
    spans += [job.title_span for job in doc.jobs if job.title_span]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text), span


@thorough
@given(mixed)
def test_blocks_are_in_order_and_do_not_overlap(text):
    for left, right in pairwise(jdparse.parse(text).blocks):
        assert left.end <= right.start


@thorough
@given(mixed)
def test_blocks_hold_every_word_that_cleaning_left(text):
    doc, view = jdparse.parse(text), clean(text)
    held = bytearray(len(text))
    for block in doc.blocks:
        held[block.start : block.end] = b"\x01" * (block.end - block.start)
    for index, character in enumerate(view.text):
        if WORD.match(character):
            assert held[view.source_start(index)], (index, view.text[max(0, index - 5) : index + 5])


@thorough
@given(pages.filter(lambda text: not PLAIN.search(text)))
def test_blocks_hold_every_word_of_a_text_without_markup(text):
    doc = jdparse.parse(text)
    held = {at for block in doc.blocks for at in range(block.start, block.end)}
    assert not [text[m.start() - 3 : m.end() + 3] for m in WORD.finditer(text) if m.start() not in held]


@thorough
@given(mixed)
def test_clauses_lie_in_their_job_below_their_parent(text):
    doc = jdparse.parse(text)
    for job in doc.jobs:
        assert job.clauses
        for at, clause in enumerate(job.clauses):
            assert job.start <= clause.start < clause.end <= job.end
            assert clause.level >= 1
            if clause.parent is None:
                assert clause.level == 1
            else:
                assert clause.parent < at
                assert job.clauses[clause.parent].level < clause.level
        for left, right in pairwise(job.clauses):
            assert left.end <= right.start
    for left, right in pairwise(doc.jobs):
        assert left.end <= right.start


@pytest.mark.xfail(strict=True, reason="a lead-in sentence above a list three deep makes a fourth level")
def test_levels_are_at_most_three():
    for job in jdparse.parse("boss薪资福利：岗位职责：1️⃣薪资福利：(1)岗位职责②岗位职责：").jobs:
        assert all(clause.level <= 3 for clause in job.clauses)


@thorough
@given(mixed)
def test_requirements_point_into_their_job_s_clauses(text):
    for job in jdparse.parse(text).jobs:
        for fact in job.requirements:
            clause = job.clauses[fact.clause]
            assert clause.start <= fact.start < fact.end <= clause.end


@thorough
@given(mixed)
def test_clause_and_heading_blocks_are_the_jobs_own(text):
    doc = jdparse.parse(text)
    assert {(b.start, b.end) for b in doc.blocks if b.kind == "clause"} == {(c.start, c.end) for job in doc.jobs for c in job.clauses}
    assert [b for b in doc.blocks if b.kind == "heading"] == [h for job in doc.jobs for h in job.headings]


@settings(max_examples=150, deadline=None)
@given(mixed)
def test_a_second_run_and_json_give_the_same(text):
    doc = jdparse.parse(text)
    assert jdparse.Parser().parse(text) == doc
    assert jdparse.Document.model_validate_json(doc.model_dump_json()) == doc


@settings(max_examples=100, deadline=None)
@given(mixed)
def test_explain_tells_every_text(text):
    doc = jdparse.parse(text)
    assert doc.explain().count("\n  [") == len(doc.blocks)


@pytest.mark.parametrize("rest", ["", "好" * 9000, "負責" * 9000, "好😀" * 5000, "𠁞" + "好" * 9000])
def test_traditional_characters_are_folded_the_same_in_texts_of_all_lengths(rest):
    view = clean("負責客戶" + rest)
    assert view.match == "负责客户" + rest.replace("負責", "负责").replace("𠁞", "𠀾")
    assert view.text == "負責客戶" + rest
    assert "fold_traditional" in view.steps
