"""Measuring: what is claimed of a town, and each claim in the account's own arithmetic.

An account saw one town before and after. So its own past is the same world's, in other years and
with other luck; a town that did not act is another world, with other luck too. Nothing of what
pairs of worlds share gets into what nobody could see.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tillit.experiments.comparison.statistics import Figures, in_window, percent
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import Scenario, read_scenario
from tillit.model.scenarios.claim import Claim, Least
from tillit.model.scenarios.dates import YEAR, month_of

Series = Mapping[str, Figures]  # indicators of one world by name, each of shape (..., months)

LEAD = 24  # calm months before the first of a file, so that every account has a past of its own
MONTHS = LEAD + 120  # months of a claim that says no year; what a file means goes on longer if it must
ACTED = "acted"  # how a world is called that is the town as it acted, and has its luck
MANY = ", as many"  # ends the name of one that stands for many similar towns, each with acts of another size
MILLION = 1e6
MONEY = re.compile(r"(?P<million>M?)(?P<currency>[A-Z]{3})(?P<rest>/.*)?")
"""An amount of money, as in ``MSEK/year``; in an indicator's unit, SEK stand for the town's own currency."""
HUNDREDTHS = ("percentage points", "points", "%")  # of a share; percent of another figure is no unit
PAID = "payments_per_household"  # what one who left had been paid
BESIDE = {"own_past", "counterfactual", "rate", "extreme"}  # arithmetic of a change
BESIDE_ANOTHER = {"counterfactual", "extreme"}  # arithmetic of a change that is held against another world
POINTS = Least(value=5.0, unit="points", why="shares of a small office are told in tenths")
PERCENT = Least(value=5.0, unit="%", why="less is lost between one year and the next")
"""The least change that counts as one, where a claim says nothing else."""


class Years(NamedTuple):
    """Months of a world's series that a claim is about, 1 for the first."""

    end: int  # the last of the claimed months
    before: int  # the last of the earlier twelve
    first: int  # the first month of a sum


@dataclass(frozen=True)
class Account:
    """What is claimed of one town, and the worlds that its claims need."""

    town: Scenario
    claims: tuple[Claim, ...]  # those that can be asked of runs
    not_counted: tuple[tuple[Claim, str], ...]  # those that cannot, with why
    worlds: Mapping[str, Scenario]  # by what they are called here; see `ACTED` and `MANY`
    names: tuple[str, ...]  # indicators that are needed
    months: int  # that each world lives, the lead among them

    @classmethod
    def of(cls, town: Scenario) -> "Account":
        """Return the account of a town; ScenarioError if a claim is against a town that there is not."""
        whys = [next(filter(None, map(why_not, it.each_reading)), "") for it in town.expect]
        asked = tuple(it for it, why in zip(town.expect, whys, strict=True) if not why)
        lost = tuple((it, why) for it, why in zip(town.expect, whys, strict=True) if why)
        readings = [it for claim in asked for it in claim.each_reading]
        names = tuple(dict.fromkeys(name for it in readings for name in names_of(it)))
        worlds, months = {ACTED: town}, max([LEAD, *(years_of(it, town).end for it in readings)])
        for it in readings:
            if it.arithmetic in BESIDE_ANOTHER:
                against = read_scenario(it.against) if it.against else town.before()
                worlds |= zip(_roles_of(it), (town, against), strict=True)
        return cls(town, asked, lost, worlds, names, months)

    def given(self, claim: Claim, lived: Mapping[str, Series]) -> Figures:
        """Return what each run gives for a claim, shape (readings, vectors, lucks)."""
        found = []
        for it in claim.each_reading:
            own, other = _roles_of(it)
            found.append(measured(it, lived[own], lived.get(other, lived[own]), years_of(it, self.town)))
        return np.stack(found)


def _roles_of(claim: Claim) -> tuple[str, str]:
    """Return what the worlds are called that a claim is about, and beside which: calm, or another town."""
    many = MANY if claim.arithmetic == "extreme" else ""
    return f"{ACTED}{many}", f"{claim.against or 'as it was'}{many}"


def names_of(claim: Claim) -> tuple[str, ...]:
    """Return the indicators that a claim needs."""
    paid = PAID if claim.arithmetic == "gross" else None
    return tuple(filter(None, (claim.indicator, *claim.plus, claim.at_risk, paid)))


def years_of(claim: Claim, town: Scenario) -> Years:
    """Return the months that one reading of a claim is about, in a run that begins with a calm lead."""
    start = town.town.start
    act = LEAD + min((event.month for event in town.events), default=1)
    end = MONTHS if claim.until is None else LEAD + month_of(claim.until, start)
    since = None if claim.since is None else LEAD + month_of(claim.since, start)
    if claim.arithmetic == "cumulative":
        return Years(end, act - 1, since or act)
    return Years(end, act - 1 if since is None else since, act)


def why_not(claim: Claim) -> str:
    """Return why a claim cannot be measured; nothing if it can."""
    if unknown := [name for name in names_of(claim) if name not in INDICATORS]:
        return f"no such indicator: {unknown[0]}"
    return "" if _factor(claim) is not None else f"{claim.indicator} is in {_unit_of(claim)}"


def measured(claim: Claim, acted: Series, other: Series, years: Years) -> Figures:
    """Return what each run gives for a reading of a claim, in the unit of `shown_in`; NaN if nothing."""

    def over(name: str, series: Series, end: int, months: int = YEAR) -> Figures:
        return in_window(series[name][..., :end], INDICATORS[name], months)

    def of(series: Series, end: int, months: int = YEAR) -> Figures:
        total = np.asarray(sum(over(it, series, end, months) for it in (claim.indicator, *claim.plus)))
        return total if claim.at_risk is None else _ratio(total, over(claim.at_risk, series, end, months))

    own, scale, unit = of(acted, years.end), _factor(claim) or 1.0, shown_in(claim)
    if claim.arithmetic in {"level", "event"}:
        return scale * own
    if claim.arithmetic == "gross":
        # Both are means of months: as many in a year, and each as much in a year.
        return scale * own * YEAR * over(PAID, acted, years.end) * YEAR
    was = of(other, years.end) if claim.arithmetic in BESIDE_ANOTHER else of(acted, years.before)
    if claim.arithmetic == "cumulative":
        number = years.end - years.first + 1
        return scale * number * (of(acted, years.end, number) - was)
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
    if claim.arithmetic == "gross":
        return "SEK"
    unit = "share" if claim.at_risk else INDICATORS[claim.indicator].unit
    return unit.removesuffix("/month") if claim.arithmetic == "cumulative" else unit


def _factor(claim: Claim) -> float | None:
    """Return what the indicator is multiplied with; None if its unit is none of the claim's."""
    wanted, unit = shown_in(claim), _unit_of(claim)
    relative = claim.arithmetic in BESIDE and wanted in {"%", "ratio"}
    return 1.0 if relative else factor_between(unit, wanted or unit)


def factor_between(unit: str, wanted: str) -> float | None:
    """Return what a figure in an indicator's unit is multiplied with to be in a claim's; None if none is."""
    if unit.partition("/")[0] == "share" and wanted in HUNDREDTHS:
        return 100.0
    factor = 1.0
    if unit.endswith("/month") and wanted.endswith("/year"):
        factor, unit, wanted = float(YEAR), unit.removesuffix("/month"), wanted.removesuffix("/year")
    one, other = MONEY.fullmatch(unit), MONEY.fullmatch(wanted)
    if one and other and one["rest"] == other["rest"]:
        return factor / MILLION if other["million"] else factor
    return factor if unit == wanted else None
