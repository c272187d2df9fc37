"""Score the packed tagger on the gold clauses, as ``score.py`` does for tag@gold, with bootstrap intervals and speed.

The same for the written clauses of the test split, which no training has seen.

python models/duty_tagger/scripts/evaluate.py SHARED [MODEL.npz] [--out FILE.json]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parent), str(HERE.parents[2]), str(HERE.parents[3] / "src")]
from calibrate import calibration_gap
from shared.corpus import read_ads
from shared.labels import own_examples, shared_examples
from shared.splits import split_of

from jdparse import taxonomy as taxonomies
from jdparse.tagger import Tagger

RESAMPLES = 1000
WRITTEN = ("postings", "clauses")


def main() -> None:
    """Read the options, score, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("shared", type=Path)
    options.add_argument("model", type=Path, nargs="?")
    options.add_argument("--out", type=Path)
    options.add_argument("--split", choices=["dev", "test"], help="score a held-out part instead, of a model trained with --hold-out")
    given = options.parse_args()
    start = time.process_time()
    tagger = Tagger.load(given.model)
    report: dict[str, object] = {"load_ms": round((time.process_time() - start) * 1000, 1)}
    if given.split:
        print(given.split, json.dumps(score(tagger, held_out(given.shared, given.split))))
        return
    everything = []
    for part in ("ads", "pages"):
        clauses = gold_clauses(given.shared / "gold" / part)
        everything += [text for _, text, _ in clauses]
        report[part] = score(tagger, clauses)
    report["written"] = score(tagger, held_out(given.shared, "test", WRITTEN))
    report["microseconds_a_clause"] = {str(size): speed(tagger, everything, size) for size in (1, 5, 50, 850)}
    print(json.dumps(report, ensure_ascii=False))
    if given.out:
        given.out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def gold_clauses(folder: Path) -> list[tuple[str, str, set[str]]]:
    """(source, text, category ids) of every gold clause in a duties section."""
    taxonomy = taxonomies.load()
    rows = []
    for file in sorted(folder.glob("*.gold.json")):
        text = (folder / file.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
        gold = json.loads(file.read_text(encoding="utf-8"))["clauses"]
        rows += [(file.name, text[c["start"] : c["end"]], {taxonomy[t].id for t in c["tags"]}) for c in gold if c["section"] == "duties"]
    return rows


def held_out(shared: Path, split: str, sources: tuple[str, ...] = ("tags", "standoff", *WRITTEN)) -> list[tuple[str, str, set[str]]]:
    """(ad, text, category ids) of the labelled clauses of one part of the split."""
    taxonomy = taxonomies.load()
    ads = {ad.id: ad for ad in read_ads(shared / "corpus/ads.jsonl.gz")}
    rows = [*shared_examples(shared, ads, taxonomy), *own_examples(taxonomy)]
    return [(e.group, e.text, set(e.tags)) for e in rows if e.source in sources and split_of(e.group) == split]


def score(tagger: Tagger, clauses: list[tuple[str, str, set[str]]]) -> dict[str, object]:
    """Micro-F1 with its 95 % interval over resampled sources, macro-F1 and calibration."""
    found = [{label for label, _ in tags} for tags in tagger.tag_many([text for _, text, _ in clauses])]
    per_source: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    per_label: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for (source, _, want), got in zip(clauses, found, strict=True):
        per_source[source][0] += 2 * len(want & got)
        per_source[source][1] += len(want) + len(got)
        for label in want | got:
            per_label[label][0] += 2 * (label in want and label in got)
            per_label[label][1] += (label in want) + (label in got)
            per_label[label][2] += label in want
    counts = np.array(list(per_source.values()))
    if len(counts) < 20:  # a few long pages: resample their clauses instead
        counts = np.array([[2 * len(w & g), len(w) + len(g)] for (_, _, w), g in zip(clauses, found, strict=True)])
    draws = np.random.default_rng(0).integers(0, len(counts), (RESAMPLES, len(counts)))
    sums = counts[draws].sum(axis=1)
    low, high = np.percentile(sums[:, 0] / sums[:, 1], [2.5, 97.5])
    y = np.array([[label in want for label in tagger.labels] for _, _, want in clauses], dtype=np.int8)
    return {
        "clauses": len(clauses),
        "micro_f1": round(counts[:, 0].sum() / counts[:, 1].sum(), 4),
        "interval": [round(low, 4), round(high, 4)],
        "macro_f1": round(float(np.mean([v[0] / v[1] for v in per_label.values() if v[2] >= 5])), 4),
        "calibration_gap": round(calibration_gap(tagger.scores([text for _, text, _ in clauses]).astype(float), y), 4),
    }


def speed(tagger: Tagger, texts: list[str], size: int) -> float:
    """The best CPU time of three passes over all texts in batches of ``size``, in microseconds a clause."""
    batches = [texts[i : i + size] for i in range(0, len(texts), size)]
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for batch in batches:
            tagger.tag_many(batch)
        best = min(best, time.process_time() - start)
    return round(best / len(texts) * 1e6, 1)


if __name__ == "__main__":
    main()
