"""Parallel: numbered pieces of work on threads, in a way that can be stopped."""

import os
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from threading import Event

GLANCE = 0.1
"""Seconds between two looks at how far the work is; a wait without end would not notice Ctrl-C."""


def in_parallel(
    work: Callable[[int], None],
    number: int,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Call ``work(0)`` to ``work(number - 1)``, on some threads at once.

    Parameters
    ----------
    work
        A piece of work; it releases the GIL if threads are to help.
    number
        How many pieces.
    threads
        How many at once; one for each processor if left out.
    progress
        Called now and then, on this thread, with the number of finished pieces.

    Returns
    -------
    int
        How many pieces are done, from the first on: all, unless Ctrl-C stopped
        the work. Those that were running then are finished first.
    """
    stopping = Event()
    finished: list[int] = []
    turns = iter(range(number))

    def work_on() -> None:
        while not stopping.is_set() and (turn := next(turns, None)) is not None:
            work(turn)
            finished.append(turn)

    many = min(number, threads or os.cpu_count() or 1)
    executor = ThreadPoolExecutor(max(1, many))
    workers = [executor.submit(work_on) for _ in range(many)]
    try:
        _watch(workers, finished, progress)
    except KeyboardInterrupt:
        pass
    finally:
        stopping.set()
        executor.shutdown(wait=True)
    for worker in workers:
        worker.result()
    return len(finished)


def _watch(workers: list[Future[None]], finished: list[int], progress: Callable[[int], None] | None) -> None:
    """Wait for all workers, or for the first that fails."""
    pending = set(workers)
    while pending:
        ended, pending = wait(pending, timeout=GLANCE, return_when=FIRST_EXCEPTION)
        for worker in ended:
            worker.result()
        if progress is not None:
            progress(len(finished))
