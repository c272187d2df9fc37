"""Skills, traits, majors, certificates: names for counting, clauses that state no demands, and time on hostile text.

What each kind reads stands in ``cases/<kind>.jsonl`` and is run by ``test_requirements.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from growing import assert_linear
from jdparse.requirements import ClauseView, find_requirements, skill_names, trait_words
from jdparse.requirements.skill_names import canonical_name, items
from jdparse.requirements.trait_words import abilities

OPEN = {"skill", "trait", "major", "certificate"}


def found(text: str, section: str = "requirements") -> list[tuple[str, str]]:
    view = ClauseView(0, len(text), section, 0, False)
    return [(f.type, text[f.start : f.end]) for f in find_requirements(text, [view]) if f.type in OPEN]


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("js", "JavaScript"),
        ("JavaScript", "JavaScript"),
        ("java", "Java"),
        ("WORD", "Word"),
        ("ppt", "PowerPoint"),
        ("Go", "Go"),
        ("C", "C"),
        ("R", "R"),
    ],
)
def test_canonical_names(name: str, canonical: str) -> None:
    assert canonical_name(name) == canonical


def test_items_keep_their_place() -> None:
    text = "熟悉常用的Word、Excel等办公软件"
    assert [(text[start:end], name) for start, end, name in items(text, 2, len(text))] == [
        ("常用的Word", "Word"),
        ("Excel", "Excel"),
        ("办公软件", "办公软件"),
    ]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("统筹和计划", ["统筹能力", "计划能力"]),
        ("沟通协调", ["沟通协调能力"]),
        ("分析、解决问题的", ["分析、解决问题的能力"]),
        ("计划和书面表达", ["计划能力", "书面表达能力"]),
        ("书面和口头表达", ["书面和口头表达能力"]),
    ],
)
def test_abilities(body: str, names: list[str]) -> None:
    assert [name for _, _, name in abilities(body, "能力")] == names


@pytest.mark.parametrize("section", ["benefits", "company", "career", "schedule", "assessment", "application"])
def test_sections_that_demand_nothing(section: str) -> None:
    assert found("熟练使用Excel，有责任心，良好的沟通能力，持有叉车证", section) == []


def test_duties_demand_only_where_they_open_like_a_requirement() -> None:
    assert found("了解客户需求，提升团队的沟通能力", "duties") == []
    assert found("熟练使用Excel，具备良好的沟通能力", "duties") == [("skill", "熟练使用Excel"), ("trait", "良好的沟通能力")]


HOSTILE: dict[str, Callable[[int], str]] = {
    "verbs of knowing": lambda n: "熟练" * n,
    "names behind commas": lambda n: "熟悉A" + "，B" * n,
    "examples": lambda n: "熟悉A如B" * n,
    "brackets": lambda n: "熟悉A（" * n,
    "towards": lambda n: "、对啊" * n,
    "pending": lambda n: "对A，" * n,
    "heads": lambda n: "能力" * n,
    "joints": lambda n: "沟通和" * n + "能力",
    "degrees": lambda n: "较强的" * n + "能力",
    "majors": lambda n: "会计，" * n + "等专业",
    "titles": lambda n: "会计师" * n,
    "certificates": lambda n: "有会计" * n + "证",
    "letters": lambda n: "A " * n,
    "plus signs": lambda n: "熟悉" + "+" * n,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_in_line_with_the_text(name: str) -> None:
    assert_linear(found, HOSTILE[name], 5_000)


POSTINGS = sorted((Path(__file__).parent.parent / "annotations/postings").glob("*.txt"))


def test_what_was_read_before_changes_nothing() -> None:
    """Heads, nouns and lists of skills are remembered by their words alone: with an empty memory the same is found."""
    pages = [path.read_text(encoding="utf-8") for path in POSTINGS]
    clauses = [[ClauseView(m.start(), m.end(), "requirements", m.start(), False) for m in re.finditer(r"[^\n]+", page)] for page in pages]
    remembered = [find_requirements(page, views) for _ in range(2) for page, views in zip(pages, clauses, strict=True)][len(pages) :]
    for page, views, before in zip(pages, clauses, remembered, strict=True):
        for memo in (trait_words.read_head, trait_words.read_noun, skill_names.read_list, skill_names.read_name):
            assert memo.cache_info().maxsize  # bounded
            memo.cache_clear()
        assert find_requirements(page, views) == before
    assert sum(map(len, remembered)) > 50
