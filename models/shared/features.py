"""Choose the n-grams of a model and write texts as rows of counts over them, with the library's own code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from jdparse.ngrams import MAX_CHARACTERS, Alphabet, NgramIndex, fold, ngram_keys

__all__ = ["alphabet_of", "count_matrix", "frequent_keys"]


def alphabet_of(texts: Sequence[str], least: int = 3, most: int = MAX_CHARACTERS) -> Alphabet:
    """The commonest folded characters of the texts, most frequent first."""
    seen = Counter(fold(c) for text in texts for c in text)
    common = sorted((c for c, n in seen.items() if n >= least and ord(c) < 1 << 16 and c != "\0"), key=lambda c: (-seen[c], c))
    return Alphabet("".join(common[:most]))


def frequent_keys(
    alphabet: Alphabet, texts: Sequence[str], least: int, bits: int, most: int | None = None, order: int = 3
) -> npt.NDArray[np.uint64]:
    """The keys of the n-grams that stand in at least ``least`` texts, most frequent first, no two in one slot."""
    ids, starts = alphabet.encode(texts)
    keys = ngram_keys(ids, order)
    owner = np.repeat(np.arange(len(texts)), np.diff([*starts, len(keys)]))
    owner = owner.repeat(order)
    sort = np.lexsort((owner, keys.ravel()))
    flat, owners = keys.ravel()[sort], owner[sort]
    fresh = np.ones(len(flat), dtype=bool)
    fresh[1:] = (flat[1:] != flat[:-1]) | (owners[1:] != owners[:-1])
    values, counts = np.unique(flat[fresh], return_counts=True)
    values, counts = values[~crosses(values)], counts[~crosses(values)]
    keep = counts >= least
    values, counts = values[keep], counts[keep]
    chosen = NgramIndex.free(values[np.lexsort((values, -counts))], bits)
    return chosen if most is None else chosen[:most]


def crosses(keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    """Whether an n-gram holds no character, or reaches over a border into the next text."""
    size = keys >> np.uint64(60)
    last = keys & np.uint64(0xFFF)
    middle = (keys >> np.uint64(12)) & np.uint64(0xFFF)
    first = (keys >> np.uint64(24)) & np.uint64(0xFFF)
    return ((size == 0) & (last == 0)) | ((size == 2) & (middle == 0)) | ((size == 2) & (first == 0) & (last == 0) & (middle == 0))


def count_matrix(alphabet: Alphabet, index: NgramIndex, size: int, texts: Sequence[str], order: int = 3) -> csr_matrix:
    """Counts of the known n-grams of each text, divided by the root of their number; column 0 is row 1 of the index."""
    ids, starts = alphabet.encode(texts)
    rows = index.rows(ngram_keys(ids, order))
    owner = np.repeat(np.arange(len(texts)), np.diff([*starts, len(rows)]))
    known = np.maximum(np.add.reduceat(np.count_nonzero(rows, axis=1), starts), 1)
    hit = rows.ravel() > 0
    where, what = owner[:, None].repeat(order, 1).ravel()[hit], rows.ravel()[hit] - 1
    return csr_matrix((1 / np.sqrt(known[where], dtype=np.float32), (where, what)), shape=(len(texts), size))
