"""Rounds in turns: everyone reads the same ads once a round, so that a machine that is busy or throttled slows all; the best round counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from measuring.contenders import CONTENDERS, Contender
from measuring.figures import LeftOut
from measuring.workers import ContenderError, Worker

Say = Callable[[str], object]


class Pace(NamedTuple):
    """What was read in the best round, and in how many CPU seconds."""

    characters: int
    seconds: float

    @property
    def rate(self) -> float:
        """Characters a second."""
        return self.characters / self.seconds


class Team:
    """The workers that still run, by the names of their contenders, and who was left out."""

    def __init__(self) -> None:
        self.workers: dict[str, Worker] = {}
        self.left_out: list[LeftOut] = []

    def drop(self, name: str, error: ContenderError) -> None:
        """Leave one out, and say why."""
        self.workers.pop(name, None)
        self.left_out.append(LeftOut(name=name, install=f"pip install {CONTENDERS[name].install}", why=str(error)))


@contextmanager
def team_of(names: list[str], say: Say) -> Iterator[Team]:
    """A worker for each name; ended with the block."""
    team = Team()
    with ExitStack() as stack:
        for name in names:
            say(f"loading {name}")
            try:
                team.workers[name] = stack.enter_context(Worker(name))
            except ContenderError as error:
                team.drop(name, error)
        yield team


def compare(team: Team, draws: list[list[str]], say: Say) -> dict[str, Pace]:
    """The best round of each contender; one that fails in a round is left out from then on."""
    best: dict[str, Pace] = {}
    for count, ads in enumerate(draws, 1):
        for name, worker in list(team.workers.items()):
            say(f"round {count} of {len(draws)}: {name}")
            kept, given = reading(CONTENDERS[name], ads)
            try:
                pace = Pace(sum(map(len, kept)), worker.seconds(given))
            except ContenderError as error:
                team.drop(name, error)
                best.pop(name, None)
                continue
            best[name] = max(best.get(name, pace), pace, key=lambda one: one.rate)
    return best


def reading(contender: Contender, ads: list[str]) -> tuple[list[str], list[str]]:
    """The ads that a contender takes, and what it is given of them."""
    kept = ads[contender.every // 2 :: contender.every]
    return kept, kept if contender.reads == "texts" else clauses_of(kept, duties=contender.reads == "duties")


def clauses_of(texts: list[str], *, duties: bool) -> list[str]:
    """The clauses that jdparse finds, all or the duties alone: who classifies them need not look for them."""
    import jdparse

    found = (clause for text in texts for job in jdparse.parse(text).jobs for clause in job.clauses)
    return [clause.text for clause in found if not duties or clause.section == "duties"]


def times(paces: Mapping[str, Pace], name: str, other: str) -> float:
    """How many times as fast one is as the other."""
    return paces[name].rate / paces[other].rate
