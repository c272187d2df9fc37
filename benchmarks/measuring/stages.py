"""The stages of ``Parser.read``, each alone. They reach into the parser: ``tests/test_speed.py`` holds that in turn they give what it gives."""
# ruff: noqa: SLF001  the stages are the parser's own

from __future__ import annotations

import jdparse
from jdparse.lift import Reading
from jdparse.pages import Page
from jdparse.parser import _lifted

PARSER = jdparse.Parser()


def structure(text: str) -> Page:
    """The clean view, the text that is matched, the jobs with headings and clauses, the noise."""
    page = Page(0, text, None)
    PARSER._structured([page])
    return page


def tags(page: Page) -> None:
    """The categories of the duty clauses."""
    PARSER._tagged([page])


def requirements(page: Page) -> None:
    """The typed facts of each job."""
    PARSER._with_findings([page])


def objects(page: Page) -> jdparse.schema.Document:
    """The public objects with offsets into the source; tags and requirements must have been found."""
    _lifted(page)
    assert isinstance(page.outcome, Reading)  # noqa: S101  for mypy: nothing was raised
    return page.outcome.document()
