"""The speed gate: what jdparse costs in multiples of something measured in the same run, against the figures of ``speed_baseline.json``.

    make speed-gate [ARGS="--update [--allow-slower]"]

A figure may exceed its baseline by the margin in that file, which is what machines that do other work were seen to add. Where one does,
everything is measured once more and the better of both counts. Exit status 1 where a figure is still too high. ``--update`` writes the
figures that have fallen; ``--allow-slower`` those that have risen as well. The texts are the project's own postings, everywhere the same.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from measuring.contenders import BASIS, BATCH, PARSE, STRUCTURE
from measuring.rounds import compare, team_of, times
from measuring.startup import start_up
from measuring.texts import draw, postings

BASELINE = Path(__file__).with_name("speed_baseline.json")
ROUNDS = 9
START_ROUNDS = 5

Figures = dict[str, float]
SAYS = {
    "parse": f"CPU time of {PARSE} in times of {BASIS}'s",
    "structure": f"CPU time of the stages before tags and requirements in times of {BASIS}'s",
    "batch": f"CPU time of texts to six Arrow tables in times of {BASIS}'s",
    "import": "CPU time of a process that imports jdparse in times of one that does nothing",
    "first parse": "CPU time of a process that parses one ad in times of one that imports numpy and pydantic",
}


class Baseline(NamedTuple):
    """The figures to keep, and by how much one may exceed its own."""

    margin: float
    figures: Figures

    def limit(self, name: str) -> float:
        """The most that a figure may be."""
        return self.figures[name] * self.margin


def read_baseline() -> Baseline:
    return Baseline(**json.loads(BASELINE.read_text(encoding="utf-8")))


def measure() -> Figures:
    """The figures now."""
    texts = postings().texts
    names = {"parse": PARSE, "structure": STRUCTURE, "batch": BATCH}
    with team_of([BASIS, *names.values()], say=lambda _: None) as team:
        best = compare(team, draw(texts, len(texts), ROUNDS), say=lambda _: None)
        if team.left_out:
            sys.exit("\n".join(f"{one.name}: {one.why}; {one.install}" for one in team.left_out))
    start = start_up(START_ROUNDS)
    return {figure: times(best, BASIS, name) for figure, name in names.items()} | {
        "import": start.import_ms / start.bare_ms,
        "first parse": start.first_parse_ms / start.basis_ms,
    }


def exceeded(figures: Figures, baseline: Baseline) -> list[str]:
    """What is above its limit, a sentence each."""
    return [
        f"{name}: {figures[name]:.3f} is above {baseline.limit(name):.3f}, {baseline.margin:g} times {baseline.figures[name]:.3f} ({SAYS[name]})"
        for name in baseline.figures
        if figures[name] > baseline.limit(name)
    ]


def judge(measured: Callable[[], Figures], baseline: Baseline) -> tuple[Figures, list[str]]:
    """The figures and what is above its limit, measured again where something is."""
    figures = measured()
    if not exceeded(figures, baseline):
        return figures, []
    again = measured()
    best = {name: min(figure, again[name]) for name, figure in figures.items()}
    return best, exceeded(best, baseline)


def updated(figures: Figures, baseline: Baseline, *, allow_slower: bool) -> Baseline:
    """The new baseline: rounded up to three digits, and never above the old one unless that is allowed."""
    rounded = {name: -(-figure * 1000 // 1) / 1000 for name, figure in figures.items()}
    kept = rounded if allow_slower else {name: min(figure, baseline.figures.get(name, figure)) for name, figure in rounded.items()}
    return baseline._replace(figures=kept)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--update", action="store_true")
    options.add_argument("--allow-slower", action="store_true")
    given = options.parse_args()
    if given.allow_slower and not given.update:
        options.error("--allow-slower goes with --update")
    baseline = read_baseline()
    if given.update:
        baseline = updated(measure(), baseline, allow_slower=given.allow_slower)
        BASELINE.write_text(json.dumps(baseline._asdict(), indent=1) + "\n", encoding="utf-8")
        print(f"written: {BASELINE}")
        return
    figures, above = judge(measure, baseline)
    for name, figure in figures.items():
        print(f"{name:12} {figure:.3f} (≤ {baseline.limit(name):.3f})  {SAYS[name]}")
    if above:
        sys.exit("\n".join(above))


if __name__ == "__main__":
    main()
