"""A mutation that keeps the content of a posting costs at most three points, of clauses and of facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from jdparse.annotation.files import read_posting
from mutating import losses
from mutations import MUTATIONS

POSTINGS = sorted((Path(__file__).resolve().parents[1] / "annotations/postings").glob("*.txt"))
LIMIT = 3.0


def test_there_are_mutations_of_each_kind():
    names = [mutation.name for mutation in MUTATIONS]
    assert len(set(names)) == len(names) >= 70


@pytest.mark.slow
def test_what_keeps_the_content_costs_little():
    found = [loss for loss in losses((file.stem, read_posting(file).text) for file in POSTINGS) if loss.mutation.keeps]
    assert {loss.mutation.name for loss in found if loss.texts < 5} == set()
    costs = {loss.mutation.name: (loss.clause.lost, loss.fact.lost) for loss in found}
    assert {name: cost for name, cost in costs.items() if max(cost) > LIMIT} == {}
