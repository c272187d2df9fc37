"""The categories of a duty clause, by a linear model over its character n-grams (``annotation`` rules: the taxonomy).

Prediction needs numpy alone. Whole batches go through a few array operations, so many clauses at once cost least.

>>> tagger = Tagger.load()
>>> [tags[0][0] for tags in tagger.tag_many(["负责新员工的入职培训", "打扫办公区卫生"])]
['training', 'cleaning_environment']
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from jdparse.ngrams import FIRST, Alphabet, PairTable
from jdparse.weights import BUILTIN, load_weights

__all__ = ["MAX_TAGS", "Tagger"]

# Taxonomy rule 2: every activity that is expressly stated, at most four.
MAX_TAGS = 4
# A clause of the training data longer than this is a whole list; its beginning says what it is about.
MAX_LENGTH = 300
ORDER = 2
# Texts are taken so many at a time: their n-grams then fit into the processor's cache.
CHUNK = 32
# Their scores are kept for so many: all those of a long page would be megabytes of new memory for each step of the reckoning.
TOGETHER = 32 * CHUNK
# A text of which nothing is known has no length to divide by.
SHORTEST = np.float32(1e-6)

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


class Tagger:
    """A multi-label model; ``labels`` are the category ids it knows."""

    def __init__(self, arrays: dict[str, npt.NDArray[Any]]) -> None:
        self.labels: tuple[str, ...] = tuple(str(label) for label in arrays["labels"])
        self._alphabet = Alphabet(str(arrays["alphabet"]))
        self._pairs = PairTable(arrays["keys"], FIRST + len(self._alphabet.characters))
        # Row 0 stands for unknown n-grams and adds nothing. The weights stay signed bytes, as in the file: the rows of a clause
        # lie all over the table, and reading them from memory is what takes the time.
        self._table = np.zeros((len(arrays["keys"]) + 1, len(self.labels)), dtype=np.int8)
        self._table[1:] = arrays["table"]
        self._scale = arrays["scale"].astype(np.float32)
        self._squares = np.zeros(len(self._table), dtype=np.float32)  # the squared length of each n-gram
        self._squares[1:] = arrays["idf"].astype(np.float32) ** 2
        self._bias = arrays["bias"].astype(np.float32)
        self._slope = arrays["slope"].astype(np.float32)
        self._offset = arrays["offset"].astype(np.float32)
        self._curve = arrays["curve"].astype(np.float64)
        # Thresholds are chances; where many clauses are tagged they are compared before the curve, which only rises.
        self._thresholds = self._before_curve(arrays["thresholds"])
        self._fallback = float(self._before_curve(arrays["fallback"]))
        self._context = float(arrays["context"])

    @classmethod
    def load(cls, path: str | Path | None = None) -> Tagger:
        """The model of a file, or the built-in one, which is read once; raises ``ModelError`` (JD401 to JD403)."""
        return _builtin() if path is None else cls(load_weights(path, "duty_tagger", ARRAYS))

    def scores(self, texts: Sequence[str], contexts: Sequence[str | None] | None = None) -> Scores:
        """The calibrated chance of every category for each text: shape (number of texts, number of labels).

        A context (the parent or the heading of a clause) counts a part of what the clause itself says (taxonomy rule 1).
        """
        scores: Scores = np.interp(self._raw(texts, contexts), *self._curve).astype(np.float32)
        return scores

    def _raw(self, texts: Sequence[str], contexts: Sequence[str | None] | None) -> Scores:
        """The chances before the common curve: a logistic function of each category."""
        if not texts:
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        margins = self._margins(texts)
        if contexts is not None and any(contexts):
            some = [i for i, context in enumerate(contexts) if context]
            around = self._margins([contexts[i] or "" for i in some])
            margins[some] += self._context * np.maximum(around, 0)
        np.multiply(margins, self._slope, out=margins)
        margins += self._offset
        np.exp(np.negative(margins, out=margins), out=margins)
        margins += 1
        return np.reciprocal(margins, out=margins)

    def tag_many(self, texts: Sequence[str], contexts: Sequence[str | None] | None = None) -> list[Found]:
        """For each text its categories as (id, score), the best first; none where nothing reaches its threshold."""
        if len(texts) > TOGETHER:
            parts = [slice(first, first + TOGETHER) for first in range(0, len(texts), TOGETHER)]
            return [found for part in parts for found in self.tag_many(texts[part], contexts and contexts[part])]
        scores = self._raw(texts, contexts)
        if not len(scores):
            return []
        labels = self.labels
        width = len(labels)
        places = (scores >= self._thresholds).ravel().nonzero()[0].tolist()
        without = set(range(len(texts))).difference([place // width for place in places])
        places += self._nearest(scores, sorted(without))
        chances = np.interp(scores.ravel().take(places), *self._curve).tolist()
        found: list[list[tuple[str, float]]] = [[] for _ in texts]
        for place, chance in zip(places, chances, strict=True):
            row, column = divmod(place, width)
            found[row].append((labels[column], chance))
        for tags in found:
            if len(tags) > 1:
                tags.sort(key=lambda tag: -tag[1])
                del tags[MAX_TAGS:]
        return [tuple(tags) for tags in found]

    def _nearest(self, scores: Scores, rows: list[int]) -> list[int]:
        """A duty says something: the places of the nearest categories in rows where none quite reaches its threshold."""
        if not rows:
            return []
        best = (scores.take(rows, axis=0) - self._thresholds).argmax(axis=1).tolist()
        places = [row * len(self.labels) + column for row, column in zip(rows, best, strict=True)]
        return [place for place in places if scores.item(place) >= self._fallback]

    def tag(self, text: str, context: str | None = None) -> Found:
        """The categories of one clause; ``tag_many`` is cheaper for several.

        >>> Tagger.load().tag("今天天气")
        ()
        """
        return self.tag_many([text], None if context is None else [context])[0]

    def _before_curve(self, chances: npt.NDArray[Any]) -> Scores:
        before: Scores = np.interp(chances, self._curve[1], self._curve[0]).astype(np.float32)
        return before

    def _margins(self, texts: Sequence[str]) -> Scores:
        """The decision values before calibration."""
        if len(texts) <= CHUNK:
            return self._chunk(texts)
        return np.concatenate([self._chunk(texts[i : i + CHUNK]) for i in range(0, len(texts), CHUNK)])

    def _chunk(self, texts: Sequence[str]) -> Scores:
        ids, starts = self._alphabet.encode([text[:MAX_LENGTH] for text in texts])
        rows = self._pairs.rows(ids).ravel()
        starts *= ORDER
        # No matrix product here: on many texts it would wake the threads of the linear algebra library.
        margins: Scores = np.add.reduceat(self._table.take(rows, axis=0).astype(np.float32), starts, axis=0)
        margins *= self._scale
        squares = np.add.reduceat(self._squares.take(rows), starts)
        margins /= np.sqrt(np.maximum(squares, SHORTEST))[:, None]
        margins += self._bias
        return margins


@cache
def _builtin() -> Tagger:
    return Tagger(load_weights(BUILTIN / "duty_tagger.npz", "duty_tagger", ARRAYS))
