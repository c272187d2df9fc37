"""Work for worker processes that goes wrong on purpose; in a module of its own, as spawned processes must import it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

from jdparse.lift import Reading
from jdparse.parser import Parser
from jdparse.pool import Failed


class Brittle:
    """Doubles numbers. Dies at ``deadly`` ones, raises at ``-1``, and dies once, in all, at ``once`` (a file remembers)."""

    def __init__(self, deadly: tuple[int, ...] = (), once: int | None = None, memory: Path | None = None) -> None:
        self.deadly, self.once, self.memory = deadly, once, memory

    def __call__(self, task: list[int], failed: Failed, watch: Callable[[int], None]) -> list[int | str]:
        done: list[int | str] = []
        for at, number in enumerate(task):
            if at in failed:
                done.append(failed[at][0])
                continue
            watch(at)
            if number == -1:
                raise ValueError("minus one")
            if number == self.once and self.memory is not None and not self.memory.exists():
                self.memory.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            if number in self.deadly:
                os.kill(os.getpid(), signal.SIGKILL)
            done.append(2 * number)
        return done


class DeadlyParser(Parser):
    """Kills its process at a text that says so."""

    def __reduce__(self) -> tuple[type[DeadlyParser], tuple[()]]:
        return DeadlyParser, ()

    def read(self, source: str, *, title: str | None = None) -> Reading:
        if "致命" in source:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(source, title=title)
