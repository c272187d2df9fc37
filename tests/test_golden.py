"""Whole pages to the last block: golden/NAME.txt and what a right parse of it is, golden/NAME.json.

The structure alone: requirements and duty categories have cases of their own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import jdparse

PAGES = [*sorted((Path(__file__).parent / "golden").glob("*.txt")), Path(__file__).resolve().parents[1] / "examples" / "demo_page.txt"]


def expected(page: Path) -> Path:
    return Path(__file__).parent / "golden" / f"{page.stem}.json"


def structure(document: jdparse.Document) -> dict[str, Any]:
    """Jobs, clauses and blocks with the words they point at, so that a difference can be read."""
    text = document.text
    return {
        "steps": list(document.steps),
        "jobs": [
            {
                "title": job.title,
                "place": [job.start, job.end],
                "clauses": [
                    {
                        "place": [c.start, c.end],
                        "text": c.text,
                        "number": c.number,
                        "level": c.level,
                        "parent": c.parent,
                        "label": c.label,
                        "section": c.section,
                    }
                    for c in job.clauses
                ],
            }
            for job in document.jobs
        ],
        "blocks": [f"{b.start}:{b.end} {b.kind} {b.reason} {text[b.start : b.end]}" for b in document.blocks],
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_is_parsed_as_written_down(page):
    found = structure(jdparse.parse(jdparse.read_text(page)))
    want = json.loads(expected(page).read_text(encoding="utf-8"))
    assert found["jobs"] == want["jobs"]
    assert found == want


def test_every_golden_file_has_its_page():
    assert {expected(page) for page in PAGES} == set((Path(__file__).parent / "golden").glob("*.json"))
