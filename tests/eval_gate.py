"""The quality gate: figures of structure against floors that only rise.

usage: python tests/eval_gate.py [--update [--allow-lower]] [--errors N]

Sets: the postings written for this project (always), and the shared gold where it is there ($JDPARSE_GOLD, else
../shared/gold). --update writes floors that have risen; one that has fallen is written with --allow-lower alone.
Exit status 1 where a figure is below its floor.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from pathlib import Path

import jdparse
from jdparse.evaluation import Scores, evaluate, plain_result, read_gold

ROOT = Path(__file__).resolve().parents[1]
BASELINE = Path(__file__).with_name("eval_baseline.json")
GOLD = Path(os.environ.get("JDPARSE_GOLD", ROOT.parent / "shared" / "gold"))

Floors = dict[str, dict[str, float]]
KINDS = ("clause", "section", "level", "job", "title")


def figures_of(scores: Scores) -> dict[str, float]:
    """The figures of structure, unrounded."""
    return {kind: (scores.shares if kind in ("section", "level", "title") else scores.counts)[kind].figure for kind in KINDS}


def measure() -> dict[str, Scores]:
    sets = {"postings": ROOT / "annotations" / "postings"} | {f"gold/{part}": GOLD / part for part in ("ads", "pages")}
    return {
        name: evaluate(read_gold(folder), lambda text: plain_result(jdparse.parse(text)))
        for name, folder in sets.items()
        if folder.is_dir()
    }


def read_floors() -> Floors:
    floors: Floors = json.loads(BASELINE.read_text(encoding="utf-8"))
    return floors


def fallen(figures: Floors, floors: Floors) -> list[str]:
    """What is below its floor; a set that is not here is not judged, a figure without a floor is new."""
    return [
        f"{name} {kind}: {figures[name][kind]:.4f} is below the floor {floor:.4f}"
        for name, kinds in floors.items()
        if name in figures
        for kind, floor in kinds.items()
        if kind in figures[name] and figures[name][kind] < floor
    ]


def raised(figures: Floors, floors: Floors, *, allow_lower: bool = False) -> Floors:
    """The new floors: each figure rounded down to four digits, never below the old floor unless that is allowed."""
    new = {name: dict(kinds) for name, kinds in floors.items()}
    for name, kinds in figures.items():
        for kind, figure in kinds.items():
            floor = math.floor(figure * 10_000 + 1e-6) / 10_000
            old = floors.get(name, {}).get(kind, 0.0)
            new.setdefault(name, {})[kind] = floor if allow_lower else max(floor, old)
    return new


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--update", action="store_true")
    options.add_argument("--allow-lower", action="store_true")
    options.add_argument("--errors", type=int, default=0, metavar="N", help="show the first N errors of each set")
    chosen = options.parse_args()
    if chosen.allow_lower and not chosen.update:
        options.error("--allow-lower goes with --update")
    measured = measure()
    figures = {name: figures_of(scores) for name, scores in measured.items()}
    floors = read_floors() if BASELINE.exists() else {}
    for name, kinds in figures.items():
        print(
            f"{name:12} " + "  ".join(f"{kind} {figure:.4f} (≥ {floors.get(name, {}).get(kind, 0):.4f})" for kind, figure in kinds.items())
        )
        for miss in [miss for miss in measured[name].misses if miss.kind.split()[0] in KINDS][: chosen.errors]:
            print(f"  {miss.source}: {miss.kind}: {miss.what}")
    if chosen.update:
        new = raised(figures, floors, allow_lower=chosen.allow_lower)
        BASELINE.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
        floors = new
    below = fallen(figures, floors)
    if below:
        sys.exit("\n".join(below))


if __name__ == "__main__":
    main()
