"""The chart of the docs: how many times as fast as ``jieba.lcut`` each one is. Ratios, as these hold on other machines too."""

from __future__ import annotations

from typing import Any

import altair as alt
import vl_convert

from measuring.contenders import BASIS, BATCH, PARSE
from measuring.figures import Bench

ASKED = {PARSE: 3.0, BATCH: 5.0}
COLOURS = {"jdparse": "#3f51b5", "rival": "#9e9e9e"}


def values(bench: Bench) -> list[dict[str, Any]]:
    """A bar a contender, the fastest first; stages are parts of jdparse and no contenders."""
    rows = sorted((row for row in bench.rows if row.group in COLOURS), key=lambda row: -row.times_jieba)
    return [
        {"name": row.name, "group": row.group, "times": row.times_jieba, "figure": f"{row.times_jieba:.2g} ×", "asked": ASKED.get(row.name)}
        for row in rows
    ]


def svg(bench: Bench) -> str:
    """The chart as SVG, readable on a dark page too. Bars start at 1 on a scale of ratios: the faster to the right, the slower to the left."""
    bars = values(bench)
    base = alt.Chart(alt.InlineData(values=bars)).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=260, ticks=False, domain=False))
    )
    along = alt.X(
        "times:Q",
        title=f"times as many characters a second as {BASIS}",
        scale=alt.Scale(type="log", domain=[min(bar["times"] for bar in bars) / 3, max(bar["times"] for bar in bars) * 3], nice=False),
        axis=alt.Axis(values=[0.01, 0.1, 1, 10, 100], format="~g"),
    )
    colour = alt.Color("group:N", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())), legend=None)
    drawn = base.mark_bar().encode(x=along, x2=alt.datum(1), color=colour)
    faster = base.transform_filter("datum.times >= 1").mark_text(align="left", dx=4).encode(x=along, text="figure:N")
    slower = base.transform_filter("datum.times < 1").mark_text(align="right", dx=-4).encode(x=along, text="figure:N")
    asked = base.transform_filter("datum.asked !== null").mark_tick(color="#d32f2f", thickness=3, size=17).encode(x="asked:Q")
    title = alt.TitleParams(f"Speed against {BASIS}", subtitle="same texts, same run; blue: jdparse; red: asked for", anchor="start")
    layers = alt.layer(drawn, asked, faster, slower)
    whole = layers.properties(width=430, height=22 * len(bars), title=title, background="white", padding=12)
    made: str = vl_convert.vegalite_to_svg(whole.to_dict())
    return made + "\n"
