"""Word lists of the rules: TOML files in ``lexicon/``, checked as they load, and made into regex alternations.

A file holds tables of words; a comment above a group says what they are for. A group may not be empty and may not name a word twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from jdparse.errors import LexiconError
from jdparse.toml_files import builtin

__all__ = ["alternation", "by_letter", "first_letter", "load"]


@cache
def load(name: str) -> Mapping[str, Any]:
    """The word list ``lexicon/<name>.toml``.

    Raises LexiconError (JD307) where a list of words is empty or names a word twice.

    >>> "本科" in load("education")["levels"]["本科"]
    True
    """
    tables = builtin(name)
    _check(name, tables)
    return tables


def _check(name: str, table: Mapping[str, Any]) -> None:
    for group, entry in table.items():
        if isinstance(entry, dict):
            _check(name, entry)
        elif isinstance(entry, list) and all(isinstance(word, str) for word in entry):
            if not entry or len(set(entry)) < len(entry):
                twice = sorted({word for word in entry if entry.count(word) > 1})
                what = f"names {', '.join(twice)} twice; remove one" if twice else "is empty; remove it or add a word"
                raise LexiconError("JD307", f'{name}.toml, group "{group}" {what}')


def alternation(words: Iterable[str]) -> str:
    r"""Regex source of any of the words, longest first, so that 本科及以上 is tried before 本科.

    >>> alternation(["C", "C++"])
    '(?:C\\+\\+|C)'
    """
    return "(?:" + "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


def first_letter(words: Iterable[str], more: str = "") -> str:
    """Regex source of a look-ahead for the first letters of the words, and for those of ``more``.

    In front of an alternation it saves trying each word at each place of the text.

    >>> first_letter(["本科", "大专"], "硕")
    '(?=[大本硕])'
    """
    return f"(?=[{''.join(sorted({word[0] for word in words} | set(more)))}])"


def by_letter(words: Iterable[str], at: int) -> dict[str, tuple[str, ...]]:
    """The words by their letter at ``at`` (0 the first, -1 the last), longest first: a name is held against the few that can fit.

    >>> by_letter(["常用的", "常用", "各种"], 0)["常"]
    ('常用的', '常用')
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[at], []).append(word)
    return {letter: tuple(group) for letter, group in groups.items()}
