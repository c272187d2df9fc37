"""Train the duty tagger and pack it.

    python models/duty_tagger/scripts/train.py OUT.npz --shared SHARED     # everything
    python models/duty_tagger/scripts/train.py OUT.npz                     # on what was written for this project alone

Nothing that stands in the gold ads and pages is learnt from, nor are the written clauses and postings of the test split. Scores are calibrated and the threshold is chosen on
out-of-fold predictions, folds by ad.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import GroupKFold

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parent), str(HERE.parents[2]), str(HERE.parents[3] / "src")]
from calibrate import calibration, curve, decide, figures, sigmoid, spread
from compose import composed
from model import BITS, fit, make_vectors
from scipy.sparse import csr_matrix
from shared.corpus import gold_clauses_text, read_ads
from shared.labels import Example, own_examples, shared_examples, unseen
from shared.splits import split_of

from jdparse import taxonomy as taxonomies
from jdparse.weights import quantized, save_weights

SEED = 0
FOLDS = 5
COMPOSED = 8000
WEIGHT = {"tags": 1.0, "standoff": 0.6, "postings": 1.0, "clauses": 1.0, "phrases": 1.0, "composed": 0.15}
# What the folds are cut of; the rest is made or short, and always teaches.
REAL = ("tags", "standoff", "postings", "clauses")
WRITTEN = ("postings", "clauses")
CONTEXT = 0.3


def main() -> None:
    """Read the options, train, pack, print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("out", type=Path)
    options.add_argument("--shared", type=Path, default=None)
    options.add_argument("--taxonomy", type=Path, default=None, help="a taxonomy of one's own whose ids the labels use")
    options.add_argument("--report", type=Path, default=None, help="where the figures of the cross-validation go")
    options.add_argument("--without", action="append", default=[], choices=[*WEIGHT], help="leave out a part, to measure what it is worth")
    options.add_argument("--hold-out", action="store_true", help="learn from the train part of annotations/splits.json alone")
    given = options.parse_args()
    taxonomy = taxonomies.load(given.taxonomy)
    examples = gather(given.shared, taxonomy)
    examples = [e for e in examples if e.source not in given.without]
    if given.hold_out:
        examples = [e for e in examples if split_of(e.group) == "train"]
    arrays, report = train(examples, taxonomy.ids)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    save_weights(given.out, "duty_tagger", arrays)
    report["bytes"] = given.out.stat().st_size
    if given.report:
        given.report.parent.mkdir(parents=True, exist_ok=True)
        given.report.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print({k: v for k, v in report.items() if k != "per_category"})


def gather(shared: Path | None, taxonomy: taxonomies.Taxonomy) -> list[Example]:
    """All examples; with the shared folder, without what stands in its gold."""
    examples = [e for e in own_examples(taxonomy) if not (e.source in WRITTEN and split_of(e.group) == "test")]
    if shared:
        ads = {ad.id: ad for ad in read_ads(shared / "corpus/ads.jsonl.gz")}
        examples = unseen([*shared_examples(shared, ads, taxonomy), *examples], gold_clauses_text(shared))
    return [*examples, *composed(examples, COMPOSED if shared else COMPOSED // 4, SEED)]


def train(examples: list[Example], labels: tuple[str, ...]) -> tuple[dict[str, object], dict]:
    """The arrays of the model and the report of its cross-validation."""
    column = {label: j for j, label in enumerate(labels)}
    y = np.zeros((len(examples), len(labels)), dtype=np.int8)
    for i, e in enumerate(examples):
        y[i, [column[t] for t in e.tags]] = 1
    weight = np.array([WEIGHT[e.source] for e in examples])
    texts = [e.text for e in examples]
    vectors = make_vectors(texts)
    x = vectors.rows(texts)
    real = np.array([e.source in REAL for e in examples])
    margins = out_of_fold(x, y, weight, real, [e.group for e in examples])
    slope, offset = calibration(margins, y[real])
    raw = sigmoid(margins * slope + offset)
    curve_x, curve_y = curve(raw, y[real])
    chances = np.interp(raw, curve_x, curve_y)
    written = np.array([e.source in WRITTEN for e in examples])[real]
    threshold, fallback = decide(chances, y[real], written)
    weights = fit(x, y, weight, SEED)
    packed, scale = quantized(weights.table * vectors.idf[:, None])
    report = figures(
        chances, y[real], threshold, fallback, labels, [e.source for e, is_real in zip(examples, real, strict=True) if is_real]
    )
    report["fold_spread"] = spread(chances, y[real], threshold, fallback, folds([e.group for e in examples], real))
    report["examples"] = dict(Counter(e.source for e in examples))
    arrays = {
        "labels": np.array(labels),
        "alphabet": np.array(vectors.alphabet.characters),
        "bits": np.array(BITS),
        "keys": vectors.keys,
        "idf": vectors.idf.astype(np.float16),
        "table": packed,
        "scale": scale,
        "bias": weights.bias,
        "slope": slope.astype(np.float32),
        "offset": offset.astype(np.float32),
        "curve": np.stack([curve_x, curve_y]).astype(np.float32),
        "thresholds": np.full(len(labels), threshold, dtype=np.float32),
        "fallback": np.array(fallback, dtype=np.float32),
        "context": np.array(CONTEXT, dtype=np.float32),
    }
    report["ngrams"] = len(vectors.keys)
    return arrays, report


def folds(groups: list[str], real: npt.NDArray[np.bool_]) -> list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """The folds over the real clauses, no ad in two of them."""
    index = np.flatnonzero(real)
    return list(GroupKFold(FOLDS, shuffle=True, random_state=SEED).split(index, groups=[groups[i] for i in index]))


def out_of_fold(
    x: csr_matrix, y: npt.NDArray[np.int8], weight: npt.NDArray[np.float64], real: npt.NDArray[np.bool_], groups: list[str]
) -> npt.NDArray[np.float64]:
    """Decision values of the real clauses by models that saw no clause of the same ad; made examples always teach."""
    index = np.flatnonzero(real)
    made = np.flatnonzero(~real)
    margins = np.zeros((len(index), y.shape[1]))
    for learn, test in folds(groups, real):
        rows = np.concatenate([index[learn], made])
        weights = fit(x[rows], y[rows], weight[rows], SEED)
        margins[test] = x[index[test]] @ weights.table + weights.bias
    return margins


if __name__ == "__main__":
    main()
