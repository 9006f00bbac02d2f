"""Factor: one number that varies from row to row of a sweep."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.float64]


@dataclass(frozen=True)
class Factor:
    """One number that varies, and between which values.

    Parameters
    ----------
    name
        As in ``--set``: ``parameters.meetings.interval``, ``staff.posts``,
        ``setting.inflow``, ``town.households``.
    low, high
        Range of its values, both ends included.
    unit, source
        What it is measured in, and who says so.
    levels
        Its values, if only some are tried; empty if any in the range may be.
    whole
        Whether it is a whole number; sampled points are rounded.
    """

    name: str
    low: float
    high: float
    unit: str = ""
    source: str = ""
    levels: tuple[float, ...] = ()
    whole: bool = False

    def value(self, number: float) -> float:
        """Return a number of the design as the model takes it."""
        return int(number) if self.whole else float(number)

    def spread(self, places: Figures, *, ends: bool) -> Figures:
        """Return the values at places of a unit line.

        Parameters
        ----------
        places
            From 0 to 1, both included.
        ends
            Whether the first value lies at 0 and the last at 1, as levels do;
            otherwise whole numbers and `levels` have equal shares of the line.
        """
        if self.levels:
            last = len(self.levels) - 1
            steps = places * last + 0.5 if ends else places * (last + 1)
            return np.array(self.levels, np.float64)[np.minimum(steps.astype(np.int64), last)]
        width = self.high - self.low
        if not self.whole:
            return np.clip(self.low + places * width, self.low, self.high)
        steps = places * width + 0.5 if ends else places * (width + 1.0)
        return np.minimum(self.low + np.floor(steps), self.high)

    def ladder(self, size: int) -> Figures:
        """Return the values of a grid: `levels`, or so many at equal distances."""
        if self.levels:
            return np.array(self.levels, np.float64)
        return np.unique(self.spread(np.linspace(0.0, 1.0, size), ends=True))
