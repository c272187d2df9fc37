"""The columns of job boards against tables of expected values.

How the tables in ``cases/fields_*.tsv`` were made: every distinct value of the columns salary, experience, education, headcount, age and
gender, and of one board's combined requirement line, in 15,265 collected ads. A draft was computed surface by surface with code that
shares nothing with the library; then every row was read and the draft corrected by hand against what the value means
(truncated ranges such as ``3000~500``, sums without a period from 100,000 yuan on, pay by the piece). An empty cell is None, a row
without any value means that the column is not readable, and ␣ stands for a no-break space.
``cases/fields_elsewhere.jsonl`` is written by hand: the dialects of boards that are not in that collection.
"""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jdparse import fields, schema
from jdparse.fields import compare

CASES = Path(__file__).parent / "cases"
READERS: dict[str, Callable[[str], Any]] = {
    "salary": fields.salary,
    "experience": fields.experience,
    "education": fields.education,
    "headcount": fields.headcount,
    "age": fields.age,
    "gender": fields.gender,
}
FIGURES = {"min", "max", "months", "min_years", "max_years", "count", "min_age", "max_age"}
FLAGS = {"negotiable", "or_below", "several"}


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / f"fields_{name}.tsv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def cell(name: str, text: str) -> object:
    if name in FLAGS:
        return text == "yes"
    if not text:
        return None
    return float(text) if name in FIGURES else text


def expected(row: dict[str, str], names: list[str]) -> dict[str, object] | None:
    return {name: cell(name, row[name]) for name in names} if any(row[name] for name in names) else None


def got(value: Any, names: list[str]) -> dict[str, object] | None:
    return None if value is None else {name: getattr(value, name) for name in names}


@pytest.mark.parametrize("column", READERS)
def test_every_value_of_the_collected_columns(column: str) -> None:
    table = rows(column)
    names = [name for name in table[0] if name != "value"]
    wrong = [
        (row["value"], got(READERS[column](row["value"]), names))
        for row in table
        if got(READERS[column](row["value"]), names) != expected(row, names)
    ]
    assert not wrong


def test_a_line_of_several_facts_gives_each_to_its_reader() -> None:
    per_reader = {"experience": ["min_years", "max_years", "kind"], "education": ["min_level"], "headcount": ["count", "several"]}
    wrong = []
    for row in rows("lines"):
        value = row["value"].replace("␣", "\xa0")
        wrong += [(value, reader) for reader, names in per_reader.items() if got(READERS[reader](value), names) != expected(row, names)]
    assert not wrong


def elsewhere() -> list[Any]:
    with (CASES / "fields_elsewhere.jsonl").open(encoding="utf-8") as lines:
        cases = [json.loads(line) for line in lines]
    return [
        pytest.param(
            case,
            id=f"{case['column']}:{case['value']}",
            marks=[pytest.mark.xfail(strict=True, reason=case["comment"])] if case["label"] == "known_failure" else [],
        )
        for case in cases
    ]


@pytest.mark.parametrize("case", elsewhere())
def test_dialects_of_other_boards(case: dict[str, Any]) -> None:
    value = READERS[case["column"]](case["value"])
    if case["expect"] is None:
        assert value is None
    else:
        assert value is not None
        assert value.raw == case["value"]
        assert value.model_dump(exclude={"raw"}, exclude_defaults=True) == case["expect"]


@pytest.mark.parametrize("column", READERS)
@pytest.mark.parametrize("value", ["", " ", "-", "--", "0", "其他", "未知", "\u200b", "null"])
def test_blank_columns_are_none(column: str, value: str) -> None:
    assert READERS[column](value) is None


@pytest.mark.parametrize("column", READERS)
@pytest.mark.parametrize(
    "value", ["3-" * 50_000, "1" * 100_000, "|" * 100_000, "本科/" * 30_000, "三" * 100_000, "9-" * 95, "|".join("12345")]
)
def test_hostile_columns_cost_no_time(column: str, value: str) -> None:
    start = time.process_time()
    assert READERS[column](value) is None
    assert time.process_time() - start < 0.05


def text_fact(made: type[Any], /, **values: object) -> Any:
    return made(start=4, end=9, text="…", modality="required", clause=0, rule="test", **values)


def test_a_disagreement_keeps_both_sides() -> None:
    note = compare(fields.education("大专"), text_fact(schema.Education, min_level="本科", full_time=None, school_tier=None))
    assert note is not None
    assert (note.type, note.names, note.column, note.text, note.start, note.end) == (
        "education",
        ("min_level",),
        ("大专",),
        ("本科",),
        4,
        9,
    )


def test_an_open_bound_contradicts_nothing() -> None:
    text = text_fact(schema.Age, min_age=None, max_age=35)
    assert compare(fields.age("18-35"), text) is None
    assert compare(fields.age("18-40"), text) is not None
    assert compare(None, text) is None
    assert compare(fields.age("18-40"), None) is None


def test_a_minimum_inside_the_bin_agrees() -> None:
    text = text_fact(schema.Experience, min_years=2.0, max_years=None, field=None, kind="years")
    assert compare(fields.experience("1-3年"), text) is None
    assert compare(fields.experience("3-5年"), text) is not None
    assert compare(fields.experience("经验不限"), text) is not None


def test_pay_of_different_periods_is_not_compared() -> None:
    text = text_fact(schema.Salary, min=200.0, max=200.0, period="day", months=None)
    assert compare(fields.salary("5-8千/月"), text) is None
    assert compare(fields.salary("300元/天"), text) is not None


def test_two_types_cannot_be_compared() -> None:
    with pytest.raises(TypeError, match="type age"):
        compare(fields.gender("男"), text_fact(schema.Age, min_age=18, max_age=None))  # type: ignore[arg-type]
