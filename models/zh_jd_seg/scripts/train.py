"""Train the word segmenter and write it in spacy-pkuseg's format.

    python train.py --treebank zh_gsdsimp-ud-train.iob2 --dictionary dict.txt --domain ../data/domain.train.seg --out DIR

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

from corpus import harmonise, narrow_punctuation, read_iob2, read_seg, word_salad
from crf import build, fit, prune, save

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
    started = time.process_time()
    domain = read_seg(args.domain)
    treebank = [harmonise(words) for words in read_iob2(args.treebank)] if args.treebank else []
    sentences = narrow_punctuation([*treebank, *domain], args.seed) + domain * (DOMAIN_COPIES - 1)
    if args.dictionary:
        sentences += word_salad(args.dictionary, sentences=SALAD_SENTENCES, seed=args.seed)
    vocabulary, examples = build(sentences)
    weights = fit(vocabulary, examples, epochs=args.epochs, seed=args.seed)
    pruned, kept = prune(vocabulary, weights, args.prune)
    save(args.out, pruned, kept)
    record = {
        "treebank": {**TREEBANK_SOURCE, "sha256": digest(args.treebank)} if args.treebank else None,
        "dictionary": {**DICTIONARY_SOURCE, "sha256": digest(args.dictionary)} if args.dictionary else None,
        "domain": {"file": args.domain.name, "sha256": digest(args.domain), "sentences": len(domain), "copies": DOMAIN_COPIES},
        "sentences": len(sentences),
        "epochs": args.epochs,
        "seed": args.seed,
        "prune": args.prune,
        "features": [len(vocabulary.features), len(pruned.features)],
        "versions": {"python": platform.python_version(), **{name: version(name) for name in ("numpy", "spacy-pkuseg", "srsly")}},
        "cpu_seconds": round(time.process_time() - started, 1),
        "files": {name: digest(args.out / name) for name in ("features.msgpack", "weights.npz")},
    }
    (args.out / "train.json").write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
