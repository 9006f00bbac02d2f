"""Chance: how much of the differences between the points of a sweep is luck.

Every point has the same luck in the same replication. What a lucky replication
adds to all points alike moves no difference; what it adds to one point and not
to another does. That is the interaction of points and replications in a
two-way analysis of variance.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LITTLE = 0.05
"""Share of luck that hardly matters beside the width of the intervals."""


@dataclass(frozen=True)
class Chance:
    """Luck in the means over the replications."""

    share: float
    """Share of the variance between the points' means that is luck, 0 to 1; NaN if nobody can tell."""
    replications: int
    """Replications that there are."""
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
    """Return how much of the differences between points is luck.

    Parameters
    ----------
    values
        One figure a run, shape (points, replications).
    """
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
