"""Pairs: two worlds with the same people and the same luck, again and again, on all processors."""

import logging
import os
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import suppress
from functools import partial
from threading import Event

import numpy as np

from tillit.agents.foundation.records import Rows
from tillit.experiments.comparison.outcomes import Comparison, Outcome
from tillit.experiments.worlds.plan import Plan, conversion
from tillit.experiments.worlds.world import World
from tillit.model.books.counts import COUNTS
from tillit.model.books.ledger import ENTRIES, PARTIES
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.simulation import Run, run_world, settled, usual_inflow
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of

log = logging.getLogger(__name__)

GLANCE = 0.1  # seconds between two looks at how far the work is; a wait without end would not notice Ctrl-C
Progress = Callable[[int], None]  # is called on the thread that asked, with how many are done


class Worlds:
    """Some worlds that are run with one luck after another; those that are the same place begin alike."""

    def __init__(self, scenarios: Sequence[Scenario], *, months: int) -> None:
        self.scenarios = tuple(scenarios)
        self.origins = tuple(map(Origin.of, scenarios))
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
        live = partial(run_world, key=key, months=self.months, history=history)
        return tuple(map(live, self.origins, self.scenarios, self.begun(key)))


def run_pairs(a: World, b: World, plan: Plan, progress: Progress | None = None) -> Comparison:
    """Run two worlds in pairs; after Ctrl-C return those that were done, KeyboardInterrupt if none was."""
    log.info("%s beside %s: %d pairs of %d months", b.label, a.label, plan.pairs, plan.months)
    worlds, converted = planned(a, b, plan), conversion(a.scenario.town, b.scenario.town, plan.rates)
    worlds.find_inflows()
    counts = np.zeros((2, plan.pairs, plan.months, COUNTS))
    ledger = np.zeros((2, plan.pairs, plan.months, ENTRIES, PARTIES), np.int64)
    lives: dict[tuple[int, int], Rows] = {}
    child_lives: dict[tuple[int, int], Rows] = {}

    def live_pair(pair: int) -> None:
        history = pair < plan.histories
        for side, run in enumerate(worlds.live(key_of(plan.seed, pair), history=history)):
            counts[side, pair] = run.counts
            ledger[side, pair] = run.ledger
            if history:
                lives[pair, side] = run.lives
                child_lives[pair, side] = run.child_lives

    done = in_parallel(live_pair, plan.pairs, plan.threads, progress, partly=True)
    one = Outcome(a, counts[0, :done], ledger[0, :done])
    other = Outcome(b, counts[1, :done], ledger[1, :done], converted.rate if converted else 1.0)
    return Comparison(one, other, plan, dict(sorted(lives.items())), dict(sorted(child_lives.items())))


def planned(a: World, b: World, plan: Plan) -> Worlds:
    """Return the worlds as they are run; RefusedError if nothing says what money of one buys in the other."""
    conversion(a.scenario.town, b.scenario.town, plan.rates)
    return Worlds((a.scenario, b.scenario), months=plan.months)


def in_parallel(
    work: Callable[[int], None],
    number: int,
    threads: int | None = None,
    progress: Progress | None = None,
    *,
    partly: bool = False,
) -> int:
    """Call ``work(0)`` to ``work(number - 1)``, on some threads; return how many are done, from the first.

    That is all of them, or KeyboardInterrupt if Ctrl-C stopped the work, after those that were running then;
    `partly` takes what was done until then, unless that is nothing. Work must release the GIL if threads are
    to help; there is one for each processor if `threads` is left out.
    """
    stopping, finished, turns = Event(), list[int](), iter(range(number))

    def work_on() -> None:
        while not stopping.is_set() and (turn := next(turns, None)) is not None:
            work(turn)
            finished.append(turn)

    many = max(1, min(number, threads or os.cpu_count() or 1))
    with ThreadPoolExecutor(many) as executor, suppress(KeyboardInterrupt):
        workers = [executor.submit(work_on) for _ in range(many)]
        pending = set(workers)
        try:
            while pending:
                ended, pending = wait(pending, timeout=GLANCE, return_when=FIRST_EXCEPTION)
                for worker in ended:
                    worker.result()
                if progress is not None:
                    progress(len(finished))
        finally:
            stopping.set()
    for worker in workers:
        worker.result()
    if len(finished) < (1 if partly else number):
        raise KeyboardInterrupt
    return len(finished)
