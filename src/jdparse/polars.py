"""``import jdparse.polars`` gives every polars DataFrame ``df.jd.parse(column)``.

>>> import polars, jdparse.polars
>>> ads = polars.DataFrame({"职位描述": ["任职要求：1、大专以上学历；2、3年以上工作经验。"], "薪资": ["8-9千"]})
>>> found = ads.jd.parse("职位描述", board={"salary": "薪资"})
>>> found.jobs.select("min_level", "min_years", "board_max_salary").rows()
[('大专', 3.0, 9000.0)]
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import polars as pl

from jdparse.frames import Frames, named_columns, parse_frame
from jdparse.parser import Parser

__all__ = ["Accessor"]


@pl.api.register_dataframe_namespace("jd")
class Accessor:
    """What ``df.jd`` is."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def parse(
        self,
        text: str,
        *,
        title: str | None = None,
        id: str | None = None,  # noqa: A002  the name that users give the column
        board: Mapping[str, str] | None = None,
        parser: Parser | None = None,
    ) -> Frames[pl.DataFrame]:
        """The tables of the texts in a column; arguments and errors as ``jdparse.arrow.parse_batch``."""
        named = named_columns(self._frame.columns, text, title, id, board=board)
        tables = parse_frame(self._frame.select(named).to_arrow(), text, title=title, id=id, board=board, parser=parser)
        return Frames(**{name: cast(pl.DataFrame, pl.from_arrow(table)) for name, table in tables.items()})
