"""Which section a clause belongs to by its words alone, for text that stands under no heading (guideline section 2).

>>> model = SectionModel.load()
>>> scores = model.scores(["负责处理客户投诉", "大专以上学历", "工作时间:早九晚六"])
>>> [model.kinds[row.argmax()] for row in scores]
['duties', 'requirements', 'schedule']
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from jdparse.ngrams import Alphabet, Lanes, NgramIndex, longest, ngram_keys
from jdparse.weights import BUILTIN, load_weights

__all__ = ["SectionModel"]

# Longer clauses are judged by their beginning: no clause of the training data says anything new after this.
MAX_LENGTH = 200
# Texts are taken so many at a time: their n-grams then fit into the processor's cache.
CHUNK = 64
ORDER = 3  # of the n-grams
_ONE = np.ones((), dtype=np.float32)
ARRAYS = ("labels", "alphabet", "bits", "keys", "table", "scale", "bias")


class SectionModel:
    """A linear model over character n-grams; ``kinds`` names the columns of its scores."""

    def __init__(self, arrays: dict[str, npt.NDArray[Any]]) -> None:
        self.kinds: tuple[str, ...] = tuple(str(kind) for kind in arrays["labels"])
        self._alphabet = Alphabet(str(arrays["alphabet"]))
        self._index = NgramIndex(arrays["keys"], int(arrays["bits"]))
        # Row 0 stands for unknown n-grams and adds nothing; the column after the kinds counts the known ones.
        counted = np.ones((len(arrays["keys"]), len(self.kinds) + 1), dtype=np.int8)
        counted[:, :-1] = arrays["table"]
        self._weights = Lanes(counted)
        self._scale = arrays["scale"].astype(np.float32)
        self._bias = arrays["bias"].astype(np.float32)

    @classmethod
    def load(cls, path: str | Path | None = None) -> SectionModel:
        """The model of a file, or the built-in one, which is read once; raises ``ModelError`` (JD401 to JD403)."""
        return _builtin() if path is None else cls(load_weights(path, "section_model", ARRAYS))

    def scores(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """The chance of each section kind for each text: shape (number of texts, number of kinds), rows sum to 1."""
        if not texts:
            return np.zeros((0, len(self.kinds)), dtype=np.float32)
        if len(texts) > CHUNK:
            return np.concatenate([self.scores(texts[i : i + CHUNK]) for i in range(0, len(texts), CHUNK)])
        texts = [text[:MAX_LENGTH] for text in texts]
        ids, starts = self._alphabet.encode(texts)
        rows = self._index.rows(ngram_keys(ids)).ravel()
        sums = self._weights.sums(rows, starts * ORDER, ORDER * longest(texts, ids))
        width = len(self.kinds)
        logits: npt.NDArray[np.float32] = np.multiply(sums[:, :width], self._scale)
        known = sums[:, width : width + 1]
        np.divide(logits, np.sqrt(np.maximum(known, _ONE)), logits)
        np.add(logits, self._bias, logits)
        np.subtract(logits, logits.max(axis=1, keepdims=True), logits)
        np.exp(logits, logits)
        np.divide(logits, logits.sum(axis=1, keepdims=True), logits)
        return logits


@cache
def _builtin() -> SectionModel:
    return SectionModel(load_weights(BUILTIN / "section_model.npz", "section_model", ARRAYS))
