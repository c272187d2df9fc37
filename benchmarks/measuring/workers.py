"""A process for each contender: its CPU time over what it is given, and its peak memory.

One process each, so that no contender's tables, caches or garbage weigh on another's; they run in turns, never at once, and on one
thread each.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Self

from measuring.contenders import CONTENDERS

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
CODE = "import sys; from measuring.workers import serve; serve(sys.argv[1], int(sys.argv[2]))"
WARM = 20


class ContenderError(Exception):
    """A contender that is not installed, or that fails on the texts."""


class Worker:
    """One contender, loaded in a process of its own with nothing but it; a context manager that ends it."""

    def __init__(self, name: str) -> None:
        path = os.pathsep.join(filter(None, sys.path))
        environment = {**os.environ, **dict.fromkeys(THREADS, "1"), "PYTHONPATH": path}
        self._pipe, theirs = Pipe()
        with theirs:
            command = [sys.executable, "-c", CODE, name, str(theirs.fileno())]
            # some greet on standard output
            self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], env=environment, stdout=subprocess.DEVNULL)
        try:
            self._answer()
        except ContenderError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def seconds(self, given: list[str]) -> float:
        """CPU seconds for all that is given."""
        self._pipe.send(given)
        return self._answer()

    def peak(self) -> float:
        """The largest resident memory so far, in MB."""
        self._pipe.send(None)
        return self._answer()

    def close(self) -> None:
        """End the process."""
        self._pipe.close()
        self._process.wait()

    def _answer(self) -> float:
        try:
            answer: float | str = self._pipe.recv()
        except EOFError:
            self._process.wait()
            raise ContenderError(f"its process ended with code {self._process.returncode}") from None
        if isinstance(answer, str):
            raise ContenderError(answer)
        return answer


def serve(name: str, descriptor: int) -> None:
    """What the process does: load, then answer a list of texts with seconds and None with the peak, until the pipe is closed."""
    pipe = Connection(descriptor)
    try:
        prepare = CONTENDERS[name].load()
        pipe.send(0.0)
        cold = True
        while True:
            given = pipe.recv()
            if given is None:
                pipe.send(peak_mb())
                continue
            if cold:
                prepare(given[:WARM])()
                cold = False
            run = prepare(given)
            start = time.process_time()
            run()
            pipe.send(time.process_time() - start)
    except EOFError:
        pass
    except Exception as error:  # noqa: BLE001  whatever a rival fails of, the others are measured
        pipe.send(f"{type(error).__name__}: {error}")


def peak_mb() -> float:
    """The largest resident memory of this process. Linux hands ru_maxrss of the parent down, so what the kernel says of this one counts."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
