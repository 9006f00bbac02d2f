"""Sampled: the points of a sweep, what came of each, and how much of their differences is luck.

Every point has the same luck in the same replication. What a lucky replication
adds to all points alike moves no difference; what it adds to one point and not
to another does. That is the interaction of points and replications in a
two-way analysis of variance.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.answers.quantity import Quantity
from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.factors import Factor
from tillit.experiments.sweep.samplers import problem_of

LEVEL = 0.9
"""Share of the resamples that an interval of any index covers."""
ENDS = ((1.0 - LEVEL) / 2.0, (1.0 + LEVEL) / 2.0)
LITTLE = 0.05
"""Share of luck that hardly matters beside the width of the intervals."""
ALIKE = 1e-12
"""Relative difference below which figures are the same; adding in another order makes as much."""


@dataclass(frozen=True)
class Chance:
    """Luck in the means over the replications."""

    share: float
    """Share of the variance between the points' means that is luck, 0 to 1; NaN if nobody can tell."""
    replications: int
    needed: int
    """Replications with which the share would be little; 0 if nobody can tell."""

    @property
    def words(self) -> str:
        """The same as a clause."""
        if self.replications == 1:
            return "how much of it is luck cannot be told from one replication"
        if math.isnan(self.share):
            return "none of it is luck"
        if not self.needed:
            return "all of it may be luck: use more replications"
        clause = f"luck makes {100.0 * self.share:.0f} % of the differences between points"
        more = self.needed > self.replications
        return f"{clause}; {self.needed:,} replications would bring it to 5 %" if more else clause


def chance(values: NDArray[np.float64]) -> Chance:
    """Return how much of the differences between points is luck; shape (points, replications)."""
    points, replications = values.shape
    means = values.mean(axis=1)
    between = float(means.var(ddof=1)) if points > 1 else 0.0
    if replications == 1 or between == 0.0:
        return Chance(math.nan, replications, 0)
    rest = values - means[:, None] - values.mean(axis=0) + values.mean()
    luck = float((rest**2).sum()) / ((points - 1) * (replications - 1))
    signal = between - luck / replications
    if signal <= 0.0:
        return Chance(1.0, replications, 0)
    needed = math.ceil(luck * (1.0 - LITTLE) / (LITTLE * signal))
    return Chance(luck / replications / between, replications, max(1, needed))


@dataclass(frozen=True)
class Sampled:
    """What varied, and what came of it.

    RefusedError if a figure is not a number: one of them would turn every index to 0.
    """

    factors: Sequence[Factor]
    points: NDArray[np.float64]
    """Values of the factors, shape (points, factors)."""
    values: NDArray[np.float64]
    """One figure a run, shape (points, replications)."""
    label: str = "figure"
    unit: str = ""

    def __post_init__(self) -> None:
        if self.points.shape != (len(self.values), len(self.factors)):
            raise RefusedError(f"points {self.points.shape} do not fit {self.values.shape} figures")
        broken = int((~np.isfinite(self.values)).any(axis=1).sum())
        if broken:
            raise RefusedError(
                f"{self.label}: {broken:,} of {len(self.values):,} points give no number; "
                "run the missing ones (tillit sweep run, tillit sweep retry) and ask again"
            )

    @classmethod
    def of(cls, sweep: Sweep, quantity: Quantity) -> Self:
        """Return the sampled of a sweep."""
        factors = sweep.design.factors
        points = quantity.rows(sweep)[[it.name for it in factors]].to_numpy(float)
        return cls(factors, points, quantity.values(sweep), quantity.label, quantity.unit)

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
