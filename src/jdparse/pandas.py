"""``import jdparse.pandas`` gives every DataFrame ``df.jd.parse(column)``.

>>> import pandas, jdparse.pandas
>>> ads = pandas.DataFrame({"职位描述": ["任职要求：1、大专以上学历；2、3年以上工作经验。"], "薪资": ["8-9千"]})
>>> found = ads.jd.parse("职位描述", board={"salary": "薪资"})
>>> found.jobs[["min_level", "min_years", "board_max_salary"]].values.tolist()
[['大专', 3.0, 9000.0]]
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

from jdparse.frames import Frames, named_columns, parse_frame
from jdparse.parser import Parser

__all__ = ["Accessor"]


@pd.api.extensions.register_dataframe_accessor("jd")
class Accessor:
    """What ``df.jd`` is."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def parse(
        self,
        text: str,
        *,
        title: str | None = None,
        id: str | None = None,  # noqa: A002  the name that users give the column
        board: Mapping[str, str] | None = None,
        parser: Parser | None = None,
    ) -> Frames[pd.DataFrame]:
        """The tables of the texts in a column; arguments and errors as ``jdparse.arrow.parse_batch``."""
        named = named_columns(self._frame.columns, text, title, id, board=board)
        frame = pa.Table.from_pandas(self._frame[named], preserve_index=False)
        tables = parse_frame(frame, text, title=title, id=id, board=board, parser=parser)
        return Frames(**{name: table.to_pandas() for name, table in tables.items()})
