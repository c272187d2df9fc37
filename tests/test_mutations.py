"""A mutation that keeps the content of a posting costs at most three points, of clauses and of facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from jdparse.annotation.files import read_posting
from mutating import losses
from mutations import MUTATIONS

POSTINGS = sorted((Path(__file__).resolve().parents[1] / "annotations/postings").glob("*.txt"))
LIMIT = 3.0


@pytest.fixture(scope="module")
def found():
    return {loss.mutation.name: loss for loss in losses((file.stem, read_posting(file).text) for file in POSTINGS)}


def test_there_are_mutations_of_each_kind():
    names = [mutation.name for mutation in MUTATIONS]
    assert len(set(names)) == len(names) >= 70


KEPT = [mutation.name for mutation in MUTATIONS if mutation.keeps] + ["glued"]


@pytest.mark.slow
@pytest.mark.xdist_group("mutations")
def test_what_keeps_the_content_costs_little(found):
    dear = {name: (found[name].clause.lost, found[name].fact.lost) for name in KEPT if found[name].texts}
    assert {name: lost for name, lost in dear.items() if max(lost) > LIMIT} == {}


@pytest.mark.slow
def test_what_keeps_the_content_goes_with_most_postings(found):
    assert all(found[name].texts >= 5 for name in KEPT)
