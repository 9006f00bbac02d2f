"""Weighing: how likely an account is if a world is as a run gives it, and how much more so than otherwise.

Of a figure, somebody rounds and mismeasures; with a small chance what they say has nothing to do
with the world. Of a direction, whoever has an interest may say it anyway: so no word counts for
more than one over that chance, two to one for a statement, five to one for an evaluation.

The likelihood of an account under a model is the mean over what chance and the model's own
plausible behaviour leave open, of the product over its claims: claims about the same town go
together in each run. The Bayes factor is the ratio of two such means; its error is that of having
run so many vectors and no more, by bootstrap over them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.claims.measuring import BESIDE, least_of
from tillit.experiments.comparison.statistics import Figures
from tillit.model.scenarios.claim import Claim

ASTRAY = 0.05  # chance that what is said has nothing to do with the world: a slip, another year, other people
FREEDOM = 4  # degrees of freedom of an error in Student's t: now and then one is large
WIDE = float(
    np.log(100.0)
)  # range of a figure that goes astray: from a tenth of it to tenfold, in logarithms
WIDE_SUM = 10.0  # that of a sum that may be of either sign, in times the figure
ROUNDING = 0.05  # error of a figure that was rounded, as a share of it
MEASUREMENT = {Grade.REGISTER: 0.10, Grade.STUDY: 0.10}  # error of measuring, as a share of it, by grade
OTHERWISE = 0.20  # that of all other grades
ANYWAY = {True: 0.2, False: 0.5}  # chance that an interested party says so anyway: evaluation, statement
NEVER = 1e-9  # in place of no chance at all, whose logarithm there is not
PAIRS = np.arange(5, 51)
"""How many similar pairs somebody who speaks of the furthest apart may have seen, each number as likely."""
BOOTSTRAPS = 300  # how often vectors are drawn again for the error of a factor
NATURAL = float(np.log(10.0))  # the natural logarithm of ten
TELLS = 0.5  # the log10 of a factor from which on it tells anything: about three to one


@dataclass(frozen=True)
class FigureSaid:
    """A figure, on the scale of `scaled`."""

    value: float
    spread: float  # one standard deviation of its error
    wide: float  # range of figures that go astray
    percent: bool  # whether runs give percent more or less; a share in percent is a level
    signed: bool  # whether it may be of either sign, so that there is no logarithm
    extreme: bool  # whether it is of the furthest apart of many pairs

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
    unknown: float  # in place of what runs cannot give
    chances: tuple[float, float]  # chance that it is said where it is so, and where it is not
    said: bool = True

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


Said = Mapping[int, FigureSaid | SoSaid]  # what some claims of an account say, by their turn


def statement_of(claim: Claim) -> FigureSaid | SoSaid:
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
    size, beside = abs(claim.figure), claim.arithmetic in BESIDE
    spread = float(np.sqrt(ROUNDING**2 + MEASUREMENT.get(claim.grade, OTHERWISE) ** 2 + claim.vague**2))
    signed = claim.arithmetic == "cumulative" or (beside and claim.unit not in {"%", "ratio"})
    spread, wide = (spread * size, WIDE_SUM * size) if signed else (spread, WIDE)
    percent, extreme = beside and claim.unit == "%", claim.arithmetic == "extreme"
    said = FigureSaid(0.0, spread, wide, percent=percent, signed=signed, extreme=extreme)
    return replace(said, value=float(said.scaled(np.array(claim.figure))))


def furthest_apart(said: FigureSaid, given: Figures, weights: Figures) -> float:
    """Return the log of the likelihood of a figure that is the largest of many pairs'.

    `given` is what each pair of worlds gives, `weights` how much each counts; both of the same shape. The
    largest of K pairs has the distribution F**K, if F is that of one pair. K is any number of `PAIRS`, and
    the density of F**K that of the worlds that were run, each with the figure's error.
    """
    order = np.argsort(given, axis=None)
    below = np.cumsum(weights.ravel()[order])
    below /= below[-1]
    powers = below[None] ** PAIRS[:, None]
    largest = np.diff(powers, axis=1, prepend=0.0).mean(axis=0)
    return float(np.log((largest * np.exp(said.log_likelihood(given.ravel()[order]))).sum()))


@dataclass(frozen=True)
class Given:
    """What one model gives for the claims of an account."""

    figures: Sequence[Figures]  # of each claim, shape (readings, vectors, lucks)
    weights: Figures  # how much each vector counts, shape (vectors,)
    vectors: Sequence[Mapping[str, float]] = ()  # with which it was run

    def log_integrated(self, said: Said, chosen: NDArray[np.int64] | None = None) -> Figures:
        """Return the log of the likelihood of some claims together, over vectors, luck and readings.

        `chosen` are choices of vectors, shape (choices, vectors), a figure for each; all once if left out.
        """
        chosen = np.arange(len(self.weights))[None] if chosen is None else chosen
        total, result = np.zeros_like(self.figures[0][0]), np.zeros(len(chosen))
        each = np.broadcast_to(self.weights[:, None], total.shape)
        for turn, it in said.items():
            given = self.figures[turn]
            if isinstance(it, FigureSaid) and it.extreme:
                result += [furthest_apart(it, given[0][those], each[those]) for those in chosen]
            else:
                total += np.logaddexp.reduce(it.log_likelihood(given), axis=0) - np.log(len(given))
        logs = (np.logaddexp.reduce(total, axis=1) - np.log(total.shape[1]))[chosen]
        weights = self.weights[chosen]
        return np.asarray(result + logsumexp(logs, axis=1, b=weights) - np.log(weights.sum(axis=1)))


class Factor(NamedTuple):
    """A Bayes factor, as its log10 with standard error: how much more likely it is under the theory."""

    log10: float
    error: float

    @property
    def tells(self) -> bool:
        """Whether it is far enough from one to one to tell anything, and farther than twice its error."""
        return abs(self.log10) >= max(TELLS, 2.0 * self.error)


def factor_of(theory: Given, null: Given, said: Said, seed: int = 1) -> Factor:
    """Return the Bayes factor of the theory against a simpler explanation, its error by bootstrap."""
    luck = np.random.default_rng(seed)
    one, other = (luck.integers(0, len(it.weights), (BOOTSTRAPS, len(it.weights))) for it in (theory, null))
    other = one if theory.vectors == null.vectors else other  # the same ones are drawn again together
    drawn = theory.log_integrated(said, one) - null.log_integrated(said, other)
    (whole,) = theory.log_integrated(said) - null.log_integrated(said)
    return Factor(float(whole) / NATURAL, float(np.std(drawn)) / NATURAL)


def log_ratios(
    truth: Given, theory: Given, null: Given, said: Said, *, number: int, seed: int = 1
) -> Figures:
    """Return log10 factors of the theory against a null, of what each of some runs of the `truth` says."""
    luck, ratios = np.random.default_rng(seed), []
    for _ in range(number):
        vector = luck.choice(len(truth.weights), p=truth.weights / truth.weights.sum())
        world, drawn = luck.integers(0, truth.figures[0].shape[2]), {}
        for turn, it in said.items():
            given = truth.figures[turn]
            drawn[turn] = it.drawn(float(given[luck.integers(0, len(given)), vector, world]), luck)
        ratios.append(theory.log_integrated(drawn) - null.log_integrated(drawn))
    return np.concatenate(ratios) / NATURAL


def surprise(claim: Claim, given: Figures, weights: Figures) -> dict[str, float | None]:
    """Return how surprising it is: how often what was said is so, or what lies beyond a figure.

    That is the share of runs that reach an extreme, and else of those on the side where fewer lie.
    """
    mass, statement, figure = weights / weights.sum(), statement_of(claim), claim.figure or 0.0
    if isinstance(statement, SoSaid):
        return {"chance": short(mass[statement.is_so(given)].sum())}
    if statement.extreme:
        return {"reached": short(mass[given >= figure].sum())}
    below = mass[given < figure].sum() + 0.5 * mass[given == figure].sum()
    return {"tail": short(min(below, mass.sum() - below) / mass.sum())}


def quantiles(given: Figures, weights: Figures, shares: Sequence[float]) -> list[float | None]:
    """Return weighted quantiles of what runs give, NaN aside; shape of both (vectors, lucks)."""
    known = np.isfinite(given)
    if not known.any():
        return [None] * len(shares)
    order = np.argsort(given[known])
    values, mass = given[known][order], weights[known][order]
    return [short(it) for it in np.interp(shares, (np.cumsum(mass) - 0.5 * mass) / mass.sum(), values)]


def short(value: float) -> float | None:
    """Return a figure with four digits: more would be noise, and would change the file for nothing."""
    return float(f"{value:.4g}") if np.isfinite(value) else None
