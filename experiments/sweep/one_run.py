"""One run: from a row of the design and the number of a replication to its outputs."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.sweep.design import Design
from tillit.experiments.sweep.inflows import FoundInflows
from tillit.experiments.sweep.settled_towns import SettledTowns
from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.simulation import run_world

Figures = NDArray[np.float64]

ROWS = 2_048
"""Rows that are kept for their next replication; to make one takes a hundredth of a run."""


class OneRun:
    """Runs any run of a design; threads may share it.

    Parameters
    ----------
    design
        What the runs are of.
    """

    def __init__(self, design: Design) -> None:
        self.design = design
        self._inflows = FoundInflows()
        self._row = lru_cache(ROWS)(self._made_row)
        self._towns = SettledTowns()

    def __call__(self, run_id: int, inflow: Figures) -> tuple[Figures, Figures]:
        """Run one run.

        Parameters
        ----------
        run_id
            Its number.
        inflow
            Usual inflow of its place, shape (FLOWS,); NaN if nobody knows it yet.

        Returns
        -------
        tuple
            Outputs, shape (outputs, months), and the inflow.
        """
        replication, design_id = divmod(run_id, len(self.design.rows))
        scenario, origin = self._row(design_id)
        if np.isnan(inflow[0]):
            inflow = self._inflows.of(origin)
        key = self.design.key(design_id, replication)
        town = self._towns.of(origin, key, inflow)
        run = run_world(origin, scenario, town, key, months=self.design.months)
        inhabitants = scenario.town.inhabitants
        outputs = [
            INDICATORS[name].compute(run.counts, run.ledger, inhabitants=inhabitants)
            for name in self.design.outputs
        ]
        return np.array(outputs, np.float64), inflow

    def _made_row(self, design_id: int) -> tuple[Scenario, Origin]:
        scenario = self.design.scenario(design_id)
        return scenario, Origin.of(scenario)
