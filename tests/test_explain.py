"""``Document.explain()``: every code of every block has a sentence, and the text tells what happened."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

import jdparse
from jdparse.clean import STEPS
from jdparse.explain import sentence

PAGE = (
    "首页 > 范文大全\n【篇一：收银员岗位职责】\n工作内容：\n１、收款&amp;对账；\n①核对现金；②核对票据\n"
    "任职要求：大专以上学历；会算账\n工作地点：滨江路门店\n下载本文档请先登录\n"
)


def lines(text: str, **options: str) -> list[str]:
    return jdparse.parse(text, **options).explain().splitlines()


def test_every_block_is_told_once():
    doc = jdparse.parse(PAGE)
    told = re.findall(r"^  \[(\d+):(\d+)\] (\w+) ", doc.explain(), re.MULTILINE)
    assert told == [(str(b.start), str(b.end), b.kind) for b in doc.blocks]


def test_cleaning_steps_are_told():
    told = "\n".join(lines(PAGE))
    assert "cleaned: full-width letters and digits became half-width (fold_width)" in told
    assert "cleaned: HTML entities became the characters they stand for (unescape_entities)" in told


def test_sections_say_what_told_them():
    texts = "岗位职责：1、接待客户", "1、熟悉办公软件；2、本科以上学历", "岗位职责：1、接待客户\n职位编码：A07"
    headed, worded, paired = (lines(text) for text in texts)
    assert headed[-1].endswith("“接待客户”: one item of a list; duties, as its heading says")
    assert worded[-1].endswith("requirements by its words and its neighbours, as no heading above it says so")
    assert paired[-1].endswith("a label and its value; facts, as its label says")


def test_titles_say_where_they_come_from():
    assert "job 1: no title, as nothing in or right above it names the post" in lines("岗位职责：1、接待客户")
    assert "job 1: 前台: the title was passed by the caller; the text names no post itself" in lines("岗位职责：1、接待客户", title="前台")
    assert "job 1: 收银员" in lines(PAGE)


def test_a_long_block_is_quoted_in_part():
    told = lines("岗位职责：1、" + "接待来访客户" * 20)[-1]
    assert "接待来访客户接待来访…”" in told
    assert len(told) < 150


def test_a_text_without_jobs_is_told_too():
    assert lines("") == ["0 characters, 0 jobs, 0 blocks"]


def test_it_tells_the_same_after_json():
    doc = jdparse.parse(PAGE)
    assert jdparse.Document.model_validate_json(doc.model_dump_json()).explain() == doc.explain()


@pytest.mark.parametrize("step", STEPS)
def test_every_cleaning_step_has_a_sentence(step):
    assert sentence("step", step) != step


def test_every_noise_reason_of_the_word_lists_has_a_sentence():
    table = tomllib.loads((files("jdparse") / "lexicon/noise.toml").read_text(encoding="utf-8"))
    for group in table["noise"]:
        assert group["reason"] not in sentence("noise", group["reason"])


def test_a_user_s_own_reason_is_shown(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('[[noise]]\nreason = "our_site"\nwhere = "line"\nphrases = ["返回旧版"]\n', encoding="utf-8")
    told = jdparse.Parser(lexicon=own).parse("岗位职责：1、接待客户\n返回旧版").explain()
    assert "noise “返回旧版”: a phrase of the word lists marks it (our_site)" in told
