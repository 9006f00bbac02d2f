"""Own town: how many apply there is fitted to the town's observed figures, as a new file."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from tillit.experiments.calibration.report import MET
from tillit.experiments.calibration.targets import CLAIMED
from tillit.experiments.comparison.pairs import Worlds, in_parallel
from tillit.experiments.comparison.statistics import QUANTILES, YEAR
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.catalogue import ENGLISH, Words
from tillit.experiments.telling.numbers import four_digits, scale_of, unit_in_words
from tillit.model.events.setting import Setting
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import Scenario
from tillit.model.town.seeds import key_of

FITTED = "fitted to observed figures, 90 %: {low:.2f} to {high:.2f}"  # source of a fitted inflow
INFLOWS = np.linspace(0.5, 1.6, 23)
"""Applicants from month 1 on that are tried, as a share of what keeps the town in balance; all equally likely
beforehand."""
REPLICATES, DECIMALS = 8, 3
MOST_YEARS = 3  # years from the base year on that are fitted; later ones have events of their own
TOLERANCES = {"households": 0.04, "year_households": 0.06, "payments": 0.10, "long_term_share": 0.08}
"""Standard deviation of each figure as a share of it: a town's own chance over some years, which an
average over replicates has not; adults for households; other prices."""


class YearSaid(NamedTuple):
    """One year of one observed figure; it `begins` in a month of the model, from 0."""

    indicator: str
    begins: int
    figure: float
    unit: str

    @property
    def tolerance(self) -> float:
        """One standard deviation, in the figure's unit."""
        return max(TOLERANCES[self.indicator] * abs(self.figure), 1e-6)


class FittedTown(NamedTuple):
    """A town with its fitted inflow, if that is not what keeps it in balance, and what was found, in words.

    The inflow is the mean of what the figures leave, as a share of a balance's, beside 90 % of it.
    """

    scenario: Scenario
    inflow: float
    interval: tuple[float, float]
    words: list[str]


def fit_town(
    scenario: Scenario,
    *,
    seed: int = 1,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    spoken: Words = ENGLISH,
) -> FittedTown:
    """Fit a town's inflow to its observed figures.

    Each of `INFLOWS` is run; between two of them figures lie on a straight line, and errors are normal,
    with chance between replicates beside the tolerance. `progress` is called with how many are done, and of
    how many. RefusedError as in `years_of`; KeyboardInterrupt if Ctrl-C stopped it.
    """
    years, gettext = years_of(scenario), spoken.gettext
    months, inhabitants = YEAR + max(it.begins for it in years), scenario.town.inhabitants
    figures = np.zeros((len(INFLOWS), REPLICATES, len(years)))

    def live(turn: int) -> None:
        inflow = Setting(month=1, rule="inflow", value=float(INFLOWS[turn]), source="tried")
        worlds = Worlds([scenario.with_events([inflow])], months=months)
        for replicate in range(REPLICATES):
            (run,) = worlds.live(key_of(seed, replicate))
            for at, it in enumerate(years):
                indicator = INDICATORS[it.indicator]
                series = indicator.compute(run.counts, run.ledger, inhabitants=inhabitants)
                year = series[it.begins : it.begins + YEAR]
                figures[turn, replicate, at] = year[-1] if indicator.rolling else year.mean()

    tell = None if progress is None else lambda done: progress(done, len(INFLOWS))
    in_parallel(live, len(INFLOWS), threads, tell)
    means, noise = figures.mean(axis=1), figures.var(axis=1, ddof=1).mean(axis=0) / REPLICATES
    fine = np.linspace(INFLOWS[0], INFLOWS[-1], 1101)
    given = np.column_stack([np.interp(fine, INFLOWS, it) for it in means.T])
    said, tolerances = np.array([(it.figure, it.tolerance) for it in years]).T
    logs = -0.5 * ((given - said) ** 2 / (tolerances**2 + noise)).sum(axis=1)
    weights = np.exp(logs - logs.max())
    weights /= weights.sum()
    low, _, high = np.interp(QUANTILES, np.cumsum(weights), fine).tolist()
    inflow = round(float(weights @ fine), DECIMALS)
    ends = {name: four_digits(it, spoken) for name, it in (("inflow", inflow), ("low", low), ("high", high))}
    told = [gettext("setting.inflow = {inflow} ({low}…{high}), where 1 keeps the town in balance", **ends)]
    kept = low <= 1.0 <= high
    if kept:
        told.append(gettext("the inflow may well be what keeps the town in balance, and is left so"))
    for it, means_of in zip(years, means.T, strict=True):
        gives = float(np.interp(1.0 if kept else inflow, INFLOWS, means_of))
        unit = INDICATORS[it.indicator].unit
        said, model = (four_digits(figure * scale_of(unit), spoken) for figure in (it.figure, gives))
        both = gettext(
            "{label}, {year}: {said} published, the model {gives}",
            label=spoken.label(INDICATORS[it.indicator].labels),
            year=int(scenario.town.start[:4]) + it.begins // YEAR,
            said=f"{said} {unit_in_words(unit, scenario.town.currency, spoken)}".rstrip(),
            gives=model,
        )
        far = abs(gives - it.figure) > MET * it.tolerance
        told.append(f"{both}: {gettext('not met')}" if far else both)
    if kept:
        return FittedTown(scenario, inflow, (low, high), told)
    told.append(gettext("the inflow is a fact of the place from month 1 on, so it is in both worlds"))
    source = FITTED.format(low=low, high=high)
    fact = Setting(month=1, rule="inflow", value=inflow, source=source, fact=True)
    return FittedTown(scenario.with_events([fact]), inflow, (low, high), told)


def years_of(scenario: Scenario) -> tuple[YearSaid, ...]:
    """Return a town's observed figures that are fitted to, by year.

    A year of months counts only with all twelve: a season must not show. RefusedError if there are none, or
    if claims are made of the town; of an imported file of the same municipality there are none.
    """
    if scenario.expect:
        raise RefusedError(f"{scenario.name}: {CLAIMED}")
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
