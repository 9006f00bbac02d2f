"""Own town: how many apply there is fitted to the town's observed figures, as a new file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.calibration.reading import account_of
from tillit.experiments.comparison.pairs import in_parallel
from tillit.experiments.comparison.statistics import QUANTILES, YEAR
from tillit.experiments.refused import RefusedError
from tillit.model.events.setting import Setting
from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.simulation import run_world, settled
from tillit.model.town.seeds import key_of

INFLOWS = np.linspace(0.5, 1.6, 23)
"""Applicants from month 1 on that are tried, as a share of what keeps the town in balance; all equally likely
beforehand."""
REPLICATES, DECIMALS = 8, 3
MOST_YEARS = 3
"""Years from the base year on that are fitted; later ones have events of their own."""
TOLERANCES = {"households": 0.04, "year_households": 0.06, "payments": 0.10, "long_term_share": 0.08}
"""Standard deviation of each figure as a share of it: a town's own chance over some years, which an
average over replicates has not; adults for households; other prices."""
MET = 2.0
"""Standard deviations within which a figure counts as met."""
SIZE = 400
"""Households that a town is run with, whatever its size; what is fitted does not depend on it."""

Array = NDArray[np.float64]


class YearSaid(NamedTuple):
    """One year of one observed figure."""

    indicator: str
    begins: int
    """Month of the model in which the year begins, from 0."""
    figure: float
    unit: str

    @property
    def tolerance(self) -> float:
        """One standard deviation, in the figure's unit."""
        return max(TOLERANCES[self.indicator] * abs(self.figure), 1e-6)


@dataclass(frozen=True)
class FittedTown:
    """A town with its fitted inflow, if that is not what keeps it in balance."""

    scenario: Scenario
    inflow: float
    """Mean of what the figures leave, as a share of a balance's."""
    interval: tuple[float, float]
    """90 % of it."""
    years: tuple[YearSaid, ...]
    gives: Array
    """What the model gives for each of them with that inflow."""

    def words(self) -> list[str]:
        """Return what was found, a sentence each."""
        low, high = self.interval
        said = [f"setting.inflow = {self.inflow:g} ({low:.3g}…{high:.3g}), where 1 keeps the town in balance"]
        start = int(self.scenario.town.start[:4])
        for it, gives in zip(self.years, self.gives, strict=True):
            far = "" if abs(gives - it.figure) <= MET * it.tolerance else ": not met"
            label = INDICATORS[it.indicator].labels["en"]
            both = f"{it.figure:,.4g} {it.unit} published, the model {gives:,.4g}"
            said.append(f"{label}, {start + it.begins // YEAR}: {both}{far}")
        if low <= 1.0 <= high:
            return [*said, "the inflow may well be what keeps the town in balance, and is left so"]
        return [*said, "the inflow is a fact of the place from month 1 on, so it is in both worlds"]


def fit_town(
    scenario: Scenario,
    *,
    seed: int = 1,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> FittedTown:
    """Fit a town's inflow to its observed figures.

    Each of `INFLOWS` is run; between two of them figures lie on a straight line, and errors are normal,
    with chance between replicates beside the tolerance. `progress` is called with how many are done, and of
    how many.

    RefusedError if it has no observed figures, or an account claims something of it, which is only predicted.
    An imported file of the same municipality has no claims of the account, and may be fitted.
    KeyboardInterrupt if Ctrl-C stopped it.
    """
    if scenario.expect and (account := account_of(scenario.name)):
        raise RefusedError(f"{scenario.name}: {account}")
    years = years_of(scenario)
    small, factor = resized(scenario)
    months = YEAR + max(it.begins for it in years)
    figures = np.zeros((len(INFLOWS), REPLICATES, len(years)))

    def live(turn: int) -> None:
        inflow = Setting(month=1, rule="inflow", value=float(INFLOWS[turn]), source="tried")
        town = small.with_events([inflow])
        origin = Origin.of(town)
        for replicate in range(REPLICATES):
            key = key_of(seed, replicate)
            run = run_world(origin, town, settled(origin, key), key, months=months)
            for at, it in enumerate(years):
                indicator, inhabitants = INDICATORS[it.indicator], town.town.inhabitants
                series = indicator.compute(run.counts, run.ledger, inhabitants=inhabitants)
                year = series[it.begins : it.begins + YEAR]
                scale = 1.0 if indicator.unit.startswith("share") else factor
                figures[turn, replicate, at] = scale * (year[-1] if indicator.rolling else year.mean())

    tell = None if progress is None else lambda done: progress(done, len(INFLOWS))
    if in_parallel(live, len(INFLOWS), threads, tell) < len(INFLOWS):
        raise KeyboardInterrupt
    means, noise = figures.mean(axis=1), figures.var(axis=1, ddof=1).mean(axis=0) / REPLICATES
    fine = np.linspace(INFLOWS[0], INFLOWS[-1], 1101)
    given = np.column_stack([np.interp(fine, INFLOWS, it) for it in means.T])
    said, tolerances = (np.array([getattr(it, name) for it in years]) for name in ("figure", "tolerance"))
    logs = -0.5 * ((given - said) ** 2 / (tolerances**2 + noise)).sum(axis=1)
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    low, _, high = np.interp(QUANTILES, np.cumsum(weights), fine).tolist()
    inflow = round(float(weights @ fine), DECIMALS)
    gives = np.array([np.interp(inflow, INFLOWS, it) for it in means.T])
    if not low <= 1.0 <= high:
        source = f"fitted to observed figures, 90 %: {low:.2f} to {high:.2f}"
        fact = Setting(month=1, rule="inflow", value=inflow, source=source, fact=True)
        scenario = scenario.with_events([fact])
    return FittedTown(scenario, inflow, (low, high), years, gives)


def years_of(scenario: Scenario) -> tuple[YearSaid, ...]:
    """Return a town's observed figures that are fitted to, by year; RefusedError if there are none.

    A year of months counts only with all twelve: a season must not show.
    """
    start, found = int(scenario.town.start[:4]), list[YearSaid]()
    for series in scenario.observed:
        for year in range(start, start + MOST_YEARS):
            values = [value for period, value in series.values if int(period[:4]) == year]
            if series.indicator in TOLERANCES and len(values) == (YEAR if series.monthly else 1):
                figure = sum(values) / len(values)
                found.append(YearSaid(series.indicator, YEAR * (year - start), figure, series.unit))
    if not found:
        raise RefusedError(
            f"{scenario.name}: has no observed figures from {start} on that it can be fitted to: it needs "
            f"[[observed]] tables of {', '.join(TOLERANCES)} (tillit import kolada and tillit import "
            "socialstyrelsen write them)"
        )
    return tuple(found)


def resized(scenario: Scenario) -> tuple[Scenario, float]:
    """Return the town with as many households as are run, equally dense, and how much larger it is.

    A town whose file has events is run as it is: their sizes are those of the whole town.
    """
    if scenario.events:
        return scenario, 1.0
    caseload = scenario.caseload
    posts = max(1, round(SIZE / caseload))
    households = max(10, round(posts * caseload))
    factor = scenario.town.households / households
    inhabitants = max(500, households, round(scenario.town.inhabitants / factor))
    employers = max(1, round(scenario.employers / factor))
    size = {"households": households, "inhabitants": inhabitants, "employers": employers}
    density = {"posts": posts, "caseload": None, "caseload_limit": scenario.caseload_limit}
    town, staff = scenario.town.model_copy(update=size), scenario.staff.model_copy(update=density)
    return replace(scenario, town=town, staff=staff, children=None, expect=(), observed=()), factor
