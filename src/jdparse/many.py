"""Many texts, one after another or in worker processes: a stream of Documents in the order of the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice, repeat
from typing import Any, NamedTuple, TypeVar

from jdparse.errors import reason
from jdparse.lift import PARTS, Reading
from jdparse.parser import Parser
from jdparse.pool import Failed, in_order
from jdparse.schema import Document, Failure
from jdparse.tiling import Tile

__all__ = ["parse_many"]


class _Texts(NamedTuple):
    """Texts on their way to a worker."""

    sources: list[str]
    titles: list[str | None]

    def __len__(self) -> int:
        return len(self.sources)


Plain = tuple[tuple[str, ...], list[dict[str, Any]], list[dict[str, Any]], list[Tile]]  # a Reading without its source, all of it built
T = TypeVar("T")
Outcome = Plain | tuple[str, str]


@dataclass(frozen=True)
class _Read:
    """The work of a worker: what texts hold as plain values, which are a fifth of the pickling of the objects made of them."""

    parser: Parser

    def __call__(self, task: _Texts, failed: Failed, watch: Callable[[int], None]) -> list[Outcome]:
        return [failed.get(at) or self._one(at, source, title, watch) for at, (source, title) in enumerate(zip(*task, strict=True))]

    def _one(self, at: int, source: str, title: str | None, watch: Callable[[int], None]) -> Outcome:
        watch(at)
        try:
            found = self.parser.read(source, title=title)
            later = [{name: build() for name, build in fields.items()} for fields in found.later]
            return found.steps, found.jobs, later, found.tile()
        except Exception as error:  # noqa: BLE001  whatever is wrong with one text, the others are parsed
            return reason(error)


def parse_many(
    sources: Iterable[str],
    *,
    titles: Iterable[str | None] | None = None,
    workers: int = 1,
    parser: Parser | None = None,
    batch_size: int = 64,
) -> Iterator[Document | Failure]:
    """Parse a stream of texts; results come in order, as soon as they are there.

    Args:
        sources: the texts; they are read as they are needed, ``2 × workers`` batches ahead at most.
        titles: the board's title of each text.
        workers: processes; 1 is this one. More need the usual ``if __name__ == "__main__":`` around the program that calls it.
        parser: one with options; the default parser if None.
        batch_size: texts that a worker gets at a time.

    Returns:
        An iterator with a Document for each source, or a Failure where one could not be parsed: it holds the source's
        number, a code and a message, and the rest goes on. A worker that dies is replaced, its batch tried again.

    Raises:
        BatchError: JD504, ``workers`` is less than one.

    >>> [getattr(found, "error", found.__class__.__name__) for found in parse_many(["任职要求：大专以上学历", None])]
    ['Document', 'TypeError']
    """
    parser = parser or Parser()
    paired = zip(sources, titles if titles is not None else repeat(None), strict=False)
    if workers == 1:
        return _here(parser, paired)
    return _elsewhere(parser, paired, workers, batch_size)


def _here(parser: Parser, paired: Iterable[tuple[str, str | None]]) -> Iterator[Document | Failure]:
    for index, (source, title) in enumerate(paired):
        try:
            document = parser.parse(source, title=title)
        except Exception as error:  # noqa: BLE001  whatever is wrong with one text, the others are parsed
            code, message = reason(error)
            yield Failure(index=index, error=code, message=message)
        else:
            yield document


def _elsewhere(parser: Parser, paired: Iterator[tuple[str, str | None]], workers: int, batch_size: int) -> Iterator[Document | Failure]:
    waiting: list[list[str]] = []  # the sources of batches under way: workers do not send them back

    def batches() -> Iterator[_Texts]:
        while batch := list(islice(paired, batch_size)):
            sources, titles = map(list, zip(*batch, strict=True))
            waiting.append(sources)
            yield _Texts(sources, titles)

    index = 0
    for outcomes in in_order(_Read(parser), batches(), workers):
        for source, outcome in zip(waiting.pop(0), outcomes, strict=True):
            if len(outcome) == 2:
                yield Failure(index=index, error=outcome[0], message=outcome[1])
            else:
                steps, jobs, built, tiles = outcome
                later: list[dict[str, Callable[[], Any]]] = [{name: partial(_same, value) for name, value in of.items()} for of in built]
                parts: list[dict[str, Callable[[], Any]]] = [{name: partial(_same, job.pop(name)) for name in PARTS} for job in jobs]
                yield Reading(source, steps, jobs, parts, later, partial(_same, tiles), list).document()
            index += 1


def _same(value: T) -> T:
    return value
