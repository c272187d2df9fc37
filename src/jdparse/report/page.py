"""The page itself: figures of the board as tables and charts, in the words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

import vl_convert

from jdparse.report import notices, sample
from jdparse.report.board import Board
from jdparse.report.figures import STEPS, figures
from jdparse.schema import RequirementType
from jdparse.templating import colours, environment, json_text, policy, script, valid, words
from jdparse.version import __version__

__all__ = ["page"]


def page(out: Path, lang: str, ads: int) -> str:
    """The HTML of the report on the batch in the folder ``out``."""
    said = words(lang)
    with Board(out) as board:
        chosen = sample.keys(board, ads)
        found = notices.count(board, frozenset(chosen))
        context = figures(board, said["report"], found)
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
            year_rows=_columns(context["years"], "level", *STEPS, "none", "median"),
            pair_rows=[[row["row"], row["column"], row["jobs"], f"{row['share']:.1%}"] for row in context["pairs"] if row["jobs"]],
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
