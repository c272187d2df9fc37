"""The benchmark itself: what is read, who is measured, how figures are made. Nothing here depends on how fast the machine is."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import jdparse

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "benchmarks"))
from measuring import contenders, growth, notebook, rounds, stages, texts  # noqa: E402  they stand beside the package
from measuring.figures import Bench, LeftOut  # noqa: E402
from measuring.workers import ContenderError, Worker  # noqa: E402

AD = "岗位职责：1、接待来访客户；2、登记客户资料。任职要求：1、大专以上学历；2、两年以上经验，25-35岁，8000-9000元。"


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
    page = stages.structure(text)
    stages.tags(page)
    stages.requirements(page)
    made = stages.objects(page)
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
