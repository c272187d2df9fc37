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
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["FIRST", "MAX_CHARACTERS", "Alphabet", "Lanes", "NgramIndex", "PairTable", "longest", "ngram_keys"]

Array = npt.NDArray[Any]

# The border of a text and a character outside the alphabet; the alphabet itself is numbered from FIRST.
BORDER, UNKNOWN, FIRST = 0, 1, 2
BITS = 12
MAX_CHARACTERS = (1 << BITS) - FIRST
# Numbers that meet arrays are arrays without a dimension here: numpy takes them in a third of the time that a number costs it.
# Fibonacci hashing: the odd number nearest 2**64 divided by the golden ratio spreads consecutive keys.
MULTIPLIER = np.array(0x9E3779B97F4A7C15, dtype=np.uint64)
DIGIT = "0"
_BORDERS = np.zeros((), dtype=np.uint16)
_BITS = np.array(BITS, dtype=np.uint64)
_PAIRS, _TRIPLES = np.array(1 << 60, dtype=np.uint64), np.array(2 << 60, dtype=np.uint64)
_SIGNS = np.array(0x8000_8000_8000_8000, dtype=np.uint64).view(np.int64)
_LANES = 4


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
        borders = np.equal(units, _BORDERS).nonzero()[0]
        return ids[:-1], borders[: len(texts)]


def longest(texts: Sequence[str], ids: Array) -> int:
    """No text takes more positions in the ``ids`` that ``Alphabet.encode`` made of them, its border included."""
    lengths = list(map(len, texts))
    doubled = len(ids) - 2 - len(texts) - sum(lengths)  # characters that take two
    return max(lengths) + doubled + 1


def ngram_keys(ids: Array, order: int = 3) -> Array:
    """For each position the keys of the n-grams of length 1 to ``order`` (2 or 3) that begin there: shape (length, order).

    The two closing borders that ``Alphabet.encode`` leaves have no n-grams of their own and are not counted.
    """
    wide = ids.astype(np.uint64)
    keys = np.empty((len(ids) - 2, order), dtype=np.uint64)
    keys[:, 0] = wide[:-2]
    pair = np.left_shift(wide[:-2], _BITS)
    np.bitwise_or(pair, wide[1:-1], pair)
    # The length is part of the key, so that a short n-gram is never taken for a long one that begins with a border.
    np.bitwise_or(pair, _PAIRS, keys[:, 1])
    if order == 3:
        np.left_shift(pair, _BITS, pair)
        np.bitwise_or(pair, wide[2:], pair)
        np.bitwise_or(pair, _TRIPLES, keys[:, 2])
    return keys


class NgramIndex:
    """From n-gram keys to row numbers: one multiplication, one look-up, one comparison; row 0 means unknown.

    ``keys`` are the known n-grams, row 1 first. No two may share a slot: ``NgramIndex.free`` picks those that do not.
    """

    def __init__(self, keys: Array, bits: int) -> None:
        self._shift = np.array(64 - bits, dtype=np.uint64)
        self._keys = np.concatenate([np.array([np.iinfo(np.uint64).max], dtype=np.uint64), keys.astype(np.uint64)])
        numbers = _row_numbers(len(keys))
        self._rows = np.zeros(1 << bits, dtype=numbers.dtype)
        slots = (self._keys[1:] * MULTIPLIER) >> self._shift
        self._rows[slots] = numbers
        if np.count_nonzero(self._rows) != len(keys):
            raise ValueError("two n-grams share a slot; choose them with NgramIndex.free")

    def rows(self, keys: Array) -> Array:
        """The row of every key, 0 where it is unknown; the shape is that of ``keys``."""
        slots = np.multiply(keys, MULTIPLIER)
        np.right_shift(slots, self._shift, slots)
        rows = self._rows.take(slots.astype(np.intp))
        rows *= np.equal(self._keys.take(rows), keys)
        known: Array = rows
        return known

    @staticmethod
    def free(keys: Array, bits: int) -> Array:
        """Those of the keys, in their order, whose slot no earlier key has taken."""
        _, first = np.unique((keys.astype(np.uint64) * MULTIPLIER) >> np.uint64(64 - bits), return_index=True)
        chosen: Array = keys[np.sort(first)]
        return chosen


class PairTable:
    """From character numbers to row numbers, one a position: the row of a known pair stands for its first character too.

    A table of all pairs of the alphabet, at two bytes a pair: one look-up finds what an ``NgramIndex`` of two orders needs four
    for. A pair that is unknown gives the row of its first character, row 0 stands for neither. ``keys`` are the known n-grams,
    row 1 first; longer ones than pairs are never found. ``first`` holds for each row that of the character which it includes, else 0.

    >>> table = PairTable(ngram_keys(np.array([2, 3, 0, 0]), 2).ravel(), 4)
    >>> table.rows(np.array([2, 3, 3, 0, 0])).tolist(), table.first.tolist()
    ([2, 3, 4], [0, 0, 1, 0, 3])
    """

    def __init__(self, keys: Array, size: int) -> None:
        self._size = np.array(size)
        numbers = _row_numbers(len(keys))
        length = keys >> np.uint64(60)
        last = (keys & np.uint64((1 << BITS) - 1)).astype(np.intp)
        first = ((keys >> np.uint64(BITS)) & np.uint64((1 << BITS) - 1)).astype(np.intp)
        single, pair = length == 0, length == 1
        alone = np.zeros(size, dtype=numbers.dtype)
        alone[last[single]] = numbers[single]
        self._rows = np.repeat(alone, size)
        self._rows[first[pair] * size + last[pair]] = numbers[pair]
        self._pair = np.concatenate([[False], pair])
        self.first = np.zeros(len(keys) + 1, dtype=np.intp)
        self.first[self._pair] = alone[first[pair]]

    def rows(self, ids: Array) -> Array:
        """The row of each position; the last two, closing borders, have none."""
        at = ids.astype(np.intp)
        pairs = np.multiply(at[:-2], self._size)
        np.add(pairs, at[1:-1], pairs)
        rows: Array = self._rows.take(pairs).astype(np.intp)
        return rows

    def parts(self, values: Array) -> Array:
        """From a number for each n-gram, row 1 first, two for each row: that of the character and that of the pair, 0 where unknown."""
        whole = np.concatenate([np.zeros(1, dtype=values.dtype), values])
        character = np.where(self._pair, self.first, np.arange(len(whole)))
        return np.stack([whole.take(character), whole * self._pair], axis=1)


class Lanes:
    """Rows of signed bytes that are added up over runs of rows, exactly.

    Four columns lie in a word of 64 bits, so that one addition adds four of them: numpy adds runs column by column, and the number
    of columns is what takes the time. The sums have as many columns as fill the words; those that the rows lack are 0.

    Args:
        values: row 1 and the following; row 0 holds zeros.
        included: for each row, from row 0 on, another that is added to it once and for all; 0 where none is.

    >>> Lanes(np.array([[1, -2], [100, 3]]), np.array([0, 0, 1])).sums(np.array([1, 2, 2, 1]), np.array([0, 3]), 3)
    array([[203.,   0.,   0.,   0.],
           [  1.,  -2.,   0.,   0.]], dtype=float32)
    """

    def __init__(self, values: Array, included: Array | None = None) -> None:
        height, width = values.shape
        lanes = np.zeros((height + 1, -(-width // _LANES) * _LANES), dtype=np.int16)
        lanes[1:, :width] = values.astype(np.int8, copy=False)
        self.width = lanes.shape[1]
        self._most = 0x7FFF // 0x80 if included is None else 0x7FFF // 0x100  # rows whose sum a lane holds for certain
        # A word is the sum of its columns, each times its power of 65,536; a negative one borrows from the next.
        self._words = lanes.view(np.int64)
        self._words ^= _SIGNS
        self._words -= _SIGNS
        if included is not None:
            self._words += self._words.take(included, axis=0)

    def sums(self, rows: Array, starts: Array, longest: int) -> Array:
        """The sum of the rows of each run: shape (number of runs, ``width``). Runs begin at ``starts``, none has more than ``longest``."""
        words = self._words.take(rows, axis=0)
        if longest <= self._most:
            return self._added(words, starts)
        ends = [*starts.tolist(), len(words)]
        cuts = [cut for start, end in pairwise(ends) for cut in range(start, end, self._most)]
        whole: Array = np.add.reduceat(self._added(words, cuts), np.searchsorted(cuts, starts))
        return whole

    def _added(self, words: Array, starts: Array | list[int]) -> Array:
        sums = np.add.reduceat(words, starts)
        np.add(sums, _SIGNS, sums)
        np.bitwise_xor(sums, _SIGNS, sums)
        return sums.view(np.int16).astype(np.float32)


def _row_numbers(count: int) -> Array:
    """The numbers 1 to ``count``, in as few bytes as will hold them: tables of them stay longer in the processor's cache."""
    return np.arange(1, count + 1, dtype=np.uint16 if count < 1 << 16 else np.int32)
