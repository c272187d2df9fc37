"""Count what lies in this folder and write the figures into README.md.

usage: python annotations/figures.py [--write | --shared DIR]

Without --write the figures are printed, and the exit code is 1 where README.md says something else. With --shared, what our
readers named in clauses of DIR/gold/tags.jsonl is held against the labels there.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from jdparse.annotation import read_clauses, read_posting

HERE = Path(__file__).parent
BEGIN, END = "<!-- figures: begin (python annotations/figures.py --write) -->", "<!-- figures: end -->"
Key = tuple[str, int, int]


def table(head: tuple[str, str], counts: Counter[str]) -> list[str]:
    """A Markdown table of counts, the largest first."""
    rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [f"| {head[0]} | {head[1]} |", "|---|---|", *(f"| {name} | {count} |" for name, count in rows), ""]


def own_text() -> list[str]:
    """Figures of the text written for this project."""
    postings = [read_posting(path) for path in sorted((HERE / "postings").glob("*.txt"))]
    files = sorted((HERE / "clauses").glob("*.txt"))
    single = [clause for path in files for clause in read_clauses(path)]
    clauses = [clause for posting in postings for clause in posting.clauses]
    tags = Counter(tag for clause in clauses for tag in clause.tags)
    tags.update(tag for clause in single for tag in clause.tags)
    jobs = sum(len(posting.jobs) for posting in postings)
    several = sum(len(posting.jobs) > 1 for posting in postings)
    requirements = sum(len(posting.requirements) for posting in postings)
    noise = sum(len(posting.noise) for posting in postings)
    untagged = sum(not clause.tags for clause in single)
    held = f"{len(clauses):,} clauses, {requirements:,} requirements, {noise} pieces of noise"
    lines = [
        f"- **{len(postings)} postings** of {sum(len(posting.text) for posting in postings):,} characters",
        f"- {jobs} jobs ({several} postings hold several), {held}",
        f"- **{len(single)} single duty clauses** over {len(files)} occupations, {untagged} without a category",
        "",
    ]
    lines += table(("section", "clauses"), Counter(clause.section for clause in clauses))
    lines += table(("requirement", "count"), Counter(mark.type for posting in postings for mark in posting.requirements))
    return lines + table(("category", "clauses (postings and single)"), tags)


def labels(paths: Iterable[Path]) -> Iterator[tuple[Key, frozenset[str]]]:
    """(ad, start, end) and the categories of every stand-off label."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield (row["ad"], row["start"], row["end"]), frozenset(row["tags"])


def f1(pairs: list[tuple[frozenset[str], frozenset[str]]]) -> float:
    """Micro-averaged F1 of one labelling against the other over (clause, category) pairs."""
    both = sum(len(a & b) for a, b in pairs)
    total = sum(len(a) + len(b) for a, b in pairs)
    return 2 * both / total if total else 0.0


def stand_off() -> list[str]:
    """Figures of the labels into the shared corpus, and how well two labellings of the same clauses agree."""
    folder = HERE / "standoff"
    first = dict(labels(sorted(folder.glob("duty_labels_*.jsonl"))))
    pairs = [(first[key], tags) for key, tags in labels(sorted(folder.glob("relabel_*.jsonl"))) if key in first]
    ads, untagged = {key[0] for key in first}, sum(not tags for tags in first.values())
    lines = [f"- **{len(first):,} stand-off labels** over {len(ads):,} ads, {untagged} without a category"]
    if pairs:
        draw = random.Random(7)
        sampled = sorted(f1(draw.choices(pairs, k=len(pairs))) for _ in range(1000))
        same = sum(a == b for a, b in pairs)
        lines.append(
            f"- agreement of {len(pairs):,} second labels with the first: micro-F1 **{f1(pairs):.3f}** "
            f"(95 % interval {sampled[25]:.3f} to {sampled[974]:.3f}), all categories of a clause the same in {same:,}"
        )
    return [*lines, ""]


def against_shared(shared: Path) -> str:
    """How well our readers agree with labels they had not seen, in clauses mixed among those they labelled."""
    ours = dict(labels([HERE / "standoff/shared_check.jsonl"]))
    theirs = dict(labels([shared / "gold/tags.jsonl"]))
    pairs = [(tags, theirs[key]) for key, tags in ours.items()]
    named = [sum(map(len, side)) / len(pairs) for side in zip(*pairs, strict=True)]
    return f"{len(pairs):,} clauses: micro-F1 {f1(pairs):.3f}; names a clause {named[0]:.2f} here, {named[1]:.2f} there"


def main() -> int:
    """Print or write the figures; 1 where README.md is behind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the figures into README.md")
    parser.add_argument("--shared", type=Path, help="the folder of shared labels to compare with")
    given = parser.parse_args()
    write = given.write
    if given.shared:
        print(against_shared(given.shared))
        return 0
    figures = "\n".join([BEGIN, "### Own text", "", *own_text(), "### Stand-off labels and agreement", "", *stand_off(), END])
    readme = HERE / "README.md"
    text = readme.read_text(encoding="utf-8")
    updated = text[: text.index(BEGIN)] + figures + text[text.index(END) + len(END) :]
    if write:
        readme.write_text(updated, encoding="utf-8")
        return 0
    print(figures)
    if updated != text:
        print("README.md is behind: run python annotations/figures.py --write", file=sys.stderr)
    return int(updated != text)


if __name__ == "__main__":
    sys.exit(main())
