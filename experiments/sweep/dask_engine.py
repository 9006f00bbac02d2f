"""Dask engine: workers of a Dask cluster, on as many machines as it has.

Imported only when a sweep is to run on Dask.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from cachetools import TTLCache, cached
from distributed import Client, KilledWorker, WorkerPlugin

from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.work import WORKERS, Setup, Workers, prepare, work_on

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


@contextmanager
def opened(address: str, setup: Setup) -> Iterator[Workers]:
    """Have the workers of a scheduler ready while the context lasts.

    RefusedError if no scheduler answers, or it has no workers.
    """
    client = _connected(address)
    there = 1

    @cached(TTLCache(1, GLANCE))
    def number() -> int:
        nonlocal there
        with suppress(OSError):
            there = sum(client.nthreads().values())
        return there

    try:
        _tell_workers(client, setup)
        executor = client.get_executor(pure=False)
        try:
            yield Workers(partial(executor.submit, work_on), number, (KilledWorker,))
        finally:
            executor.shutdown(wait=False)
            with suppress(Exception):  # the scheduler may be gone, and its workers with it
                client.unregister_worker_plugin(setup.sweep)
    finally:
        client.close(timeout=GLANCE)


def _connected(address: str) -> Client:
    """Return a connection to a scheduler that has a worker; wait for the first, but not for ever."""
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        message = (
            f"no Dask scheduler answers at {address} ({type(error).__name__}); start one with "
            f'"dask scheduler", and workers with "dask worker ADDRESS"; the scheduler prints its address'
        )
        raise RefusedError(message) from None
    try:
        client.wait_for_workers(1, timeout=ENOUGH)
    except TimeoutError:
        client.close(timeout=GLANCE)
        message = f'the Dask scheduler at {address} has no workers; start some with "dask worker {address}"'
        raise RefusedError(message) from None
    return client


def _tell_workers(client: Client, setup: Setup) -> None:
    """Tell all workers of a sweep, and try whether they can be given orders."""
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
