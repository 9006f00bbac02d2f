"""Run: do a sweep, or what is missing of it, and lose nothing on the way."""

import time
import uuid
from collections.abc import Collection, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np
import pyarrow as pa

from tillit.agents.foundation.source import source_hash
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.engines import CRASH, Engine, Processes, Threads, Workers, crashed
from tillit.experiments.sweep.launchers import Heartbeat, Part, Progress, Report, launched
from tillit.experiments.sweep.store import Store
from tillit.experiments.sweep.tables import file_name, usual_size
from tillit.experiments.sweep.work import ONE_RUN, Order, Outcome, Setup

IN_FLIGHT = 4
"""Orders for each worker: enough that none waits, and few enough to hold in memory."""
GLANCE = 0.2
"""Seconds between two looks around; a wait without end would not notice Ctrl-C."""
WHOLE: Part = (1, 1)
NOBODY = "no Dask worker is left; waiting for one to join"
LOST = (
    "the workers have gone away, or nobody can reach them any more; what was done is kept: run again to go on"
)


def run_sweep(
    design: Design,
    folder: Path | str,
    *,
    engine: Engine | None = None,
    chunk: int | None = None,
    part: Part | Literal["failed"] = WHOLE,
    progress: Report | None = None,
    run_one: str = ONE_RUN,
) -> Progress:
    """Run a sweep into a folder, or what is missing of it there, and return how far it is at the end.

    Neither `engine` nor `chunk`, the runs in a file of a new folder, moves a number; by default threads do
    about a second of work at once. `part` ``(3, 8)`` is the third of eight programs that share a folder;
    ``"failed"`` are the chunks in which runs failed, to be run once more: then these are all that is counted.
    `progress` is told now and then how far it is, `run_one` is ``module:name`` of what runs one run.
    RefusedError if something else is in the folder, another program began it, or is at work on this part;
    OSError if a result cannot be written; KeyboardInterrupt after Ctrl-C. What was done is kept.
    """
    store = Store.opened(Path(folder), design, chunk or usual_size(design))
    store.prepare()
    engine, (turn, parts) = engine or Threads(), WHOLE if part == "failed" else part
    with launched(store.launchers, (turn, parts), type(engine).__name__.lower()) as (beat, died):
        if part == "failed":
            failed = store.failed()
            chunks = failed["run_id"] // store.record.chunk
            numbers, suspects = chunks.unique().tolist(), set(chunks[failed["kind"] == CRASH])
            for number in numbers:
                (store.runs / file_name(number)).unlink(missing_ok=True)
            before = Progress(sum(len(store.chunks.of(number)) for number in numbers), 0, 0)
            return _Launch(store, beat, progress, before).go(numbers, suspects, engine, run_one)
        numbers = [it for it in store.missing() if it % parts == turn - 1]
        done = _Launch(store, beat, progress, store.progress()).go(numbers, died, engine, run_one)
        # Others may have had a part in it.
        whole = store.progress()
        return replace(done, done=whole.done, failed=whole.failed)


class _Launch:
    """One launcher's work on a sweep."""

    _workers: Workers
    _apart: Workers

    def __init__(self, store: Store, beat: Heartbeat, report: Report | None, now: Progress) -> None:
        self._store, self._beat, self._report, self._now = store, beat, report, now
        self._in_hand: dict[Future[Outcome], Order] = {}
        self._started = time.monotonic()

    def go(self, numbers: Sequence[int], suspects: Collection[int], engine: Engine, run_one: str) -> Progress:
        """Run some chunks; those of which a worker may die run by run, in a process apart."""
        if not numbers:
            return self._tell()
        setup = Setup(uuid.uuid4().hex, self._store.design.to_json(), source_hash(), run_one)
        with engine.open(setup) as self._workers, Processes(1).open(setup) as self._apart:
            for number in numbers:
                if self._store.has(number):
                    continue  # another program has done it meanwhile
                runs = tuple(self._store.chunks.of(number))
                order = Order(number, runs, self._store.known_inflows(runs))
                if number in suspects:
                    self._run_apart(order)
                    continue
                while len(self._in_hand) >= IN_FLIGHT * max(1, self._workers.number()):
                    self._take_in_some()
                self._in_hand[self._workers.submit(order)] = order
                self._show_life()
            while self._in_hand:
                self._take_in_some()
        return self._tell()

    def _run_apart(self, order: Order) -> None:
        """Run a chunk that may crash run by run, in a process apart; the others go on with what they have."""
        outcomes = []
        for at, run in enumerate(order.runs):
            one = Order(order.chunk, (run,), order.inflows[at : at + 1])
            self._show_life(order.chunk)
            future = self._apart.submit(one)
            while not wait([future], GLANCE).done:
                self._tell()
            error = future.exception()
            if error is not None and not isinstance(error, self._apart.deaths):
                raise error
            outcomes.append(
                crashed(self._store.design, one, error, self._apart) if error else future.result()
            )
        runs, failures, inflows = zip(*outcomes, strict=True)
        every = [failure for several in failures for failure in several]
        whole = Outcome(pa.concat_tables(runs).combine_chunks(), every, np.concatenate(inflows))
        self._take_in(order, whole)

    def _take_in_some(self) -> None:
        """Take in what has come back, and wait a moment if nothing has."""
        done, _ = wait(self._in_hand, GLANCE, FIRST_COMPLETED)
        for future in done:
            order = self._in_hand.pop(future)
            error = RefusedError(LOST) if future.cancelled() else future.exception()
            if error is None:
                self._take_in(order, future.result())
            elif isinstance(error, self._workers.deaths):
                self._run_apart(order)
            else:
                raise error
        self._show_life()
        self._tell("" if self._workers.number() else NOBODY)

    def _take_in(self, order: Order, outcome: Outcome) -> None:
        """Write down what came of a chunk."""
        self._store.commit(order.chunk, outcome.runs, outcome.failures, outcome.inflows)
        runs, now = len(order.runs), self._now
        done, failed = min(now.done + runs, now.runs), now.failed + len(outcome.failures)
        self._now = replace(now, done=done, failed=failed, here=now.here + runs)

    def _show_life(self, *apart: int) -> None:
        self._now = replace(self._now, seconds=time.monotonic() - self._started)
        self._beat([*(it.chunk for it in self._in_hand.values()), *apart], self._now.rate)

    def _tell(self, trouble: str = "") -> Progress:
        self._now = replace(self._now, seconds=time.monotonic() - self._started, trouble=trouble)
        if self._report is not None:
            self._report(self._now)
        return self._now
