"""Likelihood: how likely somebody is to say what was said, if a world is as a run gives it.

Of a figure, somebody rounds and mismeasures; with a small chance what they say has nothing to do
with the world. Of a direction, whoever has an interest may say it anyway: so no word counts for
more than one over that chance, two to one for a statement, five to one for an evaluation.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.claims.measuring import BESIDE, least_of
from tillit.model.scenarios.claim import Claim

Figures = NDArray[np.float64]

ASTRAY = 0.05
"""Chance that what is said has nothing to do with the world: a slip, another year, other people."""
FREEDOM = 4
"""Degrees of freedom of an error in Student's t: now and then one is large."""
WIDE = float(np.log(100.0))
"""Range of a figure that has nothing to do with the world: from a tenth of it to tenfold, in logarithms."""
WIDE_SUM = 10.0
"""The same of a sum that may be of either sign, in times the figure."""
ROUNDING = 0.05
"""Error of a figure that was rounded, as a share of it."""
MEASUREMENT = {Grade.REGISTER: 0.10, Grade.STUDY: 0.10}
"""Error of measuring, as a share of the figure, by the source's grade."""
OTHERWISE = 0.20
"""The same of all other grades."""
ANYWAY = {True: 0.2, False: 0.5}
"""Chance that an interested party says so anyway: in an evaluation, and in a statement."""
NEVER = 1e-9
"""In place of no chance at all, whose logarithm there is not."""
PAIRS = np.arange(5, 51)
"""How many similar pairs somebody who speaks of the furthest apart may have seen, each number as likely."""


@dataclass(frozen=True)
class FigureSaid:
    """A figure, on the scale of `scaled`: its error there, and the range of figures that go astray."""

    value: float
    spread: float
    """One standard deviation."""
    wide: float
    percent: bool
    """Whether runs give percent more or less; a share in percent is a level."""
    signed: bool
    """Whether it may be of either sign, so that there is no logarithm."""
    extreme: bool = False
    """Whether it is of the furthest apart of many pairs."""

    def scaled(self, given: Figures) -> Figures:
        """Return figures on the scale on which errors are alike: logarithms, but of sums of either sign."""
        figures = np.asarray(given, float)
        if self.signed:
            return figures
        ratio = 1.0 + figures / 100.0 if self.percent else figures
        return np.asarray(np.log(ratio, out=np.full(ratio.shape, np.nan), where=ratio > 0.0))

    def log_likelihood(self, given: Figures) -> Figures:
        """Return the log of the likelihood of what was said, for what each run gives."""
        away = (self.value - self.scaled(given)) / self.spread
        near = 0.375 * (1.0 + away**2 / FREEDOM) ** -2.5 / self.spread  # the density of t with four
        return np.asarray(np.log((1.0 - ASTRAY) * np.nan_to_num(near) + ASTRAY / self.wide))

    def drawn(self, given: float, luck: np.random.Generator) -> "FigureSaid":
        """Return what somebody might have said of a world."""
        at = float(self.scaled(np.array(given)))
        astray = luck.random() < ASTRAY or not np.isfinite(at)
        wide = self.value + self.wide * (luck.random() - 0.5)
        return replace(self, value=wide if astray else at + self.spread * luck.standard_t(FREEDOM))


@dataclass(frozen=True)
class SoSaid:
    """That a figure lies within two bounds, or does not."""

    low: float
    high: float
    unknown: float
    """In place of what runs cannot give."""
    chances: tuple[float, float]
    """Chance that it is said where it is so, and where it is not."""
    said: bool = True
    """Whether it was said."""

    def is_so(self, given: Figures) -> NDArray[np.bool_]:
        """Return in which runs it is so."""
        known = np.nan_to_num(given, nan=self.unknown)
        return np.asarray((known >= self.low) & (known <= self.high))

    def log_likelihood(self, given: Figures) -> Figures:
        """Return the log of the likelihood of what was said, for what each run gives."""
        chance = np.where(self.is_so(given), *self.chances)
        return np.log(chance if self.said else np.maximum(NEVER, 1.0 - chance))

    def drawn(self, given: float, luck: np.random.Generator) -> "SoSaid":
        """Return what somebody might have said of a world."""
        likely = self.chances[0 if self.is_so(np.array(given)) else 1]
        return replace(self, said=bool(luck.random() < likely))


Statement = FigureSaid | SoSaid
"""What was said, as something that runs make more or less likely."""


def furthest_apart(said: FigureSaid, given: Figures, weights: Figures) -> float:
    """Return the log of the likelihood of a figure that is the largest of many pairs'.

    `given` is what each pair of worlds gives, `weights` how much each counts; both of the same shape. The
    largest of K pairs has the distribution F**K, if F is that of one pair. K is any number of `PAIRS`, and
    the density of F**K that of the worlds that were run, each with the figure's error.
    """
    order = np.argsort(given, axis=None)
    below = np.cumsum(weights.ravel()[order])
    below /= below[-1]
    before = np.concatenate([[0.0], below[:-1]])
    largest = (below[None] ** PAIRS[:, None] - before[None] ** PAIRS[:, None]).mean(axis=0)
    return float(np.log((largest * np.exp(said.log_likelihood(given.ravel()[order]))).sum()))


def statement_of(claim: Claim) -> Statement:
    """Return what a claim says, as something that runs make more or less likely."""
    if claim.direction is not None:
        least, chances = least_of(claim).value, (1.0, ANYWAY[claim.is_evaluation])
        more = float(np.nextafter(least, np.inf))
        bounds = {"rises": (more, np.inf), "falls": (-np.inf, -more), "unchanged": (-least, least)}
        return SoSaid(*bounds[claim.direction], 0.0, chances)
    if claim.figure is None:
        # A yes or a no, too, may have nothing to do with the world, so that neither is impossible.
        low = -np.inf if claim.at_least is None else claim.at_least
        high = np.inf if claim.at_most is None else claim.at_most
        return SoSaid(low, high, np.nan, (1.0 - ASTRAY / 2.0, ASTRAY / 2.0))
    figure, beside = claim.figure, claim.arithmetic in BESIDE
    measure = MEASUREMENT.get(claim.grade, OTHERWISE)
    spread = float(np.sqrt(ROUNDING**2 + measure**2 + claim.vague**2))
    extreme, percent = claim.arithmetic == "extreme", beside and claim.unit == "%"
    if claim.arithmetic == "cumulative" or (beside and claim.unit not in {"%", "ratio"}):
        size = abs(figure)
        return FigureSaid(figure, spread * size, WIDE_SUM * size, percent=False, signed=True, extreme=extreme)
    empty = FigureSaid(0.0, spread, WIDE, percent, signed=False, extreme=extreme)
    return replace(empty, value=float(empty.scaled(np.array(figure))))
