"""Engines: who does the work. Whoever does, the numbers are the same to the last bit.

An engine opens a crew: something that takes orders and promises outcomes, the
way of `concurrent.futures.Executor`.
"""

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event
from typing import Protocol

from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed
from tillit.experiments.sweep.cell import Cell, CrashedError
from tillit.experiments.sweep.crashes import CarefulWork
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.work import Bench, Order, Outcome, Setup


class Crew(Protocol):
    """Workers that are ready."""

    @property
    def workers(self) -> int:
        """How many orders are worked on at once."""

    @property
    def trouble(self) -> str:
        """What keeps the work from going on; empty if nothing does."""

    def submit(self, order: Order) -> Future[Outcome]:
        """Promise what will come of an order."""

    def is_crash(self, error: BaseException) -> bool:
        """Tell whether an error says that an order killed its worker."""


class Engine(Protocol):
    """A way to get work done."""

    @property
    def name(self) -> str:
        """What the log calls it."""

    @property
    def endangered(self) -> bool:
        """Whether a run that crashes takes the launcher with it."""

    def open(self, setup: Setup) -> AbstractContextManager[Crew]:
        """Have a crew ready while the context lasts; what is unfinished at its end is left undone."""


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
    endangered: bool = True

    @contextmanager
    def open(self, setup: Setup) -> Iterator[Crew]:
        """Have a crew ready while the context lasts."""
        stop = Event()
        number = self.workers or processors()
        pool = ThreadPoolExecutor(number, thread_name_prefix="sweep")
        try:
            yield ThreadCrew(number, pool, Bench(setup), stop)
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True)
class ThreadCrew:
    """Threads that are ready."""

    workers: int
    pool: ThreadPoolExecutor
    bench: Bench
    stop: Event
    trouble: str = ""

    def submit(self, order: Order) -> Future[Outcome]:
        """Promise what will come of an order."""
        return self.pool.submit(self.bench.work, order, None, self.stop.is_set)

    def is_crash(self, error: BaseException) -> bool:  # noqa: ARG002 - nobody would be left to tell
        """Tell whether an error says that an order killed its worker."""
        return False


@dataclass(frozen=True)
class Processes:
    """Processes of this machine: a run that crashes costs only itself."""

    workers: int | None = None
    """How many; one for each processor if None."""
    name: str = "processes"
    endangered: bool = False

    @contextmanager
    def open(self, setup: Setup) -> Iterator[Crew]:
        """Have a crew ready while the context lasts; each process starts when there is work for it."""
        stop = Event()
        number = self.workers or processors()
        pool = ThreadPoolExecutor(number, thread_name_prefix="sweep")
        cells: SimpleQueue[Cell] = SimpleQueue()
        for _ in range(number):
            cells.put(Cell(setup, stop.is_set))
        try:
            yield ProcessCrew(number, pool, cells, Design.from_json(setup.design))
        finally:
            stop.set()
            pool.shutdown(wait=True, cancel_futures=True)
            for _ in range(number):
                cells.get().close()


@dataclass(frozen=True)
class ProcessCrew:
    """Processes that are ready, each with a thread that waits for it."""

    workers: int
    pool: ThreadPoolExecutor
    cells: "SimpleQueue[Cell]"
    design: Design
    trouble: str = ""

    def submit(self, order: Order) -> Future[Outcome]:
        """Promise what will come of an order."""
        return self.pool.submit(self._work, order)

    def is_crash(self, error: BaseException) -> bool:  # noqa: ARG002 - the crew has seen to it itself
        """Tell whether an error says that an order killed its worker."""
        return False

    def _work(self, order: Order) -> Outcome:
        cell = self.cells.get()
        try:
            return CarefulWork(cell, self.design).of(order)
        except CrashedError as crash:
            message = (
                f"worker processes end before they begin a run: {crash.how}. {crash.told}\n"
                'A script that starts a sweep must do so below: if __name__ == "__main__":'
            )
            raise RefusedError(message) from None
        finally:
            self.cells.put(cell)


@dataclass(frozen=True)
class Dask:
    """Workers of a Dask cluster, on as many machines as it has."""

    address: str
    """Of its scheduler, as in ``tcp://127.0.0.1:8786``."""
    name: str = "dask"
    endangered: bool = False

    def open(self, setup: Setup) -> AbstractContextManager[Crew]:
        """Have a crew ready while the context lasts.

        Raises
        ------
        RefusedError
            If Dask is not installed.
        """
        needed("distributed")
        from tillit.experiments.sweep.dask_crew import crew_at  # noqa: PLC0415 - lazy: an extra

        return crew_at(self.address, setup)
