"""What is read by the clock: a corpus of ads where there is one, else made-up ads; and the project's own postings for the gate."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("JDPARSE_CORPUS", ROOT.parent / "shared/corpus/ads.jsonl.gz"))
POSTINGS = ROOT / "annotations/postings"
MADE_UP = 12_000


class Texts(NamedTuple):
    """Texts and what they are, as the docs may name it."""

    source: str
    texts: list[str]


def read_texts(path: Path | None) -> Texts:
    """The texts of a file of JSON lines, each a string or an object with "text"; without one the corpus beside the project, or made-up ads."""
    if path is None and not CORPUS.exists():
        return Texts("ads made up by examples/generate_board.py", made_up(MADE_UP))
    source = path or CORPUS
    with gzip.open(source, "rt", encoding="utf-8") if source.suffix == ".gz" else source.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    texts = [row if isinstance(row, str) else row["text"] for row in rows]
    return Texts("ads of public boards" if path is None else source.name, [text for text in texts if text.strip()])


def made_up(number: int) -> list[str]:
    """The texts of so many made-up ads, each once."""
    sys.path.append(str(ROOT / "examples"))
    import generate_board

    return list(dict.fromkeys(ad["职位描述"] for ad in generate_board.board(number) if ad["职位描述"]))


def postings() -> Texts:
    """The project's own postings, which are the same on every machine."""
    from jdparse.annotation import read_posting

    return Texts("the project's own postings", [read_posting(path).text for path in sorted(POSTINGS.glob("*.txt"))])


def draw(texts: list[str], ads: int, rounds: int) -> list[list[str]]:
    """What each round reads, drawn with a fixed seed: ads that no round before it has read, where there are enough.

    The library remembers short phrases, and ads repeat one another; reading the same ads again would tell it more than a board does.
    Every round gets ads of all lengths, from short to long, so that one is like another, and a part of one like the whole.
    """
    shuffled = random.Random(1).sample(texts, len(texts))
    if len(texts) < ads * rounds:
        return [sorted(shuffled[:ads], key=len)] * rounds
    drawn = sorted(shuffled[: ads * rounds], key=len)
    return [drawn[start::rounds] for start in range(rounds)]


def page_of(texts: list[str], size: int) -> str:
    """A page of ``size`` characters made of many texts, again from the first where they do not suffice."""
    return "".join(itertools.islice(_characters(texts), size))


def _characters(texts: list[str]) -> Iterator[str]:
    for text in itertools.cycle(texts):
        yield from text
        yield "\n"


def cut(whole: list[str] | str, parts: int) -> list[list[str]] | list[str]:
    """A page or a list of ads cut into so many parts of about the same length."""
    ends = [len(whole) * part // parts for part in range(parts + 1)]
    return [whole[start:end] for start, end in itertools.pairwise(ends)]  # type: ignore[return-value]
