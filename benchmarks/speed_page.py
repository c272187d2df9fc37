"""Put the figures of ``make bench`` into the docs: the tables of ``docs/speed.md``, the chart ``docs/speed.svg``, the figures ``docs/speed.json``.

    make speed-page                                    # after make bench
    python benchmarks/speed_page.py [build/bench.json]

What stands between ``<!-- speed:NAME -->`` and ``<!-- /speed -->`` is written anew; the words around it are written by hand: read them again.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from measuring import chart, tables
from measuring.figures import Bench
from measuring.texts import ROOT

PAGE = ROOT / "docs/speed.md"
MEASURED = ROOT / "build/bench.json"
BLOCK = re.compile(r"(<!-- speed:(\w+) -->\n).*?(<!-- /speed -->)", re.DOTALL)


def blocks(bench: Bench) -> dict[str, str]:
    """What stands between the markers, by their names."""
    return {
        "targets": tables.markdown(tables.target_table(bench)),
        "rows": tables.markdown(tables.row_table(bench)),
        "growth": tables.markdown(tables.growth_table(bench)),
        "start": tables.markdown(tables.start_table(bench)),
        "conditions": "\n\n".join(filter(None, (tables.conditions(bench), tables.absent(bench)))),
    }


def filled(page: str, bench: Bench) -> str:
    """The page with the figures of a run; a marker of no known name is an error."""
    known = blocks(bench)
    return BLOCK.sub(lambda match: f"{match[1]}{known[match[2]]}\n{match[3]}", page)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measured", type=Path, nargs="?", default=MEASURED)
    given = parser.parse_args()
    if not given.measured.exists():
        parser.error(f"{given.measured} is not there: run `make bench` first")
    bench = Bench.model_validate_json(given.measured.read_bytes())
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), bench), encoding="utf-8")
    PAGE.with_suffix(".svg").write_text(chart.svg(bench), encoding="utf-8")
    PAGE.with_suffix(".json").write_text(bench.model_dump_json(indent=1) + "\n", encoding="utf-8")
    print(f"written: {PAGE}, .svg and .json")


if __name__ == "__main__":
    main()
