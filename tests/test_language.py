"""The language of the command: which one the environment asks for, that nothing lacks its Chinese, and that English stays English."""

from __future__ import annotations

import ast
import os
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from jdparse.cli import app
from jdparse.compare import KINDS
from jdparse.language import PANELS, catalogue, language, paragraphs, say

ROOT = Path(__file__).resolve().parents[1]
HAN = re.compile("[\u4e00-\u9fff]")
SAME = {"F1"}  # the same word in both languages


def process(*arguments: str, **env: str) -> str:
    clean = {name: value for name, value in os.environ.items() if name not in ("JDPARSE_LANG", "LANG") and not name.startswith("LC_")}
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    command = [sys.executable, "-m", "jdparse", *arguments]
    run = subprocess.run(command, env={**clean, "PYTHONPATH": path, "COLUMNS": "120", **env}, capture_output=True, check=True)
    return run.stdout.decode("utf-8")


def helps(command, above=None):
    """Every text that a help page of the command, or of one below it, takes from us."""
    context = typer.Context(command, parent=above, **command.context_settings)
    yield from paragraphs(command.help or "")
    for option in (*command.params, command.get_help_option(context)):
        assert option.help, f"{command.name} {option.name} says nothing"
        yield option.help
        yield from filter(None, [getattr(option, "rich_help_panel", None)])
    for below in getattr(command, "commands", {}).values():
        yield from helps(below, context)


def said() -> set[str]:
    """The literal messages that the code gives to ``say``."""
    found = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                if isinstance(node.args[0], ast.Constant):
                    found.add(node.args[0].value)
    return found


def spoken() -> set[str]:
    """What is said through a name: titles of counts and columns, kinds of change, messages kept in a variable, and panels."""
    from typer import rich_utils

    columns = {"figure", "precision", "recall", "F1", "annotated", "found", "accuracy", "cases"}
    counts = {"requirements", "categories", "failures", "mean F1 of the {categories} categories with five cases or more: {f}"}
    return columns | counts | set(KINDS) | {getattr(rich_utils, name) for name in PANELS}


@pytest.mark.parametrize(
    ("environ", "want"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LC_MESSAGES": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
        ({"LC_ALL": "C", "JDPARSE_LANG": "zh"}, "zh"),
        ({"LC_ALL": "zh_CN.UTF-8", "JDPARSE_LANG": "en"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_environment_decides_as_posix_orders_it(environ, want):
    assert language(environ) == want


def test_every_help_text_has_both_languages():
    texts = set(helps(typer.main.get_command(app)))
    assert len(texts) > 40
    assert not {text for text in texts if HAN.search(text)}, "help stands in the code in English"
    assert not {text for text in texts if text not in catalogue()}, "add the Chinese to lexicon/messages.toml"


def test_every_message_has_both_languages_and_is_said():
    known = set(catalogue())
    assert not said() - known, "add the Chinese to lexicon/messages.toml"
    assert not spoken() - known
    assert not known - said() - spoken() - set(helps(typer.main.get_command(app))), "nothing says these any more"


def test_the_chinese_is_chinese_and_fills_in_the_same_names():
    def names(text):
        return sorted(str(field) for _, field, _, _ in string.Formatter().parse(text) if field is not None)

    for english, chinese in catalogue().items():
        assert HAN.search(chinese) or english in SAME, english
        assert names(english) == names(chinese), english


def test_messages_are_filled_in(monkeypatch):
    assert say("and {more} more", more=3) == "and 3 more"
    monkeypatch.setenv("JDPARSE_LANG", "zh")
    assert say("and {more} more", more=3) == "另有 3 项"
    assert say("not in the catalogue") == "not in the catalogue"


def test_a_c_locale_is_answered_in_english_and_a_chinese_one_in_chinese():
    english, chinese = process("parse", "--help", LC_ALL="C"), process("parse", "--help", LANG="zh_CN.UTF-8")
    assert not HAN.search(english)
    assert "Options" in english and "Show this message and exit." in english
    for words in ("解析文件", "退出状态", "参数", "选项", "显示本帮助并退出", "--explain"):
        assert words in chinese
    for words in ("Parse files", "Exit status", "Options", "Show this message"):
        assert words not in chinese


def test_results_are_the_same_in_both_languages_and_summaries_are_not(tmp_path):
    file = tmp_path / "posting.txt"
    file.write_text("收银员岗位职责：\n1、收款对账。\n下载本文档请先登录\n", encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    one, other = (process("parse", "--json", str(file), JDPARSE_LANG=chosen) for chosen in ("en", "zh"))
    assert one == other
    assert process("parse", str(file), JDPARSE_LANG="zh").splitlines()[-1] == "噪声：1（document_site 1）"
    assert process("parse", str(tmp_path / "empty.txt"), JDPARSE_LANG="zh") == "未找到岗位\n"
