"""One run: from a row of the design and the number of a replication to its outputs."""

from functools import lru_cache
from threading import Condition, Lock

import numpy as np
from cachetools import LRUCache, cached
from numpy.typing import NDArray

from tillit.experiments.sweep.design import Design
from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.simulation import Run, run_world, settled, usual_inflow
from tillit.model.town.arrays import Town

Array = NDArray[np.float64]

ROWS = 2_048
"""Rows that are kept for their next replication; to make one takes a hundredth of a run."""
PLACES = 10_000
"""Places whose usual inflow is kept."""
ROOM = 64_000_000
"""Bytes that settled towns may take together; neighbouring runs are likely to ask for them."""


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
        # Of threads that ask for an inflow at once, one finds it; a town is quicker made than waited for.
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
    outputs = (
        INDICATORS[name].compute(run.counts, run.ledger, inhabitants=people) for name in design.outputs
    )
    return np.array(list(outputs), np.float64)
