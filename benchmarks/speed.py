"""Speed of jdparse.parse, measured against jieba.lcut on the same texts in the same run.

    python benchmarks/speed.py [--texts FILE] [--ads N] [--rounds N]

FILE holds one JSON string or object with a "text" a line (.jsonl or .jsonl.gz). Without it the corpus beside the
project is used where there is one, else the project's own postings, repeated. CPU time of one thread. Rounds
alternate between the two, so that a machine that is busy or throttled slows both; the best round of each counts.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import jieba  # type: ignore[import-untyped]

import jdparse
from jdparse.annotation.files import read_posting
from jdparse.pages import Page

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared/corpus/ads.jsonl.gz"
POSTINGS = ROOT / "annotations/postings"
PARSER = jdparse.Parser()
SIZES = (10_000, 100_000, 1_000_000)


def read_texts(path: Path | None) -> list[str]:
    """The texts of a JSON-lines file, of the corpus, or of the project's own postings."""
    path = path or (CORPUS if CORPUS.exists() else None)
    if path is None:
        return [read_posting(file).text for file in sorted(POSTINGS.glob("*.txt"))]
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [row if isinstance(row, str) else row["text"] for row in rows]


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    """CPU time that ``work`` takes for all texts."""
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


def structure(text: str) -> None:
    """The stages up to the sections."""
    PARSER._structured([Page(0, text, None)])  # noqa: SLF001


def compare(texts: list[str], rounds: int) -> None:
    """The mean time per text of both, and their ratio."""
    jieba.setLogLevel(60)
    jieba.initialize()
    contenders: dict[str, Callable[[str], object]] = {
        "jieba.lcut": jieba.lcut,
        "structure": structure,  # jobs, sections, clauses: the stages before tags and requirements
        "jdparse.parse": jdparse.parse,
    }
    best = dict.fromkeys(contenders, float("inf"))
    for work in contenders.values():
        seconds(work, texts[:50])
    for _ in range(rounds):
        for name, work in contenders.items():
            best[name] = min(best[name], seconds(work, texts))
    characters = sum(map(len, texts))
    print(f"{len(texts)} texts, {characters / len(texts):.0f} characters each on average, best of {rounds} rounds")
    for name, took in best.items():
        print(f"  {name:14} {took / len(texts) * 1e6:7.0f} µs a text {characters / took:12,.0f} characters/s")
    for name in ("structure", "jdparse.parse"):
        print(f"  {name} takes {best[name] / best['jieba.lcut']:.3f} of jieba.lcut's time")


def joined(texts: list[str], size: int) -> str:
    """A page of ``size`` characters made of many texts."""
    pieces, length = [], 0
    for text in itertools.cycle(texts):
        pieces.append(text)
        length += len(text) + 1
        if length >= size:
            return "\n".join(pieces)[:size]
    return ""


def pages(texts: list[str]) -> Iterator[tuple[str, Callable[[int], str]]]:
    """Kinds of long text, each by its size: ordinary, repetitive and hostile."""
    yield "many postings", lambda size: joined(texts, size)
    yield "one posting again and again", lambda size: joined(texts[:1], size)
    yield "thousands of numbers", lambda size: joined([f"{n}、接待来访客户" for n in range(1, 90_000)], size)
    yield "nested numbers", lambda size: joined([f"{n % 50 + 1}、负责：({n % 9 + 1})接待①回访" for n in range(10_000)], size)
    for piece in (
        "岗位职责：",
        "岗位职责",
        "所属部门：销售部 ",
        "店长岗位职责\n",
        "1、接待客户；培训内容：1、讲解产品；",
        "1、",
        "（",
        "-",
        "7",
        "客",
        "\n",
        "<!--",
    ):
        yield f"{piece!r} repeated", lambda size, piece=piece: (piece * (size // len(piece) + 1))[:size]  # type: ignore[misc]


def growth(texts: list[str]) -> None:
    """How the time grows with the length of one text: ten times the text should take about ten times as long."""
    print("seconds for one text of " + ", ".join(f"{size:,}" for size in SIZES) + " characters")
    for name, make in pages(texts):
        times = [min(seconds(jdparse.parse, [make(size)]) for _ in range(3 if size < SIZES[-1] else 2)) for size in SIZES]
        print(f"  {name:30}" + "".join(f"{t:9.4f}" for t in times) + f"   the last step is {times[-1] / times[-2]:.1f}-fold")


STARTS = {
    "nothing": "pass",
    "import": "import jdparse",
    "basis": "import numpy; from pydantic import BaseModel",
    "first parse": "import jdparse; jdparse.parse('岗位职责：1、接待来访客户；2、登记客户资料。任职要求：1、大专以上学历，两年以上经验。')",
}


def start_up() -> None:
    """What ``import jdparse`` adds to the start of the interpreter, and what the first parse of a process costs, in CPU time."""
    best = dict.fromkeys(STARTS, float("inf"))
    for _ in range(7):
        for name, code in STARTS.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", code], check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            best[name] = min(best[name], after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    nothing, imported, basis, first = (best[name] * 1e3 for name in STARTS)
    print(f"import jdparse: {imported - nothing:.1f} ms more than `python -c pass` ({nothing:.1f} ms)")
    print(f"first parse, cold: {first:.0f} ms, {first / basis:.2f} times `python -c '{STARTS['basis']}'` ({basis:.0f} ms)")


def main() -> None:
    parser = argparse.ArgumentParser(description="Speed of jdparse.parse against jieba.lcut")
    parser.add_argument("--texts", type=Path, help="JSON lines of texts (.jsonl, .jsonl.gz)")
    parser.add_argument("--ads", type=int, default=1000, help="how many texts to compare on (drawn with a fixed seed)")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    texts = read_texts(given.texts)
    drawn = (
        random.Random(1).sample(texts, given.ads) if len(texts) > given.ads else list(itertools.islice(itertools.cycle(texts), given.ads))
    )
    compare(drawn, given.rounds)
    growth(texts)
    start_up()


if __name__ == "__main__":
    main()
