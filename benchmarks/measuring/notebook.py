"""What an analyst writes first: lists of words, a few regular expressions. The thing to compare with, in quality and in speed."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

LEVELS = ["初中", "高中", "中专", "大专", "本科", "硕士", "博士"]
WORDS = Path(__file__).resolve().parents[1] / "keywords.toml"

YEARS = re.compile(r"(\d{1,2})\s*[-~至]\s*\d{1,2}\s*年|(\d{1,2})\s*年(?:及)?以上")
EDUCATION = re.compile("|".join(LEVELS))
AGE = re.compile(r"(\d{2})\s*[-~至]\s*(\d{2})\s*(?:周)?岁|(\d{2})\s*(?:周)?岁以[上下]")
SALARY = re.compile(r"(\d{4,5})\s*[-~至]\s*(\d{4,5})\s*元?|(\d{1,3})[kK]\s*[-~至]\s*(\d{1,3})[kK]")
ENDS = re.compile(r"[。；;！!？?\n]")
NUMBER = re.compile(r"[\s　]{0,9}(?:[(（]?\d{1,2}[)）、.．]|[①-⑳]|[●◆·•\-])?[\s　]{0,9}")


@cache
def keywords() -> dict[str, re.Pattern[str]]:
    """One pattern a category, of the words of ``keywords.toml``."""
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))["words"]
    return {name: re.compile("|".join(map(re.escape, held))) for name, held in words.items()}


def categories(text: str) -> set[str]:
    """The categories one of whose words the text holds."""
    return {name for name, pattern in keywords().items() if pattern.search(text)}


def years(text: str) -> float | None:
    """The first 3-5年 or 3年以上."""
    found = YEARS.search(text)
    return float(found[1] or found[2]) if found else None


def education(text: str) -> str | None:
    """The first level that comes up."""
    found = EDUCATION.search(text)
    return found[0] if found else None


def clauses(text: str) -> list[tuple[int, int]]:
    """Pieces between sentence ends, semicolons and line breaks, without the number in front."""
    found, start = [], 0
    for end in [match.start() for match in ENDS.finditer(text)] + [len(text)]:
        number = NUMBER.match(text, start, end)
        first = number.end() if number else start
        last = first + len(text[first:end].rstrip())
        if last > first:
            found.append((first, last))
        start = end + 1
    return found


def read(text: str) -> dict[str, object]:
    """All of it for one ad, as one row of a table."""
    age, salary = AGE.search(text), SALARY.search(text)
    return {
        "years": years(text),
        "education": education(text),
        "age": age[0] if age else None,
        "salary": salary[0] if salary else None,
        "clauses": [(text[start:end], categories(text[start:end])) for start, end in clauses(text)],
    }
