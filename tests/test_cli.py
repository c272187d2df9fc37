"""The command: what it prints, where errors go, what its status says; in one process and as a real one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import jdparse
from jdparse.cli import app

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "examples" / "demo_page.txt"
GOLD = Path(os.environ.get("JDPARSE_GOLD", ROOT.parent / "shared" / "gold"))
POSTING = "收银员岗位职责：\n1、收款对账：核对现金；\n2、接待顾客。\n下载本文档请先登录\n"


@pytest.fixture
def posting(tmp_path):
    file = tmp_path / "posting.txt"
    file.write_text(POSTING, encoding="utf-8")
    return file


def run(*arguments, data: bytes | None = None):
    return CliRunner().invoke(app, [str(a) for a in arguments], input=data)


def process(*arguments, data: bytes = b"", **env: str):
    command = [sys.executable, "-m", "jdparse", *map(str, arguments)]
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    return subprocess.run(command, input=data, env={**os.environ, "PYTHONPATH": path, **env}, capture_output=True, check=False)


def test_a_file_is_printed_as_a_tree(posting):
    result = run("parse", posting)
    assert result.exit_code == 0
    assert [line.partition("  #")[0] for line in result.stdout.splitlines()] == [  # without the duty categories
        "收银员",
        "└── duties  岗位职责：",
        "    ├── 1、 收款对账：核对现金",
        "    └── 2、 接待顾客",
        "noise: 1 (document_site 1)",
    ]


def test_noise_unfolds(posting):
    assert run("parse", "--noise", posting).stdout.splitlines()[-2:] == ["noise: 1", "└── document_site  下载本文档请先登录"]


def test_levels_hang_below_each_other():
    lines = run("parse", DEMO).stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if "1、" in line)
    assert [line[:8] for line in lines[at : at + 4]] == ["│   ├── ", "│   │   ", "│   │   ", "│   ├── "]


def test_json_of_one_file_is_the_document(posting):
    result = run("parse", "--json", posting)
    doc = jdparse.Document.model_validate_json(result.stdout)
    assert doc == jdparse.parse(POSTING)
    first = json.loads(result.stdout)["jobs"][0]["clauses"][0]
    assert POSTING[first["start"] : first["end"]] == "收款对账：核对现金"


def test_json_of_several_files_is_one_line_each(posting):
    result = run("parse", "--json", posting, DEMO)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["file"] for row in rows] == [str(posting), str(DEMO)]
    assert rows[1]["text"] == DEMO.read_text(encoding="utf-8")


def test_standard_input_is_read_in_any_known_encoding():
    for encoding in ("utf-8", "gb18030"):
        assert "接待顾客" in run("parse", "-", data=POSTING.encode(encoding)).stdout


def test_title_lexicon_and_explain(posting, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('[[heading]]\nkind = "benefits"\ncores = ["来了就有"]\n', encoding="utf-8")
    text = "岗位职责：1、接待顾客\n来了就有：1、员工餐"
    result = run("parse", "--explain", "--title", "店员", "--lexicon", own, "-", data=text.encode())
    assert result.exit_code == 0
    assert "job 1: 店员: the title was passed by the caller" in result.stdout
    assert "“员工餐”: one item of a list; benefits, as its heading says" in result.stdout


def test_a_failing_file_does_not_stop_the_others(posting, tmp_path):
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    result = run("parse", tmp_path / "missing.txt", picture, posting)
    assert result.exit_code == 1
    assert "[JD201]" in result.stderr
    assert "[JD202]" in result.stderr
    assert "接待顾客" in result.stdout
    assert "JD2" not in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("parse",),
        ("unknown",),
        ("parse", "--json", "--explain", "x"),
        ("parse", "--title", "店员", "x", "y"),
        ("parse", "--lexicon", "no.toml", "x"),
    ],
)
def test_a_wrong_call_is_status_2(arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr
    assert not result.stdout


def test_an_empty_file_holds_no_job(tmp_path):
    file = tmp_path / "empty.txt"
    file.touch()
    result = run("parse", file)
    assert (result.exit_code, result.stdout) == (0, "no job found\n")


def test_the_version_is_the_package_s():
    assert run("--version").stdout == f"jdparse {jdparse.__version__}\n"


def test_output_is_utf8_and_plain_whatever_the_locale(posting):
    result = process("parse", posting, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    assert result.stdout.decode("utf-8").splitlines()[0] == "收银员"
    assert b"\x1b" not in result.stdout


@pytest.mark.skipif(os.name != "posix", reason="pipes close otherwise elsewhere")
def test_a_closed_pipe_ends_it_quietly(tmp_path):
    file = tmp_path / "long.txt"
    file.write_text("岗位职责：\n" + "\n".join(f"{n}、接待顾客" for n in range(1, 20_000)), encoding="utf-8")
    command = f"{sys.executable} -m jdparse parse {file} | head -n 1"
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    result = subprocess.run(["bash", "-c", command], env=env, capture_output=True, check=True)
    assert result.stderr == b""
    assert len(result.stdout.splitlines()) == 1


def test_the_installed_command_is_declared():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"jdparse": "jdparse.cli:main"}


@pytest.mark.skipif(not GOLD.is_dir(), reason="the shared gold is not here")
def test_every_file_of_the_shared_gold_is_parsed():
    files = sorted(GOLD.glob("*/*.txt"))
    assert files
    rows = [json.loads(line) for line in run("parse", "--json", *files).stdout.splitlines()]
    assert [row["file"] for row in rows] == [str(file) for file in files]
    for row in rows:
        for job in row["jobs"]:
            assert all(0 <= clause["start"] < clause["end"] <= len(row["text"]) for clause in job["clauses"])
