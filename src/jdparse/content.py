"""What a clause without a heading is about: a linear model over character n-grams, and cue words for rare sections.

The model (``jdparse.section_model``) learned from clauses under headings, so it knows duties, requirements, benefits
and schedules well; text about the firm, remarks and ways to apply mostly stand under no heading and are told by words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from jdparse.patterns import regex
from jdparse.section_model import SectionModel
from jdparse.toml_files import builtin

__all__ = ["Guess", "cue_weights", "guess_kinds"]

_CUE = 0.15  # what one unit of a cue word's weight adds to the model's chance of its section
_PHONE = regex(r"\d(?:\d{2,3}-\d{7,8}|(?<!\d\d)\d{10}(?!\d))")
_MAIL = regex(r"[\w.]{3}@[\w-]{2,}\.")
_TOGETHER = 1024  # texts whose scores are held at a time: as Python numbers they take half a kilobyte a text
_MOST = 6.0  # cue weight of one section counts at most this much


class Guess(NamedTuple):
    """The likeliest section kind and by how much it leads (0 to about 1.7)."""

    kind: str
    lead: float


@cache
def _cues() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, int]]]:
    words = {word: (kind, int(weight)) for kind, weights in builtin("cues").items() for weight, group in weights.items() for word in group}
    return ahocorasick_rs.AhoCorasick(list(words), matchkind=ahocorasick_rs.MATCHKIND_LEFTMOST_LONGEST), list(words.values())


def cue_weights(text: str) -> dict[str, float]:
    """How much the cue words of a text speak for each section kind."""
    matcher, values = _cues()
    weights: dict[str, float] = {}
    for index, _, _ in matcher.find_matches_as_indexes(text):
        kind, weight = values[index]
        weights[kind] = min(_MOST, weights.get(kind, 0.0) + weight)
    if _PHONE.search(text) or ("@" in text and _MAIL.search(text)):
        weights["application"] = min(_MOST, weights.get("application", 0.0) + 6.0)
    return weights


def guess_kinds(texts: Sequence[str]) -> list[Guess]:
    """The likeliest section of each text; one call for many texts costs little more than for one.

    >>> [guess.kind for guess in guess_kinds(["负责处理客户投诉", "有意者请将简历发至邮箱"])]
    ['duties', 'application']
    """
    if not texts:
        return []
    model = SectionModel.load()
    kinds = model.kinds
    found = []
    for first in range(0, len(texts), _TOGETHER):
        some = texts[first : first + _TOGETHER]
        for text, scores in zip(some, model.scores(some).tolist(), strict=True):
            for kind, weight in cue_weights(text).items():
                scores[kinds.index(kind)] += _CUE * weight
            best = max(scores)
            likeliest = scores.index(best)
            scores[likeliest] = -1.0
            found.append(Guess(kinds[likeliest], best - max(scores)))
    return found
