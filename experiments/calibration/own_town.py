"""Own town: the facts that a town's file does not give are fitted to its observed figures, as a new file."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.calibration.calibrating import Calibration, Fit
from tillit.experiments.calibration.reading import account_of
from tillit.experiments.calibration.report import parameter_table
from tillit.experiments.calibration.targets import Effort, Space, Target
from tillit.experiments.comparison.statistics import YEAR
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.factors import Factor
from tillit.model.events.setting import Setting
from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.scenarios.facts import Fact
from tillit.model.scenarios.schema import Obstacles
from tillit.model.simulation import run_world, settled
from tillit.model.town.seeds import key_of

REPLICATES, DECIMALS = 8, 3
EFFORT = Effort(waves=2, vectors=40, sample=30)
INFLOW = Factor("setting.inflow", 0.5, 1.6, "of a balance's", default=1.0)
"""Applicants from month 1 on, as a share of what keeps the town in balance."""
OBSTACLE = "town.obstacles."
SPAN, LEAST = (0.4, 2.0), 0.05
"""How far a share of an obstacle may be from what the file has, as factors; least share that is left for the
obstacle that fills up to 1."""
NATIONAL = "national:"
"""How the source of a figure begins that is not the town's own."""
MOST_YEARS = 3
"""Years from the base year on that are fitted; later ones have events of their own."""
TOLERANCES = {"households": 0.04, "year_households": 0.06, "payments": 0.10, "long_term_share": 0.08}
"""Standard deviation of each figure as a share of it: a town's own chance over some years, which an
average over replicates has not; adults for households; other prices."""
SIZE = 400
"""Households that a town is run with, whatever its size; what is fitted does not depend on it."""


class YearTarget(Target):
    """A year of a town's observed figures."""

    begins: int
    """Month of the model in which it begins, from 0."""


def calibration_of(scenario: Scenario, seed: int, effort: Effort = EFFORT) -> Calibration:
    """Return the calibration of a town's open facts.

    RefusedError if it has no observed figures, or its account's outcome is left out of every fit. An
    imported file of the same municipality has no claims of the account, and may be fitted.
    """
    if scenario.expect and (account := account_of(scenario.name)):
        raise RefusedError(f"{scenario.name}: {account}")
    targets = targets_of(scenario)
    small, factor = resized(scenario)
    months = YEAR + max(it.begins for it in targets)

    def lived(values: Mapping[str, float]) -> NDArray[np.float64]:
        inflow = Setting(month=1, rule="inflow", value=values[INFLOW.name], source="fitted")
        town = with_shares(small, shares_with(small, values)).with_events([inflow])
        origin = Origin.of(town)
        figures = np.zeros((REPLICATES, len(targets)))
        for replicate in range(REPLICATES):
            key = key_of(seed, replicate)
            run = run_world(origin, town, settled(origin, key), key, months=months)
            for turn, it in enumerate(targets):
                indicator, inhabitants = INDICATORS[it.measure], town.town.inhabitants
                series = indicator.compute(run.counts, run.ledger, inhabitants=inhabitants)
                year = series[it.begins : it.begins + YEAR]
                scale = 1.0 if indicator.unit.startswith("share") else factor
                figures[replicate, turn] = scale * (year[-1] if indicator.rolling else year.mean())
        return figures

    return Calibration(targets, open_space(small), REPLICATES, lived, effort, seed)


def open_shares(scenario: Scenario) -> tuple[dict[str, float], str]:
    """Return the obstacles' shares that may be moved, and the obstacle that fills up to 1.

    Open are shares that are assumed or the nation's; one without a source is not. With less than two of
    them none can be moved.
    """
    facts = scenario.facts
    assumed = {it.name for it in facts if it.grade == Grade.ASSUMED or it.source.startswith(NATIONAL)}
    values = scenario.town.obstacles.model_dump()
    shares = {name: it for name, it in values.items() if OBSTACLE + name in assumed and it > 0.0}
    if len(shares) <= 1:
        return {}, ""
    filling = max(shares, key=lambda name: shares[name])
    return {name: it for name, it in shares.items() if name != filling}, filling


def open_space(scenario: Scenario) -> Space:
    """Return what may be moved in a town, and how far."""
    (shares, filling), (least, most) = open_shares(scenario), SPAN
    if shares:
        room = sum(shares.values()) + scenario.town.obstacles.model_dump()[filling] - LEAST
        most = min(most, room / sum(shares.values()))
    moved = (
        Factor(OBSTACLE + name, least * it, most * it, "share", default=it) for name, it in shares.items()
    )
    return Space((*moved, INFLOW))


def shares_with(scenario: Scenario, values: Mapping[str, float]) -> dict[str, float]:
    """Return the shares of all obstacles with some values, those that are not open as they were."""
    shares: dict[str, float] = scenario.town.obstacles.model_dump()
    moved, filling = open_shares(scenario)
    shares |= {name: values[OBSTACLE + name] for name in moved}
    if filling:
        shares[filling] = max(0.0, 1.0 - sum(it for name, it in shares.items() if name != filling))
    return shares


def with_shares(scenario: Scenario, shares: Mapping[str, float]) -> Scenario:
    """Return a town with other shares of obstacles."""
    return replace(scenario, town=scenario.town.model_copy(update={"obstacles": Obstacles(**shares)}))


def fitted(scenario: Scenario, fit: Fit) -> tuple[Scenario, list[str]]:
    """Return the town with what was found, and what was found in words."""
    values, words, told = dict[str, float](), list[str](), set[str]()
    low, high = 1.0, 1.0
    for it, mean in zip(parameter_table(fit).to_dict("records"), fit.draws.mean(axis=0), strict=True):
        name, now, low, high = (it[key] for key in ("parameter", "now", "q05", "q95"))
        left = "" if it["identified"] else "; the data do not tell, so it is left as it was"
        told |= {name} if it["identified"] else set()
        values[name] = round(float(mean), DECIMALS) if it["identified"] else now
        words.append(f"{name} = {values[name]:g} ({low:.3g}…{high:.3g}; before {now:g}{left})")
    moved, filling = open_shares(scenario)
    names = [OBSTACLE + name for name in moved if OBSTACLE + name in told]
    if names:
        shares = {name: round(share, DECIMALS) for name, share in shares_with(scenario, values).items()}
        about = {"unit": "share", "source": "fitted to this town's observed figures", "grade": Grade.DERIVED}
        names = sorted((*names, OBSTACLE + filling))
        facts = {name: {"name": name, "value": shares[name.removeprefix(OBSTACLE)]} | about for name in names}
        kept = (it for it in scenario.facts if it.name not in facts)
        scenario = replace(
            with_shares(scenario, shares), facts=(*kept, *map(Fact.model_validate, facts.values()))
        )
    else:
        words.append("the shares of obstacles are left as they are")
    # The inflow stands last in the space, so these are its ends.
    if low <= 1.0 <= high:
        words.append("the inflow may well be what keeps the town in balance, and is left so")
        return scenario, words
    source = f"fitted to observed figures, 90 %: {low:.2f} to {high:.2f}"
    inflow = Setting(month=1, rule="inflow", value=values[INFLOW.name], source=source, fact=True)
    words.append("the inflow is written as a fact of the place from month 1 on, so it is in both worlds")
    return scenario.with_events([inflow]), words


def targets_of(scenario: Scenario) -> tuple[YearTarget, ...]:
    """Return a town's observed figures as targets, one a year; RefusedError if there are none.

    A year of months counts only with all twelve: a season must not show.
    """
    start, targets = int(scenario.town.start[:4]), list[YearTarget]()
    for series in scenario.observed:
        tolerance = TOLERANCES.get(series.indicator)
        for year in range(start, start + MOST_YEARS):
            values = [value for period, value in series.values if int(period[:4]) == year]
            if tolerance is None or len(values) != (YEAR if series.monthly else 1):
                continue
            first, value = YEAR * (year - start), sum(values) / len(values)
            target = YearTarget(
                name=f"{series.indicator}-{first + 1}-{first + YEAR}",
                label=f"{INDICATORS[series.indicator].labels['en']}, {year}",
                measure=series.indicator,
                figure=value,
                tolerance=max(tolerance * abs(value), 1e-6),
                unit=series.unit,
                source=(series.source or series.measure)[:200],
                grade=series.grade,
                begins=first,
            )
            targets.append(target)
    if not targets:
        raise RefusedError(
            f"{scenario.name}: has no observed figures from {start} on that it can be fitted to: it needs "
            f"[[observed]] tables of {', '.join(TOLERANCES)} (tillit import kolada and tillit import "
            "socialstyrelsen write them)"
        )
    return tuple(targets)


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
