"""Parallel: numbered pieces of work on threads, in a way that can be stopped."""

from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait

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
    executor = ThreadPoolExecutor(threads)
    pieces: list[Future[None]] = []
    try:
        pieces += (executor.submit(work, turn) for turn in range(number))
        watch(pieces, progress)
    except KeyboardInterrupt:
        pass
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
    done = [piece for piece in pieces if not piece.cancelled()]
    for piece in done:
        piece.result()
    return len(done)


def watch(pieces: list[Future[None]], progress: Callable[[int], None] | None) -> None:
    """Wait for all pieces, or for the first that fails."""
    pending = set(pieces)
    while pending:
        finished, pending = wait(pending, timeout=GLANCE, return_when=FIRST_EXCEPTION)
        for piece in finished:
            piece.result()
        if progress is not None:
            progress(len(pieces) - len(pending))
