"""Which fact binds most, and what is derived from a level of education."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from jdparse.schema import Age, Education, EducationLevel, Experience, Headcount, Salary, binding


def fact(cls: type[Any], modality: str = "required", start: int = 0, **values: object) -> Any:
    return cls(start=start, end=start + 2, text="…", modality=modality, clause=0, rule="test", **values)


def experience(low: float | None, modality: str = "required", start: int = 0) -> Any:
    return fact(Experience, modality, start, min_years=low, max_years=None, field=None, kind="unstated" if low is None else "years")


def education(level: str | None, modality: str = "required", start: int = 0) -> Any:
    return fact(Education, modality, start, min_level=level, full_time=None, school_tier=None)


def test_required_comes_before_preferred() -> None:
    assert binding([experience(8, "preferred"), experience(2)], Experience).min_years == 2
    assert binding([experience(8, "preferred")], Experience).min_years == 8


def test_then_the_highest_minimum_then_the_first() -> None:
    assert binding([experience(None), experience(3, start=4), experience(5, start=8), experience(5, start=12)], Experience).start == 8
    assert binding([experience(None), experience(0, start=4)], Experience).start == 4
    assert binding([education("大专"), education("本科", start=4), education("硕士", "preferred", 8)], Education).min_level == "本科"
    assert binding([education(None), education("不限", start=4)], Education).min_level == "不限"
    ages = [fact(Age, min_age=None, max_age=35), fact(Age, min_age=18, max_age=45, start=6)]
    assert binding(ages, Age).min_age == 18
    pay = [fact(Salary, min=low, max=None, period="month", months=None) for low in (3000, 5000)]
    assert binding(pay, Salary).min == 5000


def test_none_and_other_kinds() -> None:
    assert binding([], Salary) is None
    assert binding([experience(3)], Salary) is None
    people = [fact(Headcount, count=1), fact(Headcount, count=5, start=4)]
    assert binding(people, Headcount).count == 1


@pytest.mark.parametrize(
    ("level", "gb4658", "isced", "rank"),
    [
        ("初中", "70", 2, 1),
        ("高中", "60", 3, 2),
        ("中专", "40", 3, 3),
        ("大专", "30", 5, 4),
        ("本科", "20", 6, 5),
        ("硕士", "14", 7, 6),
        ("博士", "11", 8, 7),
        ("不限", None, None, 0),
        (None, None, None, None),
    ],
)
def test_codes_of_a_level(level: str | None, gb4658: str | None, isced: int | None, rank: int | None) -> None:
    asked = education(level)
    assert (asked.gb4658, asked.isced, asked.rank) == (gb4658, isced, rank)


def test_derived_codes_are_not_in_the_json() -> None:
    asked = education("本科")
    assert Education.model_validate_json(asked.model_dump_json()) == asked
    assert len(get_args(EducationLevel)) == 8
