"""Compare what ads say about education and experience with the columns of their boards.

usage: crosscheck_columns.py ADS.jsonl[.gz] [--limit N] [--show KIND --examples N] [--every K]

ADS holds one ad a line: {"id", "board", "fields": {"education", "experience"}, "text"}. Counted are ads whose column can be read and
whose text states the fact as well; ``same`` and ``inside`` agree, everything else is a kind of disagreement, to be read with --show.
A column is no gold: boards file ads into bins (3-5年), employers pick 不限 there and ask for 本科 in the text.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jdparse
from jdparse import fields, schema

LEVELS = ("初中", "高中", "中专", "大专", "本科", "硕士", "博士")
AGREE = ("same", "inside")


def education_kind(column: fields.Education, text: schema.Education) -> str:
    """How the level of the text stands to that of the column."""
    ours, theirs = column.min_level, text.min_level
    if ours == theirs:
        return "same"
    if theirs == "不限":
        return "column names a level, text says 不限"
    if ours == "不限":
        return "column says 不限, text names a level"
    return "text lower" if LEVELS.index(str(theirs)) < LEVELS.index(str(ours)) else "text higher"


def experience_kind(column: fields.Experience, text: schema.Experience) -> str:
    """How the years of the text stand to the bin of the column."""
    low, high, asked = column.min_years or 0, column.max_years, text.min_years or 0
    if low == asked and (text.min_years is not None or high == text.max_years):
        return "same"
    if column.kind in ("unlimited", "graduate"):
        return f"column says {column.kind}, text asks for years"
    if text.kind in ("unlimited", "graduate"):
        return f"column asks for years, text says {text.kind}"
    if high is not None and low <= asked <= high:
        return "inside"
    return "text asks for less" if asked < low else "text asks for more"


def ads(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def stated(column: Any, fact: Any) -> bool:
    """Whether both sides say something that can be compared."""
    if column is None or fact is None:
        return False
    return fact.min_level is not None if isinstance(fact, schema.Education) else fact.kind != "unstated"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("ads", type=Path)
    arguments.add_argument("--limit", type=int)
    arguments.add_argument("--every", type=int, default=1, help="take every Kth ad")
    arguments.add_argument("--show", default="", help="print examples of kinds that hold this word")
    arguments.add_argument("--examples", type=int, default=20)
    options = arguments.parse_args()
    counts: dict[str, Counter[str]] = {"education": Counter(), "experience": Counter()}
    examples: dict[str, list[str]] = defaultdict(list)
    read = 0
    for number, ad in enumerate(ads(options.ads)):
        columns = {"education": ad["fields"].get("education"), "experience": ad["fields"].get("experience")}
        if number % options.every or not any(columns.values()):
            continue
        if options.limit and read >= options.limit:
            break
        read += 1
        jobs = jdparse.parse(ad["text"]).jobs
        if len(jobs) != 1:
            continue
        for name, kind_of, reader in (
            ("education", education_kind, fields.education),
            ("experience", experience_kind, fields.experience),
        ):
            column, fact = reader(columns[name] or ""), getattr(jobs[0], name)
            if not stated(column, fact):
                counts[name]["(not on both sides)"] += 1
                continue
            kind = kind_of(column, fact)  # type: ignore[operator]
            counts[name][kind] += 1
            if options.show and options.show in f"{name}: {kind}" and len(examples[kind]) < options.examples:
                around = ad["text"][max(0, fact.start - 25) : fact.end + 25].replace("\n", "⏎")
                examples[kind].append(f"{ad['id']}  {columns[name]}  {fact.text!r} ({fact.rule})  …{around}…")
    for name, table in counts.items():
        both = sum(n for kind, n in table.items() if not kind.startswith("("))
        agree = sum(table[kind] for kind in AGREE)
        print(f"{name}: {both} ads state it in column and text; {agree} agree ({agree / both:.1%})" if both else f"{name}: none")
        for kind, n in table.most_common():
            print(f"  {n:6}  {kind}")
    for kind, lines in examples.items():
        print(f"\n## {kind}")
        print("\n".join(lines))


if __name__ == "__main__":
    main()
