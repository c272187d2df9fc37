"""Score a segmenter and jieba on the domain gold; with ``--write``, put the figures into the model's ``train.json`` and the card.

python evaluate.py --model DIR [--gold FILE] [--corpus ADS] [--treebank-train FILE --treebank-test FILE] [--write]
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import logging
import statistics
import time
from collections.abc import Sequence
from importlib.metadata import version
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import jieba

from jdparse.segmenter import MODEL, load_segmenter
from segtrain.corpus import Sentence, harmonise, read_iob2, read_seg
from segtrain.scoring import Cut, Scores, bootstrap_gain, score

ROOT = Path(__file__).resolve().parents[3]
GOLD = ROOT / "tests" / "data" / "segmentation" / "gold.seg"
CORPUS_GOLD = GOLD.with_name("corpus_gold.jsonl")
DOMAIN = ROOT / "models" / "zh_jd_seg" / "data" / "domain.train.seg"
CARD = ROOT / "models" / "zh_jd_seg" / "README.md"
LEAK_LENGTH = 5
ROUNDS = 5


def groups(path: Path) -> dict[str, list[Sentence]]:
    """The sentences of a gold file by the comment line above them."""
    found: dict[str, list[Sentence]] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            name = line[1:].strip()
        elif line.strip():
            found.setdefault(name, []).append(line.split())
    return found


def corpus_groups(labels: Path, ads: Path) -> dict[str, list[Sentence]]:
    """The labelled clauses of a corpus by part; the labels hold word lengths and a digest, the corpus holds the text."""
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    wanted = {row["ad"] for row in rows}
    with gzip.open(ads, "rt", encoding="utf-8") as lines:
        texts = {ad["id"]: ad["text"] for ad in map(json.loads, lines) if ad["id"] in wanted}
    found: dict[str, list[Sentence]] = {}
    for row in rows:
        borders = [row["start"] + size for size in accumulate(row["lengths"], initial=0)]
        text = texts[row["ad"]]
        if hashlib.sha256(text[borders[0] : borders[-1]].encode()).hexdigest()[:16] != row["sha256"]:
            raise ValueError(
                f"{labels}: the text of {row['ad']} at {row['start']} is not the labelled one; use the corpus that was labelled"
            )
        found.setdefault(f"corpus, {row['part']}", []).append([text[a:b] for a, b in pairwise(borders)])
    return found


def leaks(gold: Sequence[Sentence], training: Sequence[Sentence]) -> int:
    """How many gold sentences share a string of ``LEAK_LENGTH`` characters with a training sentence."""
    texts = ["".join(words) for words in training]
    seen = {text[i : i + LEAK_LENGTH] for text in texts for i in range(len(text) - LEAK_LENGTH + 1)}
    return sum(any(text[i : i + LEAK_LENGTH] in seen for i in range(len(text))) for text in map("".join, gold))


def speed(cut: Cut, texts: Sequence[str]) -> float:
    """Characters a CPU second, the median of some rounds."""
    size = sum(map(len, texts))
    rates = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        for text in texts:
            cut(text)
        rates.append(size / (time.process_time() - begun))
    return statistics.median(rates)


def row(ours: Scores, theirs: Scores) -> dict[str, Any]:
    """The figures of one set of sentences."""
    low, high = bootstrap_gain(ours, theirs)
    return {
        "sentences": len(ours.counts),
        "words": int(ours.counts[:, 1].sum()),
        "f1": round(ours.f1, 2),
        "jieba_f1": round(theirs.f1, 2),
        "gain_95": [round(low, 2), round(high, 2)],
        "unknown_recall": [round(ours.unknown_recall, 1), round(theirs.unknown_recall, 1)],
        "crossing_percent": [round(ours.crossing_rate, 2), round(theirs.crossing_rate, 2)],
    }


def write_card(record: dict[str, Any]) -> None:
    """Put the digests and the scores into the tables of the card."""
    rows = [(name, row) for name, row in record["scores"].items() if isinstance(row, dict)]
    tables = {
        "files": ["| file | SHA-256 |", "|---|---|", *(f"| `{name}` | `{value}` |" for name, value in record["files"].items())],
        "scores": [
            "| gold | sentences | F1 | F1 of jieba | gain, 95 % interval | unknown words found (jieba) | crossing words, % (jieba) |",
            "|---|---|---|---|---|---|---|",
            *(
                f"| {name} | {row['sentences']} | {row['f1']:.2f} | {row['jieba_f1']:.2f} | {row['f1'] - row['jieba_f1']:+.2f} "
                f"[{row['gain_95'][0]:.2f}, {row['gain_95'][1]:.2f}] | {row['unknown_recall'][0]} ({row['unknown_recall'][1]}) "
                f"| {row['crossing_percent'][0]} ({row['crossing_percent'][1]}) |"
                for name, row in rows
            ),
        ],
    }
    text = CARD.read_text(encoding="utf-8")
    for name, lines in tables.items():
        before, _, rest = text.partition(f"<!-- {name} -->\n")
        _, _, after = rest.partition("<!-- end -->")
        text = f"{before}<!-- {name} -->\n" + "\n".join(lines) + f"\n<!-- end -->{after}"
    CARD.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--corpus", type=Path, help="the ads that the stand-off labels of real clauses point into")
    parser.add_argument("--domain", type=Path, default=DOMAIN)
    parser.add_argument("--treebank-train", type=Path, help="to tell known words from unknown")
    parser.add_argument("--treebank-test", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    jieba.setLogLevel(logging.ERROR)
    cut = load_segmenter(args.model).cut
    domain = read_seg(args.domain)
    treebank = [harmonise(words) for words in read_iob2(args.treebank_train)] if args.treebank_train else []
    known = frozenset(word for words in [*domain, *treebank] for word in words)
    by_group = groups(args.gold)
    gold = [words for sentences in by_group.values() for words in sentences]
    sets = {"all": gold}
    for register in ("written", "spoken"):
        sets[register] = [words for name, sentences in by_group.items() if name.endswith(register) for words in sentences]
    if args.corpus:
        sets |= corpus_groups(CORPUS_GOLD, args.corpus)
    scores: dict[str, Any] = {name: row(score(some, cut, known), score(some, jieba.lcut, known)) for name, some in sets.items()}
    if args.treebank_test:
        test = [harmonise(words) for words in read_iob2(args.treebank_test)]
        scores["treebank_test_f1"] = round(score(test, cut).f1, 2)
    texts = ["".join(words) for words in gold]
    ours, theirs = speed(cut, texts), speed(jieba.lcut, texts)
    scores["speed_against_jieba"] = round(ours / theirs, 2)
    scores["gold_sentences_with_training_strings"] = leaks(gold, domain)
    scores["jieba"] = version("jieba")
    print(json.dumps(scores, ensure_ascii=False, indent=1))
    if args.write:
        path = args.model / "train.json"
        record = json.loads(path.read_text(encoding="utf-8"))
        record["scores"] = {**record.get("scores", {}), **scores}
        path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        write_card(record)


if __name__ == "__main__":
    main()
