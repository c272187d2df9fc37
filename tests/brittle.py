"""Work for worker processes that goes wrong on purpose; in a module of its own, as spawned processes must import it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from jdparse.pages import Page
from jdparse.parser import Parser
from jdparse.pool import Failed


class Brittle:
    """Doubles numbers. Dies at ``deadly`` ones, raises at ``-1``, and dies once, in all, at ``once`` (a file remembers)."""

    def __init__(self, deadly: tuple[int, ...] = (), once: int | None = None, memory: Path | None = None) -> None:
        self.deadly, self.once, self.memory = deadly, once, memory

    def __call__(self, task: list[int], failed: Failed, watch: Callable[[int], None], alone: bool) -> list[int | str]:
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

    def _scanned(self, page: Page) -> None:
        if "致命" in page.source:
            os.kill(os.getpid(), signal.SIGKILL)
        super()._scanned(page)


class DeadlyTagging(DeadlyParser):
    """Kills its process in the stage that several texts go through at once."""

    def __reduce__(self) -> tuple[type[DeadlyTagging], tuple[()]]:
        return DeadlyTagging, ()

    def _scanned(self, page: Page) -> None:
        Parser._scanned(self, page)

    def _tagged(self, pages: list[Page]) -> None:
        if any("致命" in page.source for page in pages):
            os.kill(os.getpid(), signal.SIGKILL)
        super()._tagged(pages)


class Mortal(Parser):
    """Notes in a folder which processes it works in, and kills one once, at a text with 致命: itself, or an ancestor of so many
    generations.
    """

    def __init__(self, folder: Path, generation: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.folder, self.generation, self.options = folder, generation, options

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(Mortal, **self.options), (self.folder, self.generation)

    def _scanned(self, page: Page) -> None:
        line = lineage()
        (self.folder / "-".join(map(str, line))).touch()
        died = self.folder / "died"
        if self.generation is not None and "致命" in page.source and not died.exists():
            died.touch()
            os.kill(line[self.generation], signal.SIGKILL)
            time.sleep(60)  # until it is gone with the ancestor: what it did must not count
        super()._scanned(page)


def lineage() -> list[int]:
    """This process, its parent and grandparent."""
    line = [os.getpid()]
    for _ in range(2):
        status = Path(f"/proc/{line[-1]}/status").read_text(encoding="utf-8")
        line.append(int(status.partition("PPid:")[2].split(maxsplit=1)[0]))
    return line
