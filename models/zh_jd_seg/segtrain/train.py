"""Train the word segmenter and write it in spacy-pkuseg's format.

    python -m segtrain.train --treebank zh_gsdsimp-ud-train.iob2 --dictionary dict.txt --domain data/domain.train.seg --out DIR

``--dictionary`` is the ``dict.txt`` of jieba 0.42.1. Without ``--treebank`` and ``--dictionary`` it trains on the written
sentences alone: a check that the code works, not a model to use.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jdparse.segmenter import FILES
from segtrain.corpus import harmonise, narrow_punctuation, read_iob2, read_seg, word_salad
from segtrain.crf import build, fit, prune, save

TREEBANK_SOURCE = {
    "name": "UNER_Chinese-GSDSIMP, zh_gsdsimp-ud-train.iob2 (tokens of UD_Chinese-GSDSimp)",
    "url": "https://github.com/UniversalNER/UNER_Chinese-GSDSIMP",
    "commit": "1f030759",
    "licence": "CC BY-SA 4.0",
}
DICTIONARY_SOURCE = {"name": "dict.txt of jieba 0.42.1", "url": "https://github.com/fxsjy/jieba", "licence": "MIT"}
DOMAIN_COPIES = 3  # the written sentences count this often, as the treebank has six times as many
SALAD_SENTENCES = 3000


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def train(
    treebank: Path | None, dictionary: Path | None, domain: Path, out: Path, *, epochs: int, seed: int, least_weight: float
) -> dict[str, Any]:
    """Train, write the model to ``out`` and return the record of how it was made."""
    started = time.process_time()
    written = read_seg(domain)
    parsed = [harmonise(words) for words in read_iob2(treebank)] if treebank else []
    sentences = narrow_punctuation([*parsed, *written], seed) + written * (DOMAIN_COPIES - 1)
    if dictionary:
        sentences += word_salad(dictionary, sentences=SALAD_SENTENCES, seed=seed)
    vocabulary, examples = build(sentences)
    pruned, weights = prune(vocabulary, fit(vocabulary, examples, epochs=epochs, seed=seed), least_weight)
    save(out, pruned, weights)
    return {
        "treebank": {**TREEBANK_SOURCE, "sha256": digest(treebank)} if treebank else None,
        "dictionary": {**DICTIONARY_SOURCE, "sha256": digest(dictionary)} if dictionary else None,
        "domain": {"file": domain.name, "sha256": digest(domain), "sentences": len(written), "copies": DOMAIN_COPIES},
        "sentences": len(sentences),
        "epochs": epochs,
        "seed": seed,
        "prune": least_weight,
        "features": [len(vocabulary.features), len(pruned.features)],
        "versions": {"python": platform.python_version(), **{name: version(name) for name in ("numpy", "spacy-pkuseg", "srsly")}},
        "cpu_seconds": round(time.process_time() - started, 1),
        "files": {name: digest(out / name) for name in FILES},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebank", type=Path)
    parser.add_argument("--dictionary", type=Path)
    parser.add_argument("--domain", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--prune", type=float, default=0.15, help="drop features whose weights are all smaller (default 0.15)")
    args = parser.parse_args()
    record = train(args.treebank, args.dictionary, args.domain, args.out, epochs=args.epochs, seed=args.seed, least_weight=args.prune)
    (args.out / "train.json").write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
