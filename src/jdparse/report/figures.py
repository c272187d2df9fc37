"""The figures of the page: what the queries count, in the order in which it is shown, and the charts drawn from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args

from jdparse import taxonomy
from jdparse.report import charts, notices
from jdparse.report.board import Board
from jdparse.schema import EducationLevel

__all__ = ["STEPS", "figures"]

PAIRED = 20
"""Categories of the heat map."""
LEAST_PAID = 5
"""Jobs with a stated pay from which a category is drawn."""
_SHOWN_BOARDS = 15

_LEVELS = ("不限", *get_args(EducationLevel)[:-1])
STEPS = {"0": "years_0", "<1": "years_under", "1-2": "years_1", "3-4": "years_3", "5-9": "years_5", "10+": "years_10"}


Words = Mapping[str, str]


def figures(board: Board, r: Words, found: notices.Notices) -> dict[str, Any]:
    """The figures of the page by the names that its template reads; ``charts`` holds the drawn ones."""
    groups, categories = _categories(board)
    pairs, paired = _pairs(board, categories)
    years, year_steps, stated = _years(board, r)
    salary = [row for row in board.figure("salary_by_category") if row["jobs"] >= LEAST_PAID]
    pay = board.figure("pay")
    skills, traits = board.figure("skills"), board.figure("traits")
    ages = {"max_age": board.figure("ages"), "min_age": board.figure("lowest_ages")}
    shown: dict[str, Any] = {
        "total": board.figure("totals")[0],
        "summary": board.summary,
        "failures": board.figure("failures"),
        "boards": board.figure("boards")[:_SHOWN_BOARDS],
        "groups": groups,
        "categories": categories,
        "pairs": pairs,
        "paired": paired,
        "years": years,
        "steps": STEPS,
        "year_steps": year_steps,
        "stated": stated,
        "salary": salary,
        "least_paid": LEAST_PAID,
        "paid": sum(row["jobs"] for row in pay if row["period"] in ("month", "year")),
        "skills": skills,
        "traits": traits,
        "ages": ages,
        "limits": board.figure("limits"),
        "disagreements": board.figure("disagreements"),
        "notices": found,
    }
    return shown | {"charts": _charts(shown, r)}


def _charts(shown: Mapping[str, Any], r: Words) -> dict[str, charts.Spec]:
    """The charts of the figures that are there."""
    asked = [("jobs", r["jobs"]), ("required", r["required"])]
    group = [("group", r["group"]), ("jobs", r["jobs"])]
    levels = [row["level"] for row in shown["years"]]
    draw: dict[str, Callable[[Any], charts.Spec]] = {
        "groups": lambda rows: charts.bars(rows, r["jobs"], r["group"], tips=[("jobs", r["jobs"])]),
        "categories": lambda rows: charts.bars(rows, r["jobs"], r["category"], group=r["group"], tips=group),
        "pairs": lambda rows: charts.heat(rows, shown["paired"], r),
        "years": lambda rows: charts.stacked(rows, levels, [r[step] for step in STEPS.values()], r),
        "salary": lambda rows: charts.ranges(rows, r),
        "skills": lambda rows: charts.bars(rows, r["jobs"], r["name"], tips=asked),
        "traits": lambda rows: charts.bars(rows, r["jobs"], r["name"], tips=asked),
    }
    rows = {**shown, "years": shown["year_steps"]}
    made = {name: make(rows[name]) for name, make in draw.items() if rows[name]}
    return made | {name: charts.columns(ages, r["jobs"], r["age"]) for name, ages in shown["ages"].items() if ages}


def _categories(board: Board) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The groups and the categories with the jobs of each; a job counts once in a group."""
    kept = taxonomy.load()
    names = {group.id: group.name for group in kept.groups}
    of = {category.id: names[category.group] for category in kept.categories}
    categories = [row | {"group": of.get(row["category"], "—")} for row in board.figure("categories")]
    return board.grouped(of), categories


def _pairs(board: Board, categories: Iterable[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], list[str]]:
    """Every pair of the most frequent categories, with the share of the row's jobs; the names in the order of the chart."""
    top = list(categories)[:PAIRED]
    together = {(row["category"], row["other"]): row["jobs"] for row in board.figure("pairs")}
    rows = [
        {"row": a["name"], "column": b["name"], "jobs": jobs, "share": round(jobs / a["jobs"], 4)}
        for a in top
        for b in top
        if a["category"] != b["category"] and (jobs := together.get((a["category"], b["category"]), 0)) >= 0
    ]
    return rows, [row["name"] for row in top]


def _years(board: Board, r: Words) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, int]]:
    """A row a level with its counts by step, the same long for the chart, and how many jobs state both or only the level."""
    counts: dict[str, dict[str | None, int]] = {}
    for row in board.figure("years_by_education"):
        counts.setdefault(row["level"], {})[row["years"]] = row["jobs"]
    medians = {row["level"]: row["median"] for row in board.figure("median_years")}
    levels = [level for level in _LEVELS if level in counts]
    table = [
        {
            "level": level,
            "median": medians.get(level),
            "none": counts[level].get(None, 0),
            **{step: counts[level].get(step, 0) for step in STEPS},
        }
        for level in levels
    ]
    long = [
        {"level": row["level"], "step": r[name], "order": order, "jobs": row[step]}
        for row in table
        for order, (step, name) in enumerate(STEPS.items())
        if row[step]
    ]
    return table, long, {"stated": sum(row["jobs"] for row in long), "unstated": sum(row["none"] for row in table)}
