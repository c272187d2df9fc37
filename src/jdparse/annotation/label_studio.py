"""Label Studio JSON: a list of tasks, spans under ``annotations`` (gold) or ``predictions`` (to be corrected).

``from_name`` and ``to_name`` must be those of the labelling configuration: ``label_studio_config`` writes one that fits.
Versions before 2021 count UTF-16 units (a text with emoji is shifted): ``utf16=True``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal
from xml.sax.saxutils import quoteattr

from jdparse.annotation.checks import Spot, code_points, read_text
from jdparse.annotation.records import LabelledSpan, Record

__all__ = ["label_studio_config", "read_label_studio", "write_label_studio"]

FROM_NAME, TO_NAME = "label", "text"


def label_studio_config(labels: Iterable[str]) -> str:
    """The labelling configuration (XML) that the written tasks belong to.

    >>> print(label_studio_config(["title"]))
    <View>
      <Labels name="label" toName="text">
        <Label value="title"/>
      </Labels>
      <Text name="text" value="$text" granularity="symbol"/>
    </View>
    """
    lines = "".join(f"    <Label value={quoteattr(label)}/>\n" for label in labels)
    head = f'<View>\n  <Labels name="{FROM_NAME}" toName="{TO_NAME}">\n'
    return f'{head}{lines}  </Labels>\n  <Text name="{TO_NAME}" value="$text" granularity="symbol"/>\n</View>'


def write_label_studio(records: Iterable[Record], path: Path | str, *, kind: Literal["annotations", "predictions"] = "annotations") -> None:
    """Write the records to ``path`` as one JSON list of tasks, offsets in code points."""
    tasks = []
    for number, record in enumerate(records):
        result = [_result(record.text, span, f"{number}-{index}") for index, span in enumerate(record.spans)]
        tasks.append({"data": {"text": record.text}, "meta": dict(record.meta), kind: [{"result": result}]})
    Path(path).write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _result(text: str, span: LabelledSpan, identity: str) -> dict[str, Any]:
    value = {"start": span.start, "end": span.end, "text": text[span.start : span.end], "labels": [span.label]}
    return {"id": identity, "from_name": FROM_NAME, "to_name": TO_NAME, "type": "labels", "value": value}


def read_label_studio(path: Path | str, *, utf16: bool = False) -> list[Record]:
    """The records of an exported file: of each task its annotation, or its prediction where it has none.

    Cancelled annotations do not count; results of another type than ``labels`` (choices, relations) are left out.
    Raises AnnotationError (JD610) that names file, task, field and remedy, also where a task has two annotations or
    where ``value.text`` is not the text at the offsets.
    """
    top = Spot(str(path), "the file")
    try:
        tasks = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise Spot(str(path), f"line {error.lineno}").error(f"column {error.colno}: {error.msg}. Export as JSON.") from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets thousands deep
        raise top.error(f"{error}. Export as JSON.") from None
    top.of_type(tasks, "", list, "a list of tasks; export as JSON, not JSON-MIN")
    return [_record(Spot(str(path), f"task {number}"), task, utf16) for number, task in enumerate(tasks, 1)]


def _record(spot: Spot, task: Any, utf16: bool) -> Record:
    data = spot.get(task, "data", dict, "an object with the text")
    text = spot.at("data").get(data, "text", str, "the text")
    points = code_points(text) if utf16 else None
    spans: list[LabelledSpan] = []
    place, results = _results(spot, task)
    for index, result in enumerate(results):
        here = place.at(f"result[{index}]")
        if here.get(result, "type", str, "the type of the result") == "labels":
            spans += _spans(here.at("value"), text, here.get(result, "value", dict, "start, end and labels"), points)
    meta = spot.of_type(task.get("meta") or {}, "meta", dict, "an object")
    return Record(text, tuple(spans), {str(key): str(value) for key, value in meta.items()})


def _results(spot: Spot, task: dict[str, Any]) -> tuple[Spot, list[Any]]:
    for kind in ("annotations", "predictions"):
        given = spot.of_type(task.get(kind) or [], kind, list, "a list")
        kept = [(i, one) for i, one in enumerate(given) if not (isinstance(one, dict) and one.get("was_cancelled"))]
        if len(kept) > 1:
            raise spot.at(kind).error(f"holds {len(kept)} of them. Keep one a task (by completed_by or model_version) and read again.")
        for index, one in kept:
            place = spot.at(f"{kind}[{index}]")
            return place, place.get(one, "result", list, "a list of results")
    return spot, []


def _spans(spot: Spot, text: str, value: dict[str, Any], points: list[int] | None) -> list[LabelledSpan]:
    start, end = (spot.get(value, name, int, "an offset") for name in ("start", "end"))
    if points and 0 <= start < end < len(points):
        start, end = points[start], points[end]
    labels = spot.get(value, "labels", list, "a list of labels")
    spans = [spot.span(text, start, end, label) for label in labels]
    if "text" in value and value["text"] != text[start:end]:
        raise spot.at("text").error(
            f"is {value['text']!r}, the text at {start}-{end} is {text[start:end]!r}. "
            "If the tool counts UTF-16 units, read with utf16=True; if it dropped \\r, export unix_newlines(record)."
        )
    return spans
