"""Engines: who does the work. Whoever does, the numbers are the same to the last bit.

An engine opens workers: they take orders and promise outcomes, the way of
`concurrent.futures.Executor`.
"""

import faulthandler
import multiprocessing
import os
import signal
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Protocol

from pebble import ProcessExpired, ProcessPool

from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.tables import table_of
from tillit.experiments.sweep.work import Order, Outcome, Setup, Worker, Workers, failed, prepare, work_on

CRASH = "crash"
"""Kind of failure of a run that killed its process."""


class Engine(Protocol):
    """A way to get work done."""

    @property
    def name(self) -> str:
        """What a status calls it."""

    def open(self, setup: Setup) -> AbstractContextManager[Workers]:
        """Have workers ready while the context lasts; what is unfinished at its end is left undone."""


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True)
class Threads:
    """Threads of this process, one for each processor if None: the model releases the GIL."""

    workers: int | None = None
    name: str = "threads"

    @contextmanager
    def open(self, setup: Setup) -> Iterator[Workers]:
        """Have workers ready while the context lasts; an order that is begun is finished."""
        number = self.workers or processors()
        pool = ThreadPoolExecutor(number, thread_name_prefix="sweep")
        try:
            work = Worker(setup).work
            yield Workers(lambda order: pool.submit(work, order), lambda: number)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True)
class Processes:
    """Processes of this machine, one for each processor if None: a run that crashes costs only itself."""

    workers: int | None = None
    name: str = "processes"

    @contextmanager
    def open(self, setup: Setup) -> Iterator[Workers]:
        """Have processes ready while the context lasts; each starts when there is work for it."""
        number = self.workers or processors()
        with tempfile.TemporaryDirectory(prefix="tillit-crash-", ignore_cleanup_errors=True) as folder:
            words, spawn = Path(folder), multiprocessing.get_context("spawn")
            pool: ProcessPool | None = None

            def end() -> None:
                if pool is not None:
                    pool.stop()  # type: ignore[no-untyped-call]
                    pool.join()

            def submit(order: Order) -> Future[Outcome]:
                nonlocal pool
                if pool is None or not pool.active:  # one was ended from outside while it waited for work
                    end()
                    pool = ProcessPool(number, initializer=_begin, initargs=(setup, words), context=spawn)
                return pool.schedule(work_on, (order,))

            try:
                yield Workers(submit, lambda: number, (ProcessExpired, BrokenProcessPool), words)
            finally:
                end()


@dataclass(frozen=True)
class Dask:
    """Workers of a Dask cluster, by the address of its scheduler: ``tcp://127.0.0.1:8786``."""

    address: str
    name: str = "dask"

    def open(self, setup: Setup) -> AbstractContextManager[Workers]:
        """Have workers ready while the context lasts.

        RefusedError if Dask is not installed, no scheduler answers, or it has no workers.
        """
        needed("distributed")
        from tillit.experiments.sweep.dask_engine import opened  # noqa: PLC0415 - lazy: an extra

        return opened(self.address, setup)


def crashed(design: Design, order: Order, error: BaseException, workers: Workers) -> Outcome:
    """Return the outcome of an order of one run that ended its process.

    A process may also be killed from outside, which says nothing about its
    run; so only a run that was alone in its order is believed to do so.
    RefusedError if processes end before they begin a run.
    """
    if not isinstance(error, ProcessExpired):
        message = (
            "worker processes end before they begin a run. A script that starts a sweep must do so "
            'below: if __name__ == "__main__":'
        )
        raise RefusedError(message)
    how, told = f"the process ended with exit status {error.exitcode}", ""
    if error.exitcode < 0:
        how = f"the process was ended by {signal.Signals(-error.exitcode).name}"
    with suppress(OSError):
        told = (workers.words / f"{error.pid}.txt").read_text("utf-8", errors="replace")
    failure = failed(design, order.runs[0], CRASH, how, told or f"{how}; it left no trace")
    return Outcome(table_of(design, (), ()), [failure], order.inflows)


def _begin(setup: Setup, words: Path) -> None:
    """Get ready, in a worker's process; end it when its parent ends, even if that is killed."""

    def end_with_parent() -> None:
        if (parent := multiprocessing.parent_process()) is not None:
            parent.join()
            os._exit(1)

    Thread(target=end_with_parent, daemon=True).start()
    # It stays open as long as the process lives.
    faulthandler.enable((words / f"{os.getpid()}.txt").open("w", encoding="utf-8"))
    prepare(setup)
