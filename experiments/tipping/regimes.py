"""Regimes: whether figures fall into two groups, with little between them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.refused import RefusedError

GRADUAL = 0.25
"""Share of runs between the groups if the figures were spread evenly, as a gradual change gives."""
TWO = GRADUAL / 2.0
"""Share between the groups below which they are called two regimes."""


@dataclass(frozen=True)
class Regimes:
    """What parts little from much."""

    threshold: float
    """The value between."""
    between: float
    """Share of all runs in the middle half between the means of the two groups."""

    @property
    def words(self) -> str:
        """Whether there are two regimes, as a clause."""
        share = f"{100.0 * self.between:.0f} % of the runs lie between the two groups"
        if self.between < TWO:
            return f"{share}, so it tips"
        return (
            f"{share} (an even change would put 25 % there), so it changes gradually and the line is a choice"
        )


def regimes_of(values: NDArray[np.float64], threshold: float | None = None) -> Regimes:
    """Return where figures part best.

    Parameters
    ----------
    values
        Array of all runs.
    threshold
        Where to part them; if left out, where the groups are the most alike within.

    Raises
    ------
    RefusedError
        If all figures lie on one side of the threshold.
    """
    ordered = np.sort(values.ravel())
    if threshold is None:
        threshold = _best_cut(ordered)
    above = ordered > threshold
    if above.all() or not above.any():
        message = (
            f"threshold {threshold:g}: all runs are on one side of it ({ordered[0]:g} to {ordered[-1]:g})"
        )
        raise RefusedError(message)
    little, much = ordered[~above].mean(), ordered[above].mean()
    quarter = (much - little) / 4.0
    inside = (ordered > little + quarter) & (ordered < much - quarter)
    return Regimes(float(threshold), float(inside.mean()))


def _best_cut(ordered: NDArray[np.float64]) -> float:
    """Return the value that parts sorted figures into the two groups with the least spread within.

    References
    ----------
    N. Otsu, A threshold selection method from gray-level histograms, IEEE
    Transactions on Systems, Man, and Cybernetics 9 (1979) 62-66.
    """
    if ordered[0] == ordered[-1]:
        message = f"every run gives {ordered[0]:g}: there is nothing that could tip"
        raise RefusedError(message)
    count = np.arange(1, len(ordered))
    sums = np.cumsum(ordered)
    lower = sums[:-1] / count
    upper = (sums[-1] - sums[:-1]) / (len(ordered) - count)
    between = count * (len(ordered) - count) * (upper - lower) ** 2
    between[ordered[1:] == ordered[:-1]] = -1.0
    cut = int(np.argmax(between))
    return float((ordered[cut] + ordered[cut + 1]) / 2.0)
