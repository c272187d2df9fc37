"""Work on batches in worker processes: results in order, bounded memory, and a worker that dies costs no more than a record.

The workers are spawned, so nothing but pickled arguments reaches them and any program may use them, threads or not. A batch is
handed out when a worker is free, and no more than twice as many batches as workers are under way or waiting for their turn.

When a worker dies (killed, out of memory, a crash below Python), its batch is tried again by a new one. The worker
notes in shared memory which record it is at: a record at which two workers died is left out and reported, the rest goes on.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, field
from multiprocessing import connection, get_context, parent_process
from typing import Any, Generic, Protocol, TypeVar

from jdparse.errors import BatchError
from jdparse.pages import NOBODY, unwatched

__all__ = ["DIED", "Failed", "Work", "default_workers", "in_order"]

Task_contra = TypeVar("Task_contra", bound=Sized, contravariant=True)
Result_co = TypeVar("Result_co", covariant=True)
T = TypeVar("T", bound=Sized)
R = TypeVar("R")
Failed = Mapping[int, tuple[str, str]]

DIED = ("JD503", "the worker process died twice at this record; it may need more memory than there is. Parse it alone, or cut it up.")
_PATIENCE = 6  # deaths over one batch after which all its records are reported: not one of them is to blame
_CONTEXT = get_context("spawn")


class Work(Protocol[Task_contra, Result_co]):
    """What a worker does with a batch; picklable.

    ``failed`` are records to be reported as failures and left alone; ``watch`` is to be called with the number of each
    record before it is worked on, with ``NOBODY`` before work on several. ``alone`` is true where a worker has died of the
    batch: its records are then to be worked on one by one, so that the next death tells which it is.
    """

    def __call__(self, task: Task_contra, failed: Failed, watch: Callable[[int], None], alone: bool) -> Result_co: ...


@dataclass(slots=True)
class _Order(Generic[T]):
    """A batch on its way: its place in the order, and what happened to it so far."""

    number: int
    task: T
    failed: dict[int, tuple[str, str]] = field(default_factory=dict)
    deaths: list[int] = field(default_factory=list)


class _Seat:
    """A worker process, the batch it is at, and the record in it."""

    def __init__(self, work: Any) -> None:
        self.order: _Order[Any] | None = None
        self._work = work
        self.start()

    def start(self) -> None:
        self.at = _CONTEXT.RawValue("q", NOBODY)
        self.pipe, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(theirs, self.at, self._work), daemon=True)
        self.process.start()
        theirs.close()

    def take(self, order: _Order[Any]) -> None:
        self.order, self.at.value = order, NOBODY
        try:
            self.pipe.send((order.task, order.failed, bool(order.deaths)))
        except OSError:
            self.process.join(1)  # it died before it could read; the sentinel tells

    def stop(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()
        self.process.close()


def default_workers() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(work: Work[T, R], tasks: Iterable[T], workers: int) -> Iterator[R]:
    """The result of ``work`` for each task, in order; with one worker in this process.

    Raises:
        BatchError: JD503, workers die whatever they are given, or JD504, ``workers`` is less than one.
    """
    if workers < 1:
        raise BatchError("JD504", f"workers is {workers}; give 1 or more.")
    if workers == 1:
        for task in tasks:
            yield work(task, {}, unwatched, False)
        return
    yield from _in_processes(work, tasks, workers)


def _in_processes(work: Work[T, R], tasks: Iterable[T], workers: int) -> Iterator[R]:
    orders = (_Order(number, task) for number, task in enumerate(tasks))
    seats: list[_Seat] = []
    done: dict[int, R] = {}
    started = given = 0
    more = True
    try:
        while True:
            while more and started - given < 2 * workers and (seat := _free(seats, workers, work)) is not None:
                order = next(orders, None)
                more = order is not None
                if order is not None:
                    seat.take(order)
                    started += 1
            while given in done:
                yield done.pop(given)
                given += 1
            if given == started and not more:
                return
            if given + len(done) < started:
                done.update(_finished(seats))
    finally:
        for seat in seats:
            seat.stop()


def _free(seats: list[_Seat], workers: int, work: Any) -> _Seat | None:
    """A worker without a batch; a new one while there are fewer than allowed."""
    for seat in seats:
        if seat.order is None:
            return seat
    if len(seats) == workers:
        return None
    seats.append(_Seat(work))
    return seats[-1]


def _finished(seats: list[_Seat]) -> Iterator[tuple[int, Any]]:
    """Wait for news; the numbers and results of the batches that are done. Dead workers are replaced."""
    busy = [seat for seat in seats if seat.order is not None]
    ready = connection.wait([end for seat in busy for end in (seat.pipe, seat.process.sentinel)])
    for seat in busy:
        if seat.pipe not in ready and seat.process.sentinel not in ready:
            continue
        order = seat.order
        assert order is not None  # noqa: S101  for mypy: it is busy
        try:
            sound, result = seat.pipe.recv()
        except (EOFError, OSError):
            _replace(seat, order)
            continue
        if not sound:
            raise result
        seat.order = None
        yield order.number, result


def _replace(seat: _Seat, order: _Order[Any]) -> None:
    """A new worker for the batch of a dead one; a record at which two died is left out, and all are when nothing helps."""
    at = seat.at.value
    if len(order.failed) == len(order.task):
        raise BatchError("JD503", "worker processes die whatever they are given. Is there memory enough? Run again with fewer workers.")
    if len(order.deaths) >= _PATIENCE:
        order.failed = dict.fromkeys(range(len(order.task)), DIED)
    elif at != NOBODY and at in order.deaths:
        order.failed[at] = DIED
    order.deaths.append(at)
    seat.stop()
    seat.start()
    seat.take(order)


def _serve(pipe: connection.Connection, at: Any, work: Any) -> None:
    """The worker process: one batch after another until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process of the terminal; the parent ends this one
    threading.Thread(target=_end_with_parent, daemon=True).start()

    def watch(record: int) -> None:
        at.value = record

    while True:
        try:
            task, failed, alone = pipe.recv()
        except EOFError:
            return
        try:
            answer: tuple[bool, Any] = True, work(task, failed, watch, alone)
        except Exception as error:  # noqa: BLE001  the parent raises it
            error.add_note(f"in worker process {os.getpid()}")
            answer = False, error
        pipe.send(answer)


def _end_with_parent() -> None:
    """End this process at once when its parent is gone, also if it was killed."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
