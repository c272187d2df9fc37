"""What fuzzing found once, a little fuzzing at random, and properties of whole postings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import jdparse
from fuzzing import TARGETS
from pages import mixed
from postings import posting

CASES = sorted((Path(__file__).parent / "cases/fuzz").glob("*/*"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_what_was_found_before_stays_mended(case):
    TARGETS[case.parent.name](case.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=120))
def test_random_bytes(target, data):
    TARGETS[target](data)


NOISE = ("首页 > 招聘 > 职位详情", "相关推荐", "举报该职位", "返回顶部", "微信分享", "下载本文档请先登录", "版权所有 某某招聘网")
noise = st.lists(st.sampled_from(NOISE), max_size=4).map("\n".join)


def clauses(text: str) -> list[tuple[str, str, str | None]]:
    return [(c.text, c.section, c.number) for job in jdparse.parse(text).jobs for c in job.clauses]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 500), noise, noise)
def test_noise_around_a_posting_leaves_its_clauses(number, above, below):
    text = posting(number)
    assert clauses(f"{above}\n{text}\n{below}") == clauses(text)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 500), st.integers(0, 500))
def test_the_clauses_of_a_job_are_found_again_in_its_part_of_the_text(one, other):
    text = f"【会计岗位职责】\n{posting(one)}\n【店长岗位职责】\n{posting(other)}"
    jobs = jdparse.parse(text).jobs
    assert len(jobs) == 2
    for job in jobs:
        again = [
            (c.start + job.start, c.end + job.start, c.section) for j in jdparse.parse(text[job.start : job.end]).jobs for c in j.clauses
        ]
        assert again == [(c.start, c.end, c.section) for c in job.clauses]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 500), st.data())
def test_a_clause_is_found_again_under_its_heading_alone(number, data):
    (job,) = jdparse.parse(posting(number)).jobs
    clause = data.draw(st.sampled_from(job.clauses))
    heading = {"duties": "岗位职责：", "requirements": "任职要求：", "benefits": "薪资福利："}[clause.section]
    (again,) = jdparse.parse(f"{heading}\n1、{clause.text}").jobs
    assert [c.text for c in again.clauses] == [clause.text]


@settings(max_examples=60, deadline=None)
@given(st.lists(mixed, max_size=3))
def test_tables_hold_every_row(texts):
    docs = [jdparse.parse(text) for text in texts]
    made = jdparse.tables(docs)
    assert made.clauses.num_rows == sum(len(job.clauses) for doc in docs for job in doc.jobs)
    assert made.requirements.num_rows == sum(len(job.requirements) for doc in docs for job in doc.jobs)
