"""Beside a run: what the account says, and what the two worlds of a comparison predict.

A comparison begins without calm months, so that the first year of the town as it was stands in for
its own past. Its pairs share their luck and differ by chance alone: `tillit validate` weighs more.
"""

from dataclasses import dataclass

import numpy as np

from tillit.experiments.claims.measuring import Worlds, measured, shown_in, why_not, years_of
from tillit.experiments.claims.record import surprise
from tillit.experiments.claims.telling import UNKNOWN, word_of
from tillit.experiments.comparison.outcomes import Comparison, Outcome
from tillit.experiments.comparison.statistics import QUANTILES, TOO_FEW
from tillit.experiments.worlds.plan import ENOUGH
from tillit.model.scenarios.claim import Claim

NOT_COUNTED = "not counted"
SURPRISES = ("expected", "compatible", "surprising", UNKNOWN, TOO_FEW, NOT_COUNTED)
"""Words that say how surprising what was said is."""


@dataclass(frozen=True)
class Prediction:
    """One claim, and what a comparison predicts for it."""

    town: str
    claim: Claim
    surprise: str
    """How surprising what was said is, in a word."""
    why: str = ""
    """Why it cannot be measured."""
    unit: str = ""
    median: float | None = None
    """Median over the pairs; None if it cannot be measured."""
    low: float | None = None
    high: float | None = None
    """Ends of the 90 % interval."""


def predictions(comparison: Comparison) -> list[Prediction]:
    """Return what a comparison predicts for every claim that its two worlds can be held against."""
    a, b = comparison.a, comparison.b
    one, other = a.world.scenario, b.world.scenario
    alone = one.digest == other.before().digest and one.name == other.name
    told = [(it, b, a) for it in other.expect if it.against == one.name]
    told += [(it, a, b) for it in one.expect if it.against == other.name]
    told += [(it, b, a) for it in other.expect if alone and it.against is None]
    return [_predicted(*it, comparison.months) for it in told]


def _predicted(claim: Claim, own: Outcome, than: Outcome, months: int) -> Prediction:
    """Return what two worlds predict for a claim about one of them; in its first reading."""
    town, reading = own.world.scenario, claim.each_reading[0]
    years = years_of(reading, town, 0, months)
    if why := why_not(reading, years, months):
        return Prediction(town.name, claim, NOT_COUNTED, why)
    given = measured(reading, Worlds(own.series, than.series, than.series), years)
    known = given[np.isfinite(given)]
    low, median, high = np.quantile(known, QUANTILES).tolist() if len(known) else (None, None, None)
    words = word_of(surprise(claim, given, np.ones(given.shape))) if len(given) >= ENOUGH else TOO_FEW
    unit = shown_in(claim).replace("SEK", town.town.currency)
    return Prediction(town.name, claim, words, "", unit, median, low, high)
