"""What pandas, polars, Spark and Ray share: chosen columns of a frame through the batch kernel, and the six tables of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar

import pyarrow as pa

from jdparse.arrow import no_column, parse_batch, split
from jdparse.parser import Parser

__all__ = ["BATCH", "CHUNK", "RECORD", "Frames", "named_columns", "parse_frame"]

Frame = TypeVar("Frame")

CHUNK = 4096
"""Rows of a frame that are parsed at a time."""
BATCH = 1000
"""Ads that a cluster's worker parses at a time: a result of some megabytes."""
RECORD = "jdparse_record"
"""The column in which a cluster numbers the ads where the caller does not."""


class Frames(NamedTuple, Generic[Frame]):
    """The six tables of ``jdparse.arrow_schemas``, each a frame of the library that is used.

    Of pandas and polars they are computed, and ``record`` is the number of a row; of Spark and Ray they are computed when asked for.
    """

    jobs: Frame
    clauses: Frame
    requirements: Frame
    tags: Frame
    noise: Frame
    failures: Frame


def named_columns(columns: Iterable[object], *names: str | None, board: Mapping[str, str] | None) -> list[str]:
    """The columns that a call names, each once; raises BatchError (JD502) for one that the frame does not have."""
    held = list(columns)
    named = list(dict.fromkeys(name for name in (*names, *(board or {}).values()) if name is not None))
    for name in named:
        if name not in held:
            raise no_column(name, held, "frame")
    return named


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
    return split(pa.concat_tables(parts))
