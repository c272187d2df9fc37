"""Read annotated texts: ``NAME.txt`` with ``NAME.gold.json``, texts with inline tags, and JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jdparse.annotation import read_posting, to_gold
from jdparse.errors import AnnotationError

__all__ = ["read_gold"]

_GOLD = ".gold.json"
_PARTS = ("jobs", "clauses", "requirements")


def read_gold(folder: Path | str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The annotated texts of one folder as (name, text, gold), by name; folders in it are not read.

    - ``NAME.txt`` and ``NAME.gold.json``: the text as it is, and the data that ``jdparse.annotation.to_gold`` describes.
    - ``NAME.txt`` alone: a text with inline tags (``jdparse.annotation``).
    - ``*.jsonl``: one ``{"id": …, "text": …, "gold": {…}}`` a line; lines without ``gold`` are left out.

    Raises AnnotationError: JD621, the folder holds none of these; JD622, a file is not well formed; JD601 to JD605 as
    ``parse_inline`` does.
    """
    place = Path(folder)
    pairs = sorted(place.glob(f"*{_GOLD}"))
    alone = [path for path in sorted(place.glob("*.txt")) if not path.with_suffix(_GOLD).exists()]
    lines = sorted(place.glob("*.jsonl"))
    if not (pairs or alone or lines):
        raise AnnotationError("JD621", f"{place}: {_nothing(place)}")
    for path in pairs:
        yield path.name.removesuffix(_GOLD), _text(path), _checked(_json(path.read_bytes(), str(path)), str(path))
    for path in alone:
        annotated = read_posting(path)
        if not annotated.clauses:
            raise AnnotationError("JD622", f"{path}: has neither inline tags nor a {path.stem}{_GOLD} beside it. Annotate it or remove it.")
        yield path.stem, annotated.text, to_gold(annotated)
    for path in lines:
        yield from _rows(path)


def _nothing(place: Path) -> str:
    if not place.is_dir():
        return "is no folder. Name a folder of NAME.txt with NAME.gold.json, or of texts with inline tags."
    inside = sorted(path.name for path in place.iterdir() if path.is_dir() and any(path.glob("*.txt")))
    look = f" Did you mean {', '.join(str(place / name) for name in inside)}?" if inside else ""
    return f"holds no annotated text: neither NAME.txt with NAME{_GOLD}, nor texts with inline tags, nor JSON lines.{look}"


def _text(path: Path) -> str:
    source = path.with_name(path.name.removesuffix(_GOLD) + ".txt")
    try:
        return source.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise AnnotationError("JD622", f"{path}: has no {source.name} beside it, the text that its offsets point into.") from None
    except UnicodeDecodeError as error:
        raise AnnotationError(
            "JD622", f"{source}: is not UTF-8 ({error}). The offsets of the gold count its code points; save it so."
        ) from None


def _rows(path: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if line.strip():
            spot = f"{path}, line {number}"
            row = _json(line, spot)
            if row.get("gold"):
                if not isinstance(row.get("text"), str):
                    raise AnnotationError("JD622", f'{spot}: has gold and no "text".')
                yield str(row.get("id", number)), row["text"], _checked(row["gold"], spot)


def _json(data: bytes, spot: str) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except ValueError as error:
        raise AnnotationError("JD622", f"{spot}: is no JSON ({error}).") from None
    if not isinstance(value, dict):
        raise AnnotationError("JD622", f"{spot}: must be a JSON object.")
    return value


def _checked(gold: dict[str, Any], spot: str) -> dict[str, Any]:
    lacking = [part for part in _PARTS if not isinstance(gold.get(part), list)]
    if lacking:
        raise AnnotationError("JD622", f"{spot}: the gold lacks the lists {', '.join(lacking)}; it must have {', '.join(_PARTS)}.")
    for clause in gold["clauses"]:
        if missing := sorted({"start", "end", "section", "level", "tags", "job"} - clause.keys()):
            raise AnnotationError("JD622", f"{spot}: a clause lacks {', '.join(missing)}.")
    for fact in gold["requirements"]:
        if missing := sorted({"type", "start", "end", "modality"} - fact.keys()):
            raise AnnotationError("JD622", f"{spot}: a requirement lacks {', '.join(missing)}.")
    return gold
