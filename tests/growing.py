"""How many times as long a text four times as long takes."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

__all__ = ["assert_linear"]

ROUNDS = 6


def assert_linear(work: Callable[[str], object], make: Callable[[int], str], small: int) -> None:
    """Four times the text may take no more than about four times the time; a square would take sixteen.

    The best of up to six rounds in turns: a machine that is busy for a while slows both. The garbage collector rests, for whether a
    collection of everything that the tests hold falls into a round is chance.
    """
    texts = [make(small), make(4 * small)]
    best = [float("inf"), float("inf")]
    work(make(100))
    gc.collect()
    gc.disable()
    try:
        for _ in range(ROUNDS):
            for i, text in enumerate(texts):
                start = time.process_time()
                work(text)
                best[i] = min(best[i], time.process_time() - start)
            if best[1] < max(0.05, best[0] * 9):
                return
    finally:
        gc.enable()
    raise AssertionError(f"{small:,} characters took {best[0]:.3f} s, four times as many {best[1]:.3f} s")
