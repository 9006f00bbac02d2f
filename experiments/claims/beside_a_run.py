"""Beside a run: what the account says, and what the two worlds of a comparison predict.

A comparison begins without calm months, so that the first year of the town as it was stands in for
its own past. Its pairs share their luck and differ by chance alone: `tillit validate` weighs more.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.claims.finding import surprise
from tillit.experiments.claims.likelihood import statement_of
from tillit.experiments.claims.measuring import Worlds, measured, shown_in, why_not, years_of
from tillit.experiments.claims.telling import UNKNOWN, said, when, word_of
from tillit.experiments.comparison.outcomes import Comparison, Outcome
from tillit.experiments.comparison.statistics import QUANTILES, TOO_FEW
from tillit.experiments.worlds.plan import ENOUGH
from tillit.model.scenarios import Scenario
from tillit.model.scenarios.claim import Claim

NOT_COUNTED = "not counted"
SURPRISES = ("expected", "compatible", "surprising", UNKNOWN, TOO_FEW, NOT_COUNTED)
"""Words that say how surprising what was said is."""


@dataclass(frozen=True)
class Prediction:
    """One claim, and what a comparison predicts for it."""

    town: str
    claim: Claim
    unit: str
    """Unit of the figures."""
    median: float | None
    """Median over the pairs; None if it cannot be measured."""
    low: float | None
    high: float | None
    """Ends of the 90 % interval."""
    surprise: str
    """How surprising what was said is, in a word."""
    why: str = ""
    """Why it cannot be measured."""

    @property
    def said(self) -> str:
        """What was said, in short."""
        return said(self.claim)

    @property
    def when(self) -> str:
        """Which year was meant, and how it was measured, in short."""
        return when(self.claim)


def predictions(comparison: Comparison) -> list[Prediction]:
    """Return what a comparison predicts for every claim that its two worlds can be held against."""
    a, b = comparison.a, comparison.b
    one, other = a.world.scenario, b.world.scenario
    found = [_predicted(it, b, a, comparison.months) for it in other.expect if it.against == one.name]
    found += [_predicted(it, a, b, comparison.months) for it in one.expect if it.against == other.name]
    if one.digest == other.before().digest and one.name == other.name:
        found += [_predicted(it, b, a, comparison.months) for it in other.expect if it.against is None]
    return found


def _predicted(claim: Claim, own: Outcome, than: Outcome, months: int) -> Prediction:
    """Return what two worlds predict for a claim about one of them; in its first reading."""
    town: Scenario = own.world.scenario
    reading = claim.each_reading[0]
    years = years_of(reading, town, 0, months)
    why = why_not(reading, years, months)
    if why:
        return Prediction(town.name, claim, "", None, None, None, NOT_COUNTED, why)
    given = measured(reading, Worlds(own.series, than.series, than.series), years)
    unit = shown_in(claim).replace("SEK", town.town.currency)
    known = given[np.isfinite(given)]
    low, median, high = np.quantile(known, QUANTILES).tolist() if len(known) else [None] * len(QUANTILES)
    weights: NDArray[np.float64] = np.ones(given.shape)
    row: dict[str, Any] = surprise(claim, statement_of(claim), given, weights)
    words = word_of(row) if len(given) >= ENOUGH else TOO_FEW
    return Prediction(town.name, claim, unit, median, low, high, words)
