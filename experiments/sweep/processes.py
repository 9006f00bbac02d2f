"""Processes: workers of this machine that may die without harm to others.

Imported only when a sweep is to run on processes, or when a run may crash.
"""

import faulthandler
import multiprocessing
import os
import signal
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from pebble import ProcessExpired, ProcessPool

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.tables import as_bytes, table_of
from tillit.experiments.sweep.work import Order, Outcome, Setup, Workers, failed, prepare, work_on

CRASH = "crash"
"""Kind of failure of a run that killed its process."""


@dataclass(frozen=True)
class ProcessWorkers(Workers):
    """Processes that are ready."""

    words: Path = Path()
    """Folder in which each writes its last words, in a file by the number of its process."""

    def crashed(self, design: Design, order: Order, error: BaseException) -> Outcome:
        """Return the outcome of an order of one run that ended its process.

        A process may also be killed from outside, which says nothing about its
        run; so only a run that was alone in its order is believed to do so.

        Raises
        ------
        RefusedError
            If processes end before they begin a run.
        """
        if not isinstance(error, ProcessExpired):
            message = (
                "worker processes end before they begin a run. A script that starts a sweep must do so "
                'below: if __name__ == "__main__":'
            )
            raise RefusedError(message)
        how, told = _ending(error.exitcode), ""
        with suppress(OSError):
            told = (self.words / f"{error.pid}.txt").read_text("utf-8", errors="replace")
        failure = failed(design, order.runs[0], CRASH, how, told or f"{how}; it left no trace")
        return Outcome(as_bytes(table_of(design, (), ())), [failure], order.inflows)


@contextmanager
def opened(setup: Setup, number: int) -> Iterator[ProcessWorkers]:
    """Have processes ready while the context lasts; each starts when there is work for it."""
    with tempfile.TemporaryDirectory(prefix="tillit-crash-", ignore_cleanup_errors=True) as words:
        spawn = multiprocessing.get_context("spawn")

        def started() -> ProcessPool:
            return ProcessPool(number, initializer=_begin, initargs=(setup, Path(words)), context=spawn)

        def ended(pool: ProcessPool) -> None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

        pool = started()

        def submit(order: Order) -> Future[Outcome]:
            nonlocal pool
            if not pool.active:  # a process was ended from outside while it waited for work
                ended(pool)
                pool = started()
            return pool.schedule(work_on, (order,))

        try:
            yield ProcessWorkers(submit, lambda: number, (ProcessExpired, BrokenProcessPool), Path(words))
        finally:
            ended(pool)


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
