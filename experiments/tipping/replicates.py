"""Replicates: many lives of one town to which the same happens, year by year."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, read_scenario
from tillit.model.simulation import run_world, settled
from tillit.model.town.seeds import key_of

SEED = 1
YEAR = 12

Yearly = NDArray[np.float64]
"""An indicator's mean in each year, shape (replicates, years)."""


def ordinary_town(caseload: float, households: int = 1200) -> Scenario:
    """Return the ordinary town as it would be with so many households for each post."""
    town = read_scenario("standard").variant({"town.households": households})
    return replace(town, staff=town.staff.model_copy(update={"posts": max(1, round(households / caseload))}))


def lives(scenario: Scenario, indicators: Iterable[str], *, replicates: int, years: int) -> dict[str, Yearly]:
    """Return what came of a town, by indicator, once for each replicate's luck."""
    origin, asked = Origin.of(scenario), [INDICATORS[name] for name in indicators]

    def one(replicate: int) -> Yearly:
        key = key_of(SEED, replicate)
        run = run_world(origin, scenario, settled(origin, key), key, months=YEAR * years)
        inhabitants = scenario.town.inhabitants
        months = [it.compute(run.counts, run.ledger, inhabitants=inhabitants) for it in asked]
        means: Yearly = np.array(months).reshape(len(asked), years, YEAR).mean(axis=2)
        return means

    first = one(0)  # so that the town's inflow is searched for once
    with ThreadPoolExecutor() as pool:
        found = np.array([first, *pool.map(one, range(1, replicates))])
    return {it.name: found[:, turn] for turn, it in enumerate(asked)}
