"""The functions of the package: one shared Parser with default options."""

from __future__ import annotations

from functools import cache

from jdparse.parser import Parser
from jdparse.schema import Document

__all__ = ["parse"]


@cache
def _parser() -> Parser:
    return Parser()


def parse(source: str, *, title: str | None = None) -> Document:
    """Parse one page, one file or one cell of a job-board table; see Parser.parse.

    >>> parse("任职要求：本科以上学历").jobs[0].clauses[0].section
    'requirements'
    """
    return _parser().parse(source, title=title)
