"""Run: do a sweep, or what is missing of it, and lose nothing on the way."""

import signal
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
from filelock import FileLock, Timeout
from pebble import ProcessExpired

from tillit.agents.foundation.source import source_hash
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep import work
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.store import Progress, Store, file_name
from tillit.experiments.sweep.work import ONE_RUN, Engine, Outcome, Processes, Setup, Threads
from tillit.model.origin import RUN_IN

IN_FLIGHT, GLANCE = 4, 0.2
"""Chunks for each worker: enough that none waits, and few enough to hold in memory; and seconds between two
looks around: a wait without end would not notice Ctrl-C."""


def run_sweep(
    design: Design,
    folder: Path | str,
    *,
    engine: Engine | None = None,
    chunk: int | None = None,
    part: tuple[int, int] = (1, 1),
    progress: Callable[[Progress], None] | None = None,
    run_one: str = ONE_RUN,
) -> Progress:
    """Run a sweep into a folder, or what is missing of it there, and return how far it is at the end.

    Neither `engine` nor `chunk`, the runs in a file of a new folder, moves a number; by default threads do
    about a second of work at once. `part` ``(3, 8)`` is the third of eight programs that share a folder.
    `progress` is told now and then how far it is, `run_one` is ``module:name`` of what runs one run.
    RefusedError if something else is in the folder, another program began it, or is at work on this part;
    OSError if a result cannot be written; KeyboardInterrupt after Ctrl-C. What was done is kept.
    """
    store = Store.opened(Path(folder), design, chunk or usual_size(design))
    turn, parts = part
    if not 1 <= turn <= parts:
        raise RefusedError(f"part {turn}/{parts}: must be 1/{parts} to {parts}/{parts}")
    try:  # the system lets go of a lock when its program dies
        alone = FileLock(store.locks / f"{turn}-of-{parts}.lock").acquire(timeout=0)
    except Timeout:
        raise RefusedError(
            f"another program is at work on {folder}; to share it out, give each its part: --part 1/2 "
            "to one, --part 2/2 to the other"
        ) from None
    with alone:
        numbers = [it for it in store.missing() if it % parts == turn - 1]
        return _Launch(store, progress).go(numbers, engine or Threads(), run_one)


def usual_size(design: Design) -> int:
    """Return how many runs of a design take about a second, 1,000 at most.

    Estimated from the design, not measured, so that it makes the same files on any machine; a small sweep is
    parted into sixteen, or some workers would have nothing to do.
    """
    households = max(town.town.households for town in design.scenarios)
    seconds = 1e-3 + 2e-7 * households * (design.months + RUN_IN)
    return max(1, min(round(1.0 / seconds), design.runs // 16, 1_000))


class _Launch:
    def __init__(self, store: Store, report: Callable[[Progress], None] | None) -> None:
        self._store, self._report, self._now = store, report, store.progress()
        self._in_hand: dict[Future[Outcome], int] = {}
        self._started = time.monotonic()

    def go(self, numbers: Sequence[int], engine: Engine, run_one: str) -> Progress:
        """Run some chunks, and return how far the sweep is then."""
        if numbers:
            self._setup = Setup(self._store.design.to_json(), source_hash(), run_one)
            with engine.open(self._setup) as self._workers:
                for number in numbers:
                    if (self._store.runs / file_name(number)).exists():
                        continue  # another program has done it meanwhile
                    while len(self._in_hand) >= IN_FLIGHT * max(1, self._workers.number()):
                        self._take_in_some()
                    runs = tuple(self._store.chunks[number])
                    self._in_hand[self._workers.submit(runs, self._store.known_inflows(runs))] = number
                while self._in_hand:
                    self._take_in_some()
        self._tell()
        whole = self._store.progress()  # others may have had a part in it
        return replace(self._now, done=whole.done, failed=whole.failed)

    def _take_in_some(self) -> None:
        for future in wait(self._in_hand, GLANCE, FIRST_COMPLETED).done:
            number = self._in_hand.pop(future)
            lost = RefusedError("the workers are gone or out of reach; what was done is kept: run again")
            error = lost if future.cancelled() else future.exception()
            if error is not None and not isinstance(error, self._workers.deaths):
                raise error
            runs = self._store.chunks[number]
            outcome = future.result() if error is None else self._run_apart(runs)
            self._store.commit(number, outcome)
            now, failed = self._now, self._now.failed + len(outcome.failures)
            done = min(now.done + len(runs), now.runs)
            self._now = replace(now, done=done, failed=failed, here=now.here + len(runs))
        self._tell()

    def _run_apart(self, runs: Sequence[int]) -> Outcome:
        """Run a chunk whose worker died run by run, in a process apart; who ends that is to blame.

        A process may also be killed from outside, which says nothing about its run; so only a run that was
        alone is believed to do so. RefusedError if processes end before they begin a run.
        """
        outcomes, design = [], self._store.design
        with Processes(1).open(self._setup) as apart:
            for run in runs:
                inflows = self._store.known_inflows([run])
                future = apart.submit((run,), inflows)
                while not wait([future], GLANCE).done:
                    self._tell()
                error = future.exception()
                if error is None or not isinstance(error, apart.deaths):
                    outcomes.append(future.result())
                    continue
                if not isinstance(error, ProcessExpired):
                    raise RefusedError(
                        "worker processes end before they begin a run. A script that starts a sweep must do "
                        'so below: if __name__ == "__main__":'
                    )
                how = f"the process ended with exit status {error.exitcode}"
                if error.exitcode < 0:
                    how = f"the process was ended by {signal.Signals(-error.exitcode).name}"
                failed = [work.failure_of(design, run, "crash", how, how)]
                outcomes.append(Outcome(work.table_of(design, (), ()), failed, inflows))
        tables, failures, found = zip(*outcomes, strict=True)
        every = [failure for several in failures for failure in several]
        return Outcome(pa.concat_tables(tables).combine_chunks(), every, np.concatenate(found))

    def _tell(self) -> None:
        self._now = replace(self._now, seconds=time.monotonic() - self._started)
        if self._report is not None:
            self._report(self._now)
