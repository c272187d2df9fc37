"""CPU time of the requirement engine against jieba.lcut on the same ads, in the same run.

usage: time_requirements.py ADS.jsonl.gz [--ads N] [--kinds a,b]

The ads are cut at line ends, full stops and list numbers, and sections are guessed from the words of short lines, which is near what
the parser gives the engine. Prints microseconds a clause and the ratio.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import re
import time
from collections.abc import Iterator

import jieba

from jdparse import requirements
from jdparse.requirements import ClauseView, find_requirements

CUT = re.compile(r"(?:(?!(?<![0-9.])[0-9]{1,2}\s?[、.．:：）)](?![0-9]))[^\n。；;]){3,}")
HEADINGS = (
    ("requirements", re.compile(r"要求|资格|条件|希望你|具备")),
    ("duties", re.compile(r"职责|内容|描述|负责")),
    ("benefits", re.compile(r"福利|待遇|薪|我们提供")),
    ("schedule", re.compile(r"时间|地点")),
)


def views(text: str) -> Iterator[ClauseView]:
    """Rough clauses of an ad."""
    section = "duties"
    for match in CUT.finditer(text):
        words = match[0].strip("0123456789、.．:：）) ")
        if len(words) <= 12 or match[0].find("：", 0, 10) >= 0 or match[0].find(":", 0, 10) >= 0:
            section = next((name for name, pattern in HEADINGS if pattern.search(words, 0, 10)), section)
        yield ClauseView(match.start(), match.end(), section, match.start(), False)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("ads")
    arguments.add_argument("--ads", dest="number", type=int, default=1000)
    arguments.add_argument("--kinds")
    options = arguments.parse_args()
    if options.kinds:
        requirements.MODULES = tuple(options.kinds.split(","))
    with gzip.open(options.ads, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in itertools.islice(lines, 0, None, max(1, 15000 // options.number))][: options.number]
    pages = [(t, list(views(t))) for t in texts]
    clauses = sum(len(cut) for _, cut in pages)
    jieba.lcut("预热")
    find_requirements("预热", [])
    rounds = []
    for _ in range(3):
        start = time.process_time()
        found = sum(len(find_requirements(text, cut)) for text, cut in pages)
        engine = time.process_time() - start
        start = time.process_time()
        for text in texts[:: max(1, len(texts) // 100)]:
            jieba.lcut(text)
        rounds.append((engine, (time.process_time() - start) * sum(map(len, texts)) / sum(map(len, texts[:: max(1, len(texts) // 100)]))))
    engine, lcut = min(e for e, _ in rounds), min(j for _, j in rounds)
    print(f"{len(texts)} ads, {clauses} clauses of {sum(map(len, texts)) / clauses:.0f} characters, {found} facts")
    print(
        f"engine {engine / clauses * 1e6:.2f} us a clause, {engine / len(texts) * 1e6:.0f} us an ad; "
        f"jieba.lcut {lcut / len(texts) * 1e6:.0f} us an ad; ratio {lcut / engine:.2f}"
    )


if __name__ == "__main__":
    main()
