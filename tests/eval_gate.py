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
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jdparse
from jdparse.annotation import read_posting, to_gold
from scoring import Tally

ROOT = Path(__file__).resolve().parents[1]
BASELINE = Path(__file__).with_name("eval_baseline.json")
GOLD = Path(os.environ.get("JDPARSE_GOLD", ROOT.parent / "shared" / "gold"))

Floors = dict[str, dict[str, float]]
Source = tuple[str, str, dict[str, Any]]


def written() -> Iterator[Source]:
    for path in sorted((ROOT / "annotations" / "postings").glob("*.txt")):
        annotated = read_posting(path)
        yield path.stem, annotated.text, to_gold(annotated)


def shared(folder: Path) -> Iterator[Source]:
    for path in sorted(folder.glob("*.gold.json")):
        text = path.with_name(path.name.removesuffix(".gold.json") + ".txt").read_bytes().decode("utf-8")
        yield path.name, text, json.loads(path.read_text(encoding="utf-8"))


def measure() -> dict[str, Tally]:
    sets = {"postings": written()} | {f"gold/{part}": shared(GOLD / part) for part in ("ads", "pages") if (GOLD / part).is_dir()}
    tallies = {}
    for name, sources in sets.items():
        tallies[name] = Tally()
        for source, text, gold in sources:
            tallies[name].add(source, text, gold, jdparse.parse(text))
    return tallies


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
    tallies = measure()
    figures = {name: tally.figures() for name, tally in tallies.items()}
    floors = read_floors() if BASELINE.exists() else {}
    for name, kinds in figures.items():
        print(
            f"{name:12} " + "  ".join(f"{kind} {figure:.4f} (≥ {floors.get(name, {}).get(kind, 0):.4f})" for kind, figure in kinds.items())
        )
        for error in tallies[name].errors[: chosen.errors]:
            print(f"  {error}")
    if chosen.update:
        new = raised(figures, floors, allow_lower=chosen.allow_lower)
        BASELINE.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
        floors = new
    below = fallen(figures, floors)
    if below:
        sys.exit("\n".join(below))


if __name__ == "__main__":
    main()
