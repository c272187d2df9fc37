"""The functions of the package: one shared Parser with default options."""

from __future__ import annotations

from functools import cache

from jdparse.parser import Parser
from jdparse.schema import Document, Tag

__all__ = ["parse", "redact", "tag"]


@cache
def _parser() -> Parser:
    return Parser()


def parse(source: str, *, title: str | None = None) -> Document:
    """Parse one page, one file or one cell of a job-board table; see Parser.parse.

    >>> parse("任职要求：本科以上学历").jobs[0].clauses[0].section
    'requirements'
    """
    return _parser().parse(source, title=title)


def tag(clause: str, *, context: str | None = None) -> tuple[Tag, ...]:
    """The duty categories of one phrase, the most likely first; see Parser.tag.

    >>> [found.name for found in tag("组织安全检查和消防演练")]
    ['安全保卫']
    """
    return _parser().tag(clause, context=context)


def redact(doc: Document) -> str:
    """The source of a document with its contacts overwritten, character for character: all offsets still hold.

    Phone numbers, QQ numbers, WeChat accounts, mail addresses and persons, wherever they stand, noise included.

    >>> redact(parse("任职要求：大专以上。联系人：王女士 13912345678"))
    '任职要求：大专以上。联系人：某某某 00000000000'
    """
    from jdparse.contacts import redact as redacted

    return redacted(doc.text)
