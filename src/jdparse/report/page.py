"""The page itself: figures of the board as tables and charts, in the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

import vl_convert

from jdparse import taxonomy
from jdparse.report import charts, notices, sample
from jdparse.report.board import Board
from jdparse.schema import EducationLevel, RequirementType
from jdparse.templating import colours, environment, json_text, policy, script, valid, words
from jdparse.version import __version__

__all__ = ["page"]

PAIRED = 20
"""Categories of the heat map."""
LEAST_PAID = 5
"""Jobs with a stated pay from which a category is drawn."""
_SHOWN_BOARDS = 15

_LEVELS = ("不限", *get_args(EducationLevel)[:-1])
_STEPS = {"0": "years_0", "<1": "years_under", "1-2": "years_1", "3-4": "years_3", "5-9": "years_5", "10+": "years_10"}

Words = Mapping[str, str]


def page(out: Path, lang: str, ads: int) -> str:
    """The HTML of the report on the batch in the folder ``out``."""
    said = words(lang)
    with Board(out) as board:
        chosen = sample.keys(board, ads)
        found = notices.count(board, frozenset(chosen))
        context = _figures(board, said["report"], found)
        context["ads"] = sample.ads(board, chosen, {kind: number for number, kind in enumerate(get_args(RequirementType))}, found.of_job)
        context["sources"] = [source["name"] for source in board.settings.get("inputs", ())]
    library, code = _library(), str(script(str(environment().get_template("report.js").render())))
    return valid(
        environment()
        .get_template("report.html")
        .render(
            t=said,
            r=said["report"],
            lang={"zh": "zh-CN", "en": "en"}[lang],
            colours=colours(),
            library=script(library),
            script=script(code),
            policy=policy([library, code]),
            data=json_text(_data(context, said)),
            version=__version__,
            columns=_columns,
            with_share=_with_share,
            year_rows=_columns(context["years"], "level", *_STEPS, "none", "median"),
            limit_rows=_limits(context["limits"], said),
            element_rows=_elements(found.elements),
            **context,
        )
    )


@cache
def _library() -> str:
    """Vega, Vega-Lite and Vega-Embed in one script, as vl-convert carries them: seconds of work, always the same."""
    return str(script(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")))


def _columns(rows: Iterable[Mapping[str, Any]], *names: str) -> list[list[Any]]:
    """The rows of a table, as lists of the named values."""
    return [[row[name] for name in names] for row in rows]


def _with_share(rows: Iterable[list[Any]], total: int, place: int = -1) -> list[list[Any]]:
    """The rows with the share of their count (the value at ``place``) in the total as a last value."""
    return [[*row, f"{row[place] / total:.1%}" if total else "—"] for row in rows]


def _limits(rows: Iterable[Mapping[str, Any]], said: Mapping[str, Any]) -> list[list[Any]]:
    return [[said["kind"][row["type"]], row["value"], said[row["modality"]], row["jobs"]] for row in rows]


def _elements(found: Iterable[notices.Found]) -> list[list[Any]]:
    return [[one.notice.condition, one.jobs] for one in found]


def _data(context: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """What the page's script reads."""
    return {
        "charts": context["charts"],
        "ads": context["ads"],
        "kinds": [[kind, said["kind"][kind]] for kind in get_args(RequirementType)],
        "sections": said["section"],
        "notices": {one.notice.rule: one.notice.condition for one in context["notices"].conditions},
        "words": {name: said["report"][name] for name in ("open", "close", "found", "cut", "untitled")},
    }


def _figures(board: Board, r: Words, found: notices.Notices) -> dict[str, Any]:
    """The figures of the page, and the charts drawn from them."""
    total = board.figure("totals")[0]
    groups, categories = _categories(board)
    pairs, paired = _pairs(board, categories)
    years, year_steps, stated = _years(board, r)
    salary = [row for row in board.figure("salary_by_category") if row["jobs"] >= LEAST_PAID]
    pay = board.figure("pay")
    skills, traits = board.figure("skills"), board.figure("traits")
    ages = {"max_age": board.figure("ages"), "min_age": board.figure("lowest_ages")}
    made = {
        "groups": charts.bars(groups, r["jobs"], r["group"], tips=[("jobs", r["jobs"])]),
        "categories": charts.bars(
            categories, r["jobs"], r["category"], group=r["group"], tips=[("group", r["group"]), ("jobs", r["jobs"])]
        ),
        "pairs": charts.heat(pairs, paired, dict(r)),
        "years": charts.stacked(year_steps, [row["level"] for row in years], [r[step] for step in _STEPS.values()], dict(r)),
        "salary": charts.ranges(salary, dict(r)),
        "skills": charts.bars(skills, r["jobs"], r["name"], tips=[("jobs", r["jobs"]), ("required", r["required"])]),
        "traits": charts.bars(traits, r["jobs"], r["name"], tips=[("jobs", r["jobs"]), ("required", r["required"])]),
        **{name: charts.columns(rows, r["jobs"], r["age"]) for name, rows in ages.items() if rows},
    }
    empty = {
        "groups": groups,
        "categories": categories,
        "pairs": pairs,
        "years": year_steps,
        "salary": salary,
        "skills": skills,
        "traits": traits,
    }
    return {
        "total": total,
        "summary": board.summary,
        "failures": board.figure("failures"),
        "boards": board.figure("boards")[:_SHOWN_BOARDS],
        "groups": groups,
        "categories": categories,
        "pairs": [row | {"percent": f"{row['share']:.1%}"} for row in pairs if row["jobs"]],
        "paired": paired,
        "years": years,
        "steps": _STEPS,
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
        "charts": {name: spec for name, spec in made.items() if empty.get(name, True)},
    }


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
            **{step: counts[level].get(step, 0) for step in _STEPS},
        }
        for level in levels
    ]
    long = [
        {"level": row["level"], "step": r[name], "order": order, "jobs": row[step]}
        for row in table
        for order, (step, name) in enumerate(_STEPS.items())
        if row[step]
    ]
    return table, long, {"stated": sum(row["jobs"] for row in long), "unstated": sum(row["none"] for row in table)}
