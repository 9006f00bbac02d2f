"""Processes: workers of this machine that may die without harm to others.

Imported only when a sweep is to run on processes, or when a run may crash.
"""

import faulthandler
import multiprocessing
import os
import signal
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import numpy as np
from pebble import ProcessExpired, ProcessPool

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.tables import as_bytes, table_of
from tillit.experiments.sweep.work import (
    Order,
    Outcome,
    Setup,
    StoppedError,
    failed,
    joined,
    prepare,
    work_on,
)

CRASH = "crash"
"""Kind of failure of a run that killed its process."""


@contextmanager
def opened(setup: Setup, number: int) -> Iterator["ProcessWorkers"]:
    """Have processes ready while the context lasts; each starts when there is work for it."""
    with tempfile.TemporaryDirectory(prefix="tillit-crash-", ignore_cleanup_errors=True) as words:
        workers = ProcessWorkers(setup, number, Path(words))
        try:
            yield workers
        finally:
            workers.close()


@contextmanager
def one_by_one(setup: Setup) -> Iterator["SingleRuns"]:
    """Have a process ready, while the context lasts, that finds the runs of an order that kill it."""
    stop = Event()
    threads = ThreadPoolExecutor(1, thread_name_prefix="single")
    with opened(setup, 1) as process:
        try:
            yield SingleRuns(Design.from_json(setup.design), process, threads, stop)
        finally:
            stop.set()
            threads.shutdown(wait=True, cancel_futures=True)


class ProcessWorkers:
    """Processes that are ready.

    Parameters
    ----------
    setup
        What they work on.
    number
        How many.
    words
        Folder in which each writes its last words, in a file by the number of its process.
    """

    trouble = ""

    def __init__(self, setup: Setup, number: int, words: Path) -> None:
        self.number = number
        self.words = words
        self._setup = setup
        self._pool = self._started()

    def submit(self, order: Order) -> Future[Outcome]:
        """Promise what will come of an order."""
        if not self._pool.active:
            # A process was ended from outside while it waited for work.
            self.close()
            self._pool = self._started()
        return self._pool.schedule(work_on, (order,))

    def died(self, error: BaseException) -> bool:
        """Tell whether an error says that a worker died of its order."""
        return isinstance(error, ProcessExpired | BrokenProcessPool)

    def close(self) -> None:
        """End the processes, whatever they do."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def _started(self) -> ProcessPool:
        spawn = multiprocessing.get_context("spawn")
        return ProcessPool(self.number, initializer=_begin, initargs=(self._setup, self.words), context=spawn)


@dataclass(frozen=True)
class SingleRuns:
    """A process that does one run after the other, each in an order of its own.

    A chunk comes here after a process died over it. The run that ends the
    process here too is believed to do so: a process may also be killed from
    outside, and that says nothing about its run.
    """

    design: Design
    process: ProcessWorkers
    threads: ThreadPoolExecutor
    stop: Event
    number: int = 1
    trouble: str = ""

    def died(self, error: BaseException) -> bool:  # noqa: ARG002 - it has seen to it itself
        """Tell whether an error says that a worker died of its order."""
        return False

    def submit(self, order: Order) -> Future[Outcome]:
        """Promise what will come of an order."""
        return self.threads.submit(self._one_by_one, order)

    def _one_by_one(self, order: Order) -> Outcome:
        outcomes = []
        for part in order.single():
            if self.stop.is_set():
                raise StoppedError
            outcomes.append(self._alone(part))
        return joined(outcomes)

    def _alone(self, order: Order) -> Outcome:
        try:
            return self.process.submit(order).result()
        except ProcessExpired as end:
            how = _ending(end.exitcode)
            told = ""
            with suppress(OSError):
                told = (self.process.words / f"{end.pid}.txt").read_text("utf-8", errors="replace")
            failure = failed(self.design, order.runs[0], CRASH, how, told or f"{how}; it left no trace")
            none = np.zeros((0, len(self.design.outputs), self.design.months))
            return Outcome(as_bytes(table_of(self.design, (), none)), [failure], order.inflows, 0.0)
        except BrokenProcessPool:
            message = (
                "worker processes end before they begin a run. A script that starts a sweep must do so "
                'below: if __name__ == "__main__":'
            )
            raise RefusedError(message) from None


def _ending(status: int) -> str:
    """Return in words how a process ended."""
    if status < 0:
        with suppress(ValueError):
            return f"the process was ended by {signal.Signals(-status).name}"
    return f"the process ended with exit status {status}"


def _begin(setup: Setup, words: Path) -> None:
    """Get ready, in a worker's process."""
    Thread(target=_end_with_parent, daemon=True).start()
    # It stays open as long as the process lives.
    faulthandler.enable((words / f"{os.getpid()}.txt").open("w", encoding="utf-8"))
    prepare(setup)


def _end_with_parent() -> None:
    """End this process when its parent ends, even if that is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
