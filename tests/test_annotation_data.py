"""The written postings and clauses obey the form of the guideline, and README.md counts them right."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from jdparse import taxonomy
from jdparse.annotation import Annotated, read_clauses, read_posting, to_gold, untagged
from jdparse.annotation.inline import BLANKS, CLOSING
from jdparse.errors import AnnotationError
from jdparse.schema import REQUIREMENT_CLASSES, SECTION_KINDS

ROOT = Path(__file__).parents[1]
POSTINGS = sorted((ROOT / "annotations" / "postings").glob("*.txt"))
CLAUSES = sorted((ROOT / "annotations" / "clauses").glob("*.txt"))
NUMBERED = re.compile(r"\d{1,2}(?:[、)）]|\.(?!\d))|[（(]\d{1,2}[）)]|[①-⑳]|[•●◆★]")


@pytest.fixture(scope="module", params=POSTINGS, ids=lambda path: path.stem)
def posting(request: pytest.FixtureRequest) -> Annotated:
    return read_posting(request.param)


def test_every_character_is_annotated(posting: Annotated) -> None:
    assert [posting.text[start:end] for start, end in untagged(posting)] == []


def test_blocks_do_not_overlap(posting: Annotated) -> None:
    blocks = sorted((mark.start, mark.end) for marks in (posting.clauses, posting.headings, posting.noise) for mark in marks)
    assert all(before[1] <= after[0] for before, after in pairwise(blocks))


def test_clauses_are_bodies(posting: Annotated) -> None:
    for clause in posting.clauses:
        body = posting.text[clause.start : clause.end]
        assert body == body.strip(BLANKS).rstrip(CLOSING)
        assert not NUMBERED.match(body), body
        assert clause.section in SECTION_KINDS


def test_second_levels_have_a_first(posting: Annotated) -> None:
    level = 1
    for clause in posting.clauses:
        assert clause.level <= level + 1
        level = clause.level


def test_labels_begin_their_clause(posting: Annotated) -> None:
    for clause in posting.clauses:
        if clause.label:
            assert posting.text[clause.start : clause.label[0]] in ("", "【")
            assert clause.label[1] < clause.end


def test_duties_are_tagged_or_state_a_requirement(posting: Annotated) -> None:
    stated = {mark.clause for mark in posting.requirements}
    for index, clause in enumerate(posting.clauses):
        if clause.section == "duties":
            assert clause.tags or index in stated, posting.text[clause.start : clause.end]
            assert len(clause.tags) <= 4


def test_preferred_words_and_preferred_facts_meet(posting: Annotated) -> None:
    for mark in posting.requirements:
        words = posting.text[mark.start : mark.end]
        assert mark.modality == "preferred" or not re.search("优先|更佳|尤佳|加分|優先", words), words


def test_proficiency_is_the_word_of_the_text(posting: Annotated) -> None:
    for mark in posting.requirements:
        words = posting.text[mark.start : mark.end]
        said = re.match("(?:能|能够)?(了解|熟悉|掌握|熟练|精通)", words)
        if mark.type == "skill" and said:
            assert mark.values["proficiency"] == said[1], words


def test_requirements_are_what_the_schema_takes(posting: Annotated) -> None:
    for requirement in to_gold(posting)["requirements"]:
        values = {key: value for key, value in requirement.items() if key != "job"}
        if requirement["type"] == "experience":
            values["kind"] = "years"
        if requirement["type"] == "major":
            values["majors"] = tuple(values["majors"])
        text = posting.text[requirement["start"] : requirement["end"]]
        REQUIREMENT_CLASSES[requirement["type"]].model_validate(values | {"text": text, "clause": 0, "rule": "written"})


def test_there_is_enough_of_everything() -> None:
    postings = [read_posting(path) for path in POSTINGS]
    assert len(postings) >= 44
    assert sum(len(p.jobs) >= 3 and bool(p.noise) for p in postings) >= 6
    assert {mark.type for p in postings for mark in p.requirements} == set(REQUIREMENT_CLASSES)
    assert {clause.section for p in postings for clause in p.clauses} == set(SECTION_KINDS)
    single = [clause for path in CLAUSES for clause in read_clauses(path)]
    assert len(CLAUSES) >= 25
    assert len(single) >= 320
    assert any(not clause.tags for clause in single)
    count = Counter(tag for clause in single for tag in clause.tags)
    assert all(count[category.name] >= 5 for category in taxonomy.load())
    assert len({clause.text for clause in single}) == len(single)


@pytest.mark.parametrize("path", CLAUSES, ids=lambda path: path.stem)
def test_single_clauses_are_bodies(path: Path) -> None:
    for clause in read_clauses(path):
        assert clause.text == clause.text.strip(BLANKS).rstrip(CLOSING)
        assert not NUMBERED.match(clause.text)
        assert len(clause.tags) <= 4


def test_the_readme_counts_right() -> None:
    run = subprocess.run([sys.executable, ROOT / "annotations" / "figures.py"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(
    ("line", "says"),
    [("销售 开发客户", "one tab"), ("销售\t", "one tab"), ("卖货\t开发客户", "is no category"), ("销售,销售\t开发客户", "twice")],
)
def test_bad_clause_files_name_the_line(line: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text(f"销售\t拜访客户\n{line}\n", encoding="utf-8")
    with pytest.raises(AnnotationError, match=says) as caught:
        read_clauses(file)
    assert caught.value.message.startswith(f"{file}, line 2")


def test_a_bad_posting_names_its_file(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text("<clause>甲</clause>", encoding="utf-8")
    with pytest.raises(AnnotationError) as caught:
        read_posting(file)
    assert caught.value.message.startswith(f"{file}, line 1, column 1")
