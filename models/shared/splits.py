"""The fixed split of the labelled ads: by ad, never by clause.

    python models/shared/splits.py SHARED      # write annotations/splits.json anew

The hash of an ad's id decides: 10 % dev, 10 % test, the rest train. The file lists what is not train, so that a later
change of the rule moves nothing silently.
"""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from pathlib import Path

__all__ = ["split_of"]

PROJECT = Path(__file__).resolve().parents[2]
FILE = PROJECT / "annotations/splits.json"


def split_of(group: str) -> str:
    """``train``, ``dev`` or ``test``; made examples and what was labelled after the file was written are ``train``."""
    return _listed().get(group, "train")


@cache
def _listed() -> dict[str, str]:
    data = json.loads(FILE.read_text(encoding="utf-8"))
    return {group: split for split in ("dev", "test") for group in data[split]}


def rule(group: str) -> str:
    """The split that the hash of an id gives."""
    tenth = int(hashlib.sha1(group.encode(), usedforsecurity=False).hexdigest(), 16) % 10
    return {0: "test", 1: "dev"}.get(tenth, "train")


def main() -> None:
    """Write the file for every ad that carries a label and every posting of our own."""
    shared = Path(sys.argv[1])
    files = [shared / "gold/tags.jsonl", *sorted((PROJECT / "annotations/standoff").glob("duty_labels_*.jsonl"))]
    groups = {json.loads(line)["ad"] for file in files for line in file.read_text(encoding="utf-8").splitlines()}
    groups |= {file.stem for folder in ("postings", "clauses") for file in (PROJECT / "annotations" / folder).glob("*.txt")}
    listed = {split: sorted(g for g in groups if rule(g) == split) for split in ("dev", "test")}
    text = "sha1 of the ad id, or of the file name without .txt, modulo 10: 0 test, 1 dev, else train"
    FILE.write_text(json.dumps({"rule": text, **listed}, indent=0) + "\n", encoding="utf-8")
    print({split: len(ids) for split, ids in listed.items()}, len(groups))


if __name__ == "__main__":
    main()
