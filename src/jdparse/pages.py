"""Sources on their way through the stages of the parser, many at a time: what a stage raises at one of them costs no other.

Stage by stage the code and the tables of a stage stay in the processor's caches, and a model is asked once for all.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field

from jdparse.clean import CleanView
from jdparse.content import Guess
from jdparse.headings import Heading
from jdparse.jobs import Noise
from jdparse.lift import Reading
from jdparse.requirements import Finding
from jdparse.section_kinds import Doubts
from jdparse.sections import Draft
from jdparse.titles import Anchor

__all__ = ["CHUNK", "NOBODY", "Page", "chunks", "each", "together", "unwatched"]

CHUNK = 128
"""Sources that go through the stages together at most; what is found in one does not depend on it."""
NOBODY = -1
"""What a watcher is told while a stage works on several sources at once."""
_CHARACTERS = 200_000  # of a chunk: a long text shares the memory with few others


@dataclass(slots=True)
class Page:
    """A source and what the stages have found in it so far, up to its reading or to what one of them raised."""

    number: int
    source: str
    title: str | None
    view: CleanView = field(init=False)
    text: str = field(init=False)  # what is matched: clean, noise blanked
    noise: list[Noise] = field(init=False)
    headings: list[Heading] = field(init=False)
    anchors: list[Anchor] = field(init=False)
    drafts: list[Draft] = field(init=False)
    doubts: Doubts = field(init=False)
    told: list[Guess] = field(init=False)
    findings: list[list[Finding]] = field(init=False)
    outcome: Reading | Exception | None = None


def unwatched(number: int) -> None:
    """Nobody has to know which source is worked on."""


def chunks(sources: Sequence[str | None], left_out: Container[int] = (), most: int = CHUNK) -> Iterator[list[int]]:
    """The numbers of the sources that go together, in order: at most ``most``, and few where they are long.

    >>> list(chunks(["短", "短", None, "短", "长" * 300_000, "短"], left_out=[2], most=2))
    [[0, 1], [3], [4], [5]]
    """
    chunk: list[int] = []
    characters = 0
    for number, source in enumerate(sources):
        if number in left_out:
            continue
        length = len(source) if isinstance(source, str) else 0
        if chunk and (len(chunk) == most or characters + length > _CHARACTERS):
            yield chunk
            chunk, characters = [], 0
        chunk.append(number)
        characters += length
    if chunk:
        yield chunk


def each(pages: list[Page], stage: Callable[[Page], None], watch: Callable[[int], None]) -> None:
    """Take every page that is still on its way through a stage."""
    for page in pages:
        if page.outcome is None:
            watch(page.number)
            try:
                stage(page)
            except Exception as error:  # noqa: BLE001  whatever is wrong with one source, the others are parsed
                page.outcome = error


def together(pages: list[Page], stage: Callable[[list[Page]], None], watch: Callable[[int], None]) -> None:
    """Take all pages that are still on their way through a stage at once; one by one where that raises, to find out which it is."""
    sound = [page for page in pages if page.outcome is None]
    if not sound:
        return
    watch(sound[0].number if len(sound) == 1 else NOBODY)
    try:
        stage(sound)
    except Exception as error:  # noqa: BLE001  whatever is wrong with one source, the others are parsed
        if len(sound) == 1:
            sound[0].outcome = error
        else:
            each(sound, lambda page: stage([page]), watch)
