"""Run: worlds that begin with the same people and share their luck, again and again."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from threading import Event

import numpy as np

from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.simulation import Run, run_world, settled, usual_inflow
from tillit.model.town.arrays import Town

GLANCE = 0.1
"""Seconds between two looks at how far the work is; a wait without end would not notice Ctrl-C."""


class Worlds:
    """Some worlds that are run with one luck after another; those that are the same place begin alike.

    `philox` draws their luck by the checking generator.
    """

    def __init__(self, scenarios: Sequence[Scenario], *, months: int, philox: bool = False) -> None:
        self.scenarios = tuple(scenarios)
        self.origins = tuple(Origin.of(it, philox=philox) for it in scenarios)
        self.months = months

    def find_inflows(self) -> None:
        """Find the usual inflow of each place, once for all threads; compiles the model if need be."""
        for origin in self.origins:
            usual_inflow(origin)

    def begun(self, key: np.uint64) -> tuple[Town, ...]:
        """Return the settled town of each world, with some luck; worlds of one place share it."""
        towns = {origin: settled(origin, key) for origin in dict.fromkeys(self.origins)}
        return tuple(towns[origin] for origin in self.origins)

    def live(self, key: np.uint64, *, history: bool = False) -> tuple[Run, ...]:
        """Return what comes of each world with some luck."""
        starts = zip(self.origins, self.scenarios, self.begun(key), strict=True)
        return tuple(
            run_world(origin, scenario, town, key, months=self.months, history=history)
            for origin, scenario, town in starts
        )


def in_parallel(
    work: Callable[[int], None],
    number: int,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Call ``work(0)`` to ``work(number - 1)``, on some threads; return how many are done, from the first.

    That is all of them, unless Ctrl-C stopped the work; those that were running then are finished first. Work
    must release the GIL if threads are to help; there is one for each processor if `threads` is left out.
    `progress` is called now and then, on this thread, with the number of finished pieces.
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
    pending = set(workers)
    try:
        while pending:
            ended, pending = wait(pending, timeout=GLANCE, return_when=FIRST_EXCEPTION)
            for worker in ended:
                worker.result()
            if progress is not None:
                progress(len(finished))
    except KeyboardInterrupt:
        pass
    finally:
        stopping.set()
        executor.shutdown(wait=True)
    for worker in workers:
        worker.result()
    return len(finished)
