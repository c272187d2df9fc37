"""Score the requirement engine on gold clauses, without the parser in front of it.

usage: score_requirements.py SCORER.py GOLD_DIR... [--half even|odd] [--kinds a,b] [--errors N] [--fields]

SCORER.py is the yardstick (score.py); GOLD_DIR holds NAME.txt / NAME.gold.json. Only the figures of requirements mean anything.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from jdparse.requirements import ClauseView, find_requirements

PREFERRED_HEADINGS = ("加分", "优先", "bonus", "plus")


def views(text: str, gold: dict[str, Any]) -> Iterator[ClauseView]:
    """Clause views from the gold clauses; the heading right above says whether they are preferred."""
    headings = sorted(gold["headings"], key=lambda h: h["start"])
    for clause in sorted(gold["clauses"], key=lambda c: c["start"]):
        above = [h for h in headings if h["end"] <= clause["start"]]
        heading = text[above[-1]["start"] : above[-1]["end"]].lower() if above else ""
        label = clause.get("label")
        label_end = label[1] if label else clause["start"]
        yield ClauseView(clause["start"], clause["end"], clause["section"], label_end, any(w in heading for w in PREFERRED_HEADINGS))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("scorer")
    arguments.add_argument("gold", nargs="+")
    arguments.add_argument("--half", choices=("even", "odd"))
    arguments.add_argument("--kinds")
    arguments.add_argument("--errors", type=int, default=0)
    arguments.add_argument("--details", action="store_true", help="show wrong details (field, tier …) and modalities of matched facts")
    options = arguments.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", options.scorer)
    scorer = importlib.util.module_from_spec(spec)
    sys.modules["scorer"] = scorer
    spec.loader.exec_module(scorer)
    kinds = set(options.kinds.split(",")) if options.kinds else None
    sources, answers = [], {}
    for folder in options.gold:
        for name, text, gold in scorer.load(folder):
            if options.half and Path(folder).name == "ads" and int(name) % 2 != (options.half == "odd"):
                continue
            wanted = [r for r in gold["requirements"] if kinds is None or r["type"] in kinds]
            found = find_requirements(text, list(views(text, gold)))
            found = [dict(type=f.type, start=f.start, end=f.end, modality=f.modality, rule=f.rule, **f.values) for f in found]
            found = [f for f in found if kinds is None or f["type"] in kinds]
            answers[text] = {"jobs": [], "clauses": [], "requirements": found}
            sources.append((name, text, gold | {"requirements": wanted, "clauses": [], "jobs": []}))
            if options.details:
                show_details(scorer, name, text, wanted, found)
    table, _ = scorer.score(sources, answers.__getitem__, None, options.errors)
    print(json.dumps({"sources": len(sources), "kinds": options.kinds, "half": options.half}, ensure_ascii=False))
    for key in sorted(table):
        if key.startswith(("req", "modality")) or "." in key:
            print(f"{key:24} " + "  ".join(f"{a} {b}" for a, b in table[key].items()))


def show_details(scorer: ModuleType, name: str, text: str, wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    for want in wanted:
        got = next((f for f in found if scorer.overlap(f, want) and scorer.same_value(f, want)), None)
        for key in (*scorer.DETAILS.get(want["type"], ()), "modality"):
            if got and scorer.plain(got.get(key)) != scorer.plain(want.get(key)):
                print(f"  [{want['type']}.{key}] {name}: {got.get(key)!r} for {want.get(key)!r} in {text[want['start'] : want['end']]!r}")


if __name__ == "__main__":
    main()
