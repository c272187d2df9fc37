"""How right jdparse is, beside what one would write instead, on the project's own annotations: right, wrong, missed.

    python benchmarks/peers.py

Compared are keyword lists (``keywords.toml``) and the regular expressions of a typical notebook (``measuring/notebook.py``). Texts and labels
lie under ``annotations/``; the rules of jdparse were written with the postings in view, so its figures there are those of a development set.
How fast each is: ``benchmarks/speed.py``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from measuring import notebook
from measuring.notebook import LEVELS

import jdparse
from jdparse import schema
from jdparse.annotation import Annotated, read_clauses, read_posting

ROOT = Path(__file__).resolve().parents[1]
POSTINGS = [read_posting(path) for path in sorted((ROOT / "annotations/postings").glob("*.txt"))]

Value = str | float | None


# Categories of single duty clauses.


def categories() -> None:
    """Micro precision, recall and F1 over the single clauses, of the keyword lists and of the tagger."""
    unseen = json.loads((ROOT / "annotations/splits.json").read_text(encoding="utf-8"))["test"]  # the tagger has not learnt from these
    clauses = [c for path in sorted((ROOT / "annotations/clauses").glob("*.txt")) if path.stem in unseen for c in read_clauses(path)]
    contenders: dict[str, Callable[[str], Collection[str]]] = {
        "keyword lists": notebook.categories,
        "jdparse.tag": lambda text: {tag.name for tag in jdparse.tag(text)},
    }
    print(f"duty categories of {len(clauses)} single clauses that the tagger has not learnt from: precision, recall, F1")
    for name, find in contenders.items():
        print(f"  {name:14} {prf((find(clause.text), clause.tags) for clause in clauses)}")


def prf(pairs: Iterator[tuple[Collection[object], Collection[object]]]) -> str:
    """Precision, recall and F1 of found against right things, summed over all texts."""
    found_all = right_all = both = 0
    for found, right in pairs:
        found_all, right_all, both = found_all + len(found), right_all + len(right), both + len(set(found) & set(right))
    precision, recall = both / max(found_all, 1), both / max(right_all, 1)
    return f"{precision:.3f} {recall:.3f} {2 * precision * recall / max(precision + recall, 1e-9):.3f}"


# Years and education of postings with one job.


def bound(values: list[tuple[str, Value]], rank: Callable[[Value], float]) -> Value:
    """The value that binds most, as ``Job.experience`` defines it: required before preferred, then the highest."""
    required = [value for modality, value in values if modality == "required"] or [value for _, value in values]
    return max(required, key=rank) if required else None


def rank_of(value: Value) -> float:
    """The order of values: numbers as they are, levels by height, what is not stated below all."""
    if value is None:
        return -1.0
    return float(LEVELS.index(value) + 1 if value in LEVELS else 0) if isinstance(value, str) else value


def right_value(posting: Annotated, kind: str, field: str) -> Value:
    """What the annotation states."""
    marks = [mark for mark in posting.requirements if mark.type == kind]
    return bound([(mark.modality, mark.values.get(field)) for mark in marks], rank_of)


def single(posting: Annotated) -> bool:
    """Whether the posting is one job."""
    return len(posting.jobs) == 1


def values() -> None:
    """How many years and levels of education each way gets right."""
    postings = [posting for posting in POSTINGS if single(posting)]
    ways: dict[str, dict[str, Callable[[str], Value]]] = {
        "years": {"notebook regex": notebook.years, "jdparse.parse": lambda text: years_of(jdparse.parse(text))},
        "education": {"notebook regex": notebook.education, "jdparse.parse": lambda text: level_of(jdparse.parse(text))},
    }
    for what, (kind, field) in {"years": ("experience", "min_years"), "education": ("education", "min_level")}.items():
        print(f"{what} of {len(postings)} postings: right, wrong, missed, made up")
        for name, find in ways[what].items():
            pairs = [(find(posting.text), right_value(posting, kind, field)) for posting in postings]
            counts = (
                sum(found == right for found, right in pairs),
                sum(found != right and found is not None and right is not None for found, right in pairs),
                sum(found is None and right is not None for found, right in pairs),
                sum(found is not None and right is None for found, right in pairs),
            )
            print(f"  {name:14} {' '.join(map(str, counts))}")


def years_of(document: schema.Document) -> Value:
    """The minimum of years that binds most in a document's first job."""
    found = document.jobs[0].experience if document.jobs else None
    return found.min_years if found else None


def level_of(document: schema.Document) -> Value:
    """The education that binds most in a document's first job."""
    found = document.jobs[0].education if document.jobs else None
    return found.min_level if found else None


# Clauses.


def clauses() -> None:
    """Micro precision, recall and F1 of clauses by both ends."""
    ways: dict[str, Callable[[str], set[tuple[int, int]]]] = {
        "split and strip": lambda text: set(notebook.clauses(text)),
        "jdparse.parse": lambda text: {(c.start, c.end) for job in jdparse.parse(text).jobs for c in job.clauses},
    }
    print(f"clauses of {len(POSTINGS)} postings, both ends right: precision, recall, F1")
    for name, find in ways.items():
        print(f"  {name:15} {prf((find(p.text), {(c.start, c.end) for c in p.clauses}) for p in POSTINGS)}")


def main() -> None:
    """Print the three comparisons."""
    categories()
    values()
    clauses()


if __name__ == "__main__":
    main()
