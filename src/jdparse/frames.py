"""What the accessors of pandas and polars share: chosen columns of a frame through the batch kernel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from jdparse.arrow import TABLES, parse_batch
from jdparse.parser import Parser

__all__ = ["CHUNK", "parse_frame"]

CHUNK = 4096
"""Rows of a frame that are parsed at a time."""


def parse_frame(
    frame: pa.Table,
    text: str,
    *,
    title: str | None,
    id: str | None,  # noqa: A002  the name that users give the column
    board: Mapping[str, str] | None,
    parser: Parser | None,
) -> dict[str, pa.Table]:
    """The six tables of a frame's texts, chunk by chunk; arguments as ``parse_batch``."""
    options: dict[str, Any] = {"text": text, "title": title, "id": id, "board": board, "parser": parser}
    starts = range(0, max(1, frame.num_rows), CHUNK)
    parts = [parse_batch(frame.slice(first, CHUNK), first=first, **options) for first in starts]
    return {table: pa.Table.from_batches([part[table] for part in parts]) for table in TABLES}
