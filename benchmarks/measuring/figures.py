"""The figures of a run: what ``build/bench.json`` holds, and the targets they are held against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from measuring.contenders import BASIS, BATCH, CLASSIFIER, CLASSIFIER_DUTIES, PARSE, TAGS


class Figures(BaseModel):
    """What all of them share: nothing unknown, nothing left to chance."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Row(Figures):
    """One contender: its pace over the ads, as a multiple of ``jieba.lcut``'s too, and the peak memory of its process."""

    name: str
    group: Literal["jdparse", "stage", "rival"]
    gives: str
    characters_per_second: float
    ads_per_second: float
    times_jieba: float
    peak_mb: float | None


class LeftOut(Figures):
    """A contender that did not run: how to install it, and what it failed of."""

    name: str
    install: str
    why: str


class Growth(Figures):
    """CPU seconds of so much at once, and how many times as long that is as its ten tenths take."""

    what: str
    unit: Literal["characters", "ads"]
    size: int
    seconds: float
    times_linear: float


class StartUp(Figures):
    """CPU milliseconds of new processes."""

    bare_ms: float
    import_ms: float
    basis_ms: float
    first_parse_ms: float


class Texts(Figures):
    """What was read: the ads of a round are others than those of the rounds before, where there were enough."""

    source: str
    ads_a_round: int
    rounds: int
    different_ads: int
    mean_characters: float


class Machine(Figures):
    """What it ran on: the load is that of the last minute, over so many processors."""

    python: str
    system: str
    processors: int
    load_before: float
    load_after: float


class Bench(Figures):
    """A run of ``make bench``."""

    format: Literal[1] = 1
    texts: Texts
    machine: Machine
    versions: dict[str, str]
    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]
    growth: tuple[Growth, ...]
    start_up: StartUp | None

    def row(self, name: str) -> Row | None:
        """The row of a contender, if it ran."""
        return next((row for row in self.rows if row.name == name), None)


class Target(NamedTuple):
    """A figure that was asked for: ``bound`` is the least of a speed and the most of a cost."""

    what: str
    figure: float
    sign: Literal["≥", "≤"]
    bound: float
    unit: str = ""

    @property
    def reached(self) -> bool:
        """Whether the figure keeps to the bound."""
        return self.figure >= self.bound if self.sign == "≥" else self.figure <= self.bound


def targets(bench: Bench) -> Iterator[Target]:
    """The targets whose figures this run has."""
    for what, name, other, bound in (
        (f"`{PARSE}`, everything, as typed objects, against `{BASIS}`", PARSE, BASIS, 3.0),
        (f"the batch to Arrow against `{BASIS}`", BATCH, BASIS, 5.0),
        (f"`{PARSE}` against {CLASSIFIER} on all its clauses", PARSE, CLASSIFIER, 30.0),
        (f"the tagger against {CLASSIFIER} on the same duty clauses", TAGS, CLASSIFIER_DUTIES, 30.0),
    ):
        ours, theirs = bench.row(name), bench.row(other)
        if ours and theirs:
            yield Target(what, ours.times_jieba / theirs.times_jieba, "≥", bound, "×")
    for unit, what in (("characters", "ten times the text of one page"), ("ads", "ten times the ads in one batch")):
        steps = [step.times_linear for step in bench.growth if step.unit == unit]
        if steps:
            yield Target(f"{what}, the worst step", max(steps), "≤", 1.1, "× linear")
    if bench.start_up:
        start = bench.start_up
        yield Target("`import jdparse` over bare Python", start.import_ms - start.bare_ms, "≤", 60.0, "ms")
        yield Target("first parse of a process over numpy and pydantic", start.first_parse_ms / start.basis_ms, "≤", 2.0, "×")
