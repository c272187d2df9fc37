"""``jdparse diff``: each kind of change, outputs as JSON and as the tables of a batch, orders, status."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

import jdparse
from jdparse.cli import app
from jdparse.compare import KINDS, difference, open_output
from jdparse.errors import BatchError

ONE = "出纳\n岗位职责：\n1、登记账目；\n2、接待来访客户。\n任职要求：\n1、大专以上学历；\n2、熟练使用Excel。\n"
TWO = "店长\n岗位职责：\n1、组织员工培训。\n"


ACCOUNTS = {"category": "finance", "name": "财务会计", "score": 0.9}


def line(text, file=None, change=None, tags=(ACCOUNTS,)):
    """What ``jdparse parse --json`` prints for a text, with the categories given and changed by a function."""
    row = json.loads(jdparse.parse(text).model_dump_json())
    if tags is not None:
        for each in row["jobs"][0]["clauses"]:
            each["tags"] = [dict(tag) for tag in tags if each["section"] == "duties"]
    if change is not None:
        change(row)
    return json.dumps(({"file": file} if file else {}) | row, ensure_ascii=False)


def output(path, *lines):
    path.write_text("".join(entry + "\n" for entry in lines), encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(app, ["diff", *map(str, arguments)])


def changed(tmp_path, change, text=ONE):
    """(kind, words, old, new) of what differs when one function changes the later output."""
    old = output(tmp_path / "old.jsonl", line(text, "a.txt"))
    new = output(tmp_path / "new.jsonl", line(text, "a.txt", change))
    found = difference(open_output(old), open_output(new))
    return [(change.kind, change.text, change.old, change.new) for change in found.changes]


def clause(row, number):
    return row["jobs"][0]["clauses"][number]


def test_equal_outputs_do_not_differ(tmp_path):
    assert not changed(tmp_path, lambda row: clause(row, 0)["tags"][0].update(score=0.5))  # scores move with every training
    result = run(tmp_path / "old.jsonl", tmp_path / "new.jsonl")
    assert (result.exit_code, result.stdout) == (0, "1 texts, 0 of them changed\n")


def test_clauses_that_moved_or_are_tagged_otherwise(tmp_path):
    def change(row):
        clause(row, 0).update(section="requirements", level=2, tags=[])

    assert changed(tmp_path, change) == [
        ("section changed", "登记账目", "duties", "requirements"),
        ("level changed", "登记账目", 1, 2),
        ("tags changed", "登记账目", ["财务会计"], []),
    ]


def test_clauses_that_are_gone_or_cut_otherwise(tmp_path):
    assert changed(tmp_path, lambda row: row["jobs"][0]["clauses"].pop(1)) == [("clause removed", "接待来访客户", "duties", None)]

    def cut(row):
        second = clause(row, 1)
        row["jobs"][0]["clauses"][1:2] = [{**second, "end": second["start"] + 2, "text": "接待"}]

    assert changed(tmp_path, cut) == [
        ("clause added", "接待", None, "duties"),
        ("clause removed", "接待来访客户", "duties", None),
    ]


def test_requirements_that_come_go_and_change(tmp_path):
    def change(row):
        education, skill = row["jobs"][0]["requirements"]
        education.update(min_level="本科", modality="preferred")
        skill.update(start=skill["end"] - 5, text="Excel", rule="another")

    education = {"type": "education", "min_level": "大专", "full_time": None, "school_tier": None}
    skill = {"type": "skill", "modality": "required", "name": "Excel", "proficiency": "熟练"}
    assert changed(tmp_path, change) == [
        (
            "requirement changed",
            "大专以上学历",
            education | {"modality": "required"},
            education | {"modality": "preferred", "min_level": "本科"},
        ),
        ("requirement removed", "熟练使用Excel", skill, None),
        ("requirement added", "Excel", None, skill),
    ]


def test_jobs_and_titles(tmp_path):
    assert changed(tmp_path, lambda row: row["jobs"][0].update(title="会计")) == [("title changed", "会计", "出纳", "会计")]
    gone = changed(tmp_path, lambda row: row["jobs"].clear(), TWO)
    assert [kind for kind, *_ in gone] == ["job removed", "clause removed"]
    come = difference(open_output(tmp_path / "new.jsonl"), open_output(tmp_path / "old.jsonl"))
    assert [change.kind for change in come.changes] == ["job added", "clause added"]


def test_texts_that_only_one_run_holds_and_another_order(tmp_path):
    old = output(tmp_path / "old.jsonl", line(ONE, "a.txt"), line(TWO, "b.txt"))
    new = output(tmp_path / "new.jsonl", line(ONE, "c.txt"), line(ONE, "a.txt"))
    found = difference(open_output(old), open_output(new))
    assert [(change.kind, change.source) for change in found.changes] == [("record removed", "b.txt"), ("record added", "c.txt")]
    assert (found.records, found.changed) == (3, 2)


def test_texts_without_a_name_are_told_by_their_number(tmp_path):
    old = output(tmp_path / "old.jsonl", line(ONE), line(ONE))
    new = output(tmp_path / "new.jsonl", line(ONE), line(ONE, change=lambda row: clause(row, 0).update(level=2)))
    assert [(change.kind, change.source) for change in difference(open_output(old), open_output(new)).changes] == [("level changed", "#2")]


def test_the_command_counts_first_and_then_lists(tmp_path):
    old = output(tmp_path / "old.jsonl", line(ONE, "a.txt"), line(TWO, "b.txt"))

    def change(row):
        for each in row["jobs"][0]["clauses"]:
            each["level"] = 2
        clause(row, 0)["tags"] = []

    new = output(tmp_path / "new.jsonl", line(ONE, "a.txt", change), line(TWO, "b.txt"))
    result = run(old, new, "--show", "1")
    assert result.exit_code == 1
    place = f"[{ONE.index('登记')}:{ONE.index('登记') + 4}]"
    assert result.stdout.splitlines() == [
        "2 texts, 1 of them changed",
        "       4 level changed",
        "       1 tags changed",
        "",
        "level changed",
        f"  a.txt {place} 登记账目  (1 → 2)",
        "  and 3 more",
        "",
        "tags changed",
        f"  a.txt {place} 登记账目  (财务会计 → –)",
    ]
    told = json.loads(run(old, new, "--json").stdout)
    assert told["counts"] == {"level changed": 4, "tags changed": 1}
    assert (told["records"], told["changed"], len(told["changes"])) == (2, 1, 5)
    assert set(told["counts"]) <= set(KINDS)


def test_the_tables_of_a_batch_are_compared(tmp_path):
    rows = [{"id": "x", "职位描述": ONE}, {"id": "y", "职位描述": ""}, {"id": "z", "职位描述": TWO}]
    ads = output(tmp_path / "ads.jsonl", *(json.dumps(row, ensure_ascii=False) for row in rows))
    shorter = [rows[2], {**rows[0], "职位描述": ONE.replace("；\n2、熟练使用Excel", "")}]  # another order, and a clause less
    less = output(tmp_path / "less.jsonl", *(json.dumps(row, ensure_ascii=False) for row in shorter))
    for out, source, form in (("one", ads, "parquet"), ("two", ads, "jsonl"), ("three", less, "parquet")):
        made = CliRunner().invoke(app, ["batch", str(source), "--id", "id", "-o", str(tmp_path / out), "--format", form, "--workers", "1"])
        assert made.exit_code == 0, made.output
    assert run(tmp_path / "one", tmp_path / "two").exit_code == 0
    found = difference(open_output(tmp_path / "one"), open_output(tmp_path / "three"))
    assert [(change.kind, change.source, change.text) for change in found.changes] == [
        ("clause removed", "x", "熟练使用Excel"),
        ("requirement removed", "x", "熟练使用Excel"),
    ]


def test_json_and_tables_say_the_same_of_one_text(tmp_path):
    documents = output(tmp_path / "parsed.jsonl", line(ONE, "0", tags=None), line(TWO, "1", tags=None))
    ads = output(tmp_path / "ads.jsonl", *(json.dumps({"text": text}, ensure_ascii=False) for text in (ONE, TWO)))
    assert CliRunner().invoke(app, ["batch", str(ads), "--text", "text", "-o", str(tmp_path / "out"), "--workers", "1"]).exit_code == 0
    assert not difference(open_output(documents), open_output(tmp_path / "out")).changes


@pytest.mark.parametrize("data", ["{", "[]", "{}", '{"jobs": [{"start": 0}]}'])
def test_what_is_no_output_is_refused(tmp_path, data):
    bad, good = output(tmp_path / "bad.jsonl", data), output(tmp_path / "good.jsonl", line(ONE, "a.txt"))
    result = run(good, bad)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "[JD532]" in result.stderr
    assert "bad.jsonl, line 1" in result.stderr


def test_what_is_not_there_is_refused(tmp_path):
    for path in (tmp_path, tmp_path / "missing.jsonl"):
        with pytest.raises(BatchError) as caught:
            open_output(path)
        assert caught.value.code == "JD531"
    assert run(tmp_path, tmp_path).exit_code == 2
