"""Numerals and bounds: every form of the grammar, by hand; and a probe of phrases on which readers of Chinese quantities were compared.

Expected values of the probe follow the annotation guideline: centimetres, 左右 on both sides, 经验不限 as zero years.
"""

from __future__ import annotations

import time
from typing import Any

import pytest

from jdparse.numerals import Bounds, Pay, ages, centimetres, number, pay, people, years
from jdparse.requirements import ClauseView, find_requirements


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("三", 3),
        ("３", 3),
        ("两", 2),
        ("半", 0.5),
        ("十", 10),
        ("十八", 18),
        ("二十五", 25),
        ("一百二十", 120),
        ("1.5", 1.5),
        ("10,000", 10_000),
    ],
)
def test_number(numeral: str, value: float) -> None:
    assert number(numeral) == value


@pytest.mark.parametrize("numeral", ["百", "三五七", "", "千千"])
def test_no_number(numeral: str) -> None:
    assert number(numeral) is None


@pytest.mark.parametrize(
    ("phrase", "low", "high"),
    [
        ("3~5年", 3, 5),
        ("3至5年", 3, 5),
        ("三到五年", 3, 5),
        ("3-5年", 3, 5),
        ("3年-5年", 3, 5),
        ("３－５年", 3, 5),
        ("三五年", 3, 5),
        ("至少两年", 2, None),
        ("不少于18个月", 1.5, None),
        ("3年(含)以上", 3, None),
        ("3年及3年以上", 3, None),
        ("3年以上(含3年)", 3, None),
        ("3+年", 3, None),
        ("10余年", 10, None),
        ("两年半", 2.5, None),
        ("半年", 0.5, None),
        ("半年至1年", 0.5, 1),
        ("五年以内", None, 5),
        ("3年左右", 3, 3),
        ("1-3年以上", 1, None),
        ("0-2年以内", 0, 2),
        ("5年", 5, None),
    ],
)
def test_years(phrase: str, low: float | None, high: float | None) -> None:
    assert years(phrase) == Bounds(low, high)


@pytest.mark.parametrize("phrase", ["年", "5-3年", "很多年", "3岁"])
def test_no_years(phrase: str) -> None:
    assert years(phrase) is None


@pytest.mark.parametrize(
    ("phrase", "low", "high"),
    [
        ("35左右", 35, 35),
        ("35岁左右", 35, 35),
        ("25~35岁", 25, 35),
        ("18一45岁", 18, 45),
        ("20-30岁以内", 20, 30),
        ("35周岁以下", None, 35),
        ("年满18周岁", 18, None),
        ("不超过四十岁", None, 40),
    ],
)
def test_ages(phrase: str, low: float | None, high: float | None) -> None:
    assert ages(phrase) == Bounds(low, high)


@pytest.mark.parametrize(
    ("phrase", "low", "high"),
    [
        ("1米6", 160, None),
        ("1米60以上", 160, None),
        ("米六", 160, None),
        ("一米六五", 165, None),
        ("1.65-1.75米", 165, 175),
        ("165cm", 165, None),
        ("170左右", 170, 170),
        ("180cm---185cm", 180, 185),
        ("1m65", 165, None),
        ("185以下", None, 185),
    ],
)
def test_centimetres(phrase: str, low: float | None, high: float | None) -> None:
    assert centimetres(phrase) == Bounds(low, high)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("8k-15k", Pay(8000, 15_000, None, None)),
        ("8-15k", Pay(8000, 15_000, None, None)),
        ("8千-1.2万", Pay(8000, 12_000, None, None)),
        ("8000-1.2万/月", Pay(8000, 12_000, "month", None)),
        ("年薪10-15万", Pay(100_000, 150_000, "year", None)),
        ("25-38万/年", Pay(250_000, 380_000, "year", None)),
        ("200元/天", Pay(200, 200, "day", None)),
        ("15元/小时", Pay(15, 15, "hour", None)),
        ("1-1.5万·13薪", Pay(10_000, 15_000, None, 13)),
        ("6千以上", Pay(6000, None, None, None)),
        ("底薪3000", Pay(3000, None, None, None)),
        ("5000元以内", Pay(None, 5000, None, None)),
        ("10，000元/月", Pay(10_000, 10_000, "month", None)),
        ("15-25", Pay(15, 25, None, None)),
    ],
)
def test_pay(phrase: str, expected: Pay) -> None:
    assert pay(phrase) == expected


@pytest.mark.parametrize("phrase", ["面议", "9000-8000元", "", "三三薪"])
def test_no_pay(phrase: str) -> None:
    assert pay(phrase) is None


@pytest.mark.parametrize(("phrase", "count"), [("2人", 2), ("1—2名", 2), ("十名", 10), ("若干", None), ("1.5人", None)])
def test_people(phrase: str, count: int | None) -> None:
    assert people(phrase) == count


@pytest.mark.parametrize("read", [years, ages, centimetres, pay, people])
def test_a_reader_refuses_a_long_run_at_once(read: Any) -> None:
    start = time.process_time()
    for run in ("三" * 100_000, "3-" * 50_000, "9" * 100_000):
        assert read(run) is None
    assert time.process_time() - start < 0.5


YEARS = ("experience", "min_years", "max_years")
AGE = ("age", "min_age", "max_age")
HEIGHT = ("height", "min_cm", "max_cm")
PAY = ("salary", "min", "max")
PROBE: list[tuple[str, tuple[str, ...], tuple[Any, ...]]] = [
    ("3年及以上工作经验", YEARS, (3, None)),
    ("三年以上", YEARS, (3, None)),
    ("1-3年", YEARS, (1, 3)),
    ("至少两年", YEARS, (2, None)),
    ("具备3年以上客服经验", YEARS, (3, None)),
    ("2年以上同岗位经验", YEARS, (2, None)),
    ("一年以上零售经验优先", YEARS, (1, None)),
    ("3-5年工作经验", YEARS, (3, 5)),
    ("五年以内工作经验", YEARS, (None, 5)),
    ("半年以上客服经验", YEARS, (0.5, None)),
    ("不少于18个月工作经历", YEARS, (1.5, None)),
    ("经验不限", YEARS, (0, None)),
    ("35周岁以下", AGE, (None, 35)),
    ("25~35岁", AGE, (25, 35)),
    ("26—35周岁", AGE, (26, 35)),
    ("28岁-40岁", AGE, (28, 40)),
    ("年龄40以下", AGE, (None, 40)),
    ("18-45周岁之间", AGE, (18, 45)),
    ("年龄在20至30岁", AGE, (20, 30)),
    ("二十五岁以上", AGE, (25, None)),
    ("35岁左右", AGE, (35, 35)),
    ("本科及以上学历", ("education", "min_level"), ("本科",)),
    ("大专以上", ("education", "min_level"), ("大专",)),
    ("全日制本科", ("education", "min_level", "full_time"), ("本科", True)),
    ("高中或中专以上学历", ("education", "min_level"), ("高中",)),
    ("学历不限", ("education", "min_level"), ("不限",)),
    ("硕士研究生优先", ("education", "min_level"), ("硕士",)),
    ("1米60以上", HEIGHT, (160, None)),
    ("身高160cm以上", HEIGHT, (160, None)),
    ("身高1.65-1.75米", HEIGHT, (165, 175)),
    ("8k-15k", PAY, (8000, 15_000)),
    ("月薪5000-8000元", PAY, (5000, 8000)),
    ("年薪10-15万", PAY, (100_000, 150_000)),
    ("6千以上", PAY, (6000, None)),
    ("男女不限", ("gender", "gender"), ("不限",)),
    ("限女性", ("gender", "gender"), ("女",)),
    ("英语四级以上", ("language", "language", "level"), ("英语", "四级")),
]


@pytest.mark.parametrize(("phrase", "names", "expected"), PROBE)
def test_probe(phrase: str, names: tuple[str, ...], expected: tuple[Any, ...]) -> None:
    found = [f for f in find_requirements(phrase, [ClauseView(0, len(phrase), "requirements", 0, False)]) if f.type == names[0]]
    assert [tuple(f.values[name] for name in names[1:]) for f in found] == [expected]


def test_probe_of_two_facts() -> None:
    text = "经验不限,应届毕业生亦可"
    found = find_requirements(text, [ClauseView(0, len(text), "requirements", 0, False)])
    assert [(f.values["min_years"], f.values["kind"]) for f in found] == [(0, "unlimited"), (0, "graduate")]


def test_probe_of_a_lone_word() -> None:
    """不限 by itself does not say what is unlimited."""
    assert find_requirements("不限", [ClauseView(0, 2, "requirements", 0, False)]) == []
