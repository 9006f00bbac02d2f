"""Claims: what an account says came out, beside what the model gives, met or not.

An account tells of one town, and a pair of worlds is one town. So the 90 % of
the pairs are what the model says may happen to one town, and a claim is held
against that whole interval, never against a mean alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.comparison import ENOUGH, WINDOW, Comparison
from experiments.frames import QUANTILES, TOO_FEW, in_window, percent
from experiments.scales import factor_between
from model.indicators import INDICATORS
from model.scenarios import Scenario
from model.scenarios.schema import Claim

ROUNDING = 0.1
"""What an account may have rounded away, as a share of its figure."""
NEAR = 0.5
"""How far from the figure the median may lie, as a share of it: then it is nearer to the figure than to no
effect, and than to twice the effect."""
UNCHANGED = 10.0
"""Percent within which the whole interval must lie if something is said not to have changed."""

MET, NOT_MET, WRONG, NOT_COUNTED = "met", "not met", "wrong direction", "not counted"

Figures = NDArray[np.float64]


@dataclass(frozen=True)
class Judgement:
    """One claim, and what the model gives."""

    town: str
    """The town that the claim is about."""
    claim: Claim
    """What was said."""
    unit: str
    """Unit of the following: ``%``, ``ratio``, that of the claim, or that of the indicator."""
    median: float | None
    """Median over the pairs; None if the model does not count it, or it cannot be calculated."""
    low: float | None
    """Lower end of the 90 % interval."""
    high: float | None
    """Upper end."""
    outcome: str
    """Whether the model meets the claim."""

    @property
    def said(self) -> str:
        """What was said, in short."""
        claim = self.claim
        if claim.figure is None:
            return claim.direction or ""
        unit = {"ratio": " times", "%": " %"}.get(claim.unit, f" {claim.unit}".rstrip())
        return f"{claim.reading} {claim.figure:g}{unit}"


def judge(comparison: Comparison) -> list[Judgement]:
    """Return all claims that the comparison can judge.

    A claim about a town and its own past needs the town as it was for world
    `a`; a claim about a town and another needs that other town.
    """
    a, b = comparison.a, comparison.b
    one, other = a.world.scenario, b.world.scenario
    asked = [(it, b, a) for it in other.expect if it.against == one.name]
    asked += [(it, a, b) for it in one.expect if it.against == other.name]
    if one.digest == other.before().digest and one.name == other.name:
        asked += [(it, b, a) for it in other.expect if it.against is None]
    return [
        judged(own.world.scenario, claim, last_year(own.series), last_year(than.series))
        for claim, own, than in asked
    ]


def last_year(series: Mapping[str, Figures]) -> dict[str, Figures]:
    """Return each indicator's figure of the last months, one for each pair."""
    return {name: in_window(values, INDICATORS[name], WINDOW) for name, values in series.items()}


def judged(
    town: Scenario, claim: Claim, ours: Mapping[str, Figures], theirs: Mapping[str, Figures]
) -> Judgement:
    """Return what the model gives for one claim.

    Parameters
    ----------
    town
        The town that the claim is about.
    claim
        What was said.
    ours, theirs
        Figures of that town, and of what it is held against, by indicator; one for each pair.
    """
    found = measured(claim, ours, theirs)
    if found is None:
        return Judgement(town.name, claim, "", None, None, None, NOT_COUNTED)
    unit, values = found
    unit = unit.replace("SEK", town.town.currency)
    if not np.isfinite(values).all():
        return Judgement(town.name, claim, unit, None, None, None, NOT_MET)
    low, median, high = np.quantile(values, QUANTILES).tolist()
    outcome = outcome_of(claim, low, median, high) if len(values) >= ENOUGH else TOO_FEW
    return Judgement(town.name, claim, unit, median, low, high, outcome)


def measured(
    claim: Claim, ours: Mapping[str, Figures], theirs: Mapping[str, Figures]
) -> tuple[str, Figures] | None:
    """Return the unit and each pair's figure; None for an indicator or a unit that there is not."""
    indicator = INDICATORS.get(claim.indicator)
    if indicator is None:
        return None
    one, other = ours[claim.indicator], theirs[claim.indicator]
    if claim.unit == "ratio":
        none = np.full(len(one), np.nan)
        return "ratio", np.divide(one, other, out=none, where=other != 0.0)
    if claim.unit == "%" or claim.direction == "unchanged":
        return "%", percent(other, one - other)
    factor = factor_between(indicator.unit, claim.unit or indicator.unit)
    if factor is None:
        return None
    return claim.unit or indicator.unit, factor * (one - other)


def outcome_of(claim: Claim, low: float, median: float, high: float) -> str:
    """Return whether figures of the claim's own unit meet it.

    The whole 90 % interval must lie on the claimed side of no effect; if all of
    it lies on the other side, the direction is wrong. Then

    - *about* a figure: the interval holds it, or the median is within a tenth of
      it; the median is nearer to it than to no effect or to twice the effect;
      and the interval is no wider than the effect is large, since what would
      agree with nearly anything agrees with nothing;
    - *at most*, *at least*: the whole interval keeps to it, a tenth more or less;
    - *unchanged*: the whole interval lies within a tenth of the other world's figure.

    Effects of ratios are their logarithms, so that ten times and a tenth are alike.
    """
    if claim.direction == "unchanged":
        return MET if max(-low, high) <= UNCHANGED else NOT_MET
    low, median, high = (effect(claim, it) for it in (low, median, high))
    figure = None if claim.figure is None else effect(claim, claim.figure)
    falls = claim.direction == "falls" or (claim.direction is None and (figure or 0.0) < 0.0)
    if low > 0.0 if falls else high < 0.0:
        return WRONG
    if not (high < 0.0 if falls else low > 0.0):
        return NOT_MET
    if figure is None or agrees(claim, figure, low, median, high):
        return MET
    return NOT_MET


def effect(claim: Claim, value: float) -> float:
    """Return a figure as its distance from no effect."""
    if claim.unit != "ratio":
        return value
    return float(np.log(value)) if value > 0.0 else -np.inf


def agrees(claim: Claim, figure: float, low: float, median: float, high: float) -> bool:
    """Tell whether effects agree with the size of the one that was said."""
    slack = float(np.log1p(ROUNDING)) if claim.unit == "ratio" else ROUNDING * abs(figure)
    if claim.reading == "at most":
        return high <= figure + slack
    if claim.reading == "at least":
        return low >= figure - slack
    held = low <= figure <= high or abs(median - figure) <= slack
    near = abs(median - figure) <= NEAR * abs(figure)
    return held and near and high - low <= abs(figure)
