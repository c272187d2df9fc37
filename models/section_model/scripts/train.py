"""Train the section model: what a heading names is what the clauses of its list are (distant supervision).

    python models/section_model/scripts/train.py SHARED OUT.npz [--without SOURCE]

Reads ``SHARED/corpus/ads.jsonl.gz`` and our own phrases; leaves out every clause that stands in the gold.
"""

from __future__ import annotations

import argparse
import random
import sys
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[2]), str(HERE.parents[3] / "src")]
from shared.corpus import gold_clauses_text, mask, pieces, read_ads, squeeze
from shared.features import alphabet_of, count_matrix, frequent_keys

from jdparse.ngrams import NgramIndex
from jdparse.schema import SECTION_KINDS
from jdparse.weights import quantized, save_weights

BITS = 19
LEAST = 5
MOST = 30_000
# A piece of the list of a rare kind counts more, but not so much that the rare kinds swallow the rest.
BALANCE = 0.35
PAIR_SHARE = 0.4


def main() -> None:
    """Read the options, train, pack."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("shared", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--without", default=None, help="a source of the corpus to hold out")
    given = options.parse_args()
    rows = [*from_corpus(given.shared, given.without), *from_phrases() * 3]
    print(len(rows), Counter(kind for _, kind in rows))
    arrays = fit(rows)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    save_weights(given.out, "section_model", arrays)
    print(given.out, given.out.stat().st_size, "bytes,", len(arrays["keys"]), "n-grams")


def from_corpus(shared: Path, without: str | None = None, only: str | None = None) -> list[tuple[str, str]]:
    """(text, kind) of every clause under a heading, a part of them with the heading as label; nothing of the gold."""
    gold, seen, chance = gold_clauses_text(shared), set(), random.Random(0)
    found = []
    for ad in read_ads(shared / "corpus/ads.jsonl.gz"):
        if ad.source == without or only not in (None, ad.source):
            continue
        for p in pieces(ad.text):
            text = " ".join(mask(ad.text[p.start : p.end]).replace("\u200b", "").split())
            if p.kind is None or not 2 <= len(text) <= 200 or (text, p.kind) in seen or (len(text) >= 6 and squeeze(text) in gold):
                continue
            seen.add((text, p.kind))
            if p.label and len(text) <= 40 and chance.random() < PAIR_SHARE:
                text = f"{p.label}:{text}"
            found.append((text, p.kind))
    return found


def from_phrases() -> list[tuple[str, str]]:
    """(text, kind) of the phrases written for this project."""
    data = tomllib.loads((HERE.parents[1] / "assets/phrases.toml").read_text(encoding="utf-8"))
    rows = [(text, kind) for kind, words in data["clauses"].items() for text in words.split()]
    for kind, lines in data["pairs"].items():
        for line in lines.split("\n"):
            label, _, values = line.partition(":")
            rows += [(f"{label}{colon}{value}", kind) for value in values.split("|") if value for colon in ":："]
    return rows


def fit(rows: list[tuple[str, str]]) -> dict[str, object]:
    """The arrays of the model."""
    texts, kinds = [t for t, _ in rows], [k for _, k in rows]
    alphabet = alphabet_of(texts, least=5)
    keys = frequent_keys(alphabet, texts, LEAST, BITS, MOST)
    x = count_matrix(alphabet, NgramIndex(keys, BITS), len(keys), texts)
    count = Counter(kinds)
    most = max(count.values())
    weight = np.array([(most / count[k]) ** BALANCE for k in kinds])
    model = LogisticRegression(C=3.0, max_iter=60, tol=1e-3).fit(x, kinds, sample_weight=weight)
    column = {k: i for i, k in enumerate(model.classes_)}
    table = np.zeros((len(keys), len(SECTION_KINDS)), dtype=np.float32)
    bias = np.full(len(SECTION_KINDS), -20.0, dtype=np.float32)
    for i, kind in enumerate(SECTION_KINDS):
        if kind in column:
            table[:, i], bias[i] = model.coef_[column[kind]], model.intercept_[column[kind]]
    packed, scale = quantized(table)
    used = np.abs(packed).max(axis=1) > 1
    return {
        "labels": np.array(SECTION_KINDS),
        "alphabet": np.array(alphabet.characters),
        "bits": np.array(BITS),
        "keys": keys[used],
        "table": packed[used],
        "scale": scale,
        "bias": bias,
    }


if __name__ == "__main__":
    main()
