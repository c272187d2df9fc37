"""A user's own words: headings, noise and bullets from a TOML file, and what a bad file is told."""

from __future__ import annotations

import pickle

import pytest

import jdparse
from jdparse.errors import LexiconError

OWN = """
[[heading]]
kind = "duties"
cores = ["你的战场"]

[[heading]]
kind = "benefits"
strength = "section"
prefixes = ["我们", "本店"]
cores = ["的诚意"]

[[noise]]
reason = "our_site"
where = "line"
phrases = ["返回旧版"]

[markers]
bullets = ["‡"]
"""
TEXT = "你的战场：‡接待客户‡登记资料\n我们的诚意：‡包吃住‡年终奖\n返回旧版\n"


def write(tmp_path, toml: str):
    file = tmp_path / "words.toml"
    file.write_text(toml, encoding="utf-8")
    return file


def test_own_headings_bullets_and_noise_are_read(tmp_path):
    doc = jdparse.Parser(lexicon=write(tmp_path, OWN)).parse(TEXT)
    (job,) = doc.jobs
    assert [(c.number, c.text, c.section) for c in job.clauses] == [
        ("‡", "接待客户", "duties"),
        ("‡", "登记资料", "duties"),
        ("‡", "包吃住", "benefits"),
        ("‡", "年终奖", "benefits"),
    ]
    assert [(b.text, b.reason) for b in doc.noise] == [("返回旧版", "our_site")]


def test_without_them_the_same_text_reads_otherwise():
    doc = jdparse.parse(TEXT)
    assert "返回旧版" not in [b.text for b in doc.noise]
    assert all(c.number != "‡" for job in doc.jobs for c in job.clauses)


def test_own_words_leave_the_shared_parser_alone(tmp_path):
    before = jdparse.parse(TEXT)
    jdparse.Parser(lexicon=write(tmp_path, OWN))
    assert jdparse.parse(TEXT) == before


def test_an_own_meaning_wins_over_the_built_in_one(tmp_path):
    text = "岗位职责：\n1、包吃住\n2、年终奖"
    own = jdparse.Parser(lexicon=write(tmp_path, '[[heading]]\nkind = "assessment"\ncores = ["岗位职责"]\n'))
    assert {c.section for c in own.parse(text).jobs[0].clauses} == {"assessment"}


def test_a_parser_with_own_words_is_pickled_with_them(tmp_path):
    parser = jdparse.Parser(lexicon=write(tmp_path, OWN))
    again = pickle.loads(pickle.dumps(parser))
    assert again.parse(TEXT) == parser.parse(TEXT)


BAD = {
    "no TOML": ("[[heading]\n", "JD301", ["not valid TOML", "line 1"]),
    "unknown table": ("[headings]\nx = 1\n", "JD306", ["'headings'", "heading, noise and markers"]),
    "kind": ('[[heading]]\nkind = "fun"\ncores = ["x"]\n', "JD304", ["[[heading]] number 1", "kind is 'fun'", "benefits"]),
    "second group": (
        '[[heading]]\nkind = "duties"\ncores = ["x"]\n[[heading]]\nkind = "duties"\n',
        "JD303",
        ["[[heading]] number 2", "cores must be a list"],
    ),
    "empty list": ("[[noise]]\nphrases = []\n", "JD303", ["[[noise]] number 1", "at least one string"]),
    "not strings": ("[[noise]]\nphrases = [1]\n", "JD303", ["phrases must be a list of at least one string"]),
    "place": ('[[noise]]\nwhere = "top"\nphrases = ["x"]\n', "JD304", ["where is 'top'", "footer"]),
    "long bullet": ('[markers]\nbullets = ["->"]\n', "JD305", ["[markers]", "'->'", "one character"]),
    "letter bullet": ('[markers]\nbullets = ["a"]\n', "JD305", ["'a'", "no letter, digit or space"]),
}


@pytest.mark.parametrize(("toml", "code", "words"), BAD.values(), ids=BAD)
def test_a_bad_file_is_told_file_table_key_and_what_is_allowed(tmp_path, toml, code, words):
    file = write(tmp_path, toml)
    with pytest.raises(LexiconError) as caught:
        jdparse.Parser(lexicon=file)
    assert caught.value.code == code
    for word in (str(file), *words):
        assert word in str(caught.value)


def test_a_missing_or_unreadable_file_is_told(tmp_path):
    file = tmp_path / "words.toml"
    with pytest.raises(LexiconError, match="cannot be read") as caught:
        jdparse.Parser(lexicon=file)
    assert caught.value.code == "JD302"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LexiconError, match="UTF-8"):
        jdparse.Parser(lexicon=file)
