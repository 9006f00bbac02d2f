"""Calm: whether a town in which nothing is done stays what it was, and comes back when it is pushed.

A town begins in balance, because during the run-in each household that leaves is
replaced. Whether it can hold that balance shows in ten years in which nothing
happens (the drift), and after one year in which half as many again apply (the
push): where workload costs more exits than it saves, a push grows by itself.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.describing.markdown import MINUS, table
from tillit.model.events.setting import Setting
from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, read_scenario
from tillit.model.simulation import run_world, settled
from tillit.model.town.seeds import key_of

Yearly = NDArray[np.float64]
"""An indicator's mean in each year, shape (replicates, years)."""

SEED = 1
YEAR = 12

CASELOADS = (30.0, 40.0, 50.0, 60.0, 70.0)
HELD = ("households", "payments", "client_trust", "stress", "tenure")
"""What a calm town should keep."""
DRIFT = 0.05
"""Share by which each may move in ten years."""
YEARS = 10
PUSH = 1.5
"""Applicants of the first year against the usual, where the town is pushed."""
LOOKED_AT = (1, 2, 5, 10, 20)
"""Years after which the push is looked for."""


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


def drift(yearly: Yearly) -> tuple[float, float]:
    """Return how far the median moved from the first two years to the last two, and its standard error.

    Both are shares of the first. The error is that of resampled replicates.
    """
    first, last = yearly[:, :2].mean(axis=1), yearly[:, -2:].mean(axis=1)

    def moved(rows: np.ndarray) -> float:
        return float(np.median(last[rows]) / np.median(first[rows])) - 1.0

    every = np.arange(len(first))
    again = np.random.default_rng(0).choice(every, (200, len(every)))
    return moved(every), float(np.std([moved(rows) for rows in again]))


def drifts(caseload: float, *, households: int, replicates: int) -> dict[str, tuple[float, float]]:
    """Return how far each thing that a calm town should keep has moved in ten years."""
    found = lives(ordinary_town(caseload, households), HELD, replicates=replicates, years=YEARS)
    return {name: drift(yearly) for name, yearly in found.items()}


def pushed(caseload: float, *, households: int, replicates: int) -> tuple[Yearly, Yearly]:
    """Return households with the push and without it, under the same luck."""
    calm = ordinary_town(caseload, households)
    push = [Setting(month=1, rule="inflow", value=PUSH), Setting(month=13, rule="inflow", value=1.0)]
    size = {"replicates": replicates, "years": max(LOOKED_AT)}
    after, before = (lives(it, ["households"], **size) for it in (calm.with_events(push), calm))
    return after["households"], before["households"]


def drift_table(households: int, replicates: int) -> str:
    """Return the drift by caseload as a Markdown table."""
    rows = []
    for caseload in CASELOADS:
        found = drifts(caseload, households=households, replicates=replicates)
        rows.append([f"{caseload:g}", *(percent(*found[name]) for name in HELD)])
    return table(["households a post>", *(f"{name}>" for name in HELD)], rows)


def push_table(households: int, replicates: int) -> str:
    """Return by how many households the pushed town is larger, by caseload and year, as a Markdown table."""
    rows = []
    for caseload in (20.0, *CASELOADS):
        after, before = pushed(caseload, households=households, replicates=replicates)
        more = (after - before)[:, [year - 1 for year in LOOKED_AT]]
        error = more.std(axis=0) / np.sqrt(len(more))
        pairs = zip(more.mean(axis=0), error, strict=True)
        rows.append([f"{caseload:g}", *(f"{signed(mean, 0)} ± {one:.0f}" for mean, one in pairs)])
    return table(["households a post>", *(f"year {year}>" for year in LOOKED_AT)], rows)


def percent(share: float, error: float) -> str:
    """Return a share and its standard error as one reads them, in bold if it is too far."""
    words = f"{signed(100.0 * share, 1)} ± {100.0 * error:.1f} %"
    return f"**{words}**" if abs(share) > DRIFT else words


def signed(value: float, digits: int) -> str:
    """Return a number with its sign, and a real minus."""
    return f"{value:+.{digits}f}".replace("-", MINUS)
