"""Work: what a worker is told to do, does, and hands back.

A worker is a thread, or a process of this machine or of a cluster. Each process makes itself ready for a
sweep once, and then does one order after the other.
"""

import json
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from threading import Condition, Lock
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from cachetools import LRUCache, cached

from tillit.agents.foundation.source import source_hash
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.tables import Array, Failure, table_of
from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.simulation import Run, run_world, settled, usual_inflow
from tillit.model.town.arrays import Town

RunOne = Callable[[int, Array], tuple[Array, Array]]
"""From a run's number and the inflow, or NaN, to its outputs and the inflow."""
ONE_RUN = "tillit.experiments.sweep.work:OneRun"
"""What makes a `RunOne` of a design, by the name that a worker imports."""
SWEEPS = 4
"""Sweeps for which a process stays ready."""
ROWS, PLACES, ROOM = 2_048, 10_000, 64_000_000
"""Rows that are kept for their next replication, places whose usual inflow is, and bytes that settled towns
may take together; neighbouring runs are likely to ask for them."""


class Order(NamedTuple):
    """Some runs of a chunk to run; the inflow of each one's place, shape (runs, FLOWS), or NaN."""

    chunk: int
    runs: tuple[int, ...]
    inflows: Array


class Outcome(NamedTuple):
    """What came of an order: the runs that went well, the others, and the inflows that are known now."""

    runs: pa.Table
    failures: list[Failure]
    inflows: Array


@dataclass(frozen=True)
class Setup:
    """What a worker needs to know of a sweep: a name of its own, the design as JSON, the source's hash."""

    sweep: str
    design: str
    source: str
    run_one: str


@cached(LRUCache(SWEEPS), condition=Condition())
def ready(setup: Setup) -> tuple[Design, RunOne]:
    """Return a sweep's design, and what runs its runs; its threads share it.

    RefusedError if the worker has another version of the model than the launcher.
    """
    if source_hash() != setup.source:
        raise RefusedError(
            "a worker has another version of the model, of Python or of Numba than the program that "
            "started the sweep, and might give other numbers; install the same everywhere"
        )
    design = Design.from_json(setup.design)
    module, _, name = setup.run_one.partition(":")
    return design, getattr(import_module(module), name)(design)


def work_on(setup: Setup, order: Order) -> Outcome:
    """Run the runs of an order; one that fails costs only itself. Refuses like `ready`."""
    design, run_one = ready(setup)
    figures: dict[int, Array] = {}
    failures: list[Failure] = []
    inflows = order.inflows.copy()
    for turn, run in enumerate(order.runs):
        try:
            figures[run], inflows[turn] = run_one(run, order.inflows[turn])
        except Exception as error:  # noqa: BLE001 - whatever it is, it is written down
            told = "".join(traceback.format_exception(error))
            failures.append(failed(design, run, type(error).__name__, str(error), told))
    return Outcome(table_of(design, list(figures), list(figures.values())), failures, inflows)


def failed(design: Design, run: int, kind: str, message: str, told: str) -> Failure:
    """Return the record of a run that failed, with its row of the design."""
    replication, design_id = divmod(run, len(design.rows))
    row = json.dumps({"design_id": design_id, **design.rows.loc[design_id].to_dict()}, ensure_ascii=False)
    return Failure(run, design_id, replication, kind, message, told, row)


class OneRun:
    """Runs any run of a design; threads may share it."""

    def __init__(self, design: Design) -> None:
        self.design = design

        @lru_cache(ROWS)
        def row(design_id: int) -> tuple[Scenario, Origin]:
            scenario = design.scenario(design_id)
            return scenario, Origin.of(scenario)

        self._row = row
        inflows: LRUCache[str, Array] = LRUCache(PLACES)
        # Of threads that ask for an inflow at once, one finds it.
        self._inflow = cached(inflows, key=lambda origin: origin.digest, condition=Condition())(usual_inflow)
        towns: LRUCache[tuple[str, int], Town] = LRUCache(ROOM, getsizeof=lambda town: town.size)
        # The inflow follows from the place.
        self._town = cached(towns, key=lambda origin, key, _: (origin.digest, int(key)), lock=Lock())(settled)

    def __call__(self, run_id: int, inflow: Array) -> tuple[Array, Array]:
        """Return the outputs of a run, shape (outputs, months), and the inflow.

        `inflow` is the usual one of its place, shape (FLOWS,); NaN if nobody knows it yet.
        """
        replication, design_id = divmod(run_id, len(self.design.rows))
        scenario, origin = self._row(design_id)
        if np.isnan(inflow[0]):
            inflow = self._inflow(origin)
        key = self.design.key(design_id, replication)
        town = self._town(origin, key, inflow)
        run = run_world(origin, scenario, town, key, months=self.design.months)
        return outputs_of(self.design, scenario, run), inflow


def outputs_of(design: Design, scenario: Scenario, run: Run) -> Array:
    """Return what a design stores of a run, shape (outputs, months)."""
    people = scenario.town.inhabitants
    made = (INDICATORS[name].compute(run.counts, run.ledger, inhabitants=people) for name in design.outputs)
    return np.array(list(made), np.float64)
