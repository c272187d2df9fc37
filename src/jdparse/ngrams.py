"""Character n-grams of many short texts at once, as row numbers of a table of weights.

Texts are folded (width, case, digits), cut into n-grams of one to three characters with their borders, and every
n-gram the model knows becomes the number of its row; all of it in a few passes of numpy over the whole batch. Nothing
here learns: ``models/`` holds the scripts that choose the n-grams and fit the weights, with this same code.

>>> alphabet = Alphabet("服客")
>>> ids, starts = alphabet.encode(["客服", "服"])
>>> ids.tolist(), starts.tolist()
([0, 3, 2, 0, 2, 0, 0], [0, 3])
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["FIRST", "MAX_CHARACTERS", "Alphabet", "NgramIndex", "PairTable", "ngram_keys"]

Array = npt.NDArray[Any]

# The border of a text and a character outside the alphabet; the alphabet itself is numbered from FIRST.
BORDER, UNKNOWN, FIRST = 0, 1, 2
BITS = 12
MAX_CHARACTERS = (1 << BITS) - FIRST
# Fibonacci hashing: the odd number nearest 2**64 divided by the golden ratio spreads consecutive keys.
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
DIGIT = "0"


def fold(character: str) -> str:
    """The form under which a character is looked up: half width, lower case, every digit as 0.

    >>> fold("Ａ"), fold("７"), fold("，")
    ('a', '0', ',')
    """
    code = ord(character)
    if 0xFF01 <= code <= 0xFF5E:
        character = chr(code - 0xFEE0)
    elif character in "\u3000\xa0\t\r\n":
        character = " "
    lower = character.lower()
    character = lower if len(lower) == 1 else character
    return DIGIT if "0" <= character <= "9" else character


class Alphabet:
    """The characters a model knows, each a small number; folding is part of the table."""

    def __init__(self, characters: str) -> None:
        if len(characters) > MAX_CHARACTERS:
            raise ValueError(f"an alphabet holds at most {MAX_CHARACTERS} characters, not {len(characters)}")
        self.characters = characters
        number = {c: n for n, c in enumerate(characters, FIRST)}
        table = np.full(1 << 16, UNKNOWN, dtype=np.uint16)
        table[0] = BORDER
        for c in characters:
            table[ord(c)] = number[c]
        # Only these ranges hold characters that fold to others; the rest of the table would be a slow loop for nothing.
        for code in (*range(1, 0x180), *range(0x370, 0x500), 0x3000, *range(0xFF01, 0xFF5F)):
            table[code] = number.get(fold(chr(code)), UNKNOWN)
        self._table = table

    def encode(self, texts: Sequence[str]) -> tuple[Array, Array]:
        """All texts as one row of character numbers with a border before each and three at the end; where each starts."""
        joined = "\0".join(texts)
        if joined.count("\0") != len(texts) - 1:
            joined = "\0".join(text.replace("\0", " ") for text in texts)
        units = np.frombuffer(f"\0{joined}\0\0\0".encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
        ids = self._table.take(units)
        borders = (units == 0).nonzero()[0]
        return ids[:-1], borders[: len(texts)]


def ngram_keys(ids: Array, order: int = 3) -> Array:
    """For each position the keys of the n-grams of length 1 to ``order`` (2 or 3) that begin there: shape (length, order).

    The two closing borders that ``Alphabet.encode`` leaves have no n-grams of their own and are not counted.
    """
    wide = ids.astype(np.uint64)
    keys = np.empty((len(ids) - 2, order), dtype=np.uint64)
    keys[:, 0] = wide[:-2]
    pair = wide[:-2] << np.uint64(BITS)
    pair |= wide[1:-1]
    # The length is part of the key, so that a short n-gram is never taken for a long one that begins with a border.
    np.bitwise_or(pair, np.uint64(1 << 60), out=keys[:, 1])
    if order == 3:
        pair <<= np.uint64(BITS)
        pair |= wide[2:]
        np.bitwise_or(pair, np.uint64(2 << 60), out=keys[:, 2])
    return keys


class NgramIndex:
    """From n-gram keys to row numbers: one multiplication, one look-up, one comparison; row 0 means unknown.

    ``keys`` are the known n-grams, row 1 first. No two may share a slot: ``NgramIndex.free`` picks those that do not.
    """

    def __init__(self, keys: Array, bits: int) -> None:
        self._shift = np.uint64(64 - bits)
        self._keys = np.concatenate([np.array([np.iinfo(np.uint64).max], dtype=np.uint64), keys.astype(np.uint64)])
        numbers = _row_numbers(len(keys))
        self._rows = np.zeros(1 << bits, dtype=numbers.dtype)
        slots = (self._keys[1:] * MULTIPLIER) >> self._shift
        self._rows[slots] = numbers
        if np.count_nonzero(self._rows) != len(keys):
            raise ValueError("two n-grams share a slot; choose them with NgramIndex.free")

    def rows(self, keys: Array) -> Array:
        """The row of every key, 0 where it is unknown; the shape is that of ``keys``."""
        rows = self._rows.take((keys * MULTIPLIER) >> self._shift)
        rows *= self._keys.take(rows) == keys
        known: Array = rows
        return known

    @staticmethod
    def free(keys: Array, bits: int) -> Array:
        """Those of the keys, in their order, whose slot no earlier key has taken."""
        _, first = np.unique((keys.astype(np.uint64) * MULTIPLIER) >> np.uint64(64 - bits), return_index=True)
        chosen: Array = keys[np.sort(first)]
        return chosen


class PairTable:
    """From character numbers to the row numbers of single characters and pairs; row 0 means unknown.

    A table of all pairs of the alphabet, at two bytes a pair: one look-up, where an ``NgramIndex`` looks up a slot and then
    its key to compare. ``keys`` are the known n-grams, row 1 first; longer ones than pairs are never found.

    >>> table = PairTable(ngram_keys(np.array([2, 3, 0, 0]), 2).ravel(), 4)
    >>> table.rows(np.array([2, 3, 3, 0, 0])).tolist()
    [[1, 2], [3, 0], [3, 4]]
    """

    def __init__(self, keys: Array, size: int) -> None:
        self._size = size
        numbers = _row_numbers(len(keys))
        length = keys >> np.uint64(60)
        last = (keys & np.uint64((1 << BITS) - 1)).astype(np.intp)
        first = ((keys >> np.uint64(BITS)) & np.uint64((1 << BITS) - 1)).astype(np.intp)
        single, pair = length == 0, length == 1
        self._single = np.zeros(size, dtype=numbers.dtype)
        self._single[last[single]] = numbers[single]
        self._pair = np.zeros(size * size, dtype=numbers.dtype)
        self._pair[first[pair] * size + last[pair]] = numbers[pair]

    def rows(self, ids: Array) -> Array:
        """For each position the row of its character and of the pair that begins there: shape (length, 2), as ``ngram_keys`` counts."""
        at = ids[:-1].astype(np.intp)
        rows = np.empty((len(at) - 1, 2), dtype=self._pair.dtype)
        rows[:, 0] = self._single.take(at[:-1])
        pairs = at[:-1] * self._size
        pairs += at[1:]
        rows[:, 1] = self._pair.take(pairs)
        return rows


def _row_numbers(count: int) -> Array:
    """The numbers 1 to ``count``, in as few bytes as will hold them: tables of them stay longer in the processor's cache."""
    return np.arange(1, count + 1, dtype=np.uint16 if count < 1 << 16 else np.int32)
