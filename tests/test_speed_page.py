"""The figures of the benchmark: as JSON, against the targets, as tables, in the docs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

sys.path.append(str(Path(__file__).resolve().parents[1] / "benchmarks"))
import speed_page
from measuring import chart, contenders, tables
from measuring.figures import Bench, Growth, LeftOut, Machine, Row, StartUp, Texts, targets


def made_up_bench() -> Bench:
    """A run with round figures: jieba reads 1,000 characters a second, and so on."""
    paces = {contenders.BASIS: 1.0, contenders.PARSE: 4.0, contenders.BATCH: 4.5, contenders.TAGS: 40.0, contenders.CLASSIFIER: 0.1}
    rows = [
        Row(
            name=name,
            group=contenders.CONTENDERS[name].group,
            gives="what it gives",
            characters_per_second=1000 * pace,
            ads_per_second=10 * pace,
            times_jieba=pace,
            peak_mb=None if name == contenders.TAGS else 100.0,
        )
        for name, pace in paces.items()
    ]
    return Bench(
        texts=Texts(source="made-up ads", ads_a_round=2, rounds=3, different_ads=6, mean_characters=100.0),
        machine=Machine(python="3.11.0", system="Linux", processors=2, load_before=0.1, load_after=1.0),
        versions={"jdparse": "0", "jieba": "1"},
        rows=tuple(rows),
        left_out=(LeftOut(name="rjieba.cut", install="pip install rjieba", why="ModuleNotFoundError: No module named 'rjieba'"),),
        growth=(
            Growth(what="many postings", unit="characters", size=100_000, seconds=0.1, times_linear=1.05),
            Growth(what="many postings", unit="characters", size=1_000_000, seconds=1.3, times_linear=1.3),
            Growth(what="ads in one batch", unit="ads", size=10_000, seconds=10.0, times_linear=1.1),
        ),
        start_up=StartUp(bare_ms=10.0, import_ms=30.0, basis_ms=100.0, first_parse_ms=250.0),
    )


# The JSON


def test_the_figures_come_back_as_they_were():
    bench = made_up_bench()
    assert Bench.model_validate_json(bench.model_dump_json()) == bench


@pytest.mark.parametrize(
    "change",
    [
        {"unknown": 1},
        {"rows": [{"name": "jieba"}]},
        {"start_up": {"bare_ms": "nan", "import_ms": 1, "basis_ms": 1, "first_parse_ms": 1}},
        {"format": 2},
    ],
    ids=str,
)
def test_what_is_no_run_of_the_benchmark_is_refused(change):
    with pytest.raises(ValidationError):
        Bench.model_validate(made_up_bench().model_dump() | change)


# The targets and the tables


def test_a_speed_reaches_its_target_from_above_and_a_cost_from_below():
    found = {target.what: (round(target.figure, 6), target.reached) for target in targets(made_up_bench())}
    assert list(found.values()) == [(4.0, True), (4.5, False), (40.0, True), (1.3, False), (1.1, True), (20.0, True), (2.5, False)]


def test_a_target_without_its_figures_is_not_judged():
    nothing = made_up_bench().model_copy(update={"rows": (), "growth": (), "start_up": None})
    assert list(targets(nothing)) == []


def test_the_table_of_the_terminal_is_aligned():
    shown = tables.plain((["call", "ads/s:"], [["职位", "5"], ["`jieba.lcut`", "1,000"]]))
    assert shown.split("\n") == ["call        ads/s", "职位            5", "jieba.lcut  1,000"]
    assert tables.plain((["call"], [])) == ""


def test_the_table_of_the_docs_is_markdown():
    shown = tables.markdown((["call", "ads/s:"], [["a", "5"]]))
    assert shown == "| call | ads/s |\n| --- | ---: |\n| a | 5 |"


def test_jdparse_stands_above_its_stages_and_these_above_the_others():
    _, rows = tables.row_table(made_up_bench())
    assert [row[:2] for row in rows] == [
        [contenders.BATCH, "4.50"],
        [contenders.PARSE, "4.00"],
        ["… tags alone", "40.00"],
        [contenders.BASIS, "1.00"],
        [contenders.CLASSIFIER, "0.10"],
    ]
    assert [row[4] for row in rows] == ["100", "100", "", "100", "100"]


def test_who_was_left_out_is_named_with_the_command_that_installs_it():
    assert tables.absent(made_up_bench()) == "left out: rjieba.cut (ModuleNotFoundError: No module named 'rjieba'); pip install rjieba"


def test_the_conditions_say_whether_the_rounds_read_the_same():
    bench = made_up_bench()
    assert tables.conditions(bench).startswith("3 rounds of 2 made-up ads, 100 characters on average. Python 3.11.0, Linux, 2 processors")
    again = bench.model_copy(update={"texts": bench.texts.model_copy(update={"different_ads": 2})})
    assert "2 made-up ads, the same in every round, 100" in tables.conditions(again)


# The page


def test_what_stands_between_the_markers_is_written_anew():
    page = "above\n<!-- speed:start -->\nold\n<!-- /speed -->\nbelow\n"
    filled = speed_page.filled(page, made_up_bench())
    assert filled.startswith("above\n<!-- speed:start -->\n| a new process | CPU ms |")
    assert filled.endswith("| `import jdparse` and the first parse | 250 |\n<!-- /speed -->\nbelow\n")
    assert speed_page.filled(filled, made_up_bench()) == filled


def test_a_marker_of_no_known_name_is_an_error():
    with pytest.raises(KeyError, match="nothing"):
        speed_page.filled("<!-- speed:nothing -->\n<!-- /speed -->", made_up_bench())


def test_the_figures_of_the_page_are_those_of_its_json():
    page, bench = speed_page.PAGE.read_text(encoding="utf-8"), Bench.model_validate_json(speed_page.PAGE.with_suffix(".json").read_bytes())
    assert speed_page.filled(page, bench) == page
    assert set(speed_page.blocks(bench)) == {match[2] for match in speed_page.BLOCK.finditer(page)}
    assert {row.name for row in bench.rows} == set(contenders.CONTENDERS), "the page is made from a whole run"
    drawn = speed_page.PAGE.with_suffix(".svg").read_text(encoding="utf-8")
    assert all(bar["figure"] in drawn for bar in chart.values(bench))


def test_the_chart_shows_contenders_and_what_was_asked_but_no_stages():
    bars = {bar["name"]: bar["asked"] for bar in chart.values(made_up_bench())}
    assert bars == {contenders.BATCH: 5.0, contenders.PARSE: 3.0, contenders.BASIS: None, contenders.CLASSIFIER: None}
    drawn = chart.svg(made_up_bench())
    assert drawn.startswith("<svg")
    assert "4.5 ×" in drawn
