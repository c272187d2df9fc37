"""What a clause without a heading is about, from the words in it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import ahocorasick_rs

__all__ = ["content_kind"]


@cache
def _cues() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, int]]]:
    table = tomllib.loads((files("jdparse") / "lexicon/cues.toml").read_text(encoding="utf-8"))
    words = {word: (kind, int(weight)) for kind, weights in table.items() for weight, group in weights.items() for word in group}
    return ahocorasick_rs.AhoCorasick(list(words), matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST), list(words.values())


def content_kind(text: str) -> tuple[str | None, float]:
    """The section kind that the words of ``text`` speak for most, and by how much over the next one."""
    matcher, values = _cues()
    scores: dict[str, float] = {}
    for index, start, _ in matcher.find_matches_as_indexes(text):
        kind, weight = values[index]
        scores[kind] = scores.get(kind, 0.0) + weight + (1.0 if start < 2 else 0.0)
    if not scores:
        return None, 0.0
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    return ranked[0][0], ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
