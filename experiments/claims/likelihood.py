"""Likelihood: how likely somebody is to say what was said, if a world is as a run gives it.

Of a figure, somebody rounds and mismeasures; with a small chance what they say has nothing to do
with the world. Of a direction, whoever has an interest may say it anyway: so no word counts for
more than one over that chance, two to one for a statement, five to one for an evaluation.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.claims.measuring import least_of
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
CHANGE = "% more or less"
"""Unit of a change; a share in percent is a level."""
NEVER = 1e-9
"""In place of no chance at all, whose logarithm there is not."""
PAIRS = range(5, 51)
"""How many similar pairs somebody who speaks of the furthest apart may have seen, each number as likely."""


class Statement(Protocol):
    """What was said, as something that runs make more or less likely."""

    def log_likelihood(self, given: Figures) -> Figures:
        """Return the log of the likelihood of what was said, for what each run gives."""

    def drawn(self, given: float, luck: np.random.Generator) -> Self:
        """Return what somebody might have said of a world."""


@dataclass(frozen=True)
class FigureSaid:
    """A figure."""

    value: float
    """What was said, on the scale of `scaled`."""
    spread: float
    """Its error on that scale, one standard deviation."""
    wide: float
    """Range of figures that have nothing to do with the world."""
    unit: str
    """Unit of what runs give."""
    signed: bool
    """Whether it may be of either sign, so that there is no logarithm."""

    def scaled(self, given: Figures) -> Figures:
        """Return figures on the scale on which errors are alike: logarithms, but of sums of either sign."""
        if self.signed:
            return np.asarray(given, float)
        figures = np.asarray(given, float)
        ratio = 1.0 + figures / 100.0 if self.unit == CHANGE else figures
        logs: Figures = np.log(ratio, out=np.full(ratio.shape, np.nan), where=ratio > 0.0)
        return logs

    def log_likelihood(self, given: Figures) -> Figures:
        """Return the log of the likelihood of what was said, for what each run gives."""
        away = (self.value - self.scaled(given)) / self.spread
        near = 0.375 * (1.0 + away**2 / FREEDOM) ** -2.5 / self.spread  # the density of t with four
        result: Figures = np.log((1.0 - ASTRAY) * np.nan_to_num(near) + ASTRAY / self.wide)
        return result

    def drawn(self, given: float, luck: np.random.Generator) -> "FigureSaid":
        """Return what somebody might have said of a world."""
        at = float(self.scaled(np.array(given)))
        astray = luck.random() < ASTRAY or not np.isfinite(at)
        wide = self.value + self.wide * (luck.random() - 0.5)
        return replace(self, value=wide if astray else at + self.spread * luck.standard_t(FREEDOM))


@dataclass(frozen=True, kw_only=True)
class SoSaid(ABC):
    """Something is so, or is not; it is so likely to be said whether it is or not."""

    said: bool = True
    """Whether it was said."""

    @abstractmethod
    def is_so(self, given: Figures) -> NDArray[np.bool_]:
        """Return in which runs it is so."""

    @property
    @abstractmethod
    def chances(self) -> tuple[float, float]:
        """Chance that it is said where it is so, and where it is not."""

    def log_likelihood(self, given: Figures) -> Figures:
        """Return the log of the likelihood of what was said, for what each run gives."""
        chance = np.where(self.is_so(given), *self.chances)
        return np.log(chance if self.said else np.maximum(NEVER, 1.0 - chance))

    def drawn(self, given: float, luck: np.random.Generator) -> Self:
        """Return what somebody might have said of a world."""
        likely = np.exp(replace(self, said=True).log_likelihood(np.array(given)))
        return replace(self, said=bool(luck.random() < likely))


@dataclass(frozen=True)
class DirectionSaid(SoSaid):
    """A direction."""

    sign: int
    """1 for rises, -1 for falls, 0 for unchanged."""
    least: float
    """The least change that counts as one."""
    anyway: float
    """Chance that it is said whatever the world is like."""

    @property
    def chances(self) -> tuple[float, float]:
        """Whoever has an interest may say it anyway."""
        return 1.0, self.anyway

    def is_so(self, given: Figures) -> NDArray[np.bool_]:
        """Return in which runs it is so."""
        known = np.nan_to_num(given)
        beyond = np.abs(known) <= self.least if self.sign == 0 else self.sign * known > self.least
        return np.asarray(beyond)


@dataclass(frozen=True)
class EventSaid(SoSaid):
    """Something happened so often at most, or at least."""

    at_most: float = np.inf
    at_least: float = -np.inf

    @property
    def chances(self) -> tuple[float, float]:
        """A yes or a no, too, may have nothing to do with the world, so that neither is impossible."""
        return 1.0 - ASTRAY / 2.0, ASTRAY / 2.0

    def is_so(self, given: Figures) -> NDArray[np.bool_]:
        """Return in which runs it is so."""
        return np.asarray((given <= self.at_most) & (given >= self.at_least))


def furthest_apart(said: FigureSaid, given: Figures, weights: Figures) -> float:
    """Return the log of the likelihood of a figure that is the largest of many pairs'.

    `given` is what each pair of worlds gives, `weights` how much each counts; both of the same shape. The
    largest of K pairs has the distribution F**K, if F is that of one pair. K is any number of `PAIRS`, and
    the density of F**K that of the worlds that were run, each with the figure's error.
    """
    order = np.argsort(given, axis=None)
    below = np.cumsum(weights.ravel()[order])
    below /= below[-1]
    many = np.array(PAIRS)[:, None]
    before = np.concatenate([[0.0], below[:-1]])
    largest = (below[None] ** many - before[None] ** many).mean(axis=0)
    return float(np.log((largest * np.exp(said.log_likelihood(given.ravel()[order]))).sum()))


def statement_of(claim: Claim) -> Statement:
    """Return what a claim says, as something that runs make more or less likely."""
    if claim.direction is not None:
        sign = {"rises": 1, "falls": -1, "unchanged": 0}[claim.direction]
        return DirectionSaid(sign, least_of(claim).value, ANYWAY[claim.is_evaluation])
    if claim.figure is None:
        most = np.inf if claim.at_most is None else claim.at_most
        return EventSaid(most, -np.inf if claim.at_least is None else claim.at_least)
    return _figure_said(claim, claim.figure)


def _figure_said(claim: Claim, figure: float) -> FigureSaid:
    beside = claim.arithmetic in {"own_past", "counterfactual", "rate", "extreme"}
    unit = CHANGE if claim.unit == "%" and beside else claim.unit
    signed = claim.arithmetic == "cumulative" or (beside and claim.unit not in {"%", "ratio"})
    measure = MEASUREMENT.get(claim.grade, OTHERWISE)
    spread = float(np.sqrt(ROUNDING**2 + measure**2 + claim.vague**2))
    if signed:
        return FigureSaid(figure, spread * abs(figure), WIDE_SUM * abs(figure), unit, signed=True)
    empty = FigureSaid(0.0, spread, WIDE, unit, signed=False)
    return replace(empty, value=float(empty.scaled(np.array(figure))))
