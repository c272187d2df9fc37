"""Word scores: F1 over word spans, recall of unknown words, bootstrap over sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Cut = Callable[[str], Sequence[str]]
RESAMPLES = 10_000


@dataclass(frozen=True, slots=True)
class Scores:
    """One row a sentence: words that are right, of the gold, of the system; crossings; unknown words found, in all."""

    counts: NDArray[np.int64]

    @property
    def f1(self) -> float:
        return float(f1(self.counts.sum(axis=0)))

    @property
    def unknown_recall(self) -> float:
        found, unknown = self.counts.sum(axis=0)[4:]
        return float(100 * found / max(unknown, 1))

    @property
    def crossing_rate(self) -> float:
        """Words of the system, in percent, that overlap a gold word without holding it or lying in it: errors by any convention."""
        total = self.counts.sum(axis=0)
        return float(100 * total[3] / total[2])


def f1(totals: NDArray[np.int64]) -> NDArray[np.float64]:
    """F1 in percent of (right, gold, system) counts in the last axis."""
    return 200 * totals[..., 0] / (totals[..., 1] + totals[..., 2])


def spans(words: Sequence[str]) -> set[tuple[int, int]]:
    """The offsets of words that follow one another without a gap."""
    ends = np.cumsum([len(word) for word in words]).tolist()
    return set(zip([0, *ends], ends, strict=False))


def score(gold: Sequence[Sequence[str]], cut: Cut, known: frozenset[str] = frozenset()) -> Scores:
    """Compare ``cut`` with the gold sentence by sentence; words outside ``known`` count as unknown."""
    return Scores(np.array([_row(words, cut("".join(words)), known) for words in gold]))


def _row(words: Sequence[str], guess: Sequence[str], known: frozenset[str]) -> list[int]:
    right, told = spans(words), spans(guess)
    borders = {end for _, end in right} | {0}
    text = "".join(words)
    unknown = {(a, b) for a, b in right if text[a:b] not in known}
    crossing = sum((a not in borders or b not in borders) and any(a < border < b for border in borders) for a, b in told)
    return [len(right & told), len(right), len(told), crossing, len(unknown & told), len(unknown)]


def bootstrap_gain(ours: Scores, theirs: Scores, seed: int = 0) -> tuple[float, float]:
    """The 95 % interval of the difference in F1 over resampled sentences."""
    rng = np.random.default_rng(seed)
    picks = rng.integers(0, len(ours.counts), size=(RESAMPLES, len(ours.counts)))
    gains = f1(ours.counts[picks].sum(axis=1)) - f1(theirs.counts[picks].sum(axis=1))
    low, high = np.percentile(gains, [2.5, 97.5])
    return float(low), float(high)
