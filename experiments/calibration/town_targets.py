"""Town targets: a town's observed figures, as targets, and what the model gives for them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.calibration.targets import Target
from tillit.experiments.calibration.town_facts import OpenFacts
from tillit.experiments.comparison.statistics import YEAR
from tillit.experiments.refused import RefusedError
from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.scenarios.observed import Observed
from tillit.model.simulation import Run, run_world, settled
from tillit.model.town.seeds import key_of

MOST_YEARS = 3
"""Years from the base year on that are fitted; later ones have events of their own."""
TOLERANCES = {"households": 0.04, "year_households": 0.06, "payments": 0.10, "long_term_share": 0.08}
"""Standard deviation of each figure as a share of it: a town's own chance over some years, which an
average over replicates has not; adults for households; other prices."""
SIZE = 400
"""Households that a town is run with, whatever its size; what is fitted does not depend on it."""


@dataclass(frozen=True)
class Window:
    """One figure that was observed, and the months of the model that it is compared with."""

    indicator: str
    first: int
    """First month, 0 is the month in which the comparison begins."""
    last: int
    """Month after the last."""
    target: Target

    def figure(self, run: Run, inhabitants: int) -> float:
        """Return what the model gives."""
        indicator = INDICATORS[self.indicator]
        series = indicator.compute(run.counts, run.ledger, inhabitants=inhabitants)
        months = slice(self.last - 1, self.last) if indicator.rolling else slice(self.first, self.last)
        return float(series[months].mean())


@dataclass(frozen=True)
class TownRuns:
    """The evaluator that runs one town with values for what its file does not know."""

    facts: OpenFacts
    windows: tuple[Window, ...]
    scale: float
    """Households of the town over those that are run."""
    replicates: int
    seed: int

    def __call__(self, values: Mapping[str, float]) -> NDArray[np.float64]:
        """Return what the model gives for each window, shape (replicates, windows)."""
        town = self.facts.town_with(values)
        origin = Origin.of(town)
        months = max(window.last for window in self.windows)
        figures = np.zeros((self.replicates, len(self.windows)))
        for replicate in range(self.replicates):
            key = key_of(self.seed, replicate)
            run = run_world(origin, town, settled(origin, key), key, months=months)
            figures[replicate] = [it.figure(run, town.town.inhabitants) for it in self.windows]
        grows = [not INDICATORS[it.indicator].unit.startswith("share") for it in self.windows]
        return np.where(grows, figures * self.scale, figures)


def windows_of(scenario: Scenario) -> tuple[Window, ...]:
    """Return what a town's figures are compared with.

    Raises
    ------
    RefusedError
        If there is nothing to compare with.
    """
    start = int(scenario.town.start[:4])
    fitted = (series for series in scenario.observed if series.indicator in TOLERANCES)
    windows = tuple(window for series in fitted for window in _windows(series, start))
    if not windows:
        message = (
            f"{scenario.name}: has no observed figures from {start} on that it can be fitted to: it needs "
            f"[[observed]] tables of {', '.join(TOLERANCES)} (tillit import kolada and tillit import "
            "socialstyrelsen write them)"
        )
        raise RefusedError(message)
    return windows


def _windows(series: Observed, start: int) -> Iterator[Window]:
    """Yield one window for each year; of months, where all twelve are there: a season must not show."""
    years: dict[int, list[float]] = {}
    for period, value in series.values:
        years.setdefault(int(period[:4]), []).append(value)
    indicator = INDICATORS[series.indicator]
    for year, values in years.items():
        if not 0 <= year - start < MOST_YEARS or len(values) != (YEAR if series.monthly else 1):
            continue
        first, value = YEAR * (year - start), sum(values) / len(values)
        target = Target(
            name=f"{series.indicator}-{first + 1}-{first + YEAR}",
            label=f"{indicator.labels['en']}, {year}",
            measure=series.indicator,
            figure=value,
            tolerance=max(TOLERANCES[series.indicator] * abs(value), 1e-6),
            unit=series.unit,
            source=(series.source or series.measure)[:200],
            grade=series.grade,
        )
        yield Window(series.indicator, first, first + YEAR, target)


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
    town = scenario.town.model_copy(
        update={
            "households": households,
            "inhabitants": max(500, households, round(scenario.town.inhabitants / factor)),
            "employers": max(1, round(scenario.employers / factor)),
        }
    )
    staff = scenario.staff.model_copy(
        update={"posts": posts, "caseload": None, "caseload_limit": scenario.caseload_limit}
    )
    return replace(scenario, town=town, staff=staff, children=None, expect=(), observed=()), factor
