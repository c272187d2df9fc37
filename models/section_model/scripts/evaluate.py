"""Score the section model: on the gold clauses by their words alone, and on each source of the corpus held out.

python models/section_model/scripts/evaluate.py SHARED [MODEL.npz] [--errors N]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parent), str(HERE.parents[2]), str(HERE.parents[3] / "src")]
from train import from_corpus

from jdparse.section_model import SectionModel


def main() -> None:
    """Read the options, score, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("shared", type=Path)
    options.add_argument("model", type=Path, nargs="?")
    options.add_argument("--errors", type=int, default=0)
    options.add_argument("--out", type=Path)
    options.add_argument("--source", help="score a source of the corpus by its headings instead, of a model trained --without it")
    given = options.parse_args()
    model = SectionModel.load(given.model)
    if given.source:
        rows = from_corpus(given.shared, only=given.source)
        scores = model.scores([text for text, _ in rows])
        right = [model.kinds[best] == kind for best, (_, kind) in zip(scores.argmax(axis=1), rows, strict=True)]
        print(given.source, len(rows), round(float(np.mean(right)), 4))
        return
    report = {}
    for part in ("ads", "pages"):
        clauses = gold_clauses(given.shared / "gold" / part)
        scores = model.scores([text for text, _ in clauses])
        found = [model.kinds[row.argmax()] for row in scores]
        hits = Counter(kind for (_, kind), got in zip(clauses, found, strict=True) if kind == got)
        total = Counter(kind for _, kind in clauses)
        print(
            f"{part}: accuracy {sum(hits.values()) / len(clauses):.4f} of {len(clauses)}",
            {k: f"{hits[k]}/{n}" for k, n in total.most_common()},
        )
        report[part] = {
            "clauses": len(clauses),
            "accuracy": round(sum(hits.values()) / len(clauses), 4),
            "interval": interval(clauses, found),
        }
        wrong = [(got, kind, text) for (text, kind), got in zip(clauses, found, strict=True) if kind != got]
        print("  ", Counter((f"{kind}->{got}") for got, kind, _ in wrong).most_common(12))
        for got, kind, text in wrong[: given.errors]:
            print(f"   {got} for {kind}: {text[:60]}")

    if given.out:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def interval(clauses: list[tuple[str, str]], found: list[str]) -> list[float]:
    """The 95 % interval of the accuracy over a thousand resamplings of the clauses."""
    right = np.array([kind == got for (_, kind), got in zip(clauses, found, strict=True)])
    draws = right[np.random.default_rng(0).integers(0, len(right), (1000, len(right)))].mean(axis=1)
    return [round(float(v), 4) for v in np.percentile(draws, [2.5, 97.5])]


def gold_clauses(folder: Path) -> list[tuple[str, str]]:
    """(text, section) of every gold clause."""
    rows = []
    for file in sorted(folder.glob("*.gold.json")):
        text = (folder / file.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
        rows += [(text[c["start"] : c["end"]], c["section"]) for c in json.loads(file.read_text(encoding="utf-8"))["clauses"]]
    return rows


if __name__ == "__main__":
    main()
