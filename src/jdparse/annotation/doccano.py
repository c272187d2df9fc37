"""doccano JSONL: ``{"text": …, "label": [[start, end, "LABEL"], …], "meta": {…}}``, one record a line.

Reads what doccano exports: ``label`` or ``labels``, or ``entities`` with ``start_offset``/``end_offset`` of a relation
project. Old versions count UTF-16 units (a text with emoji is shifted): ``utf16=True``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jdparse.annotation.checks import Spot, code_points, json_lines
from jdparse.annotation.records import LabelledSpan, Record

__all__ = ["read_doccano", "write_doccano"]


def write_doccano(records: Iterable[Record], path: Path | str) -> None:
    """Write the records to ``path``, one JSON object a line, offsets in code points."""
    with Path(path).open("w", encoding="utf-8", newline="\n") as out:
        for record in records:
            row = {"text": record.text, "label": [[s.start, s.end, s.label] for s in record.spans], "meta": dict(record.meta)}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def read_doccano(path: Path | str, *, utf16: bool = False) -> list[Record]:
    """The records of a file; raises AnnotationError (JD610) that names file, line, field and remedy."""
    return [_record(spot, row, utf16) for spot, row in json_lines(path)]


def _record(spot: Spot, row: Any, utf16: bool) -> Record:
    text = spot.get(row, "text", str, "the text")
    points = code_points(text) if utf16 else None
    spans = tuple(_span(place, text, triple, points) for place, triple in _triples(spot, row))
    meta = {str(key): str(value) for key, value in spot.of_type(row.get("meta", {}), "meta", dict, "an object").items()}
    return Record(text, spans, meta | ({"id": str(row["id"])} if "id" in row and "id" not in meta else {}))


def _triples(spot: Spot, row: dict[str, Any]) -> list[tuple[Spot, list[Any]]]:
    if "entities" in row:
        entities = spot.get(row, "entities", list, "a list of entities")
        places = [spot.at(f"entities[{index}]") for index in range(len(entities))]
        return [
            (place, [place.get(entity, name, kind, what) for name, kind, what in _ENTITY])
            for place, entity in zip(places, entities, strict=True)
        ]
    name = "labels" if "labels" in row and "label" not in row else "label"
    triples = spot.get(row, name, list, "a list of [start, end, label]")
    return [(spot.at(f"{name}[{index}]"), triple) for index, triple in enumerate(triples)]


_ENTITY = (("start_offset", int, "an offset"), ("end_offset", int, "an offset"), ("label", str, "the name of a label"))


def _span(spot: Spot, text: str, triple: Any, points: list[int] | None) -> LabelledSpan:
    if not isinstance(triple, list) or len(triple) != 3:
        raise spot.error(f"is {json.dumps(triple, ensure_ascii=False)[:40]}. It must be [start, end, label].")
    start, end, label = triple
    if points and isinstance(start, int) and isinstance(end, int) and 0 <= start < end < len(points):
        start, end = points[start], points[end]
    return spot.span(text, start, end, label)
