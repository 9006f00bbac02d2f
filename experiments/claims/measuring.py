"""Measuring: a claim in the account's own arithmetic, from the series of the worlds that it needs.

An account saw one town before and after. So its own past is the same world's, in other years and
with other luck; a town that did not act is another world, with other luck too. Nothing of what
pairs of worlds share gets into what nobody could see.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.comparison.statistics import in_window, percent
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import Scenario
from tillit.model.scenarios.claim import Claim, Least
from tillit.model.scenarios.dates import YEAR, month_of

Figures = NDArray[np.float64]
Series = Mapping[str, Figures]
"""Indicators of one world by name, each of shape (..., months)."""

MILLION = 1e6
MONEY = re.compile(r"(?P<million>M?)(?P<currency>[A-Z]{3})(?P<rest>/.*)?")
"""An amount of money, as in ``MSEK/year``."""
HUNDREDTHS = ("percentage points", "points", "%")
"""Units of a share in hundredths; percent of another figure is no matter of units."""
PAID = "payments_per_household"
"""What one who left had been paid."""
BESIDE = {"own_past", "counterfactual", "rate", "extreme"}
"""Arithmetic of a change."""
POINTS = Least(value=5.0, unit="points", why="shares of a small office are told in tenths")
PERCENT = Least(value=5.0, unit="%", why="less is lost between one year and the next")
"""The least change that counts as one, where a claim says nothing else."""


class Years(NamedTuple):
    """Months of a world's series that a claim is about, 1 for the first."""

    end: int
    """The last of the claimed months."""
    before: int
    """The last of the earlier twelve; less than twelve if the series begin too late for them."""
    first: int
    """The first month of a sum."""


class Worlds(NamedTuple):
    """What a claim may be held against."""

    acted: Series
    other: Series
    """The town that did not act, or the claim's other town."""
    calm: Series
    """The town as it was, whose first year stands in for a past that the run does not have."""


def names_of(claim: Claim) -> tuple[str, ...]:
    """Return the indicators that a claim needs."""
    paid = PAID if claim.arithmetic == "gross" else None
    return tuple(filter(None, (claim.indicator, *claim.plus, claim.at_risk, paid)))


def years_of(claim: Claim, town: Scenario, lead: int, months: int) -> Years:
    """Return the months that one reading of a claim about a town is about.

    `lead` are calm months before the first of the town's file, `months` those of the run, the lead among
    them.
    """
    start = town.town.start
    act = min((event.month for event in town.events), default=1)
    end = months if claim.until is None else month_of(claim.until, start) + lead
    since = None if claim.since is None else month_of(claim.since, start)
    if claim.arithmetic == "cumulative":
        return Years(end, act - 1 + lead, (since or act) + lead)
    return Years(end, (act - 1 if since is None else since) + lead, act + lead)


def why_not(claim: Claim, years: Years, months: int) -> str:
    """Return why a claim cannot be measured in a run of some months; nothing if it can."""
    unknown = [name for name in names_of(claim) if name not in INDICATORS]
    if unknown:
        return f"no such indicator: {unknown[0]}"
    if _factor(claim) is None:
        return f"{claim.indicator} is in {_unit_of(claim)}"
    return f"needs {years.end:,} months" if years.end > months else ""


def measured(claim: Claim, worlds: Worlds, years: Years) -> Figures:
    """Return what each run gives for one reading of a claim, in the unit of `shown_in`; NaN if nothing."""

    def over(name: str, series: Series, end: int, months: int = YEAR) -> Figures:
        return in_window(series[name][..., :end], INDICATORS[name], months)

    def of(series: Series, end: int, months: int = YEAR) -> Figures:
        total = np.asarray(sum(over(it, series, end, months) for it in (claim.indicator, *claim.plus)))
        return total if claim.at_risk is None else _ratio(total, over(claim.at_risk, series, end, months))

    own, scale, unit = of(worlds.acted, years.end), _factor(claim) or 1.0, shown_in(claim)
    if claim.arithmetic in {"level", "event"}:
        return scale * own
    if claim.arithmetic == "gross":
        # Both are means of months: as many in a year, and each as much in a year.
        return scale * own * YEAR * over(PAID, worlds.acted, years.end) * YEAR
    past = worlds.acted if years.before >= YEAR else worlds.calm
    beside = claim.arithmetic in {"counterfactual", "extreme"}
    was = of(worlds.other, years.end) if beside else of(past, max(YEAR, years.before))
    if claim.arithmetic == "cumulative":
        number = years.end - years.first + 1
        return scale * number * (of(worlds.acted, years.end, number) - was)
    if unit == "ratio":
        return _ratio(own, was)
    return percent(was, own - was) if unit == "%" else scale * (own - was)


def _ratio(top: Figures, bottom: Figures) -> Figures:
    none = np.full(np.broadcast_shapes(top.shape, bottom.shape), np.nan)
    return np.asarray(np.divide(top, bottom, out=none, where=bottom != 0.0))


def least_of(claim: Claim) -> Least:
    """Return the least change that counts as one."""
    share = _unit_of(claim).partition("/")[0] == "share" and claim.at_risk is None
    return claim.least or (POINTS if share else PERCENT)


def shown_in(claim: Claim) -> str:
    """Return the unit of what is given for a claim."""
    return claim.unit if claim.direction is None else least_of(claim).unit


def _unit_of(claim: Claim) -> str:
    """Return the unit of a claim's indicator, as it is measured."""
    if claim.arithmetic == "gross":
        return "SEK"
    unit = "share" if claim.at_risk else INDICATORS[claim.indicator].unit
    return unit.removesuffix("/month") if claim.arithmetic == "cumulative" else unit


def _factor(claim: Claim) -> float | None:
    """Return what the indicator is multiplied with; None if its unit is none of the claim's."""
    wanted, unit = shown_in(claim), _unit_of(claim)
    if claim.arithmetic in BESIDE and wanted in {"%", "ratio"}:
        return 1.0
    return factor_between(unit, wanted or unit)


def factor_between(unit: str, wanted: str) -> float | None:
    """Return what a figure in an indicator's unit is multiplied with to be in a claim's; None if none is.

    SEK in an indicator's unit stand for the town's own currency.
    """
    if unit.partition("/")[0] == "share" and wanted in HUNDREDTHS:
        return 100.0
    factor = 1.0
    if unit.endswith("/month") and wanted.endswith("/year"):
        factor, unit, wanted = float(YEAR), unit.removesuffix("/month"), wanted.removesuffix("/year")
    one, other = MONEY.fullmatch(unit), MONEY.fullmatch(wanted)
    if one and other and one["rest"] == other["rest"]:
        return factor / MILLION if other["million"] else factor
    return factor if unit == wanted else None
