"""How fast jdparse is, beside what one would pick instead: the same texts, the same run, one thread, CPU time.

    make bench                                  # installs the rivals too
    python benchmarks/speed.py [--texts FILE] [--ads N] [--rounds N] [--only NAME …] [--skip growth start] [--ads-to N]

FILE holds one JSON string or object with a "text" a line (.jsonl or .jsonl.gz). Without it the file that $JDPARSE_CORPUS names is read, or
the corpus beside the project, or else made-up ads. Everyone reads in turns, in a process of its own, and the best round counts. A contender
that is not installed is named and left out. Prints tables and writes them as JSON (``build/bench.json``); ``benchmarks/speed_page.py`` puts
that into the docs. ``--ads-to 100000`` measures growth from 10,000 to 100,000 ads as well, which takes minutes.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from measuring import figures, tables
from measuring.contenders import BASIS, CONTENDERS
from measuring.growth import ADS, growth
from measuring.rounds import Pace, Team, compare, team_of, times
from measuring.startup import start_up
from measuring.texts import ROOT, draw, read_texts

OUT = ROOT / "build/bench.json"
START_ROUNDS = 7


def say(what: str) -> None:
    """What is being measured, on one line that the next one overwrites; nothing where nobody watches."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{what}", end="", file=sys.stderr, flush=True)


def rows(team: Team, best: dict[str, Pace], length: float) -> list[figures.Row]:
    """A row for each contender that ran, for ads of a mean ``length``; a stage's memory is that of its inputs and says nothing."""
    return [
        figures.Row(
            name=name,
            group=CONTENDERS[name].group,
            gives=CONTENDERS[name].gives,
            characters_per_second=pace.rate,
            ads_per_second=pace.rate / length,
            times_jieba=times(best, name, BASIS),
            peak_mb=None if CONTENDERS[name].group == "stage" else team.workers[name].peak(),
        )
        for name, pace in best.items()
    ]


def versions(names: list[str]) -> dict[str, str]:
    """The versions of what the contenders are made of."""
    import jdparse

    found = {"jdparse": jdparse.__version__}
    for package in dict.fromkeys(package for name in names for package in CONTENDERS[name].packages):
        try:
            found.setdefault(package, version(package))
        except PackageNotFoundError:  # run from its folder, or a contender that was left out
            continue
    return found


def measure(given: argparse.Namespace) -> figures.Bench:
    """All figures of a run."""
    texts = read_texts(given.texts)
    draws = draw(texts.texts, given.ads, given.rounds)
    read = {text for ads in draws for text in ads}
    length = sum(map(len, read)) / len(read)
    before = os.getloadavg()[0]
    with team_of(list(dict.fromkeys([BASIS, *given.only])), say) as team:
        best = compare(team, draws, say)
        measured = rows(team, best, length)
        steps = tuple(growth(team, texts.texts, given.ads_to, say)) if "growth" not in given.skip else ()
    say("start-up")
    started = start_up(START_ROUNDS) if "start" not in given.skip else None
    say("")
    return figures.Bench(
        texts=figures.Texts(
            source=texts.source,
            ads_a_round=len(draws[0]),
            rounds=len(draws),
            different_ads=len(read),
            mean_characters=length,
        ),
        machine=figures.Machine(
            python=platform.python_version(),
            system=f"{platform.system()} {platform.machine()}",
            processors=os.cpu_count() or 1,
            load_before=before,
            load_after=os.getloadavg()[0],
        ),
        versions=versions(list(best)),
        rows=tuple(measured),
        left_out=tuple(team.left_out),
        growth=steps,
        start_up=started,
    )


def show(bench: figures.Bench) -> None:
    """The tables in the terminal."""
    parts = (
        tables.conditions(bench),
        tables.plain(tables.row_table(bench)),
        tables.absent(bench),
        tables.plain(tables.growth_table(bench)),
        tables.plain(tables.start_table(bench)),
        tables.plain(tables.target_table(bench)),
    )
    print("\n\n".join(filter(None, parts)))


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, help="JSON lines of texts (.jsonl, .jsonl.gz)")
    parser.add_argument("--ads", type=int, default=600, help="ads of a round (drawn with a fixed seed); slow contenders read fewer of them")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=CONTENDERS, default=list(CONTENDERS), metavar="NAME", help=", ".join(CONTENDERS))
    parser.add_argument("--skip", nargs="+", choices=("growth", "start"), default=())
    parser.add_argument("--ads-to", type=int, default=ADS[0], help="growth of the batch up to so many ads")
    parser.add_argument("-o", "--out", type=Path, default=OUT)
    return parser.parse_args()


def main() -> None:
    given = options()
    bench = measure(given)
    show(bench)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(bench.model_dump_json(indent=1) + "\n", encoding="utf-8")
    print(f"\nwritten: {given.out}")


if __name__ == "__main__":
    main()
