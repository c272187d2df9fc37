"""Tables as bytes of a file: Parquet, JSON lines or CSV; the same rows give the same bytes."""

from __future__ import annotations

import csv
import json
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

__all__ = ["FORMATS", "encode"]

FORMATS = ("parquet", "jsonl", "csv")


def encode(batch: pa.RecordBatch | pa.Table, form: str) -> bytes:
    """The file of a table in one of ``FORMATS``.

    In CSV, several values of a cell are joined by 、, null is empty, and a text that a spreadsheet would take for a formula, as it
    begins with one of ``FORMULA``, has an apostrophe before it (the rule of OWASP, "CSV injection"). Parquet and JSON lines
    hold every text as it is.
    """
    table = batch if isinstance(batch, pa.Table) else pa.Table.from_batches([batch])
    if form == "parquet":
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd")
        whole: bytes = sink.getvalue().to_pybytes()
        return whole
    if form == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table.to_pylist()).encode()
    lines: list[str] = []
    # csv quotes what a line may end with; both kinds of line end are in texts, so both must be quoted
    writer = csv.writer(SimpleNamespace(write=lines.append), lineterminator="\r\n")
    writer.writerow(table.schema.names)
    writer.writerows([_cell(value) for value in row.values()] for row in table.to_pylist())
    return "".join(line.removesuffix("\r\n") + "\n" for line in lines).encode()


FORMULA = frozenset("=+-@\t\r＝＋－＠")
"""What a text begins with that a spreadsheet reads as a formula, full-width forms included."""


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = "、".join(value)
    return f"'{value}" if isinstance(value, str) and value[:1] in FORMULA else value
