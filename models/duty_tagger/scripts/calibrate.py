"""From decision values to chances, from chances to tags, and the figures of both."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.isotonic import IsotonicRegression

__all__ = ["calibration", "calibration_gap", "chosen", "curve", "decide", "f1", "figures", "sigmoid", "spread"]

Matrix = npt.NDArray[np.float64]
Truth = npt.NDArray[np.int8]
# How many examples the shape all categories share is worth against those of one category.
PRIOR = 2.0
KNOTS = 26
FLAT = 0.01
MOST = 4


def sigmoid(z: Matrix) -> Matrix:
    """The logistic function."""
    return 1 / (1 + np.exp(-z))


def calibration(margins: Matrix, y: Truth) -> tuple[Matrix, Matrix]:
    """Slope and offset of each category, so that sigmoid(slope * margin + offset) is a chance (Platt).

    First one curve for all categories; then one each, held near the common one where examples are few.
    """

    def loss(w: Matrix, z: Matrix, t: Truth, centre: Matrix, prior: float) -> float:
        u = w[0] * z + w[1]
        return float(np.logaddexp(0, u).sum() - (t * u).sum() + prior * ((w - centre) ** 2).sum())

    start = np.array([4.0, 0.0])
    common = minimize(loss, start, args=(margins.ravel(), y.ravel(), start, 0.0)).x
    each = [minimize(loss, common, args=(margins[:, j], y[:, j], common, PRIOR)).x for j in range(y.shape[1])]
    return np.array([w[0] for w in each]), np.array([w[1] for w in each])


def curve(chance: Matrix, y: Truth) -> tuple[Matrix, Matrix]:
    """The rising line through the true shares of the chances, all categories together (isotonic); knots from 0 to 1.

    Labels err now and then, so that the surest chances are too sure and the middling ones not sure enough; no logistic
    curve says that.
    """
    line = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(chance.ravel(), y.ravel())
    x = np.linspace(0, 1, KNOTS)
    shares = line.predict(np.clip(x, chance.min(), chance.max()))
    # A flat stretch would make unequal chances equal: let it rise a little.
    return x, np.maximum.accumulate(shares) * (1 - FLAT) + x * FLAT


def chosen(chance: Matrix, threshold: float, fallback: float) -> npt.NDArray[np.bool_]:
    """What ``Tagger.tag_many`` returns: at most four above the threshold, else the best above the fallback."""
    found = chance >= threshold
    rank = (-chance).argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    found &= rank < MOST
    return found | ((rank == 0) & (chance >= fallback))


def f1(y: Truth, found: npt.NDArray[np.bool_]) -> float:
    """Micro-averaged F1."""
    return float(2 * (y.astype(bool) & found).sum() / max(1, y.sum() + found.sum()))


def decide(chance: Matrix, y: Truth, written: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """The threshold and the fallback of the best micro-F1, halfway between the boards' clauses and the written ones.

    The labels into ads are ten times as many as the written clauses, and mostly of offices; whoever parses pages of other
    trades, where the model is less sure, is served as well.
    """
    parts = [part for part in (~written, written) if part.any()]
    grid = [(t, f) for t in np.arange(0.24, 0.56, 0.02) for f in np.arange(0.08, 0.4, 0.02) if f <= t]

    def worth(pair: tuple[float, float]) -> float:
        found = chosen(chance, *pair)
        return sum(f1(y[part], found[part]) for part in parts)

    return max(grid, key=worth)


def calibration_gap(chance: Matrix, y: Truth, least: float = 0.0) -> float:
    """The mean gap between score and precision over ten equal bins of the scores, empty bins left out."""
    score, truth = chance[chance >= least], y[chance >= least]
    bins = np.minimum((score * 10).astype(int), 9)
    return float(np.mean([abs(score[bins == b].mean() - truth[bins == b].mean()) for b in range(10) if (bins == b).sum() >= 20]))


def figures(chance: Matrix, y: Truth, threshold: float, fallback: float, labels: tuple[str, ...], sources: list[str]) -> dict:
    """Everything the model card says of the out-of-fold predictions."""
    found = chosen(chance, threshold, fallback)
    per = {}
    for j, label in enumerate(labels):
        hit, want, got = int((y[:, j].astype(bool) & found[:, j]).sum()), int(y[:, j].sum()), int(found[:, j].sum())
        per[label] = {
            "p": round(hit / max(1, got), 3),
            "r": round(hit / max(1, want), 3),
            "f": round(2 * hit / max(1, want + got), 3),
            "n": want,
        }
    which = np.array(sources)
    return {
        "threshold": round(threshold, 3),
        "fallback": round(fallback, 3),
        "micro_f1": round(f1(y, found), 4),
        "macro_f1": round(float(np.mean([v["f"] for v in per.values() if v["n"] >= 5])), 4),
        "by_source": {s: round(f1(y[which == s], found[which == s]), 4) for s in sorted(set(sources))},
        "calibration_gap": round(calibration_gap(chance, y), 4),
        "per_category": per,
    }


def spread(
    chance: Matrix, y: Truth, threshold: float, fallback: float, folds: list[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]
) -> list[float]:
    """The lowest and the highest micro-F1 of the folds."""
    found = chosen(chance, threshold, fallback)
    each = [f1(y[test], found[test]) for _, test in folds]
    return [round(min(each), 4), round(max(each), 4)]
