"""``jdparse evaluate``: figures counted by hand on annotations written here, the forms of a gold folder, and what it refuses."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import jdparse
from jdparse.annotation import parse_inline, to_gold
from jdparse.cli import app
from jdparse.errors import AnnotationError
from jdparse.evaluation import evaluate, plain_result, read_gold

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("JDPARSE_GOLD", ROOT.parent / "shared" / "gold"))

GOLD = (
    "<title>出纳</title><heading kind=duties>岗位职责：</heading>1、<clause tags=财务会计>登记账目</clause>；2、<clause tags=采购>采购办公用品</clause>。"
    "<heading kind=requirements>任职要求：</heading>1、<clause><education min_level=大专>大专以上学历</education></clause>；"
    '2、<clause><experience min_years=2 field="出纳">2年以上出纳经验</experience>，'
    "<skill name=Excel proficiency=熟练>熟练使用Excel</skill>，<trait name=细心>细心</trait></clause>。"
)
TEXT = parse_inline(GOLD).text


def found(**changes):
    """A result that is right but for the changes; the places are those of the annotation."""
    gold = to_gold(parse_inline(GOLD))
    return {"jobs": gold["jobs"], "clauses": gold["clauses"], "requirements": gold["requirements"]} | changes


def score(result, tag=None):
    return evaluate([("a", TEXT, to_gold(parse_inline(GOLD)))], lambda _text: result, tag)


def at(words):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def test_a_right_result_scores_one_everywhere():
    scores = score(found(), lambda words: ["财务会计"] if "账" in words else ["采购"])
    table = scores.table()
    assert {name: row.get("f", row.get("acc")) for name, row in table.items() if name not in ("failed", "tag@gold macro")} == dict.fromkeys(
        (
            *("clause", "section", "level", "job", "title", "tag", "tag@gold", "primary@gold", "modality"),
            *("req:education", "req:experience", "req:skill", "req:trait", "req (closed types)", "req (open types)"),
            *("experience.field", "skill.name", "skill.proficiency", "trait.name"),
        ),
        1.0,
    )
    assert not scores.misses
    assert (scores.sources, scores.clauses) == (1, 4)


def test_clauses_and_jobs_are_counted_by_place():
    gold = found()["clauses"]
    joined = {**gold[0], "end": gold[1]["end"]}  # the first two clauses as one: 1 wrong, 2 right, 2 missed
    scores = score(found(clauses=[joined, *gold[2:]]))
    assert scores.table()["clause"] == {"p": 0.6667, "r": 0.5, "f": 0.5714, "gold": 4, "predicted": 3}
    assert scores.table()["job"] == {"p": 0.0, "r": 0.0, "f": 0.0, "gold": 1, "predicted": 1}  # 2 of 5 clauses are the same
    assert [(miss.kind, miss.what) for miss in scores.misses if miss.kind.startswith("clause")] == [
        ("clause missed", "登记账目"),
        ("clause missed", "采购办公用品"),
        ("clause invented", "登记账目；2、采购办公用品"),
    ]


def test_sections_levels_titles_and_tags_are_counted_where_they_belong():
    gold = found()["clauses"]
    clauses = [{**gold[0], "level": 2}, {**gold[1], "tags": ["采购", "仓储"]}, {**gold[2], "section": "other"}, gold[3]]
    table = score(found(clauses=clauses, jobs=[{"title": "会计"}])).table()
    assert table["section"] == {"acc": 0.75, "n": 4}
    assert table["level"] == {"acc": 0.75, "n": 4}
    assert table["title"] == {"acc": 0.0, "n": 1}
    assert table["tag"] == {"p": 0.6667, "r": 1.0, "f": 0.8, "gold": 2, "predicted": 3}


def test_requirements_need_type_values_and_place():
    education, experience, skill, trait = found()["requirements"]
    wrong = [
        {**education, "min_level": "本科"},  # the value is wrong: missed and invented
        {**experience, **at("年以上出纳"), "field": None, "modality": "preferred"},  # a part of the words is enough; details apart
        {**skill, **at("Excel"), "name": "EXCEL"},  # 5 of 9 characters: at least half of the words; case does not count
        {**trait, **at("细心")} | {"type": "work_condition", "condition": "细心"},  # another type
    ]
    table = score(found(requirements=wrong)).table()
    assert table["req:education"] == {"p": 0.0, "r": 0.0, "f": 0.0, "gold": 1, "predicted": 1}
    assert table["req:experience"]["f"] == 1.0
    assert table["experience.field"] == {"acc": 0.0, "n": 1}
    assert table["modality"] == {"acc": 0.5, "n": 2}
    assert table["req:skill"]["f"] == 1.0
    assert table["skill.name"] == {"acc": 1.0, "n": 1}
    assert table["req:trait"] == {"p": 0.0, "r": 0.0, "f": 0.0, "gold": 1, "predicted": 0}
    assert table["req:work_condition"] == {"p": 0.0, "r": 0.0, "f": 0.0, "gold": 0, "predicted": 1}
    assert table["req (closed types)"] == {"p": 0.5, "r": 0.5, "f": 0.5, "gold": 2, "predicted": 2}
    assert table["req (open types)"] == {"p": 0.5, "r": 0.5, "f": 0.5, "gold": 2, "predicted": 2}


def test_the_words_of_an_open_type_must_be_nearly_the_same():
    skill = next(fact for fact in found()["requirements"] if fact["type"] == "skill")
    table = score(found(requirements=[{**skill, **at("Exce")}])).table()  # 4 of 9 characters
    assert table["req:skill"] == {"p": 0.0, "r": 0.0, "f": 0.0, "gold": 1, "predicted": 1}


def test_categories_given_the_clauses():
    scores = score(found(), lambda _words: ["财务会计"])  # right for the first clause, wrong for the second
    assert scores.table()["tag@gold"] == {"p": 0.5, "r": 0.5, "f": 0.5, "gold": 2, "predicted": 2}
    assert scores.table()["primary@gold"] == {"acc": 0.5, "n": 2}
    assert scores.per_tag()["财务会计"] == {"p": 0.5, "r": 1.0, "f": 0.6667, "gold": 1, "predicted": 2}
    assert scores.table()["tag@gold macro"] == {"f": 0.0, "categories": 0}  # none has five cases


def test_a_parser_that_raises_loses_the_source():
    def parse(_text):
        raise RuntimeError("no")

    scores = evaluate([("a", TEXT, to_gold(parse_inline(GOLD)))], parse)
    assert scores.table()["failed"] == {"n": 1, "first": ["a: RuntimeError: no"]}
    assert scores.table()["clause"] == {"p": 0.0, "r": 0.0, "f": 0.0, "gold": 4, "predicted": 0}


@pytest.fixture
def folder(tmp_path):
    """One annotation in each of the three forms."""
    gold = to_gold(parse_inline(GOLD))
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "b.txt").write_text(GOLD, encoding="utf-8")
    rows = [{"id": "c", "text": TEXT, "gold": gold}, {"id": "d", "text": "not annotated"}]
    (tmp_path / "c.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return tmp_path


def test_three_forms_of_annotation_are_read(folder):
    sources = list(read_gold(folder))
    assert [name for name, _, _ in sources] == ["a", "b", "c"]
    assert {text for _, text, _ in sources} == {TEXT}
    assert sources[0][2] == sources[1][2] == sources[2][2]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.gold.json", b"{", "is no JSON"),
        ("a.gold.json", b"[]", "must be a JSON object"),
        ("a.gold.json", b"{}", "lacks the lists jobs, clauses, requirements"),
        ("a.gold.json", b'{"jobs": [], "clauses": [{"start": 0}], "requirements": []}', "a clause lacks end, job, level, section, tags"),
        ("a.gold.json", b'{"jobs": [], "clauses": [], "requirements": [{}]}', "a requirement lacks end, modality, start, type"),
        ("x.gold.json", b'{"jobs": [], "clauses": [], "requirements": []}', "has no x.txt beside it"),
        ("a.txt", b"\xff\xfe", "is not UTF-8"),
        ("plain.txt", "没有标签".encode(), "neither inline tags nor a plain.gold.json"),
        ("c.jsonl", b'{"gold": {"jobs": []}}', 'no "text"'),
    ],
)
def test_what_is_not_well_formed_is_named(folder, name, data, says):
    (folder / name).write_bytes(data)
    with pytest.raises(AnnotationError, match=says) as caught:
        list(read_gold(folder))
    assert caught.value.code == "JD622"


def test_a_folder_without_annotations_names_the_ones_inside(folder, tmp_path_factory):
    above = tmp_path_factory.mktemp("above")
    (above / "ads").mkdir()
    (above / "ads" / "a.txt").touch()
    with pytest.raises(AnnotationError, match="Did you mean .*ads") as caught:
        list(read_gold(above))
    assert caught.value.code == "JD621"
    with pytest.raises(AnnotationError, match="is no folder"):
        list(read_gold(folder / "missing"))


def run(*arguments):
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


def test_the_command_prints_the_figures(folder):
    wrong = GOLD.replace("min_level=大专", "min_level=本科")  # the annotation says otherwise than the text
    (folder / "b.txt").write_text(wrong, encoding="utf-8")
    result = run(folder, "--errors", "1")
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert lines[0] == ["3", "texts,", "12", "annotated", "clauses"]
    assert ["clause", "1.0000", "1.0000", "1.0000", "12", "12"] in lines
    assert ["req:education", "0.6667", "0.6667", "0.6667", "3", "3"] in lines
    assert "[requirement missed] b: education '大专以上学历' min_level=本科" in result.stdout
    assert "[requirement invented] b: education '大专以上学历' min_level=大专" in result.stdout


def test_the_command_prints_json(folder):
    result = run(folder, "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert told["table"]["clause"] == {"p": 1.0, "r": 1.0, "f": 1.0, "gold": 12, "predicted": 12}
    assert told["per_tag"]["财务会计"]["gold"] == 3
    categories = run(folder, "--categories").stdout.splitlines()
    assert any(line.split()[:1] == ["财务会计"] for line in categories)


def test_the_command_refuses_what_it_cannot_read(tmp_path):
    result = run(tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "[JD621]" in result.stderr


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED.parent / "tools" / "score.py").is_file(), reason="the shared scorer is not here")
def test_the_figures_equal_those_of_the_shared_scorer(monkeypatch):
    monkeypatch.syspath_prepend(str(SHARED.parent / "tools"))
    import score as shared

    folder = SHARED / "pages"

    def tag(text):
        return [found.name for found in jdparse.tag(text)]

    scores = evaluate(read_gold(folder), lambda text: plain_result(jdparse.parse(text)), tag)
    table, per_tag = shared.score(shared.load(folder), shared.jdparse_system()[0], tag)
    sys.modules.pop("score")
    assert scores.table() == table
    assert scores.per_tag() == per_tag
