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


# What only other texts, files, commands or outputs need; each of them would cost the first parse more than the parsing.
UNNEEDED = (
    *("json", "csv", "html", "email", "tempfile", "importlib.resources", "unicodedata", "jinja2", "rich", "typer", "charset_normalizer"),
    *("jdparse.files", "jdparse.source", "jdparse.benefits", "jdparse.locations", "jdparse.contacts", "jdparse.compliance"),
    *("jdparse.language", "jdparse.templating", "jdparse.display.layout", "jdparse.arrow", "jdparse.spacy_pipe", "jdparse.segmenter"),
)


def test_a_first_parse_imports_what_it_needs_and_no_more():
    before = set(run("import sys, numpy, pydantic.fields; print(*sys.modules)").split())
    code = "import jdparse; jdparse.parse('岗位职责：1、接待来访客户。任职要求：1、大专以上学历，两年以上经验。')"
    loaded = set(run(f"import sys; {code}; print(*sys.modules)").split())
    assert "jdparse.requirements.education" in loaded
    assert not set(UNNEEDED) & (loaded - before)


def test_a_command_imports_no_reader_of_other_kinds_of_files(tmp_path):
    (tmp_path / "ad.txt").write_text("岗位职责：1、接待来访客户", encoding="utf-8")
    code = (
        f"import sys; sys.argv = ['jdparse', 'parse', {str(tmp_path / 'ad.txt')!r}]\n"
        "from jdparse.cli import main\n"
        "try: main()\n"
        "except SystemExit: print(*sys.modules, sep='\\n')"
    )
    loaded = run(code).split()
    assert "jdparse.files" in loaded
    assert not {"jdparse.files.docx", "jdparse.files.pdf", "jdparse.files.programs", "jdparse.files.tables", "lxml"} & set(loaded)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = jdparse.nothing
