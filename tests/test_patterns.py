"""Patterns are compiled at their first use, take their own place in their module, and are all sound."""

from __future__ import annotations

import ast
import copy
import importlib
import pickle
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import jdparse
from jdparse.patterns import regex

SRC = Path(jdparse.__file__).parent
DIGITS = regex("[0-9]{1,9}")
LETTERS, SPACES = regex("[A-Z]{1,9}", re.IGNORECASE), regex(r"\s{1,9}")
HELD = (regex("held"),)
UNCLOSED = regex("(")


def test_a_pattern_takes_its_own_place_at_its_first_use():
    assert not isinstance(DIGITS, re.Pattern)
    assert DIGITS.findall("3 to 15") == ["3", "15"]
    assert isinstance(DIGITS, re.Pattern)
    assert DIGITS.fullmatch("15")


def test_patterns_of_one_line_keep_their_flags_and_places():
    assert SPACES.split("a  b") == ["a", "b"]
    assert LETTERS.fullmatch("ab")
    assert LETTERS.flags & re.IGNORECASE
    assert isinstance(LETTERS, re.Pattern)
    assert isinstance(SPACES, re.Pattern)


def test_what_is_held_elsewhere_works_as_often_as_it_is_used():
    (held,) = HELD
    assert [bool(held.search(text)) for text in ("it is held", "it is not", "held again")] == [True, False, True]
    assert held.sub("kept", "held") == "kept"


def test_the_source_of_a_pattern_is_read_without_compiling_it():
    assert regex("[0-9").pattern == "[0-9"


def test_an_error_in_a_pattern_is_raised_at_its_first_use():
    with pytest.raises(re.error, match="missing"):
        UNCLOSED.search("text")


def test_a_pattern_that_nobody_used_is_pickled_and_copied_as_a_pattern():
    unused = regex("[a-z]", re.IGNORECASE)
    for twin in (pickle.loads(pickle.dumps(unused)), copy.deepcopy(unused)):
        assert twin == re.compile("[a-z]", re.IGNORECASE)


def test_bytes_are_searched_by_patterns_of_bytes():
    assert regex(b"[0-9]").findall(b"a1") == [b"1"]


def compiled_at_import(path: Path) -> list[int]:
    """The lines on which a module compiles a pattern when it is imported."""
    found = []

    def look(node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Call) and ast.unparse(child.func) == "re.compile":
                found.append(child.lineno)
            if not isinstance(child, ast.FunctionDef | ast.Lambda):
                look(child)

    look(ast.parse(path.read_text(encoding="utf-8")))
    return found


def test_no_module_compiles_a_pattern_when_it_is_imported():
    assert {path.name: lines for path in sorted(SRC.rglob("*.py")) if (lines := compiled_at_import(path))} == {}


def test_every_pattern_of_the_package_compiles():
    names = [module.name for module in pkgutil.walk_packages(jdparse.__path__, "jdparse.") if not module.name.endswith("__main__")]
    seen = 0
    for name in names:
        try:
            module = importlib.import_module(name)
        except ImportError:  # an extra that is not installed
            continue
        for value in list(vars(module).values()):
            if isinstance(value, (type(UNCLOSED), re.Pattern)):
                assert re.compile(value.pattern, value.flags)
                seen += 1
    assert seen > 300


def test_a_short_text_compiles_few_patterns():
    code = (
        "import re._compiler as c\n"
        "import numpy, pydantic.fields\n"
        "compile, done = c.compile, []\n"
        "c.compile = lambda *given: done.append(given[0]) or compile(*given)\n"
        "import jdparse\n"
        "jdparse.parse('岗位职责：1、接待来访客户；2、登记客户资料。任职要求：1、大专以上学历，两年以上经验。')\n"
        "print(len(done))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 0 < int(done.stdout) <= 80
