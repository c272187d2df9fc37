"""How many times as long a text four times as long takes."""

from __future__ import annotations

import time
from collections.abc import Callable

__all__ = ["assert_linear"]


def assert_linear(work: Callable[[str], object], make: Callable[[int], str], small: int) -> None:
    """Four times the text may take no more than about four times the time; a square would take sixteen.

    The best of three rounds in turns: a machine that is busy for a while slows both.
    """
    texts = [make(small), make(4 * small)]
    best = [float("inf"), float("inf")]
    work(make(100))
    for _ in range(3):
        for i, text in enumerate(texts):
            start = time.process_time()
            work(text)
            best[i] = min(best[i], time.process_time() - start)
    assert best[1] < max(0.05, best[0] * 9)
