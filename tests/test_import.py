"""``import jdparse`` is light: what it costs over bare Python, and what it must not load."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

import jdparse

SRC = Path(__file__).resolve().parents[1] / "src"
HEAVY = ("pydantic", "numpy", "spacy", "spacy_pkuseg", "pyarrow", "pandas", "ahocorasick_rs", "charset_normalizer", "typer", "rich")
LIMIT = 0.060  # CPU seconds over `python -c pass`


def run(code: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(SRC)}
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout


def cpu_seconds(code: str) -> float:
    return float(run(f"import time; {code}; print(time.process_time())"))


def test_import_loads_nothing_heavy():
    loaded = run("import sys, jdparse; print(*sys.modules)").split()
    assert "jdparse" in loaded
    assert not set(HEAVY) & set(loaded)


def test_import_is_cheap():
    bare = statistics.median(cpu_seconds("pass") for _ in range(5))
    ours = statistics.median(cpu_seconds("import jdparse") for _ in range(5))
    assert ours - bare <= LIMIT


@pytest.mark.parametrize("name", jdparse.__all__)
def test_every_public_name_loads(name):
    assert getattr(jdparse, name) is not None
    assert name in dir(jdparse)


def test_parsing_needs_no_spacy():
    code = "import sys, jdparse; jdparse.parse('岗位职责：1、接待客户'); print('spacy' in sys.modules, 'pyarrow' in sys.modules)"
    assert run(code).split() == ["False", "False"]


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = jdparse.nothing
