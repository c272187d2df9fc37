"""The made-up board of the examples: the same for the same seed, readable, and as messy as it says."""

from __future__ import annotations

import csv
import doctest
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import jdparse
from jdparse.annotation import read_clauses

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
sys.path.append(str(EXAMPLES))
import generate_board  # noqa: E402  it stands beside the package


@pytest.fixture(scope="module")
def ads():
    return list(generate_board.board(400, seed=5))


def test_its_examples():
    assert doctest.testmod(generate_board).failed == 0


def test_another_seed_gives_other_ads(ads):
    assert ads[:50] != list(generate_board.board(50, seed=6))


def test_fewer_ads_are_the_first_of_more(ads):
    assert list(generate_board.board(50, seed=5)) == ads[:50]


def test_every_site_and_rank_comes_up_and_some_text_is_empty_or_posted_again(ads):
    assert {ad["来源"] for ad in ads} == set(generate_board.parts()["sites"])
    texts = Counter(ad["职位描述"] for ad in ads)
    assert max(count for text, count in texts.items() if text) > 1
    assert len({ad["职位编号"] for ad in ads}) == len(ads)
    assert "" in {ad["职位描述"] for ad in generate_board.board(2000)}


def test_no_layout_is_left_unused_or_unknown():
    data = generate_board.parts()
    assert {layout for layouts in data["sites"].values() for layout in layouts} == set(data["layouts"])


def test_every_pay_and_every_year_of_the_columns_can_be_read(ads):
    for ad in ads:
        salary = jdparse.fields.salary(ad["薪资"])
        assert salary.negotiable or 0 < salary.min < salary.max < 200_000, ad["薪资"]
        assert jdparse.fields.experience(ad["经验"]).min_years is not None, ad["经验"]


def leading(name):
    """The clauses of a file that lead people, as their annotation says."""
    clauses = read_clauses(EXAMPLES.parent / "annotations" / "clauses" / f"{name}.txt")
    return [clause.text for clause in clauses if {"团队管理", "绩效", "计划目标"} & set(clause.tags)]


def test_who_leads_nobody_has_no_leading_duties_and_enough_others():
    for occupation in generate_board.parts()["occupation"]:
        for name in occupation["clauses"]:
            every, few = generate_board.duties_of(name, True), generate_board.duties_of(name, False)
            assert set(few) <= set(every)
            assert not [text for text in leading(name) if text in few]
        assert sum(len(generate_board.duties_of(name, False)) for name in occupation["clauses"]) >= 7


@pytest.mark.parametrize("name", ["board.csv", "board.parquet"])
def test_the_command_writes_what_it_is_asked_for(name, tmp_path, ads):
    command = [sys.executable, str(EXAMPLES / "generate_board.py"), "400", "--seed", "5", "-o", str(tmp_path / name)]
    subprocess.run(command, check=True)
    if name.endswith("csv"):
        with (tmp_path / name).open(encoding="utf-8-sig", newline="") as file:
            assert list(csv.DictReader(file)) == ads
    else:
        import pyarrow.parquet as pq

        assert pq.read_table(tmp_path / name).to_pylist() == ads
