"""The taxonomy file: what it holds, and what a bad one of a user's own is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from jdparse import taxonomy
from jdparse.errors import LexiconError

SOUND = """\
version = "1"

[[group]]
id = "shop"
name = "门店"

[[category]]
id = "till"
name = "收银"
group = "shop"
definition = "takes money"
"""

# A change to the sound file, the code it is told, and the words that the message must hold: line, key and remedy.
BAD = [
    pytest.param('id = "till"', 'id = "till', "JD312", ["line 8", "double quotes"], id="open string"),
    pytest.param(
        'group = "shop"', 'group = "stall"', "JD313", ["line 10", "category.group", '"stall"', "Allowed: shop"], id="unknown group"
    ),
    pytest.param('definition = "takes money"\n', "", "JD313", ["line 7", "category.definition", "Add"], id="missing key"),
    pytest.param('id = "till"', 'id = "Till no 1"', "JD313", ["line 8", "category.id", "small letters"], id="bad id"),
    pytest.param('name = "收银"', 'name = "收银"\nweight = 3', "JD313", ["line 10", "category.weight", "Allowed"], id="unknown key"),
    pytest.param('name = "收银"', "name = 3", "JD313", ["line 9", "category.name", "must be a str"], id="wrong type"),
    pytest.param('version = "1"\n', "", "JD313", ["version", "Add"], id="no version"),
    pytest.param(
        '"takes money"', '"takes money"\ngwa = ["4.B.1"]', "JD313", ["line 12", "category.gwa", "4.A.4.b.3"], id="bad work activity"
    ),
    pytest.param(
        '"takes money"', '"takes money"\nexcludes = [{ what = "a", see = ["x"] }]', "JD313", ["line 12", "excludes", '"x"'], id="dead link"
    ),
    pytest.param('"takes money"', '"takes money"\nincludes = [""]', "JD313", ["line 12", "includes"], id="empty phrase"),
]


def write(folder: Path, text: str) -> Path:
    """A taxonomy file holding the text."""
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_built_in_taxonomy_is_whole() -> None:
    built_in = taxonomy.load()
    assert (len(built_in.groups), len(built_in.categories)) == (9, 46)
    assert all(built_in.of_group(group.id) for group in built_in.groups)
    assert sum(len(built_in.of_group(group.id)) for group in built_in.groups) == 46
    assert all(c.definition and c.includes for c in built_in)
    assert [c.id for c in built_in if not c.gwa] == ["assigned_tasks", "other"]
    assert "O*NET 28.2 Database" in built_in.attribution
    assert "CC BY 4.0" in built_in.attribution


def test_a_phrase_names_one_category_only() -> None:
    phrases = [phrase for c in taxonomy.load() for phrase in c.includes]
    assert len(phrases) == len(set(phrases))


def test_a_file_of_ones_own_replaces_the_built_in_one(tmp_path: Path) -> None:
    mine = taxonomy.load(write(tmp_path, SOUND))
    assert mine.ids == ("till",)
    assert mine["收银"].definition == "takes money"
    assert "team_management" not in mine
    assert taxonomy.check(tmp_path / "mine.toml") == ()


@pytest.mark.parametrize(("old", "new", "code", "words"), BAD)
def test_a_bad_file_is_told_line_key_and_remedy(tmp_path: Path, old: str, new: str, code: str, words: list[str]) -> None:
    assert old in SOUND
    path = write(tmp_path, SOUND.replace(old, new))
    with pytest.raises(LexiconError) as caught:
        taxonomy.load(path)
    assert caught.value.code == code
    assert not [word for word in ["mine.toml", *words] if word not in caught.value.message], caught.value.message
    assert taxonomy.check(path)


def test_a_name_given_twice_names_the_first_line(tmp_path: Path) -> None:
    twice = SOUND + '\n[[category]]\nid = "cash"\nname = "收银"\ngroup = "shop"\ndefinition = "the same"\n'
    problems = taxonomy.check(write(tmp_path, twice))
    assert [(p.line, p.key) for p in problems] == [(15, "category.name")]
    assert "line 9" in str(problems[0])


def test_check_lists_every_problem(tmp_path: Path) -> None:
    path = write(tmp_path, SOUND.replace('"shop"\ndef', '"stall"\ndef').replace('version = "1"\n', "colour = 1\n"))
    assert {p.key for p in taxonomy.check(path)} == {"colour", "version", "category.group"}


def test_keys_inside_a_long_string_move_no_line(tmp_path: Path) -> None:
    text = SOUND.replace('"takes money"', '"""\nname = 1\n[[category]]\n"""\ngwa = ["x"]')
    assert [p.line for p in taxonomy.check(write(tmp_path, text))] == [15]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"JD311.*no such file"):
        taxonomy.load(tmp_path / "none.toml")


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes('name = "收银"'.encode("gb18030"))
    with pytest.raises(LexiconError, match=r"JD311.*UTF-8"):
        taxonomy.load(path)
