"""Jobs, titles, headings, sections, clauses, levels, labels and noise against marked texts.

A case is a text with inline tags (``jdparse.annotation.inline``): the tags are what a right parse is, by the annotation
guideline. ``expect: fail`` marks a known failure; it is a strict xfail, so who mends it learns that the case passes now.
"""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import jdparse
from jdparse.annotation import parse_inline
from jdparse.annotation.marks import Annotated

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "structure.jsonl").read_text(encoding="utf-8").splitlines()]
_NUMBER = re.compile(r"[（(]?(?:岗位)?(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[A-Z])[）)、.．:：]\s*")
_KNOWN_FAILURE = partial(pytest.mark.xfail, strict=True)
_OUTER = re.compile(r"^\W+|\W+$")


def parameters() -> list[Any]:
    return [
        pytest.param(case, id=case["label"], marks=_KNOWN_FAILURE(reason=case["comment"]) if case["expect"] == "fail" else ())
        for case in CASES
    ]


@pytest.mark.parametrize("case", parameters())
def test_structure(case: dict[str, str]) -> None:
    annotated = parse_inline(case["text"])
    assert parsed(annotated.text) == marked(annotated)


def test_cases_are_well_formed() -> None:
    labels = [case["label"] for case in CASES]
    assert len(labels) == len(set(labels))
    for case in CASES:
        assert set(case) == {"label", "text", "comment", "expect"}, case["label"]
        assert case["expect"] in ("pass", "fail"), case["label"]
        assert case["comment"], case["label"]


def marked(annotated: Annotated) -> list[str]:
    """What the tags say, one line for each job, heading and clause in the order of the text, and the noise at the end."""
    text = annotated.text
    lines = [(heading.start, 1, f"heading {_core(text[heading.start : heading.end])}") for heading in annotated.headings]
    for clause in annotated.clauses:
        label = text[slice(*clause.label)] if clause.label else ""
        words = text[clause.start : clause.end]
        lines.append((clause.start, 2, f"job {clause.job} {clause.section} {clause.level} [{_core(label)}] {words}"))
    noise = "".join(text[mark.start : mark.end] for mark in annotated.noise)
    return [*_titles([job.title for job in annotated.jobs]), *_in_order(lines), f"noise {_words(noise)}"]


def parsed(text: str) -> list[str]:
    """The same lines from the parse of the text."""
    document = jdparse.parse(text)
    lines = []
    for number, job in enumerate(document.jobs):
        lines += [(heading.start, 1, f"heading {_core(text[heading.start : heading.end])}") for heading in job.headings]
        for clause in job.clauses:
            words = text[clause.start : clause.end]
            lines.append((clause.start, 2, f"job {number} {clause.section} {clause.level} [{_core(clause.label or '')}] {words}"))
    noise = "".join(block.text for block in document.noise if not _NUMBER.fullmatch(block.text))
    return [*_titles([job.title for job in document.jobs]), *_in_order(lines), f"noise {_words(noise)}"]


def _in_order(lines: list[tuple[int, int, str]]) -> list[str]:
    """The lines by place; headings in a row read as one, for ``Job Description 职位描述：`` is one heading or two."""
    joined: list[str] = []
    for _, _, line in sorted(lines):
        if joined and line.startswith("heading ") and joined[-1].startswith("heading "):
            joined[-1] = f"{joined[-1]} {line.removeprefix('heading ')}"
        else:
            joined.append(line)
    return [re.sub(r"\s+", " ", line) if line.startswith("heading ") else line for line in joined]


def _titles(titles: list[str | None]) -> list[str]:
    return [f"job {number}: {title}" for number, title in enumerate(titles)]


def _core(words: str) -> str:
    """A heading or label without its number, colon, brackets and decoration."""
    return _OUTER.sub("", _NUMBER.sub("", _OUTER.sub("", words), count=1) if _NUMBER.match(words) else words)


def _words(text: str) -> str:
    return re.sub(r"\W+", "", text)


def test_the_row_of_a_table_is_numbered_without_its_pipes() -> None:
    doc = jdparse.parse(
        "岗位职责\n| 序号 | 职责 | 说明 |\n| 1 | 迎宾 | 引客人入座。 |\n| 2 | 送客 | 代叫车辆。 |\n| 3 | 清桌 | 更换台布。 |"
    )
    assert [(clause.number, clause.ordinal, clause.label) for clause in doc.jobs[0].clauses] == [
        ("1", 1, "迎宾"),
        ("2", 2, "送客"),
        ("3", 3, "清桌"),
    ]
