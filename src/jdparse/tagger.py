"""The categories of a duty clause, by a linear model over its character n-grams (``annotation`` rules: the taxonomy).

Prediction needs numpy alone. Whole batches go through a few array operations, so many clauses at once cost least.

>>> tagger = Tagger.load()
>>> [tags[0][0] for tags in tagger.tag_many(["负责新员工的入职培训", "打扫办公区卫生"])]
['training', 'cleaning_environment']
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from jdparse.ngrams import FIRST, Alphabet, Lanes, PairTable, longest
from jdparse.weights import BUILTIN, load_weights

__all__ = ["MAX_TAGS", "Tagger"]

# Taxonomy rule 2: every activity that is expressly stated, at most four.
MAX_TAGS = 4
TOGETHER = 1024  # texts whose scores are held at a time
# A clause of the training data longer than this is a whole list; its beginning says what it is about.
MAX_LENGTH = 300
ORDER = 2  # of the n-grams
# Texts are taken so many at a time: their n-grams then fit into the processor's cache.
CHUNK = 64
# Numbers as arrays without a dimension: numpy takes them in a third of the time that a number of Python costs it.
_NONE, _ONE = np.zeros((), dtype=np.float32), np.ones((), dtype=np.float32)
# A text of which nothing is known has no length to divide by.
_SHORTEST = np.array(1e-6, dtype=np.float32)

ARRAYS = (
    "labels",
    "alphabet",
    "bits",
    "keys",
    "idf",
    "table",
    "scale",
    "bias",
    "slope",
    "offset",
    "curve",
    "thresholds",
    "fallback",
    "context",
)

Scores = npt.NDArray[np.float32]
Found = tuple[tuple[str, float], ...]
_score = itemgetter(0)


class Tagger:
    """A multi-label model; ``labels`` are the category ids it knows."""

    def __init__(self, arrays: dict[str, npt.NDArray[Any]]) -> None:
        self.labels: tuple[str, ...] = tuple(str(label) for label in arrays["labels"])
        self._alphabet = Alphabet(str(arrays["alphabet"]))
        self._pairs = PairTable(arrays["keys"], FIRST + len(self._alphabet.characters))
        self._weights = Lanes(arrays["table"], self._pairs.first)
        self._squares = self._pairs.parts(arrays["idf"].astype(np.float32) ** 2)  # the squared lengths of the n-grams of each row
        self._scale = self._wide(arrays["scale"])
        self._bias = self._wide(arrays["bias"])
        # Negative already, as the logistic function wants them.
        self._slope = -self._wide(arrays["slope"])
        self._offset = -self._wide(arrays["offset"])
        self._chances, self._curve = arrays["curve"].astype(np.float64)
        # Thresholds are chances; where many clauses are tagged they are compared before the curve, which only rises.
        self._thresholds = self._wide(self._before_curve(arrays["thresholds"]), np.inf)
        self._fallback = np.array(self._before_curve(arrays["fallback"]))
        self._context = float(arrays["context"])

    def _wide(self, values: npt.NDArray[Any], rest: float = 0) -> Scores:
        """A number for each label, and one for each column of the sums that stands for no label."""
        wide = np.full(self._weights.width, rest, dtype=np.float32)
        wide[: len(self.labels)] = values
        return wide

    @classmethod
    def load(cls, path: str | Path | None = None) -> Tagger:
        """The model of a file, or the built-in one, which is read once; raises ``ModelError`` (JD401 to JD403)."""
        return _builtin() if path is None else cls(load_weights(path, "duty_tagger", ARRAYS))

    def scores(self, texts: Sequence[str], contexts: Sequence[str | None] | None = None) -> Scores:
        """The calibrated chance of every category for each text: shape (number of texts, number of labels).

        A context (the parent or the heading of a clause) counts a part of what the clause itself says (taxonomy rule 1).
        """
        scores: Scores = np.interp(self._raw(texts, contexts)[:, : len(self.labels)], self._chances, self._curve).astype(np.float32)
        return scores

    def _raw(self, texts: Sequence[str], contexts: Sequence[str | None] | None) -> Scores:
        """The chances before the common curve: a logistic function of each category; more columns than labels, see ``_wide``."""
        if not texts:
            return np.zeros((0, self._weights.width), dtype=np.float32)
        margins = self._margins(texts)
        if contexts is not None and any(contexts):
            some = [i for i, context in enumerate(contexts) if context]
            around = self._margins([contexts[i] or "" for i in some])
            margins[some] += self._context * np.maximum(around, 0)
        np.multiply(margins, self._slope, margins)
        np.add(margins, self._offset, margins)
        np.exp(margins, margins)
        np.add(margins, _ONE, margins)
        return np.reciprocal(margins, margins)

    def tag_many(self, texts: Sequence[str], contexts: Sequence[str | None] | None = None) -> list[Found]:
        """For each text its categories as (id, score), the best first; none where nothing reaches its threshold."""
        labels = self.labels
        return [tuple((labels[column], score) for score, column in found) for found in self.find(texts, contexts)]

    def find(self, texts: Sequence[str], contexts: Sequence[str | None] | None = None) -> list[list[tuple[float, int]]]:
        """The same as (score, number of the label in ``labels``)."""
        if len(texts) > TOGETHER:
            parts = [slice(first, first + TOGETHER) for first in range(0, len(texts), TOGETHER)]
            return [one for part in parts for one in self.find(texts[part], contexts and contexts[part])]
        found: list[list[tuple[float, int]]] = [[] for _ in texts]
        if not found:
            return found
        scores = self._raw(texts, contexts)
        width = scores.shape[1]
        over = np.subtract(scores, self._thresholds)
        # A duty says something: where no category reaches its threshold, the nearest one counts if it is likely enough.
        best = over.argmax(1)
        best += np.arange(0, scores.size, width)
        reached = np.greater_equal(over, _NONE).ravel()
        scores = scores.ravel()
        reached[best] |= np.greater_equal(scores[best], self._fallback)
        places = reached.nonzero()[0]
        chances = np.interp(scores[places], self._chances, self._curve).tolist()
        for place, chance in zip(places.tolist(), chances, strict=True):
            found[place // width].append((chance, place % width))
        for tags in found:
            if len(tags) > 1:
                tags.sort(key=_score, reverse=True)
                del tags[MAX_TAGS:]
        return found

    def tag(self, text: str, context: str | None = None) -> Found:
        """The categories of one clause; ``tag_many`` is cheaper for several.

        >>> Tagger.load().tag("今天天气")
        ()
        """
        return self.tag_many([text], None if context is None else [context])[0]

    def _before_curve(self, chances: npt.NDArray[Any]) -> Scores:
        before: Scores = np.interp(chances, self._curve, self._chances).astype(np.float32)
        return before

    def _margins(self, texts: Sequence[str]) -> Scores:
        """The decision values before calibration; those of a text do not depend on the others, to the last bit."""
        if len(texts) <= CHUNK:
            return self._chunk([text[:MAX_LENGTH] for text in texts])
        return np.concatenate([self._margins(texts[i : i + CHUNK]) for i in range(0, len(texts), CHUNK)])

    def _chunk(self, texts: Sequence[str]) -> Scores:
        ids, starts = self._alphabet.encode(texts)
        rows = self._pairs.rows(ids)
        margins: Scores = self._weights.sums(rows, starts, longest(texts, ids))
        np.multiply(margins, self._scale, margins)
        norms = np.add.reduceat(self._squares.take(rows, axis=0).ravel(), np.add(starts, starts))
        np.maximum(norms, _SHORTEST, out=norms)
        np.sqrt(norms, norms)
        np.divide(margins, norms[:, None], margins)
        return np.add(margins, self._bias, margins)


@cache
def _builtin() -> Tagger:
    return Tagger(load_weights(BUILTIN / "duty_tagger.npz", "duty_tagger", ARRAYS))
