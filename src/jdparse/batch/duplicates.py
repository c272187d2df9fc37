"""Which texts are the same ad, posted again: MinHash signatures of five-character shingles, banded, and checked.

Two texts whose shingles agree by ``ALIKE`` or more (Jaccard, estimated from ``HASHES`` minimal hashes; standard error 0.037) are
duplicates, and so are those that a chain of such pairs connects. Blanks, punctuation and case do not count. 240 bytes a
record are held while groups are sought: 50 MB for 200,000 ads.

Sources: Broder 1997 (resemblance), Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3 (banding).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from jdparse.patterns import regex
from jdparse.pool import Failed

__all__ = ["ALIKE", "HASHES", "dump", "groups", "load", "signature", "signatures"]

HASHES, BANDS = 120, 20
ALIKE = 0.8
_SHINGLE = 5
_LONGEST = 20_000  # characters that count; an ad has some hundreds
_BLANK = regex(r"[\W_]+")
_EMPTY = np.zeros(HASHES, np.uint16)

_random = np.random.default_rng(20_000)  # any fixed seed: signatures of two runs are to be equal
_FACTORS = _random.integers(1, 2**63, HASHES, np.uint64) | np.uint64(1)
_SHIFTS = _random.integers(0, 2**63, HASHES, np.uint64)
_POWERS = np.array([0x9E3779B97F4A7C15**k % 2**64 for k in range(_SHINGLE)], np.uint64)

Signatures = npt.NDArray[np.uint16]


def signature(text: str | None) -> Signatures:
    """The minimal hashes of a text, 16 bits each; zeros where it holds no letter.

    >>> one, other = signature("负责接待来访客户并登记客户资料"), signature("负责接待来访客户, 并登记客户资料。")
    >>> bool((one == other).all())
    True
    """
    letters = _BLANK.sub("", (text or "")[:_LONGEST]).lower()
    if not letters:
        return _EMPTY
    codes = np.frombuffer(letters.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    if len(codes) < _SHINGLE:
        codes = np.pad(codes, (0, _SHINGLE - len(codes)))
    count = len(codes) - _SHINGLE + 1
    hashes = sum((codes[k : k + count] * _POWERS[k] for k in range(1, _SHINGLE)), codes[:count] * _POWERS[0])
    hashes = np.unique(hashes ^ (hashes >> np.uint64(29)))
    least = ((hashes[:, None] * _FACTORS + _SHIFTS) >> np.uint64(16)).min(axis=0)
    return np.asarray(least.astype(np.uint16))


def signatures(texts: Sequence[str | None], failed: Failed, watch: Callable[[int], None]) -> Signatures:
    """The signatures of texts, a row each; ``failed`` ones are left alone, and ``watch`` is told which is next."""
    rows = []
    for at, text in enumerate(texts):
        watch(at)
        rows.append(_EMPTY if at in failed else signature(text))
    return np.array(rows, np.uint16)


def groups(parts: Iterable[Signatures]) -> npt.NDArray[np.int64]:
    """For each record the number of the first one of its group: its own where it stands alone."""
    stacked = list(parts)
    if not stacked:
        return np.zeros(0, np.int64)
    found = np.concatenate(stacked)
    leader = list(range(len(found)))
    filled = np.flatnonzero(found.any(axis=1))
    width = HASHES // BANDS
    for band in range(BANDS):
        keys = np.ascontiguousarray(found[filled, band * width : (band + 1) * width]).view(f"V{2 * width}").ravel()
        _, first, bucket = np.unique(keys, return_index=True, return_inverse=True)
        heads = filled[first[bucket]]
        others = np.flatnonzero(heads != filled)
        alike = (found[filled[others]] == found[heads[others]]).mean(axis=1) >= ALIKE
        for record, head in zip(filled[others[alike]].tolist(), heads[others[alike]].tolist(), strict=True):
            a, b = _leader(leader, record), _leader(leader, head)
            leader[max(a, b)] = min(a, b)
    return np.array([_leader(leader, record) for record in range(len(leader))], np.int64)


def _leader(leader: list[int], record: int) -> int:
    while leader[record] != record:
        leader[record] = leader[leader[record]]
        record = leader[record]
    return record


def dump(found: npt.NDArray[np.int64]) -> bytes:
    """The groups as the bytes of an ``.npy`` file."""
    file = io.BytesIO()
    np.save(file, found, allow_pickle=False)
    return file.getvalue()


def load(path: Path) -> npt.NDArray[np.int64]:
    """The groups of a file that ``dump`` made."""
    found: npt.NDArray[np.int64] = np.load(path, allow_pickle=False)
    return found
