"""The five questions of examples/questions.sql, asked of tables whose answers are known."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from jdparse.batch.run import Options, run

duckdb = pytest.importorskip("duckdb")
SQL = (Path(__file__).parents[1] / "examples" / "questions.sql").read_text(encoding="utf-8")
QUESTIONS = dict(re.findall(r"-- name: (\w+)\n(.*?)(?=\n-- name:|\Z)", SQL, re.DOTALL))
ADS = """平台,职位名称,薪资,职位描述
甲,会计,8-10千,"岗位职责：1、负责账务处理和纳税申报。任职要求：1、本科及以上学历；2、3年以上工作经验；3、熟练使用Excel和用友；4、限女性，35岁以下。"
甲,会计,6-8千,"岗位职责：1、负责账务处理和纳税申报。任职要求：1、大专及以上学历；2、1年以上工作经验；3、熟练使用Excel和用友。"
乙,客服专员,4-6千,"岗位职责：1、接听客户来电，处理客户投诉。任职要求：1、大专及以上学历；2、2年以上工作经验；3、熟练使用Excel；4、男女不限。"
"""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    folder = tmp_path_factory.mktemp("board")
    (folder / "ads.csv").write_text(ADS, encoding="utf-8")
    run(Options([str(folder / "ads.csv")], folder / "out", part_size=2))
    with duckdb.connect() as connection:
        return {name: connection.execute(sql.replace("'out/", f"'{folder}/out/")).fetchall() for name, sql in QUESTIONS.items()}


def test_categories_by_title(answers: dict[str, list[tuple[Any, ...]]]) -> None:
    shares = {(post, category): (jobs, share) for post, category, jobs, share in answers["categories_by_title"]}
    assert shares["会计", "财务会计"] == (2, 1.0)
    assert ("客服专员", "财务会计") not in shares


def test_years_by_education(answers: dict[str, list[tuple[Any, ...]]]) -> None:
    assert answers["years_by_education"] == [("大专", 2, 1.5, pytest.approx(1.9)), ("本科", 1, 3.0, 3.0)]


def test_salary_by_category(answers: dict[str, list[tuple[Any, ...]]]) -> None:
    assert ("财务会计", 2, 7000.0, 9000.0) in answers["salary_by_category"]


def test_skills_together(answers: dict[str, list[tuple[Any, ...]]]) -> None:
    assert answers["skills_together"] == [("Excel", "用友", 2)]


def test_restrictions_by_board(answers: dict[str, list[tuple[Any, ...]]]) -> None:
    assert answers["restrictions_by_board"] == [("甲", "age", 1, 0.5), ("甲", "gender", 1, 0.5)]


def test_the_recipe_names_every_question() -> None:
    assert list(QUESTIONS) == [
        "categories_by_title",
        "years_by_education",
        "salary_by_category",
        "skills_together",
        "restrictions_by_board",
    ]
