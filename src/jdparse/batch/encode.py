"""Tables as bytes of a file: Parquet, JSON lines or CSV; the same rows give the same bytes."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

__all__ = ["FORMATS", "encode"]

FORMATS = ("parquet", "jsonl", "csv")


def encode(batch: pa.RecordBatch | pa.Table, form: str) -> bytes:
    """The file of a table in one of ``FORMATS``. In CSV, several values of a cell are joined by 、 and null is empty."""
    table = batch if isinstance(batch, pa.Table) else pa.Table.from_batches([batch])
    if form == "parquet":
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd")
        whole: bytes = sink.getvalue().to_pybytes()
        return whole
    if form == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table.to_pylist()).encode()
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.schema.names)
    writer.writerows([_cell(value) for value in row.values()] for row in table.to_pylist())
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    return "、".join(value) if isinstance(value, list) else value
