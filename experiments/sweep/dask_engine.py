"""Dask engine: workers of a Dask cluster, on as many machines as it has.

Imported only when a sweep is to run on Dask.
"""

import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from typing import Any

from distributed import Client, KilledWorker, WorkerPlugin

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.work import WORKERS, Order, Outcome, Setup, prepare, work_on

PATIENCE = 60.0
"""Seconds to wait for an answer of a scheduler."""
ENOUGH = 120.0
"""Seconds to wait for its first worker, which may have to be given a machine."""
GLANCE = 2.0
"""Seconds between two looks at how many workers there are."""


class _Preparation(WorkerPlugin):
    """Tells every worker of a sweep, those too that join later or start again."""

    def __init__(self, setup: Setup) -> None:
        self.setup_of_sweep = setup

    def setup(self, worker: Any) -> None:  # noqa: ANN401, ARG002 - distributed has no types, and calls it so
        """Get ready."""
        prepare(self.setup_of_sweep)

    def teardown(self, worker: Any) -> None:  # noqa: ANN401, ARG002 - the same
        """Forget the sweep."""
        WORKERS.pop(self.setup_of_sweep.sweep, None)


class _DaskWorkers:
    """Workers of a cluster."""

    def __init__(self, client: Client, executor: Executor) -> None:
        self._client = client
        self._executor = executor
        self._there = 1
        self._looked = -GLANCE

    @property
    def number(self) -> int:
        """How many orders are worked on at once; it changes when workers come and go."""
        return max(1, self._threads())

    @property
    def trouble(self) -> str:
        """What keeps the work from going on."""
        return "" if self._threads() else "no Dask worker is left; waiting for one to join"

    def _threads(self) -> int:
        if time.monotonic() - self._looked > GLANCE:
            self._looked = time.monotonic()
            with suppress(OSError):
                self._there = sum(self._client.nthreads().values())
        return self._there

    def submit(self, order: Order) -> Future[Outcome]:
        """Promise what will come of an order."""
        return self._executor.submit(work_on, order)

    def died(self, error: BaseException) -> bool:
        """Tell whether an error says that a worker died of its order, and others after it."""
        return isinstance(error, KilledWorker)


@contextmanager
def opened(address: str, setup: Setup) -> Iterator[_DaskWorkers]:
    """Have the workers of a scheduler ready while the context lasts.

    Raises
    ------
    RefusedError
        If no scheduler answers, or it has no workers.
    """
    client = _connected(address)
    try:
        _wait_for_a_worker(client, address)
        _tell_workers(client, setup)
        executor = client.get_executor(pure=False)
        try:
            yield _DaskWorkers(client, executor)
        finally:
            executor.shutdown(wait=False)
            with suppress(Exception):  # the scheduler may be gone, and its workers with it
                client.unregister_worker_plugin(setup.sweep)
    finally:
        client.close(timeout=GLANCE)


def _connected(address: str) -> Client:
    """Return a connection to a scheduler."""
    try:
        return Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        message = (
            f"no Dask scheduler answers at {address} ({type(error).__name__}); start one with "
            f'"dask scheduler", and workers with "dask worker ADDRESS"; the scheduler prints its address'
        )
        raise RefusedError(message) from None


def _wait_for_a_worker(client: Client, address: str) -> None:
    """Wait for the first worker, but not for ever."""
    try:
        client.wait_for_workers(1, timeout=ENOUGH)
    except TimeoutError:
        message = f'the Dask scheduler at {address} has no workers; start some with "dask worker {address}"'
        raise RefusedError(message) from None


def _tell_workers(client: Client, setup: Setup) -> None:
    """Tell all workers of a sweep, and try whether they can be given orders.

    Raises
    ------
    RefusedError
        If the scheduler or a worker does not have the program.
    """
    try:
        client.register_plugin(_Preparation(setup), name=setup.sweep)
        client.submit(_is_told, setup.sweep, pure=False).result(timeout=PATIENCE)
    except Exception as error:  # noqa: BLE001 - whatever they raise comes back as this
        reason = (str(error) or type(error).__name__).splitlines()[0]
        message = (
            f"the Dask scheduler, or a worker, cannot load Tillit ({reason}): install "
            "the same version where they run, or start them in its folder with PYTHONPATH=."
        )
        raise RefusedError(message) from None


def _is_told(sweep: str) -> bool:
    """Tell whether a worker knows of a sweep; runs in a worker."""
    return sweep in WORKERS
