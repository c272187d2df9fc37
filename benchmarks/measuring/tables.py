"""The figures as tables: aligned for the terminal, Markdown for the docs."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from measuring.figures import Bench, targets

Table = tuple[list[str], list[list[str]]]  # heads, which end with ":" over figures; rows


def target_table(bench: Bench) -> Table:
    """What was asked for, what it is, whether it is reached."""
    rows = [
        [
            target.what,
            f"{target.sign} {target.bound:g} {target.unit}",
            f"{target.figure:.2f} {target.unit}",
            "yes" if target.reached else "no",
        ]
        for target in targets(bench)
    ]
    return ["figure", "asked for:", "measured:", "reached"], rows


def row_table(bench: Bench) -> Table:
    """One line a contender, jdparse above its stages above the others, the fastest of each first."""
    order = ("jdparse", "stage", "rival")
    rows = [
        [
            row.name if row.group != "stage" else f"… {row.name} alone",
            f"{row.times_jieba:.2f}",
            f"{row.characters_per_second:,.0f}",
            f"{row.ads_per_second:,.0f}",
            f"{row.peak_mb:,.0f}" if row.peak_mb is not None else "",
            row.gives,
        ]
        for row in sorted(bench.rows, key=lambda row: (order.index(row.group), -row.times_jieba))
    ]
    return ["", "times jieba.lcut:", "characters/s:", "ads/s:", "peak MB:", "gives"], rows


def growth_table(bench: Bench) -> Table:
    """One line a step."""
    rows = [[step.what, f"{step.size:,} {step.unit}", f"{step.seconds:.3f}", f"{step.times_linear:.2f}"] for step in bench.growth]
    return ["", "at once:", "CPU seconds:", "times its ten tenths:"], rows


def start_table(bench: Bench) -> Table:
    """One line a kind of start."""
    start = bench.start_up
    kinds = (
        (
            ("`python -c pass`", start.bare_ms),
            ("`import jdparse`", start.import_ms),
            ("`import numpy; from pydantic import BaseModel`", start.basis_ms),
            ("`import jdparse` and the first parse", start.first_parse_ms),
        )
        if start
        else ()
    )
    return ["a new process", "CPU ms:"], [[what, f"{cost:.0f}"] for what, cost in kinds]


def conditions(bench: Bench) -> str:
    """What was read, where, with which versions."""
    texts, machine = bench.texts, bench.machine
    versions = ", ".join(f"{name} {version}" for name, version in bench.versions.items())
    again = "" if texts.different_ads >= texts.ads_a_round * texts.rounds else ", the same in every round"
    return (
        f"{texts.rounds} rounds of {texts.ads_a_round:,} {texts.source}{again}, {texts.mean_characters:.0f} characters on average. "
        f"Python {machine.python}, {machine.system}, {machine.processors} processors with a load of {machine.load_before:.1f} before and "
        f"{machine.load_after:.1f} after. {versions}."
    )


def absent(bench: Bench) -> str:
    """Who was left out, a line each; empty where nobody was."""
    return "\n".join(f"left out: {one.name} ({one.why}); {one.install}" for one in bench.left_out)


def markdown(table: Table) -> str:
    """The table in Markdown; names of calls stand in code."""
    heads, rows = table
    lines = [[head.rstrip(":") for head in heads], ["---:" if head.endswith(":") else "---" for head in heads], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def plain(table: Table) -> str:
    """The table in columns; empty where it has no row."""
    heads, rows = table
    if not rows:
        return ""
    lines = [[cell.replace("`", "").rstrip(":") for cell in line] for line in (heads, *rows)]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    return "\n".join(_line(line, heads, widths) for line in lines)


def _line(cells: Sequence[str], heads: Sequence[str], widths: Sequence[int]) -> str:
    padded = []
    for cell, head, wide in zip(cells, heads, widths, strict=True):
        space = " " * (wide - width(cell))
        padded.append(space + cell if head.endswith(":") else cell + space)
    return "  ".join(padded).rstrip()


def width(text: str) -> int:
    """The columns of a terminal that a text takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
