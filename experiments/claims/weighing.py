"""Weighing: how much more likely an account is under one explanation than under another.

The likelihood of an account under a model is the mean over what chance and the model's own
plausible behaviour leave open, of the product over its claims: claims about the same town go
together in each run. The Bayes factor is the ratio of two such means; its error is that of having
run so many vectors and no more, by bootstrap over them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.claims.likelihood import FigureSaid, Statement, furthest_apart

Figures = NDArray[np.float64]

BOOTSTRAPS = 300
"""How often vectors are drawn again for the error of a factor."""
NATURAL = float(np.log(10.0))
"""The natural logarithm of ten."""
TELLS = 0.5
"""The log10 of a factor from which on it tells anything: about three to one."""


@dataclass(frozen=True)
class Evidence:
    """How likely what was said is in each run of one model."""

    log_likelihood: Figures
    """Summed over claims, shape (vectors, lucks)."""
    weights: Figures
    """How much each vector counts, shape (vectors,)."""
    extremes: tuple[tuple[FigureSaid, Figures], ...] = ()
    """What is about all runs together, the furthest apart of many pairs, and what each run gives for it."""

    def log_integrated(self) -> float:
        """Return the log of the likelihood, integrated over vectors and luck."""
        return float(self.of_vectors(np.arange(len(self.weights))[None])[0])

    def of_vectors(self, chosen: NDArray[np.int64]) -> Figures:
        """Return the same for some choices of vectors, shape (choices, vectors); one figure for each."""
        lucks = self.log_likelihood.shape[1]
        by_vector = np.logaddexp.reduce(self.log_likelihood, axis=1) - np.log(lucks)
        logs, weights = by_vector[chosen], self.weights[chosen]
        most = logs.max(axis=1, keepdims=True)
        mean = (weights * np.exp(logs - most)).sum(axis=1) / weights.sum(axis=1)
        result: Figures = most[:, 0] + np.log(mean)
        for said, given in self.extremes:
            each = np.repeat(self.weights[:, None], lucks, axis=1)
            result = result + np.array([furthest_apart(said, given[it], each[it]) for it in chosen])
        return result


@dataclass(frozen=True)
class Given:
    """What one model gives for some claims."""

    figures: tuple[Figures, ...]
    """Of each claim, shape (readings, vectors, lucks)."""
    weights: Figures
    """How much each vector counts, shape (vectors,)."""

    def only(self, chosen: Iterable[int]) -> "Given":
        """Return what it gives for some of the claims."""
        return Given(tuple(self.figures[turn] for turn in chosen), self.weights)

    def evidence(self, statements: Sequence[Statement]) -> Evidence:
        """Return how likely some statements are in each run: each in the mean over its readings."""
        total, extremes = np.zeros(self.figures[0].shape[1:]), []
        for said, given in zip(statements, self.figures, strict=True):
            if isinstance(said, FigureSaid) and said.extreme:
                extremes.append((said, given[0]))
            else:
                total += np.logaddexp.reduce(said.log_likelihood(given), axis=0) - np.log(len(given))
        return Evidence(total, self.weights, tuple(extremes))

    def account(self, statements: Sequence[Statement], luck: np.random.Generator) -> list[Statement]:
        """Return what somebody might have said of one run of this model."""
        share = self.weights / self.weights.sum()
        vector = luck.choice(len(share), p=share)
        turn = luck.integers(0, self.figures[0].shape[2])
        return [
            it.drawn(float(given[luck.integers(0, len(given)), vector, turn]), luck)
            for it, given in zip(statements, self.figures, strict=True)
        ]


@dataclass(frozen=True)
class Factor:
    """A Bayes factor, as its log10."""

    log10: float
    """How much more likely what was said is under the theory; negative for less."""
    error: float
    """Standard error."""

    @property
    def tells(self) -> bool:
        """Whether it is far enough from one to one to tell anything, and farther than twice its error."""
        return abs(self.log10) >= max(TELLS, 2.0 * self.error)

    def __add__(self, other: "Factor") -> "Factor":
        """Return the factor of both: towns are independent of each other."""
        return Factor(self.log10 + other.log10, float(np.hypot(self.error, other.error)))


def factor_of(theory: Evidence, null: Evidence, *, alike: bool, seed: int = 1) -> Factor:
    """Return the Bayes factor of the theory against a simpler explanation, its error by bootstrap.

    If both were run with the same vectors (`alike`), these are drawn again together.
    """
    luck = np.random.default_rng(seed)
    one = luck.integers(0, len(theory.weights), (BOOTSTRAPS, len(theory.weights)))
    other = one if alike else luck.integers(0, len(null.weights), (BOOTSTRAPS, len(null.weights)))
    drawn = theory.of_vectors(one) - null.of_vectors(other)
    whole = theory.log_integrated() - null.log_integrated()
    return Factor(whole / NATURAL, float(np.std(drawn)) / NATURAL)


def quantiles(given: Figures, weights: Figures, shares: Sequence[float]) -> list[float]:
    """Return weighted quantiles of what runs give, NaN aside; shape of both (vectors, lucks)."""
    known = np.isfinite(given)
    if not known.any():
        return [np.nan] * len(shares)
    values, mass = given[known], weights[known]
    order = np.argsort(values)
    upto = np.cumsum(mass[order]) - 0.5 * mass[order]
    return [float(it) for it in np.interp(shares, upto / mass.sum(), values[order])]


def tail(figure: float, given: Figures, weights: Figures) -> float:
    """Return how much of what runs give lies beyond what was said, on the side where less does."""
    below = float(weights[given < figure].sum() + 0.5 * weights[given == figure].sum())
    return min(below, float(weights.sum()) - below) / float(weights.sum())


def log_ratios(
    truth: Given, theory: Given, null: Given, statements: Sequence[Statement], *, number: int, seed: int = 1
) -> Figures:
    """Return log10 factors of the theory against a null, of accounts that are drawn from one of them."""
    luck = np.random.default_rng(seed)
    drawn = (truth.account(statements, luck) for _ in range(number))
    found = [theory.evidence(it).log_integrated() - null.evidence(it).log_integrated() for it in drawn]
    return np.array(found) / NATURAL


def attainability(
    theory: Given, null: Given, statements: Sequence[Statement], *, number: int = 200, seed: int = 1
) -> float:
    """Return how often such an account would tell the theory from a null, if the theory were true."""
    found = log_ratios(theory, theory, null, statements, number=number, seed=seed)
    return float((found >= TELLS).mean())
