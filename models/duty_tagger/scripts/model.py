"""The duty tagger as it is trained: n-grams, their neighbours in unlabelled text, one linear classifier a category.

The classifiers see a clause twice: as its weighted n-grams, and as the place of those n-grams in two spaces of what
stands together in unlabelled clauses and in whole postings. Both views are linear, so that the two sets of weights add up
to one table over n-grams, which is all that ships; an n-gram that no label ever showed gets the weight of its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags, hstack
from shared.features import alphabet_of, frequent_keys
from sklearn.decomposition import TruncatedSVD
from sklearn.svm import LinearSVC

from jdparse.ngrams import Alphabet, NgramIndex, ngram_keys
from jdparse.tagger import MAX_LENGTH, ORDER

__all__ = ["Vectors", "Weights", "fit", "make_vectors"]

BITS = 20
CLAUSE_DIMENSIONS, POSTING_DIMENSIONS = 300, 200
# How long the view of neighbours is beside the view of n-grams, which has length 1.
NEIGHBOUR_LENGTH = 0.6
SOFT_MARGIN = 0.7


@dataclass(frozen=True)
class Vectors:
    """What turns texts into rows: the alphabet, the n-grams, their weights and the neighbour spaces (n-grams x dimensions)."""

    alphabet: Alphabet
    keys: npt.NDArray[np.uint64]
    idf: npt.NDArray[np.float32]
    spaces: npt.NDArray[np.float32]

    def rows(self, texts: Sequence[str]) -> csr_matrix:
        """Weighted n-grams, each row of length 1."""
        return weighted(count(self.alphabet, self.keys, texts), self.idf)

    def both(self, texts: Sequence[str]) -> csr_matrix:
        """The two views side by side."""
        x = self.rows(texts)
        return hstack([x, csr_matrix(x @ self.spaces)]).tocsr() if self.spaces.shape[1] else x


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


def make_vectors(labelled: Sequence[str], clauses: Sequence[str], postings: Sequence[str], seed: int) -> Vectors:
    """Choose the n-grams and learn the neighbour spaces; without unlabelled clauses there are none."""
    texts = [*labelled, *clauses]
    alphabet = alphabet_of(texts, least=2)
    keys = frequent_keys(alphabet, texts, 4 if clauses else 2, BITS, order=ORDER)
    counts = count(alphabet, keys, texts)
    idf = (np.log((1 + len(texts)) / (1 + counts.astype(bool).sum(axis=0).A1)) + 1).astype(np.float32)
    if not clauses:
        return Vectors(alphabet, keys, idf, np.zeros((len(keys), 0), dtype=np.float32))
    spaces = []
    for part, size in ((clauses, CLAUSE_DIMENSIONS), (postings, POSTING_DIMENSIONS)):
        x = weighted(count(alphabet, keys, part), idf)
        spaces.append(TruncatedSVD(size, random_state=seed, n_iter=4).fit(x).components_.T.astype(np.float32))
    space = np.hstack(spaces)
    sample = weighted(counts[: len(labelled)], idf) @ space
    space *= NEIGHBOUR_LENGTH / np.sqrt((sample**2).sum(axis=1)).mean()
    return Vectors(alphabet, keys, idf, space)


def fit(vectors: Vectors, x: csr_matrix, y: npt.NDArray[np.int8], weight: npt.NDArray[np.float64], seed: int) -> Weights:
    """One classifier a category; a category without examples is never found."""
    size = len(vectors.keys)
    table = np.zeros((size, y.shape[1]), dtype=np.float32)
    bias = np.full(y.shape[1], -2.0, dtype=np.float32)
    for j in range(y.shape[1]):
        if y[:, j].any():
            model = LinearSVC(C=SOFT_MARGIN, random_state=seed).fit(x, y[:, j], sample_weight=weight)
            table[:, j] = model.coef_[0, :size] + vectors.spaces @ model.coef_[0, size:]
            bias[j] = model.intercept_[0]
    return Weights(table, bias)
