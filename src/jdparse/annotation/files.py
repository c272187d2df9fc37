"""Read the files under ``annotations/``: whole postings with inline tags, and single duty clauses with their tags."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from jdparse.annotation.checks import Spot, read_text
from jdparse.annotation.inline import category_names, parse_inline
from jdparse.annotation.marks import Annotated
from jdparse.errors import AnnotationError

__all__ = ["TaggedClause", "read_clauses", "read_posting"]


@dataclass(frozen=True, slots=True)
class TaggedClause:
    """One duty clause and the names of its categories, the most salient first; none for a clause that is no duty."""

    text: str
    tags: tuple[str, ...]


def read_posting(path: Path | str, *, categories: Collection[str] | None = None) -> Annotated:
    """The annotated text of one file, line ends as they are; errors as ``parse_inline``, with the name of the file."""
    try:
        return parse_inline(read_text(path), categories=categories)
    except AnnotationError as error:
        raise AnnotationError(error.code, f"{path}, {error.message}") from None


def read_clauses(path: Path | str, *, categories: Collection[str] | None = None) -> list[TaggedClause]:
    """The clauses of a file with one ``tags<TAB>clause`` a line, the tags with commas between them.

    Raises AnnotationError (JD610) that names file, line and remedy.
    """
    allowed = category_names(categories)
    clauses = []
    for number, line in enumerate(read_text(path).splitlines(), 1):
        spot = Spot(str(path), f"line {number}")
        columns = line.split("\t")
        if len(columns) != 2 or not columns[1].strip():
            raise spot.error("must be tags, one tab, the clause. Leave the tags empty where the clause is no duty.")
        tags = tuple(columns[0].split(",")) if columns[0] else ()
        for tag in tags:
            if tag not in allowed:
                raise spot.error(f"{tag!r} is no category. Allowed: {' '.join(allowed)}.")
        if len(set(tags)) < len(tags):
            raise spot.error("has a tag twice. Remove one.")
        clauses.append(TaggedClause(columns[1], tags))
    return clauses
