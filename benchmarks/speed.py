"""Speed of jdparse.parse against jieba.lcut on the same text in the same run, in CPU time of one thread.

usage: python benchmarks/speed.py [FOLDER_OF_TXT …]

Without a folder the postings written for this project are parsed. Rounds of the two alternate; the best of each counts,
so that a busy machine slows both alike. jieba's dictionary is loaded before.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import jieba

import jdparse
from jdparse.annotation import read_posting

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 7
SECONDS = 0.5  # of CPU time at least a round


def load(folders: list[str]) -> list[str]:
    if folders:
        return [jdparse.read_text(path) for folder in folders for path in sorted(Path(folder).rglob("*.txt"))]
    return [read_posting(path).text for path in sorted((ROOT / "annotations" / "postings").glob("*.txt"))]


def best(work: Callable[[str], object], texts: list[str], times: int) -> float:
    start = time.process_time()
    for _ in range(times):
        for text in texts:
            work(text)
    return (time.process_time() - start) / times


def main() -> None:
    texts = load(sys.argv[1:])
    if not texts:
        sys.exit("no .txt files there")
    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    works: dict[str, Callable[[str], object]] = {
        "jieba.lcut": jieba.lcut,
        "jdparse.parse": jdparse.parse,
        "jdparse.parse + blocks": lambda text: jdparse.parse(text).blocks,
    }
    times = {name: max(1, round(SECONDS / max(best(work, texts, 1), 1e-6))) for name, work in works.items()}
    fastest = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, work in works.items():
            fastest[name] = min(fastest[name], best(work, texts, times[name]))
    size = sum(map(len, texts))
    print(f"{len(texts)} texts, {size:,} characters; Python {sys.version.split()[0]}, jieba {version('jieba')}")
    for name, seconds in fastest.items():
        ratio = fastest["jieba.lcut"] / seconds
        print(f"{name:24} {size / seconds:>12,.0f} characters/s  {seconds / len(texts) * 1e6:>8,.0f} µs a text  {ratio:.2f} × jieba.lcut")


if __name__ == "__main__":
    main()
