"""What the readers of every exchange format share: where a fault stands, and the checks of a span."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jdparse.annotation.records import LabelledSpan
from jdparse.errors import AnnotationError

__all__ = ["Spot", "code_points", "json_lines", "read_text"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file: the file, the line or task, and the field."""

    file: str
    item: str
    field: str = ""

    def at(self, field: str) -> Spot:
        """The same place, at a field of it."""
        return Spot(self.file, self.item, f"{self.field}.{field}" if self.field else field)

    def error(self, what: str) -> AnnotationError:
        """The error to raise: file, place, field, and what is wrong and what to do."""
        where = f"{self.file}, {self.item}" + (f", field {self.field}" if self.field else "")
        return AnnotationError("JD610", f"{where}: {what}")

    def get(self, holder: Any, field: str, kind: type, what: str) -> Any:
        """``holder[field]``, which must be there and of type ``kind``."""
        if not isinstance(holder, dict):
            raise self.error(f"is {type(holder).__name__}, not an object. Export again in the format of this reader.")
        if field not in holder:
            raise self.at(field).error(f"is missing. It must hold {what}.")
        return self.of_type(holder[field], field, kind, what)

    def of_type(self, value: Any, field: str, kind: type, what: str) -> Any:
        """``value`` if it is of type ``kind``."""
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.at(field).error(f"is {json.dumps(value, ensure_ascii=False)[:40]}. It must hold {what}.")
        return value

    def span(self, text: str, start: Any, end: Any, label: Any) -> LabelledSpan:
        """A span of ``text``; offsets are code points, half-open."""
        self.of_type(start, "start", int, "an offset in code points")
        self.of_type(end, "end", int, "an offset in code points")
        self.of_type(label, "label", str, "the name of a label")
        if not 0 <= start < end <= len(text):
            raise self.error(
                f"the span {start}-{end} does not lie in the text of {len(text)} code points. "
                "If the tool counts UTF-16 units, read with utf16=True; if it dropped \\r, export unix_newlines(record)."
            )
        return LabelledSpan(start, end, label)


def read_text(path: Path | str) -> str:
    """The text of a file, which must be UTF-8; line ends stay as they are."""
    raw = Path(path).read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AnnotationError("JD610", f"{path}, byte {error.start}: is not UTF-8. Save the file as UTF-8.") from None


def json_lines(path: Path | str) -> Iterator[tuple[Spot, Any]]:
    """The value of each line that is not blank, with its place."""
    for number, line in enumerate(read_text(path).split("\n"), 1):
        spot = Spot(str(path), f"line {number}")
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            raise spot.error(f"column {error.colno}: {error.msg}. Each line must be one JSON object.") from None
        except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets thousands deep
            raise spot.error(f"{error}. Each line must be one JSON object.") from None
        yield spot, value


def code_points(text: str) -> list[int]:
    """The code-point offset of every UTF-16 offset of ``text``; both halves of a surrogate pair map to its start.

    >>> code_points("a🐱b")
    [0, 1, 1, 2, 3]
    """
    offsets: list[int] = []
    for index, character in enumerate(text):
        offsets += [index] * (2 if ord(character) > 0xFFFF else 1)
    return [*offsets, len(text)]
