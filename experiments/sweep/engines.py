"""Engines: who does the work. Whoever does, the numbers are the same to the last bit.

An engine opens workers: they take runs and promise outcomes, the way of `concurrent.futures.Executor`.
"""

import faulthandler
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from threading import Thread
from typing import NamedTuple

from pebble import ProcessExpired, ProcessPool

from tillit.experiments.refused import RefusedError, needed
from tillit.experiments.sweep.work import Array, Outcome, Setup, ready, work_on

PATIENCE, ENOUGH, GLANCE = 60.0, 120.0, 2.0
"""Seconds to wait for an answer of a Dask scheduler, for its first worker, which may have to be given a
machine, and for its goodbye."""


class Workers(NamedTuple):
    """Workers that are ready."""

    submit: Callable[[Sequence[int], Array], Future[Outcome]]
    """Takes runs, and the inflows of their places, as `work_on` does."""
    number: Callable[[], int]
    """How many chunks are worked on at once; 0 if no worker is left."""
    deaths: tuple[type[BaseException], ...] = ()
    """Errors which say that a worker died of its work."""


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class Threads:
    """Threads of this process, one for each processor if None: the model releases the GIL."""

    workers: int | None = None

    @contextmanager
    def open(self, setup: Setup) -> Iterator[Workers]:
        """Have workers ready while the context lasts; what is begun is finished."""
        number = self.workers or processors()
        pool = ThreadPoolExecutor(number, thread_name_prefix="sweep")
        try:
            yield Workers(lambda *runs: pool.submit(work_on, setup, *runs), lambda: number)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True)
class Processes:
    """Processes of this machine, one for each processor if None: a run that crashes costs only itself."""

    workers: int | None = None

    @contextmanager
    def open(self, setup: Setup) -> Iterator[Workers]:
        """Have processes ready while the context lasts; each starts when there is work for it."""
        number, spawn = self.workers or processors(), multiprocessing.get_context("spawn")
        pools: list[ProcessPool] = []

        def submit(runs: Sequence[int], inflows: Array) -> Future[Outcome]:
            if not pools or not pools[-1].active:  # a process was ended from outside while it waited for work
                pools.append(ProcessPool(number, initializer=_begin, context=spawn))
            return pools[-1].schedule(work_on, (setup, runs, inflows))

        try:
            yield Workers(submit, lambda: number, (ProcessExpired, BrokenProcessPool))
        finally:
            for pool in pools:
                pool.stop()  # type: ignore[no-untyped-call]
                pool.join()


@dataclass(frozen=True)
class Dask:
    """Workers of a Dask cluster, by the address of its scheduler: ``tcp://127.0.0.1:8786``."""

    address: str

    @contextmanager
    def open(self, setup: Setup) -> Iterator[Workers]:
        """Have workers ready while the context lasts.

        RefusedError if Dask is not installed, no scheduler answers, or it has no workers.
        """
        distributed, at = needed("distributed"), self.address
        with ExitStack() as opened:
            try:
                client = distributed.Client(at, timeout=PATIENCE, set_as_default=False)
                opened.callback(client.close, timeout=GLANCE)
                client.wait_for_workers(1, timeout=ENOUGH)
            except (OSError, ValueError, TypeError) as error:  # a timeout is an OSError
                raise RefusedError(
                    f"no Dask scheduler answers at {at}, or it has no workers ({type(error).__name__}): "
                    'start one with "dask scheduler", and workers with "dask worker ADDRESS", which it prints'
                ) from None
            try:
                # Sent once, and from then on from worker to worker, those too that join later.
                told = client.submit(_tell, setup, pure=False)
                told.result(timeout=PATIENCE)
            except Exception as error:  # noqa: BLE001 - whatever they raise comes back as this
                reason = (str(error) or type(error).__name__).splitlines()[0]
                raise RefusedError(
                    f"the Dask scheduler, or a worker, cannot load Tillit ({reason}): install "
                    "the same version where they run, or start them in its folder with PYTHONPATH=."
                ) from None

            def number() -> int:
                with suppress(OSError):
                    return sum(client.nthreads().values())
                return 1

            executor = client.get_executor(pure=False)
            opened.callback(executor.shutdown, wait=False)
            yield Workers(partial(executor.submit, work_on, told), number, (distributed.KilledWorker,))


Engine = Threads | Processes | Dask
"""A way to get work done; what is unfinished when its workers are let go is left undone."""


def _begin() -> None:
    """Get ready, in a worker's process; end it when its parent ends, even if that is killed."""

    def end_with_parent() -> None:
        if (parent := multiprocessing.parent_process()) is not None:
            parent.join()
            os._exit(1)

    Thread(target=end_with_parent, daemon=True).start()
    faulthandler.enable()


def _tell(setup: Setup) -> Setup:
    ready(setup)
    return setup
