"""Claims: what an account says came out, beside what the model gives, met or not."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiments.comparison import WINDOW, Comparison, Outcome
from experiments.frames import QUANTILES, TOO_FEW, in_window, percent
from model.indicators import INDICATORS
from model.scenarios.schema import Claim

TOLERANCE = 0.1
"""How far from "about" a figure the median may lie, as a share of it: accounts round."""

MET, NOT_MET, NOT_COUNTED = "met", "not met", "not counted"


@dataclass(frozen=True)
class Judgement:
    """One claim, and what the model gives."""

    town: str
    """The town that the claim is about."""
    claim: Claim
    """What was said."""
    unit: str
    """Unit of the following: ``%``, ``ratio``, or that of the indicator."""
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
    judgements = [judged(comparison, it, b, a) for it in other.expect if it.against == one.name]
    judgements += [judged(comparison, it, a, b) for it in one.expect if it.against == other.name]
    if one.digest == other.before().digest and one.name == other.name:
        judgements += [judged(comparison, it, b, a) for it in other.expect if it.against is None]
    return judgements


def judged(comparison: Comparison, claim: Claim, own: Outcome, than: Outcome) -> Judgement:
    """Return what the model gives for one claim about the world `own`."""
    town = own.world.scenario.name
    indicator = INDICATORS.get(claim.indicator)
    if indicator is None:
        return Judgement(town, claim, "", None, None, None, NOT_COUNTED)
    ours, theirs = (in_window(it.series[claim.indicator], indicator, WINDOW) for it in (own, than))
    unit, values, still = measured(claim, ours, theirs, indicator.unit)
    if not np.isfinite(values).all():
        return Judgement(town, claim, unit, None, None, None, NOT_MET)
    low, median, high = np.quantile(values, QUANTILES).tolist()
    met = is_met(claim, median - still, low - still, high - still, still)
    outcome = (MET if met else NOT_MET) if comparison.verdicts else TOO_FEW
    return Judgement(town, claim, unit, median, low, high, outcome)


def measured(
    claim: Claim, ours: NDArray[np.float64], theirs: NDArray[np.float64], unit: str
) -> tuple[str, NDArray[np.float64], float]:
    """Return the claim's unit, the figure of each pair, and the figure that means no difference."""
    if claim.unit == "ratio":
        none = np.full(len(ours), np.nan)
        return "ratio", np.divide(ours, theirs, out=none, where=theirs != 0.0), 1.0
    if claim.unit == "%":
        return "%", percent(theirs, ours - theirs), 0.0
    return unit, ours - theirs, 0.0


def is_met(claim: Claim, median: float, low: float, high: float, still: float) -> bool:
    """Tell whether a claim is met by figures that are counted from no difference.

    The direction must be that of the whole interval. "About" a figure means that
    the interval holds it, or that the median is within a tenth of it; "at most"
    and "at least" hold for the median, a tenth more or less.
    """
    if claim.direction == "unchanged":
        return low <= 0.0 <= high
    rises = claim.direction == "rises" or (claim.direction is None and (claim.figure or 0.0) > still)
    if not (low > 0.0 if rises else high < 0.0):
        return False
    if claim.figure is None:
        return True
    figure, slack = claim.figure - still, TOLERANCE * abs(claim.figure)
    if claim.reading == "about":
        return low <= figure <= high or abs(median - figure) <= slack
    return median <= figure + slack if claim.reading == "at most" else median >= figure - slack
