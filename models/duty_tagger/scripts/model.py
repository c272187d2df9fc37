"""The duty tagger as it is trained: weighted character n-grams, one linear classifier a category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags
from shared.features import alphabet_of, frequent_keys
from sklearn.svm import LinearSVC

from jdparse.ngrams import Alphabet, NgramIndex, ngram_keys
from jdparse.tagger import MAX_LENGTH, ORDER

__all__ = ["BITS", "Vectors", "Weights", "fit", "make_vectors"]

BITS = 20
# In how many texts a character or an n-gram must stand.
LEAST = 2
SOFT_MARGIN = 0.7


@dataclass(frozen=True)
class Vectors:
    """What turns texts into rows: the alphabet, the n-grams and their weights."""

    alphabet: Alphabet
    keys: npt.NDArray[np.uint64]
    idf: npt.NDArray[np.float32]

    def rows(self, texts: Sequence[str]) -> csr_matrix:
        """Weighted n-grams, each row of length 1."""
        return weighted(count(self.alphabet, self.keys, texts), self.idf)


@dataclass(frozen=True)
class Weights:
    """One column a category over the n-grams, and its bias."""

    table: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]


def count(alphabet: Alphabet, keys: npt.NDArray[np.uint64], texts: Sequence[str]) -> csr_matrix:
    """How often each known n-gram stands in each text."""
    ids, starts = alphabet.encode([text[:MAX_LENGTH] for text in texts])
    rows = NgramIndex(keys, BITS).rows(ngram_keys(ids, ORDER))
    owner = np.repeat(np.arange(len(texts)), np.diff([*starts, len(rows)]))
    hit = rows.ravel() > 0
    where, what = owner.repeat(ORDER)[hit], rows.ravel()[hit] - 1
    made = csr_matrix((np.ones(len(where), dtype=np.float32), (where, what)), shape=(len(texts), len(keys)))
    made.sum_duplicates()
    return made


def weighted(counts: csr_matrix, idf: npt.NDArray[np.float32]) -> csr_matrix:
    """Counts times weight, over the root of the summed squares of the weights: as ``Tagger`` reckons it."""
    length = np.sqrt(np.maximum(counts @ (idf**2), 1e-6))
    return (diags(1 / length) @ counts @ diags(idf)).tocsr().astype(np.float32)


def make_vectors(texts: Sequence[str]) -> Vectors:
    """Choose the n-grams that stand in at least two texts, and weigh them by their rarity."""
    alphabet = alphabet_of(texts, least=LEAST)
    keys = frequent_keys(alphabet, texts, LEAST, BITS, order=ORDER)
    holders = np.asarray(count(alphabet, keys, texts).astype(bool).sum(axis=0)).ravel()
    return Vectors(alphabet, keys, (np.log((1 + len(texts)) / (1 + holders)) + 1).astype(np.float32))


def fit(x: csr_matrix, y: npt.NDArray[np.int8], weight: npt.NDArray[np.float64], seed: int) -> Weights:
    """One classifier a category; a category without examples is never found."""
    table = np.zeros((x.shape[1], y.shape[1]), dtype=np.float32)
    bias = np.full(y.shape[1], -2.0, dtype=np.float32)
    for j in range(y.shape[1]):
        if y[:, j].any():
            model = LinearSVC(C=SOFT_MARGIN, random_state=seed).fit(x, y[:, j], sample_weight=weight)
            table[:, j] = model.coef_[0]
            bias[j] = model.intercept_[0]
    return Weights(table, bias)
