"""What the documents show is what happens: README blocks and the doctests of every module."""

from __future__ import annotations

import doctest
import importlib
import os
import pkgutil
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import jdparse

ROOT = Path(__file__).resolve().parents[1]
ENV = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
PAGES = ("README.md", "CONTRIBUTING.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")))
# pages whose Python needs a cluster engine: their blocks are compiled here, and tests/test_engines.py runs the calls
COMPILED = ("docs/scale.md",)
MODULES = sorted(m.name for m in pkgutil.walk_packages(jdparse.__path__, "jdparse.") if m.name != "jdparse.__main__")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
sys.path.append(str(ROOT / "examples"))


def blocks(language: str) -> list[object]:
    found = []
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        for number, m in enumerate(BLOCK.finditer(text), 1):
            if m[1] == language:
                found.append(pytest.param(m[2], id=f"{page}, block {number}"))
    return found


@pytest.mark.parametrize("name", MODULES)
def test_module_examples(name):
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    assert result.failed == 0


@pytest.fixture(scope="session")
def user(tmp_path_factory):
    """The folder of a user: a page, a board as CSV and Parquet, Word files, and the tables of a batch."""
    from generate_board import board

    folder = tmp_path_factory.mktemp("user")
    ads = pd.DataFrame(board(40)).rename(columns={"职位编号": "job_id"})
    ads.to_csv(folder / "ads.csv", index=False)
    for name in ("board", "hr"):
        (folder / name).mkdir()
    ads.to_parquet(folder / "board" / "ads.parquet")
    (folder / "hr" / "receptionist.docx").write_bytes((ROOT / "examples" / "receptionist.docx").read_bytes())
    for name in ("page.txt", "posting.txt"):
        (folder / name).write_bytes((ROOT / "examples" / "demo_page.txt").read_bytes())
    subprocess.run(
        [sys.executable, "-m", "jdparse", "batch", "ads.csv", "-o", "out/"], cwd=folder, env=ENV, check=True, capture_output=True
    )
    return folder


@pytest.mark.parametrize("code", blocks("python"))
def test_python_blocks_run_and_print_what_they_say(code, user, monkeypatch, capsys, request):
    """A line of comment behind a print is what it prints."""
    compiled = compile(code, "page", "exec")
    if request.node.callspec.id.startswith(COMPILED):
        return
    monkeypatch.chdir(user)
    ads = pd.read_csv(user / "ads.csv")
    texts = ads["职位描述"].dropna().tolist()
    exec(compiled, {"__name__": "page", "df": ads, "text": texts[0], "texts": texts})
    printed = capsys.readouterr().out.splitlines()
    promised = [m[1] for m in re.finditer(r"^# (.*)$", code, re.MULTILINE)]
    assert printed == promised


def shell_lines() -> list[object]:
    """The jdparse commands of the shell blocks; what installs, builds or measures is run by hand."""
    lines = [(block.id, line) for block in blocks("sh") for line in block.values[0].splitlines()]
    return [pytest.param(line, id=f"{name}: {line[:40]}") for name, line in lines if line.startswith("jdparse ")]


@pytest.mark.slow
@pytest.mark.parametrize("line", shell_lines())
def test_commands_of_shell_blocks_run(line, user, tmp_path):
    """Each line by itself: those that stand below one another are alternatives."""
    for name in ("ads.csv", "board", "hr", "page.txt", "posting.txt", *(() if "batch" in line else ("out",))):
        (tmp_path / name).symlink_to(user / name)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    command = line.replace("jdparse ", f"{shlex.quote(sys.executable)} -m jdparse ", 1)
    result = subprocess.run(["bash", "-c", command], cwd=tmp_path, env=ENV, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("session", blocks("console"))
def test_console_blocks_run_and_print_what_they_say(session, tmp_path):
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / "page.txt").write_bytes((ROOT / "examples" / "demo_page.txt").read_bytes())
    for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        command, _, promised = part.partition("\n")
        if command.startswith(("make ", "pip ")):
            continue  # what they stand for is tested by itself
        words = [f"{shlex.quote(sys.executable)} -m jdparse" if word == "jdparse" else word for word in command.split(" ")]
        result = subprocess.run(["bash", "-c", " ".join(words)], cwd=tmp_path, env=ENV, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stderr
        assert matches(result.stdout, promised), result.stdout


def matches(printed: str, promised: str) -> bool:
    """Whether the lines promised are printed, in order; a line of … stands for any number of lines."""
    pattern = "".join("(?:.*\n)*?" if line.strip() == "…" else re.escape(line) + "\n" for line in promised.splitlines())
    return re.fullmatch(pattern, printed) is not None


def test_make_demo_prints_what_the_readme_shows():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"^and prints\n\n```console\n\$ make demo\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    assert shown is not None
    command = [sys.executable, "-m", "jdparse", "parse", "examples/demo_page.txt"]
    printed = subprocess.run(command, cwd=ROOT, env=ENV, capture_output=True, text=True, check=True).stdout
    assert matches(printed, shown[1])


def test_every_command_of_the_makefile_that_the_readme_names_is_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for page in PAGES:
        for target in re.findall(r"make ([a-z-]+)", (ROOT / page).read_text(encoding="utf-8")):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
