"""Work: what a worker does, and who the workers are: threads, processes, or those of a Dask cluster.

Whoever does it, the numbers are the same to the last bit. Each process makes itself ready for a sweep once,
and then does one chunk of runs after the other; workers promise outcomes, as `concurrent.futures` has it.
"""

import faulthandler
import json
import multiprocessing
import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import import_module
from threading import Condition, Lock, Thread
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from cachetools import LRUCache, cached
from numpy.typing import NDArray
from pebble import ProcessExpired, ProcessPool

from tillit.agents.foundation.source import source_hash
from tillit.experiments.refused import RefusedError, needed
from tillit.experiments.sweep.design import Design
from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.simulation import run_world, settled, usual_inflow
from tillit.model.town.arrays import Town

Array = NDArray[np.float64]
RunOne = Callable[[int, Array], tuple[Array, Array]]
"""From a run's number and its place's inflow, (FLOWS,) or NaN, to outputs, (outputs, months), and inflow."""
ONE_RUN = "tillit.experiments.sweep.work:one_run"
"""What makes a `RunOne` of a design, by the name that a worker imports."""
SWEEPS, ROWS, PLACES, ROOM = 4, 2_048, 10_000, 64_000_000
"""Sweeps for which a process stays ready, rows that are kept for their next replication, places whose usual
inflow is, and bytes that settled towns may take together; neighbouring runs are likely to ask for them."""
KEYS = {"run_id": pa.int64(), "design_id": pa.int32(), "replication": pa.int32(), "month": pa.int16()}
"""Columns that say whose the outputs are; months count from 1."""
PROCESSORS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
"""How many this process may use."""
PATIENCE, ENOUGH, GLANCE = 60.0, 120.0, 2.0
"""Seconds to wait for a Dask scheduler's answer, its first worker, which may need a machine, and goodbye."""


class Outcome(NamedTuple):
    """What came of some runs: of those that went well, of the others, and the inflows that are known now."""

    runs: pa.Table
    failures: list[dict[str, Any]]
    inflows: Array


class Setup(NamedTuple):
    """What a worker needs to know of a sweep: the design as JSON, the source's hash, what runs a run."""

    design: str
    source: str
    run_one: str


@cached(LRUCache(SWEEPS), condition=Condition())
def ready(setup: Setup) -> tuple[Design, RunOne]:
    """Return a sweep's design, and what runs its runs; RefusedError if the model is another version."""
    if source_hash() != setup.source:
        raise RefusedError(
            "a worker has another version of the model, of Python or of Numba than the program that "
            "started the sweep, and might give other numbers; install the same everywhere"
        )
    design = Design.from_json(setup.design)
    module, _, name = setup.run_one.partition(":")
    return design, getattr(import_module(module), name)(design)


def work_on(setup: Setup, runs: Sequence[int], inflows: Array) -> Outcome:
    """Run some runs, with the inflow of each one's place or NaN; one that fails costs only itself."""
    design, run_one = ready(setup)
    figures: dict[int, Array] = {}
    failures, inflows = [], inflows.copy()
    for turn, run in enumerate(runs):
        try:
            figures[run], inflows[turn] = run_one(run, inflows[turn])
        except Exception as error:  # noqa: BLE001 - whatever it is, it is written down
            told = "".join(traceback.format_exception(error))
            failures.append(failure_of(design, run, type(error).__name__, str(error), told))
    return Outcome(table_of(design, list(figures), list(figures.values())), failures, inflows)


def failure_of(design: Design, run: int, kind: str, message: str, told: str) -> dict[str, Any]:
    """Return the record of a run that failed, its row of the design as JSON."""
    replication, design_id = divmod(run, len(design.rows))
    row = json.dumps({"design_id": design_id, **design.rows.loc[design_id].to_dict()}, ensure_ascii=False)
    about = {"kind": kind, "message": message, "traceback": told, "row": row}
    return {"run_id": run, "design_id": design_id, "replication": replication, **about}


def table_of(design: Design, runs: Sequence[int], figures: Sequence[Array] | Array) -> pa.Table:
    """Return the rows of some runs, by their numbers in order; figures of shape (runs, outputs, months)."""
    months, outputs = design.months, design.outputs
    values = np.asarray(figures, np.float64).reshape(len(runs), len(outputs), months)
    run_id = np.repeat(np.asarray(runs, np.int64), months)
    replication, design_id = np.divmod(run_id, len(design.rows))
    month = np.tile(np.arange(1, months + 1), len(runs))
    said = dict(zip(KEYS, (run_id, design_id, replication, month), strict=True))
    said |= {name: values[:, at].ravel() for at, name in enumerate(outputs)}
    return pa.Table.from_pydict(said, pa.schema(KEYS | dict.fromkeys(outputs, pa.float64())))


def one_run(design: Design) -> RunOne:
    """Return what runs any run of a design; threads may share it."""

    @lru_cache(ROWS)
    def row(design_id: int) -> tuple[Scenario, Origin]:
        scenario = design.scenario(design_id)
        return scenario, Origin.of(scenario)

    known: LRUCache[str, Array] = LRUCache(PLACES)
    # Of threads that ask for an inflow at once, one finds it.
    inflow_of = cached(known, key=lambda origin: origin.digest, condition=Condition())(usual_inflow)
    towns: LRUCache[tuple[str, int], Town] = LRUCache(ROOM, getsizeof=lambda town: town.size)
    # The inflow follows from the place.
    town_of = cached(towns, key=lambda origin, key, _: (origin.digest, int(key)), lock=Lock())(settled)

    def run(run_id: int, inflow: Array) -> tuple[Array, Array]:
        replication, design_id = divmod(run_id, len(design.rows))
        scenario, origin = row(design_id)
        if np.isnan(inflow[0]):
            inflow = inflow_of(origin)
        key, people = design.key(design_id, replication), scenario.town.inhabitants
        lived = run_world(origin, scenario, town_of(origin, key, inflow), key, months=design.months)
        outputs = (INDICATORS[name] for name in design.outputs)
        made = [it.compute(lived.counts, lived.ledger, inhabitants=people) for it in outputs]
        return np.array(made, np.float64), inflow

    return run


class Workers(NamedTuple):
    """Workers that are ready: what takes runs and inflows as `work_on` does, and how many work at once."""

    submit: Callable[[Sequence[int], Array], Future[Outcome]]
    number: Callable[[], int]
    deaths: tuple[type[BaseException], ...] = ()  # errors which say that a worker died of its work


@dataclass(frozen=True)
class Threads:
    """Threads of this process, one for each processor if None: the model releases the GIL."""

    workers: int | None = None

    @contextmanager
    def open(self, setup: Setup) -> Iterator[Workers]:
        """Have workers ready while the context lasts; what is begun is finished."""
        number = self.workers or PROCESSORS
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
        number, spawn = self.workers or PROCESSORS, multiprocessing.get_context("spawn")
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
        """Have workers ready; RefusedError if Dask is not installed, or there are none that know Tillit."""
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
                    f"the Dask scheduler, or a worker, cannot load Tillit ({reason}): install the same "
                    "version where they run, or start them in its folder with PYTHONPATH=."
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
