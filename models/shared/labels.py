"""Read every labelled duty clause there is, and keep out what stands in the gold.

Sources: ``tags`` the shared labels, ``standoff`` our own labels into the shared corpus, ``postings`` the clauses of our own
postings with inline tags, ``clauses`` our own single clauses, ``phrases`` our own activities in short. Tags are category ids.
"""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jdparse.annotation import read_clauses, read_posting
from jdparse.taxonomy import Taxonomy
from shared.corpus import Ad, squeeze

__all__ = ["Example", "own_examples", "shared_examples", "unseen"]

PROJECT = Path(__file__).resolve().parents[2]
# Where our labels into the shared corpus lie; the variable is for labels of one's own.
STANDOFF = Path(os.environ.get("JDPARSE_STANDOFF", PROJECT / "annotations/standoff"))
PHRASES = PROJECT / "models/duty_tagger/assets/phrases.toml"
# A squeezed text shorter than this is a word; words stand everywhere and give no clause of the gold away.
SHORTEST_CLAUSE = 6


@dataclass(frozen=True, slots=True)
class Example:
    """A text, the ids of its categories, the ad or file it comes from and the kind of source."""

    text: str
    tags: tuple[str, ...]
    group: str
    source: str


def unseen(examples: list[Example], gold: str) -> list[Example]:
    """The examples whose text stands in no gold text; ``gold`` is the squeezed text of all of it."""
    return [e for e in examples if len(squeeze(e.text)) < SHORTEST_CLAUSE or squeeze(e.text) not in gold]


def shared_examples(shared: Path, ads: dict[str, Ad], taxonomy: Taxonomy) -> list[Example]:
    """The labels into the shared corpus: the given ones and our own."""
    found = []
    files = [("tags", shared / "gold/tags.jsonl")]
    files += [("standoff", f) for f in sorted(STANDOFF.glob("duty_labels_*.jsonl"))]
    for source, file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = ads[row["ad"]].text[row["start"] : row["end"]]
            if "sha1" in row and hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:12] != row["sha1"]:
                raise ValueError(f"{file.name}: {row['ad']} {row['start']}: the text is not the one that was labelled")
            found.append(Example(text, tuple(taxonomy[name].id for name in row["tags"]), row["ad"], source))
    return found


def own_examples(taxonomy: Taxonomy) -> list[Example]:
    """What was written for this project: the duty clauses of the postings, the single clauses, then the phrases."""
    return [*posting_clauses(taxonomy), *single_clauses(taxonomy), *phrases(taxonomy)]


def posting_clauses(taxonomy: Taxonomy) -> Iterator[Example]:
    """The duty clauses of the postings under ``annotations/``."""
    for file in sorted((PROJECT / "annotations/postings").glob("*.txt")):
        page = read_posting(file)
        for clause in page.clauses:
            if clause.section == "duties":
                tags = tuple(taxonomy[name].id for name in clause.tags)
                yield Example(page.text[clause.start : clause.end], tags, file.stem, "postings")


def single_clauses(taxonomy: Taxonomy) -> Iterator[Example]:
    """The single clauses under ``annotations/``."""
    for file in sorted((PROJECT / "annotations/clauses").glob("*.txt")):
        for clause in read_clauses(file):
            yield Example(clause.text, tuple(taxonomy[name].id for name in clause.tags), file.stem, "clauses")


def phrases(taxonomy: Taxonomy) -> Iterator[Example]:
    """The activities, aims and demands of ``assets/phrases.toml``."""
    data = tomllib.loads(PHRASES.read_text(encoding="utf-8"))
    for key, words in data["phrases"].items():
        tags = tuple(taxonomy[part].id for part in key.split("+"))
        for word in words.split():
            yield Example(word, tags, f"phrase:{word}", "phrases")
    for words in data["context"].values():
        for word in words.split():
            yield Example(word, (), f"phrase:{word}", "phrases")
