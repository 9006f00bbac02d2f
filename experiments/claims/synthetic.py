"""Synthetic accounts: what somebody might have said of the worlds of one model.

They say what an account could tell if the model were exactly true, and whether factors are honest:
of the accounts that are ten times as likely under one model as under another, ten in eleven must be
the first one's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.claims.likelihood import Statement
from tillit.experiments.claims.weighing import NATURAL, TELLS, Evidence

Figures = NDArray[np.float64]


@dataclass(frozen=True)
class Given:
    """What one model gives for some claims."""

    figures: tuple[Figures, ...]
    """Of each claim, shape (readings, vectors, lucks)."""
    weights: Figures
    """How much each vector counts, shape (vectors,)."""

    def evidence(self, statements: Sequence[Statement]) -> Evidence:
        """Return how likely some statements are in each run."""
        total = sum(log_of(it, given) for it, given in zip(statements, self.figures, strict=True))
        return Evidence(np.asarray(total, float), self.weights)

    def account(self, statements: Sequence[Statement], luck: np.random.Generator) -> list[Statement]:
        """Return what somebody might have said of one run of this model."""
        share = self.weights / self.weights.sum()
        vector = luck.choice(len(share), p=share)
        turn = luck.integers(0, self.figures[0].shape[2])
        return [
            it.drawn(float(given[luck.integers(0, len(given)), vector, turn]), luck)
            for it, given in zip(statements, self.figures, strict=True)
        ]


def log_of(statement: Statement, given: Figures) -> Figures:
    """Return the log of a statement's likelihood in each run: the mean over its readings."""
    logs = statement.log_likelihood(given)
    result: Figures = np.logaddexp.reduce(logs, axis=0) - np.log(len(logs))
    return result


def log_ratios(
    truth: Given, theory: Given, null: Given, statements: Sequence[Statement], *, number: int, seed: int = 1
) -> Figures:
    """Return log10 factors of the theory against a null, of accounts that are drawn from one of them."""
    luck = np.random.default_rng(seed)
    found = []
    for _ in range(number):
        said = truth.account(statements, luck)
        found.append(theory.evidence(said).log_integrated() - null.evidence(said).log_integrated())
    return np.array(found) / NATURAL


def attainability(
    theory: Given, null: Given, statements: Sequence[Statement], *, number: int = 200, seed: int = 1
) -> float:
    """Return how often such an account would tell the theory from a null, if the theory were true."""
    found = log_ratios(theory, theory, null, statements, number=number, seed=seed)
    return float((found >= TELLS).mean())
