"""How time grows: a page, or a list of ads, against its own ten tenths read one by one. Linear is 1."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle, islice

from measuring.contenders import BATCH, PARSE
from measuring.figures import Growth
from measuring.rounds import Say, Team
from measuring.texts import cut, page_of
from measuring.workers import Worker

PAGES = (100_000, 1_000_000)
ADS = (10_000, 100_000)


def growth(team: Team, texts: list[str], largest: int, say: Say) -> Iterator[Growth]:
    """Pages through ``jdparse.parse``, ads through the batch; as far as these run. ``largest`` bounds the number of ads."""
    if PARSE in team.workers:
        for name, make in pages(texts):
            for size in PAGES:
                say(f"growth of {name}: {size:,} characters")
                yield step(team.workers[PARSE], name, "characters", make(size), rounds=3 if size == PAGES[0] else 2)
    if BATCH in team.workers:
        for size in (size for size in ADS if size <= largest):
            say(f"growth of the batch: {size:,} ads")
            yield step(team.workers[BATCH], "ads in one batch", "ads", list(islice(cycle(texts), size)), rounds=2 if size == ADS[0] else 1)


def pages(texts: list[str]) -> Iterator[tuple[str, Callable[[int], str]]]:
    """Long texts by their size; hostile ones, endless numbers among them, are measured by ``benchmarks/hostile.py``."""
    yield "many postings", lambda size: page_of(texts, size)
    yield "one posting again and again", lambda size: page_of(texts[:1], size)


def step(worker: Worker, what: str, unit: str, whole: str | list[str], rounds: int) -> Growth:
    """The whole against its tenths, in turns, best of the rounds."""
    tenths = cut(whole, 10)
    full = parts = float("inf")
    for _ in range(rounds):
        if isinstance(whole, str):
            full = min(full, worker.seconds([whole]))
            parts = min(parts, sum(worker.seconds([str(tenth)]) for tenth in tenths))
        else:
            full = min(full, worker.seconds(whole))
            parts = min(parts, sum(worker.seconds(list(tenth)) for tenth in tenths))
    return Growth(what=what, unit=unit, size=len(whole), seconds=full, times_linear=full / parts)
