"""Write figures and checksums into the model cards, between their marks.

    python models/shared/cards.py BUILD_DIR PACKAGE_DIR

A card says ``<!-- figures -->`` … ``<!-- end -->``; everything between the two is replaced, the words around it are kept.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

MODELS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(MODELS.parent / "src"))
from jdparse import taxonomy as taxonomies


def main() -> None:
    """Read the reports, write both cards."""
    build, package = Path(sys.argv[1]), Path(sys.argv[2])
    reports = {
        name: json.loads((build / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("section_model", "duty_tagger", "duty_tagger_folds")
    }
    write("section_model", package, section_figures(reports["section_model"]))
    write("duty_tagger", package, tagger_figures(reports["duty_tagger"], reports["duty_tagger_folds"]))


def write(name: str, package: Path, figures: list[str]) -> None:
    """Put the checksum and the figures of a model into its card."""
    content = (package / f"{name}.npz").read_bytes()
    lines = [f"File: `{name}.npz`, {len(content):,} bytes, sha256 `{hashlib.sha256(content).hexdigest()}`.", "", *figures]
    card = MODELS / name / "README.md"
    text = card.read_text(encoding="utf-8")
    block = "<!-- figures -->\n" + "\n".join(lines) + "\n<!-- end -->"
    card.write_text(re.sub(r"<!-- figures -->.*?<!-- end -->", lambda _: block, text, flags=re.DOTALL), encoding="utf-8")


def section_figures(report: dict) -> list[str]:
    """The accuracy on the gold clauses."""
    rows = ["| gold | clauses | accuracy by words alone | 95 % interval |", "|---|---|---|---|"]
    return rows + [
        f"| {part} | {r['clauses']} | {r['accuracy']} | {r['interval'][0]} to {r['interval'][1]} |" for part, r in report.items()
    ]


def tagger_figures(gold: dict, folds: dict) -> list[str]:
    """Cross-validation, gold, speed, and every category."""
    taxonomy = taxonomies.load()
    rows = ["| measured on | clauses | micro-F1 | 95 % interval | macro-F1 | calibration gap |", "|---|---|---|---|---|---|"]
    count = sum(n for source, n in folds["examples"].items() if source in folds["by_source"])
    low, high = folds["fold_spread"]
    rows.append(
        f"| five folds by ad | {count} | {folds['micro_f1']} | folds {low} to {high} | {folds['macro_f1']} | {folds['calibration_gap']} |"
    )
    for part, name in (("ads", "gold ads"), ("pages", "gold pages"), ("written", "written, held out")):
        r = gold[part]
        low, high = r["interval"]
        rows.append(f"| {name} | {r['clauses']} | {r['micro_f1']} | {low} to {high} | {r['macro_f1']} | {r['calibration_gap']} |")
    speed = ", ".join(f"{v} µs at {k}" for k, v in gold["microseconds_a_clause"].items())
    rows += ["", f"By source, in the folds: {', '.join(f'{s} {v}' for s, v in folds['by_source'].items())}. Examples: {folds['examples']}."]
    rows += [f"N-grams: {folds['ngrams']:,}. Threshold {folds['threshold']}, fallback {folds['fallback']}."]
    rows += [
        f"CPU time a clause by batch size: {speed}. Loading: {gold['load_ms']} ms.",
        "",
        "| category | P | R | F1 | examples |",
        "|---|---|---|---|---|",
    ]
    return rows + [f"| {taxonomy[k].name} | {v['p']} | {v['r']} | {v['f']} | {v['n']} |" for k, v in folds["per_category"].items()]


if __name__ == "__main__":
    main()
