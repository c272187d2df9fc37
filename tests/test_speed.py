"""The benchmark itself: what is read, how figures are made, shown and judged. Nothing here depends on how fast the machine is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

import jdparse

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "benchmarks"))
import speed_gate  # noqa: E402  they stand beside the package
import speed_page  # noqa: E402
from measuring import chart, contenders, growth, notebook, rounds, stages, tables, texts  # noqa: E402
from measuring.figures import Bench, Growth, LeftOut, Machine, Row, StartUp, Texts, targets  # noqa: E402
from measuring.workers import ContenderError, Worker  # noqa: E402
from speed_gate import Baseline  # noqa: E402

AD = "岗位职责：1、接待来访客户；2、登记客户资料。任职要求：1、大专以上学历；2、两年以上经验，25-35岁，8000-9000元。"


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


# What is read


def test_each_round_reads_ads_that_no_round_before_it_has_read():
    ads = [str(number) for number in range(10)]
    drawn = texts.draw(ads, ads=3, rounds=3)
    assert [len(one) for one in drawn] == [3, 3, 3]
    assert len({ad for one in drawn for ad in one}) == 9
    assert drawn == texts.draw(ads, ads=3, rounds=3)


def test_every_round_reads_ads_of_all_lengths():
    ads = ["职" * length for length in range(1, 101)]
    drawn = texts.draw(ads, ads=10, rounds=5)
    assert all(one == sorted(one, key=len) for one in drawn)
    means = [sum(map(len, one)) / 10 for one in drawn]
    assert max(means) - min(means) < 10


def test_where_ads_do_not_suffice_every_round_reads_the_same():
    assert texts.draw(["a", "b"], ads=3, rounds=2) == [texts.draw(["a", "b"], ads=3, rounds=1)[0]] * 2


@pytest.mark.parametrize(
    ("line", "read"),
    [('"接待"', ["接待"]), ('{"text": "接待", "id": 1}', ["接待"]), ('"接待"\n"  "', ["接待"])],
    ids=["string", "object", "blank"],
)
def test_a_file_holds_strings_or_objects_and_blank_texts_are_left_out(tmp_path, line, read):
    path = tmp_path / "ads.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    assert texts.read_texts(path) == texts.Texts("ads.jsonl", read)


def test_made_up_ads_are_different_and_always_the_same():
    made = texts.made_up(30)
    assert made == texts.made_up(30)
    assert len(set(made)) == len(made) > 20
    assert all(made)


def test_a_page_has_its_size_and_its_tenths_make_it_up():
    page = texts.page_of(["接待客户", "登记"], 25)
    assert page == "接待客户\n登记\n" * 3 + "接"
    tenths = texts.cut(page, 10)
    assert "".join(tenths) == page
    assert {len(tenth) for tenth in tenths} == {2, 3}
    assert texts.cut(["a", "b", "c", "d"], 2) == [["a", "b"], ["c", "d"]]


def test_a_contender_gets_the_texts_the_clauses_or_the_duties_of_its_share_of_the_ads():
    of = contenders.CONTENDERS
    ads = [AD] * 12
    assert rounds.reading(of[contenders.PARSE], ads) == (ads, ads)
    assert rounds.reading(of[contenders.CLASSIFIER_DUTIES], ads) == (ads[:4], ["接待来访客户", "登记客户资料"] * 4)
    kept, clauses = rounds.reading(of[contenders.CLASSIFIER], ads)
    assert (len(kept), len(clauses)) == (4, 16)


# Who is measured


@pytest.mark.parametrize(
    "text", [AD, "", "<p>店长岗位职责</p>\n1、排班\n2、盘点\n会计岗位职责\n1、记账"], ids=["one job", "nothing", "two jobs"]
)
def test_the_stages_in_turn_give_what_the_parser_gives(text):
    found = stages.structure(text)
    made = stages.objects(text, found, stages.tags(found), stages.requirements(found))
    assert made.model_dump_json() == jdparse.parse(text).model_dump_json()


@pytest.mark.parametrize("name", [name for name, one in contenders.CONTENDERS.items() if one.group != "rival"])
def test_each_of_ours_runs_over_texts_again_and_again(name):
    run = contenders.CONTENDERS[name].load()([AD, ""])
    run()
    run()


def test_the_notebook_reads_what_notebooks_read():
    read = notebook.read("任职要求：\n1、本科，3-5年经验，25-35岁\n2、8000-9000元/月")
    assert (read["years"], read["education"], read["age"], read["salary"]) == (3.0, "本科", "25-35岁", "8000-9000元")
    assert [clause for clause, _ in read["clauses"]] == ["任职要求：", "本科，3-5年经验，25-35岁", "8000-9000元/月"]


def test_the_extra_names_what_the_rivals_need():
    import tomllib

    extra = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]["bench"]
    packages = {one.packages[0] for one in contenders.CONTENDERS.values() if one.group == "rival"}
    assert packages - {"jdparse", "spacy"} <= {name.partition(">=")[0].partition("<")[0] for name in extra}


# How figures are made


class Clock:
    """A worker that takes the times it is told; a sentence is what it fails of."""

    def __init__(self, *times: float | str) -> None:
        self.times = iter(times)

    def seconds(self, given: list[str]) -> float:
        assert given
        time = next(self.times)
        if isinstance(time, str):
            raise ContenderError(time)
        return time


def team_of(**clocks: Clock) -> rounds.Team:
    team = rounds.Team()
    team.workers = {
        {"jieba": contenders.BASIS, "parse": contenders.PARSE, "batch": contenders.BATCH}[name]: one for name, one in clocks.items()
    }  # type: ignore[assignment]
    return team


def test_the_best_round_of_each_counts():
    team = team_of(jieba=Clock(2.0, 1.0, 4.0), parse=Clock(1.0, 3.0, 0.5))
    best = rounds.compare(team, [["ab"], ["cd"], ["ef"]], say=lambda _: None)
    assert best[contenders.BASIS] == rounds.Pace(characters=2, seconds=1.0)
    assert rounds.times(best, contenders.PARSE, contenders.BASIS) == 2.0


def test_the_best_round_is_that_of_the_most_characters_a_second():
    best = rounds.compare(team_of(jieba=Clock(1.0, 1.5)), [["ab"], ["cdef"]], say=lambda _: None)
    assert best[contenders.BASIS].characters == 4


def test_who_fails_in_a_round_is_named_and_left_out():
    team = team_of(jieba=Clock(1.0, 1.0), parse=Clock(1.0, "ValueError: of the second round"))
    best = rounds.compare(team, [["ab"], ["cd"]], say=lambda _: None)
    assert list(best) == list(team.workers) == [contenders.BASIS]
    assert team.left_out == [LeftOut(name=contenders.PARSE, install="pip install jdparse", why="ValueError: of the second round")]


def test_growth_is_the_whole_against_its_tenths():
    step = growth.step(Clock(12.0, *[1.0] * 10, 11.0, *[2.0] * 10), "a page", "characters", "职" * 100, rounds=2)
    assert (step.size, step.seconds, step.times_linear) == (100, 11.0, 1.1)
    step = growth.step(Clock(10.0, *[1.0] * 10), "ads", "ads", ["职"] * 20, rounds=1)
    assert (step.size, step.times_linear) == (20, 1.0)


@pytest.mark.slow
def test_a_contender_that_cannot_be_loaded_says_why():
    with pytest.raises(ContenderError, match="KeyError: 'nobody'"):
        Worker("nobody")


@pytest.mark.slow
def test_the_command_measures_and_writes_what_can_be_read(tmp_path):
    ads, out = tmp_path / "ads.jsonl", tmp_path / "bench.json"
    ads.write_text("".join(json.dumps(f"{AD}{number}", ensure_ascii=False) + "\n" for number in range(6)), encoding="utf-8")
    command = [
        sys.executable,
        ROOT / "benchmarks/speed.py",
        "--texts",
        ads,
        "--ads",
        "3",
        "--rounds",
        "2",
        "-o",
        out,
        "--skip",
        "growth",
        "start",
    ]
    done = subprocess.run([*command, "--only", contenders.PARSE], capture_output=True, text=True, check=True, cwd=ROOT)
    bench = Bench.model_validate_json(out.read_bytes())
    assert [row.name for row in bench.rows] == [contenders.BASIS, contenders.PARSE]
    assert all(row.characters_per_second > 0 and row.peak_mb > 5 for row in bench.rows)
    assert (bench.texts.ads_a_round, bench.texts.rounds, bench.texts.different_ads) == (3, 2, 6)
    assert bench.row(contenders.BASIS).times_jieba == 1.0
    assert contenders.PARSE in done.stdout


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


# The gate

BASELINE = Baseline(margin=1.35, figures={"parse": 0.4, "first parse": 2.0})


def test_the_baseline_is_of_known_figures():
    kept = speed_gate.read_baseline()
    assert list(kept.figures) == list(speed_gate.SAYS)
    assert all(figure > 0 for figure in kept.figures.values())
    assert 1 < kept.margin < 1.5


def test_what_keeps_to_the_margin_passes_at_once():
    measured = iter([{"parse": 0.53, "first parse": 2.6}])
    assert speed_gate.judge(lambda: next(measured), BASELINE) == ({"parse": 0.53, "first parse": 2.6}, [])


def test_what_got_slower_fails():
    figures, above = speed_gate.judge(lambda: {"parse": 0.55, "first parse": 2.0}, BASELINE._replace(figures={"parse": 0.4}))
    assert figures["parse"] == 0.55
    assert len(above) == 1
    assert above[0].startswith("parse: 0.550 is above 0.540, 1.35 times 0.400")


def test_a_busy_machine_gets_a_second_try_and_the_better_of_both_counts():
    measured = iter([{"parse": 0.9, "first parse": 2.0}, {"parse": 0.5, "first parse": 9.0}])
    assert speed_gate.judge(lambda: next(measured), BASELINE) == ({"parse": 0.5, "first parse": 2.0}, [])


def test_the_command_fails_where_a_figure_is_too_high(monkeypatch, capsys):
    slow = {name: figure * 1.5 for name, figure in speed_gate.read_baseline().figures.items()}
    tries = []
    monkeypatch.setattr(speed_gate, "measure", lambda: tries.append(1) or slow)
    monkeypatch.setattr(sys, "argv", ["speed_gate.py"])
    with pytest.raises(SystemExit) as ended:
        speed_gate.main()
    assert len(tries) == 2
    assert [line.partition(":")[0] for line in str(ended.value).splitlines()] == list(slow)
    assert "parse" in capsys.readouterr().out


def test_the_command_passes_where_nothing_got_slower(monkeypatch, capsys):
    monkeypatch.setattr(speed_gate, "measure", lambda: dict(speed_gate.read_baseline().figures))
    monkeypatch.setattr(sys, "argv", ["speed_gate.py"])
    speed_gate.main()
    assert len(capsys.readouterr().out.splitlines()) == len(speed_gate.SAYS)


def test_the_baseline_only_falls():
    figures = {"parse": 0.30001, "first parse": 3.0}
    assert speed_gate.updated(figures, BASELINE, allow_slower=False).figures == {"parse": 0.301, "first parse": 2.0}
    assert speed_gate.updated(figures, BASELINE, allow_slower=True).figures == {"parse": 0.301, "first parse": 3.0}
