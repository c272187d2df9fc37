"""Prodigy JSONL for ``spans_manual``: one token a character, so that spans may start and end anywhere in Chinese.

``token_end`` is inclusive. Hashes are left out: Prodigy sets them itself.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from jdparse.annotation.checks import Spot, json_lines
from jdparse.annotation.records import Record

__all__ = ["ANSWERS", "read_prodigy", "write_prodigy"]

ANSWERS = ("accept", "reject", "ignore")


def write_prodigy(records: Iterable[Record], path: Path | str) -> None:
    """Write the records to ``path``, one JSON object a line, offsets in code points, answer ``accept``."""
    with Path(path).open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(json.dumps(_row(record), ensure_ascii=False) + "\n" for record in records)


def _row(record: Record) -> dict[str, Any]:
    tokens = [{"text": c, "start": i, "end": i + 1, "id": i, "ws": False} for i, c in enumerate(record.text)]
    spans = [{"start": s.start, "end": s.end, "label": s.label, "token_start": s.start, "token_end": s.end - 1} for s in record.spans]
    return {"text": record.text, "tokens": tokens, "spans": spans, "meta": dict(record.meta), "answer": "accept"}


def read_prodigy(path: Path | str, *, answers: Collection[str] = ("accept",)) -> list[Record]:
    """The records of a file whose ``answer`` is one of ``answers`` (none counts as accept); others are left out.

    Raises AnnotationError (JD610) that names file, line, field and remedy.
    """
    records = []
    for spot, row in json_lines(path):
        text = spot.get(row, "text", str, "the text")
        answer = row.get("answer", ANSWERS[0])
        if answer not in ANSWERS:
            raise spot.at("answer").error(f"is {answer!r}. It must be one of {' '.join(ANSWERS)}.")
        if answer in answers:
            records.append(_record(spot, row, text))
    return records


def _record(spot: Spot, row: dict[str, Any], text: str) -> Record:
    spans = []
    for index, span in enumerate(spot.of_type(row.get("spans", []), "spans", list, "a list of spans")):
        place = spot.at(f"spans[{index}]")
        found = [place.get(span, name, kind, what) for name, kind, what in _SPAN]
        spans.append(place.span(text, *found))
    meta = spot.of_type(row.get("meta", {}), "meta", dict, "an object")
    return Record(text, tuple(spans), {str(key): str(value) for key, value in meta.items()})


_SPAN = (("start", int, "an offset"), ("end", int, "an offset"), ("label", str, "the name of a label"))
