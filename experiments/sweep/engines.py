"""Engines: who does the work. Whoever does, the numbers are the same to the last bit.

An engine opens workers: they take orders and promise outcomes, the way of
`concurrent.futures.Executor`.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol

from tillit.experiments.research import needed
from tillit.experiments.sweep.work import Setup, Worker, Workers


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
            If Dask is not installed, no scheduler answers, or it has no workers.
        """
        needed("distributed")
        from tillit.experiments.sweep.dask_engine import opened  # noqa: PLC0415 - lazy: an extra

        return opened(self.address, setup)
