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

from jdparse.ngrams import Alphabet, NgramIndex, ngram_keys
from jdparse.weights import BUILTIN, load_weights

__all__ = ["MAX_TAGS", "Tagger"]

# Taxonomy rule 2: every activity that is expressly stated, at most four.
MAX_TAGS = 4
# A clause of the training data longer than this is a whole list; its beginning says what it is about.
MAX_LENGTH = 300
ORDER = 2

Found = tuple[tuple[str, float], ...]


class Tagger:
    """A multi-label model; ``labels`` are the category ids it knows."""

    def __init__(self, arrays: dict[str, npt.NDArray[Any]]) -> None:
        self.labels: tuple[str, ...] = tuple(str(label) for label in arrays["labels"])
        self.thresholds: npt.NDArray[np.float32] = arrays["thresholds"].astype(np.float32)
        self._alphabet = Alphabet(str(arrays["alphabet"]))
        self._index = NgramIndex(arrays["keys"], int(arrays["bits"]))
        # Row 0 stands for unknown n-grams and adds nothing; the last column is the squared length of the n-gram itself.
        table = np.zeros((len(arrays["keys"]) + 1, len(self.labels) + 1), dtype=np.float32)
        np.multiply(arrays["table"], arrays["scale"], out=table[1:, :-1])
        table[1:, -1] = arrays["idf"].astype(np.float32) ** 2
        self._table = table
        self._bias = arrays["bias"].astype(np.float32)
        self._slope = arrays["slope"].astype(np.float32)
        self._offset = arrays["offset"].astype(np.float32)
        self._context = float(arrays["context"])
        self._fallback = float(arrays["fallback"])

    @classmethod
    def load(cls, path: str | Path | None = None) -> Tagger:
        """The model of a file, or the built-in one, which is read once; raises ``ModelError`` (JD401 to JD403)."""
        return _builtin() if path is None else cls(load_weights(path, "duty_tagger"))

    def scores(self, texts: Sequence[str], contexts: Sequence[str | None] | None = None) -> npt.NDArray[np.float32]:
        """The calibrated chance of every category for each text: shape (number of texts, number of labels).

        A context (the parent or the heading of a clause) counts a part of what the clause itself says (taxonomy rule 1).
        """
        if not texts:
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        margins = self._margins(texts)
        if contexts is not None and any(contexts):
            some = [i for i, context in enumerate(contexts) if context]
            around = self._margins([contexts[i] or "" for i in some])
            # Only what speaks for a category is taken over, and only where the clause does not speak against it.
            margins[some] += self._context * np.maximum(around, 0) * (margins[some] > -0.5)
        np.multiply(margins, self._slope, out=margins)
        margins += self._offset
        return 1 / (1 + np.exp(-margins))

    def tag_many(self, texts: Sequence[str], contexts: Sequence[str | None] | None = None) -> list[Found]:
        """For each text its categories as (id, score), the best first; none where nothing reaches its threshold."""
        scores = self.scores(texts, contexts)
        if not len(scores):
            return []
        excess = scores - self.thresholds
        found: list[list[tuple[str, float]]] = [[] for _ in texts]
        rows, columns = np.nonzero(excess >= 0)
        labels = self.labels
        for row, column, score in zip(rows.tolist(), columns.tolist(), scores[rows, columns].tolist(), strict=True):
            found[row].append((labels[column], score))
        # A duty says something: the nearest category is taken where none quite reaches its threshold.
        best = excess.argmax(axis=1).tolist()
        result: list[Found] = []
        for row, tags in enumerate(found):
            if not tags:
                score = float(scores[row, best[row]])
                result.append(((labels[best[row]], score),) if score >= self._fallback else ())
            elif len(tags) == 1:
                result.append((tags[0],))
            else:
                tags.sort(key=lambda tag: -tag[1])
                result.append(tuple(tags[:MAX_TAGS]))
        return result

    def tag(self, text: str, context: str | None = None) -> Found:
        """The categories of one clause; ``tag_many`` is cheaper for several.

        >>> Tagger.load().tag("今天天气")
        ()
        """
        return self.tag_many([text], None if context is None else [context])[0]

    def _margins(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """The decision values before calibration."""
        ids, starts = self._alphabet.encode([text[:MAX_LENGTH] for text in texts])
        rows = self._index.rows(ngram_keys(ids, ORDER)).ravel()
        known = np.flatnonzero(rows)
        sums = np.add.reduceat(self._table.take(rows, axis=0), starts * ORDER, axis=0)
        del known
        length = np.sqrt(np.maximum(sums[:, -1:], 1e-6))
        margins: npt.NDArray[np.float32] = sums[:, :-1] / length + self._bias
        return margins


@cache
def _builtin() -> Tagger:
    return Tagger(load_weights(BUILTIN / "duty_tagger.npz", "duty_tagger"))
