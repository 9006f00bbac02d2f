"""Sampled: the points of a sweep, and what came of each, as the questions about them need it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.answers.quantity import Quantity
from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.factors import Factor
from tillit.experiments.sweep.samplers import problem_of

ALIKE = 1e-12
"""Relative difference below which figures are the same; adding in another order makes as much."""


@dataclass(frozen=True)
class Sampled:
    """What varied, and what came of it.

    Raises
    ------
    RefusedError
        If a figure is not a number: one of them would turn every index to 0.
    """

    factors: Sequence[Factor]
    """What varied."""
    points: NDArray[np.float64]
    """Values of the factors, shape (points, factors)."""
    values: NDArray[np.float64]
    """One figure a run, shape (points, replications)."""
    label: str = "figure"
    """What the figure is."""
    unit: str = ""
    """Its unit."""

    def __post_init__(self) -> None:
        if self.points.shape != (len(self.values), len(self.factors)):
            message = f"points {self.points.shape} do not fit {self.values.shape} figures"
            raise RefusedError(message)
        broken = int((~np.isfinite(self.values)).any(axis=1).sum())
        if broken:
            message = (
                f"{self.label}: {broken:,} of {len(self.values):,} points give no number; "
                "run the missing ones (tillit sweep run, tillit sweep retry) and ask again"
            )
            raise RefusedError(message)

    @classmethod
    def of(cls, sweep: Sweep, quantity: Quantity) -> Self:
        """Return the sampled of a sweep."""
        factors = sweep.design.factors
        points = quantity.rows(sweep)[[it.name for it in factors]].to_numpy(float)
        return cls(factors, points, quantity.values(sweep), quantity.label, quantity.unit)

    def with_values(self, values: NDArray[np.float64]) -> "Sampled":
        """Return the same points with another figure, shape (points, replications)."""
        return replace(self, values=values)

    @property
    def names(self) -> list[str]:
        """Names of the factors."""
        return [it.name for it in self.factors]

    @property
    def means(self) -> NDArray[np.float64]:
        """Mean over the replications, shape (points,)."""
        means: NDArray[np.float64] = self.values.mean(axis=1)
        return means

    @property
    def alike(self) -> bool:
        """Whether every point gives the same, so that there is nothing to explain."""
        return bool(np.ptp(self.means) <= ALIKE * np.abs(self.means).max())

    @property
    def nothing(self) -> str:
        """What is said when every point gives the same."""
        return f"{self.label} is the same in every point: there is nothing to explain."

    @property
    def problem(self) -> dict[str, Any]:
        """The factors as SALib describes them."""
        return problem_of(self.factors)
