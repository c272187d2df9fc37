"""What a source holds as plain values, lifted to the source: what objects, tables and worker processes are all fed with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from jdparse.schema import REQUIREMENT_CLASSES, SCHEMA_VERSION, Block, Clause, Document, Job, Span, trusted
from jdparse.tiling import Tile

__all__ = ["Lifted"]


class Lifted(NamedTuple):
    """The values of a Document.

    ``jobs`` are the values of ``schema.Job`` in the order of its fields; its clauses, requirements, headings and title span are
    such values too, its tags are objects. ``tile`` computes the tiling.
    """

    source: str
    steps: tuple[str, ...]
    jobs: list[dict[str, Any]]
    tile: Callable[[], list[Tile]]

    def document(self) -> Document:
        """The public objects. The values become theirs: call it once."""
        return trusted(
            Document,
            {"text": self.source, "jobs": tuple(map(_job, self.jobs)), "schema_version": SCHEMA_VERSION, "steps": self.steps},
            {"_build_blocks": partial(_blocks, self.tile)},
        )

    def noise(self) -> Iterator[tuple[int, int, str, str]]:
        """(start, end, text, reason) of what belongs to no job."""
        return ((tile.start, tile.end, tile.text, tile.reason) for tile in self.tile() if tile.kind == "noise")


def _job(values: dict[str, Any]) -> Job:
    span = values["title_span"]
    values["title_span"] = trusted(Span, span) if span is not None else None
    values["clauses"] = tuple(trusted(Clause, clause) for clause in values["clauses"])
    values["requirements"] = tuple(trusted(REQUIREMENT_CLASSES[found["type"]], found) for found in values["requirements"])
    values["headings"] = tuple(trusted(Block, heading) for heading in values["headings"])
    return trusted(Job, values)


def _blocks(tile: Callable[[], list[Tile]]) -> tuple[Block, ...]:
    return tuple(trusted(Block, {"start": t.start, "end": t.end, "text": t.text, "kind": t.kind, "reason": t.reason}) for t in tile())
