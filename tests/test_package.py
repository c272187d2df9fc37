"""The wheel as a user gets it: built, installed into an empty environment, and run from there."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CLEAN = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}


def run(*command: object, cwd: Path) -> str:
    result = subprocess.run(list(map(str, command)), cwd=cwd, env=CLEAN, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("jdparse-*.whl")
    return built


@pytest.mark.system
def test_the_wheel_holds_the_data_and_the_licences(wheel):
    packed = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src"
    wanted = {str(p.relative_to(source)) for p in (source / "jdparse").rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert wanted <= packed
    assert "jdparse/py.typed" in packed
    assert {"LICENSE", "NOTICE"} <= {Path(name).name for name in packed if ".dist-info/licenses/" in name}
    assert not [name for name in packed if name.startswith(("tests/", "annotations/"))]


@pytest.mark.system
def test_the_wheel_works_in_an_empty_environment(wheel, tmp_path):
    run(sys.executable, "-m", "venv", tmp_path / "env", cwd=tmp_path)
    bin_ = tmp_path / "env" / "bin"
    run(bin_ / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    tree = run(bin_ / "jdparse", "parse", ROOT / "examples" / "demo_page.txt", cwd=tmp_path)
    assert tree.startswith("餐饮店长\n")
    code = "import spacy; nlp = spacy.blank('zh'); nlp.add_pipe('jdparse'); print(len(nlp('岗位职责：1、接待客户；2、登记资料').spans['clauses']))"
    assert run(bin_ / "python", "-c", code, cwd=tmp_path).strip() == "2"
