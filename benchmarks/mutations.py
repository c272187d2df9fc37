"""What mutations of real postings cost: the parse of the mutant against the parse of the posting as it was.

    python benchmarks/mutations.py [FOLDER...] [--only NAME,NAME] [--errors N]

A FOLDER holds postings as .txt; without one, the project's own (annotations/postings) are taken. Every figure is points of F1
lost, of 100: ``clause`` the clauses by their first and last letter, ``section`` the same with the section, ``fact`` the typed
requirements (type and values equal, spans that share half their union). The mutations are in ``tests/mutations.py``. The output
is a Markdown table; the exit code is 1 where a mutation that keeps the content costs more than LIMIT points of clauses or facts.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from jdparse.annotation.files import read_posting

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from mutating import Loss, losses

OWN = ROOT / "annotations/postings"
LIMIT = 3.0


def texts(folders: list[Path]) -> Iterator[tuple[str, str]]:
    """Name and text of every posting; the inline tags of the project's own are taken out."""
    for folder in folders or [OWN]:
        for file in sorted(folder.glob("*.txt")):
            own = folder.resolve() == OWN.resolve()
            yield file.stem, read_posting(file).text if own else file.read_bytes().decode("utf-8")


def show(found: list[Loss], errors: int) -> None:
    """The table, the dearest mutation first, those that keep the content above those that do not."""
    print("| mutation | what | keeps the content | texts | clause | section | fact |\n|---|---|---|---:|---:|---:|---:|")
    for loss in sorted(found, key=lambda x: (not x.mutation.keeps, -x.clause.lost - x.fact.lost)):
        m = loss.mutation
        figures = " | ".join(f"{share.lost:.1f}" for share in (loss.clause, loss.section, loss.fact))
        print(f"| {m.name} | {escape(m.what, quote=False)} | {'yes' if m.keeps else 'no'} | {loss.texts} | {figures} |")
        for error in loss.errors[:: max(1, len(loss.errors) // errors)][:errors] if errors else ():
            print(f"    {error}")


def main() -> None:
    parser = argparse.ArgumentParser(description="What mutations of real postings cost")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--only", default="", help="names of mutations, with commas")
    parser.add_argument("--errors", type=int, default=0, help="show about so many of each mutation's errors")
    given = parser.parse_args()
    found = losses(texts(given.folders), filter(None, given.only.split(",")))
    show(found, given.errors)
    dear = [x.mutation.name for x in found if x.mutation.keeps and max(x.clause.lost, x.fact.lost) > LIMIT]
    if dear:
        sys.exit(f"more than {LIMIT:g} points lost: {', '.join(dear)}")


if __name__ == "__main__":
    main()
