"""Work: what a worker is told to do, does, and hands back.

A worker is a thread, or a process of this machine or of a cluster. Each process makes itself ready for a
sweep once, and then does one chunk of runs after the other.
"""

import json
import traceback
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import import_module
from threading import Condition, Lock
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from cachetools import LRUCache, cached
from numpy.typing import NDArray

from tillit.agents.foundation.source import source_hash
from tillit.experiments.refused import RefusedError
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
SWEEPS = 4
"""Sweeps for which a process stays ready."""
ROWS, PLACES, ROOM = 2_048, 10_000, 64_000_000
"""Rows that are kept for their next replication, places whose usual inflow is, and bytes that settled towns
may take together; neighbouring runs are likely to ask for them."""
KEYS = {"run_id": pa.int64(), "design_id": pa.int32(), "replication": pa.int32(), "month": pa.int16()}
"""Columns that say whose the outputs are; months count from 1."""


class Outcome(NamedTuple):
    """What came of some runs: of those that went well, of the others, and the inflows that are known now."""

    runs: pa.Table
    failures: list[dict[str, Any]]
    inflows: Array


class Setup(NamedTuple):
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


def work_on(setup: Setup, runs: Sequence[int], inflows: Array) -> Outcome:
    """Run some runs, with the inflow of each one's place or NaN; one that fails costs only itself.

    Refuses like `ready`.
    """
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
    return pa.Table.from_pydict(said, schema=schema_of(KEYS | dict.fromkeys(outputs, pa.float64())))


def schema_of(columns: dict[str, pa.DataType]) -> pa.Schema:
    """Return the schema of columns that are never empty."""
    return pa.schema([pa.field(name, kind, nullable=False) for name, kind in columns.items()])


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
        made = (
            INDICATORS[name].compute(lived.counts, lived.ledger, inhabitants=people)
            for name in design.outputs
        )
        return np.array(list(made), np.float64), inflow

    return run
