"""The charts of the report, as Vega-Lite specifications made with Altair.

Colours that must follow the reader's dark mode (text, grid, heat, categories) are left to the page's theme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

__all__ = ["Spec", "bars", "columns", "heat", "ranges", "stacked"]

Rows = Sequence[dict[str, Any]]
Spec = dict[str, Any]

_STEP = 19  # pixels of a row
_WIDEST_LABEL = 150


def _data(rows: Rows) -> alt.InlineData:
    return alt.InlineData(values=list(rows))


def _names() -> dict[str, Any]:
    return {"title": None, "axis": alt.Axis(labelLimit=_WIDEST_LABEL, labelOverlap=False, ticks=False, domain=False)}


def _spec(chart: Any, height: int) -> Spec:
    made = chart.properties(width="container", height=height, autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    spec: Spec = made.to_dict()
    spec.pop("config", None)  # the page's theme sets it
    return spec


def bars(rows: Rows, value: str, label: str, *, group: str | None = None, tips: Sequence[tuple[str, str]]) -> Spec:
    """A bar a row, longest first: ``name``, ``jobs``, and ``group`` for the colour; ``value`` and ``label`` are titles."""
    colour = {"color": alt.Color("group:N", title=group, legend=alt.Legend(orient="bottom", columns=4), sort=None)} if group else {}
    base = alt.Chart(_data(rows)).encode(
        y=alt.Y("name:N", sort=None, **_names()),
        x=alt.X("jobs:Q", title=value, axis=alt.Axis(tickMinStep=1, tickCount=5)),
        tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in (("name", label), *tips)],
    )
    figures = base.mark_text(align="left", dx=4).encode(text=alt.Text("jobs:Q", format=","))
    return _spec(alt.layer(base.mark_bar().encode(**colour), figures), _STEP * len(rows))


def heat(rows: Rows, names: Sequence[str], titles: Mapping[str, str]) -> Spec:
    """A square a pair of ``row`` and ``column``, its colour the ``share`` of the row."""
    chart = (
        alt.Chart(_data(rows))
        .mark_rect()
        .encode(
            y=alt.Y("row:N", sort=list(names), **_names()),
            x=alt.X("column:N", sort=list(names), title=None, axis=alt.Axis(labelAngle=-60, ticks=False, domain=False, orient="top")),
            color=alt.Color("share:Q", title=titles["of_row"], legend=alt.Legend(format=".0%", orient="bottom", gradientLength=200)),
            tooltip=[
                alt.Tooltip("row:N", title=titles["row"]),
                alt.Tooltip("column:N", title=titles["column"]),
                alt.Tooltip("jobs:Q", title=titles["together"]),
                alt.Tooltip("share:Q", title=titles["of_row"], format=".1%"),
            ],
        )
    )
    return _spec(chart, _STEP * len(names))


def stacked(rows: Rows, levels: Sequence[str], steps: Sequence[str], titles: Mapping[str, str]) -> Spec:
    """A bar of 100 % a ``level``, cut by ``step``, of ``jobs``."""
    chart = (
        alt.Chart(_data(rows))
        .mark_bar()
        .encode(
            y=alt.Y("level:N", sort=list(levels), **_names()),
            x=alt.X("jobs:Q", stack="normalize", title=titles["share"], axis=alt.Axis(format="%", tickCount=5)),
            color=alt.Color("step:O", sort=list(steps), title=titles["experience"], legend=alt.Legend(orient="bottom")),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("level:N", title=titles["education"]),
                alt.Tooltip("step:N", title=titles["experience"]),
                alt.Tooltip("jobs:Q", title=titles["jobs"]),
            ],
        )
    )
    return _spec(chart, 34 * max(1, len(levels)))


def ranges(rows: Rows, titles: Mapping[str, str]) -> Spec:
    """A line from ``low`` to ``high`` a ``name``, with a point at each end."""
    base = alt.Chart(_data(rows)).encode(
        y=alt.Y("name:N", sort=None, **_names()),
        tooltip=[
            alt.Tooltip("name:N", title=titles["category"]),
            alt.Tooltip("low:Q", title=titles["low"], format=",.0f"),
            alt.Tooltip("high:Q", title=titles["high"], format=",.0f"),
            alt.Tooltip("jobs:Q", title=titles["jobs"]),
        ],
    )
    low = alt.X("low:Q", title=titles["yuan"], axis=alt.Axis(tickCount=6))
    line = base.mark_rule(strokeWidth=4, opacity=0.55).encode(x=low, x2="high:Q")
    ends = base.mark_point(filled=True, size=55, opacity=1)
    return _spec(alt.layer(line, ends.encode(x=low), ends.encode(x=alt.X("high:Q"))), _STEP * len(rows))


def columns(rows: Rows, value: str, label: str) -> Spec:
    """A column a number: ``age`` and ``jobs``."""
    chart = (
        alt.Chart(_data(rows))
        .mark_bar()
        .encode(
            x=alt.X("age:O", title=label, axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y("jobs:Q", title=value, axis=alt.Axis(tickMinStep=1)),
            tooltip=[alt.Tooltip("age:O", title=label), alt.Tooltip("jobs:Q", title=value)],
        )
    )
    return _spec(chart, 180)
