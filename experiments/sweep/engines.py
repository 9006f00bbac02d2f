"""Engines: who does the work. Whoever does, the numbers are the same to the last bit.

An engine opens workers: they take orders and promise outcomes, the way of
`concurrent.futures.Executor`.
"""

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from threading import Event
from typing import Protocol

from tillit.experiments.research import needed
from tillit.experiments.sweep.work import Order, Outcome, Setup, Worker


class Workers(Protocol):
    """Workers that are ready."""

    @property
    def number(self) -> int:
        """How many orders are worked on at once."""

    @property
    def trouble(self) -> str:
        """What keeps the work from going on; empty if nothing does."""

    def submit(self, order: Order) -> Future[Outcome]:
        """Promise what will come of an order."""

    def died(self, error: BaseException) -> bool:
        """Tell whether an error says that a worker died of its order."""


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
    """Threads of this process: the model releases the GIL, and nothing is copied."""

    workers: int | None = None
    """How many; one for each processor if None."""
    name: str = "threads"

    @contextmanager
    def open(self, setup: Setup) -> Iterator[Workers]:
        """Have workers ready while the context lasts."""
        stop = Event()
        number = self.workers or processors()
        pool = ThreadPoolExecutor(number, thread_name_prefix="sweep")
        try:
            yield _ThreadWorkers(number, pool, Worker(setup), stop)
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True)
class Processes:
    """Processes of this machine: a run that crashes costs only itself."""

    workers: int | None = None
    """How many; one for each processor if None."""
    name: str = "processes"

    def open(self, setup: Setup) -> AbstractContextManager[Workers]:
        """Have workers ready while the context lasts."""
        from tillit.experiments.sweep.processes import opened  # noqa: PLC0415 - lazy: threads are usual

        return opened(setup, self.workers or processors())


@dataclass(frozen=True)
class Dask:
    """Workers of a Dask cluster, on as many machines as it has."""

    address: str
    """Of its scheduler, as in ``tcp://127.0.0.1:8786``."""
    name: str = "dask"

    def open(self, setup: Setup) -> AbstractContextManager[Workers]:
        """Have workers ready while the context lasts.

        Raises
        ------
        RefusedError
            If Dask is not installed.
        """
        needed("distributed")
        from tillit.experiments.sweep.dask_engine import opened  # noqa: PLC0415 - lazy: an extra

        return opened(self.address, setup)


@dataclass(frozen=True)
class _ThreadWorkers:
    """Threads that are ready."""

    number: int
    pool: ThreadPoolExecutor
    worker: Worker
    stop: Event
    trouble: str = ""

    def submit(self, order: Order) -> Future[Outcome]:
        """Promise what will come of an order."""
        return self.pool.submit(self.worker.work, order, self.stop.is_set)

    def died(self, error: BaseException) -> bool:  # noqa: ARG002 - nobody would be left to tell
        """Tell whether an error says that a worker died of its order."""
        return False
