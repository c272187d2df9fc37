"""The stages of ``Parser.read``, each alone. They reach into the parser: ``tests/test_speed.py`` holds that in turn they give what it gives."""
# ruff: noqa: SLF001  the stages are the parser's own

from __future__ import annotations

from typing import Any

import jdparse
from jdparse.lift import lift
from jdparse.parser import _views
from jdparse.requirements import find_requirements

Structure = tuple[Any, str, list[Any], list[Any]]
PARSER = jdparse.Parser()


def structure(text: str) -> Structure:
    """The clean view, the text that is matched, the jobs with headings and clauses, the noise."""
    return PARSER._structure(text)


def tags(found: Structure) -> dict[int, Any]:
    """The categories of the duty clauses."""
    return PARSER._tags(found[0], found[2])


def requirements(found: Structure) -> list[Any]:
    """The typed facts of each job."""
    _, text, drafts, _ = found
    return [find_requirements(text, _views(draft), ()) for draft in drafts]


def objects(text: str, found: Structure, tagged: dict[int, Any], facts: list[Any]) -> jdparse.schema.Document:
    """The public objects with offsets into the source."""
    view, _, drafts, noise = found
    return lift(text, view, drafts, tagged, facts, noise, None).document()
