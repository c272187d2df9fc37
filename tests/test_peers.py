"""The comparison of the docs runs, and comes out the way its page says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "benchmarks"))
import peers  # noqa: E402
from measuring import notebook  # noqa: E402  they stand beside the package


@pytest.mark.parametrize(
    ("text", "years", "education"),
    [
        ("大专以上，3年以上经验", 3.0, "大专"),
        ("本科，3-5年", 3.0, "本科"),
        ("三年以上", None, None),
    ],
)
def test_the_notebook_finds_what_notebooks_find(text, years, education):
    assert (notebook.years(text), notebook.education(text)) == (years, education)


def test_the_notebook_cuts_numbered_lines():
    text = "1、接待来访；\n(2)登记资料。"
    assert [text[start:end] for start, end in notebook.clauses(text)] == ["接待来访", "登记资料"]


def test_precision_recall_and_f1():
    assert peers.prf(iter([({"a", "b"}, {"a"}), (set(), {"c"})])) == "0.500 0.500 0.500"


@pytest.mark.slow
def test_jdparse_is_ahead_in_every_part():
    command = [sys.executable, ROOT / "benchmarks/peers.py"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    blocks = re.findall(r"^\S.*\n  \S+ \S+(?: \S+)*? {1,9}([\d. ]+)\n  jdparse\S* {1,9}([\d. ]+)$", printed, re.MULTILINE)
    assert len(blocks) == 4, printed
    for other, ours in blocks:
        last = -1 if "." in other else 0  # F1, or how many are right
        assert float(ours.split()[last]) > float(other.split()[last])
