"""What counts as the same: the body of a clause, the words of a title, the values of a requirement."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from jdparse.patterns import regex

__all__ = ["CLOSED", "DETAILS", "body", "facts_meet", "plain", "same_values", "title_key"]

Span = tuple[int, int]
Fact = Mapping[str, Any]

MARKER = regex(
    r"""\s*(?:
        [(（\[【]?\s*(?:\d{1,2}(?:\.\d{1,2})*|[一二三四五六七八九十]{1,3}|[a-zA-Z])\s*[)）\]】、.．:：,，]\s*  # 1、 (一) 2.1) a.
        |[①-⑳⑴-⒇⒈-⒛❶-❿➀-➉Ⅰ-Ⅻ]\s*[、.．]?\s*
        |职责[一二三四五六七八九十]\s*[:：]?\s*
        |[-–—•·●○◆◇■□▪★☆*＊>※✓✔→]\s*
    )""",
    re.VERBOSE,
)
OUTER = " \t\r\n\u3000\xa0;；。,，、.．:："

CLOSED: dict[str, tuple[str, ...]] = {
    "experience": ("min_years", "max_years"),
    "education": ("min_level",),
    "age": ("min_age", "max_age"),
    "gender": ("gender",),
    "height": ("min_cm", "max_cm"),
    "salary": ("min", "max", "period", "months"),
    "headcount": ("count",),
    "language": ("language",),
}
"""The types whose values are figures or from a list, and the values that must be right; the other types are open: their words count."""

DETAILS: dict[str, tuple[str, ...]] = {
    "experience": ("field",),
    "education": ("full_time", "school_tier"),
    "major": ("majors",),
    "certificate": ("name",),
    "skill": ("name", "proficiency"),
    "trait": ("name",),
    "language": ("level",),
}
"""Values that are judged by themselves, over the requirements that were found."""

_NAMED = frozenset({"major", "certificate", "skill", "trait", "residency", "work_condition"})  # the value is the words of the span
_NEARLY_ALL = 0.5
_CLOSE = 1e-6


def body(text: str, start: int, end: int) -> Span:
    """The span without its marker and outer punctuation, so that nobody is judged by where a number belongs.

    >>> body("1、接待客户；", 0, 7)
    (2, 6)
    """
    marker = MARKER.match(text, start, end)
    if marker and marker.end() < end:
        start = marker.end()
    piece = text[start:end]
    start = end - len(piece.lstrip(OUTER))
    return start, start + len(text[start:end].rstrip(OUTER))


def title_key(title: str | None) -> str:
    """A title without width, case, blanks, brackets and dashes.

    >>> title_key("客服 经理（上海）") == title_key("客服经理(上海)")
    True
    """
    return re.sub(r"[\s()（）【】\[\]·\-—_/]+", "", unicodedata.normalize("NFKC", title or "")).lower()


def plain(value: Any) -> Any:
    """A name without width, case and blanks; several names in order."""
    if isinstance(value, list | tuple):
        return sorted(map(plain, value))
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", value)).lower() if isinstance(value, str) else value


def same_values(found: Fact, gold: Fact) -> bool:
    """Whether two facts are of one type, with the values that its type must have right (``CLOSED``)."""
    if found["type"] != gold["type"]:
        return False
    for key in CLOSED.get(gold["type"], ()):
        got, want = found.get(key), gold.get(key)
        if key == "language" or isinstance(want, str):
            if (got or "") != (want or ""):
                return False
        elif got is None or want is None:
            if got is not want:
                return False
        elif abs(float(got) - float(want)) > _CLOSE:
            return False
    return True


def facts_meet(found: Fact, gold: Fact) -> bool:
    """Whether the words of two facts overlap; where the words are the value, by at least half of their union."""
    common = min(found["end"], gold["end"]) - max(found["start"], gold["start"])
    if common <= 0 or gold["type"] not in _NAMED:
        return bool(common > 0)
    return bool(common / (max(found["end"], gold["end"]) - min(found["start"], gold["start"])) >= _NEARLY_ALL)
