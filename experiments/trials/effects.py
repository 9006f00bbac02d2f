"""Effects: what the model gives for a figure, with the error that chance leaves."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from tillit.experiments.trials.outcomes import OUTCOMES, is_level
from tillit.experiments.trials.tables import Figure

SHARE = 0.90
"""Of the interval that is shown."""
CHANGES: dict[str, Callable[[float, float], float]] = {
    "percent": lambda before, after: 100.0 * (after / before - 1.0) if before else math.nan,
    "difference": lambda before, after: after - before,
    "odds": lambda before, after: 100.0 * (_odds(after) / _odds(before) - 1.0) if _odds(before) else math.nan,
}
"""How two arms are compared."""


def _odds(share: float) -> float:
    return share / (1.0 - share) if share < 1.0 else math.inf


@dataclass(frozen=True)
class Effect:
    """What the model gives for one figure of a study."""

    figure: Figure
    value: float
    """The figure in the study's own arithmetic; infinite for a payback that never comes."""
    error: float
    """Its standard error, from the replications; not a number if the value is none."""
    before: float
    """What the arm gives that it is held against."""
    after: float
    """What the treated arm gives."""
    replications: int

    @cached_property
    def interval(self) -> tuple[float, float]:
        """Ends of the interval in which the model's effect lies with 90 % certainty."""
        wide = float(student.ppf(0.5 + SHARE / 2.0, self.replications - 1)) * self.error
        return self.value - wide, self.value + wide

    @property
    def neutral(self) -> float:
        """What the figure is if nothing came of it."""
        return OUTCOMES[self.figure.outcome].neutral if self.figure.change == "level" else 0.0

    @property
    def is_level(self) -> bool:
        """Whether it says what one arm was like, and nothing of what was changed."""
        return is_level(self.figure.outcome, self.figure.change)

    @property
    def distance(self) -> float:
        """How far the value lies from the study's: 1 at the end of what is accepted, NaN if nothing is."""
        it = self.figure
        if it.value is None or it.low is None or it.high is None:
            return math.nan
        off = self.value - it.value
        room = it.high - it.value if off > 0.0 else it.value - it.low
        return abs(off) / room if room > 0.0 else (0.0 if off == 0.0 else math.inf)

    @property
    def direction(self) -> str:
        """Whether the direction is ``right``, ``wrong``, or ``unclear`` because chance may have made it."""
        if self.figure.direction == "unchanged":
            return "right" if self.inside else "wrong"
        if math.isnan(self.value) or self.value == self.neutral:
            return "wrong"
        low, high = self.interval
        if low <= self.neutral <= high:
            return "unclear"
        falls = self.value < self.neutral
        return "right" if falls == (self.figure.direction == "falls") else "wrong"

    @property
    def inside(self) -> bool | None:
        """Whether the value lies in the accepted interval; None where the study gives only a direction."""
        if self.figure.low is None or self.figure.high is None:
            return None
        return self.figure.low <= self.value <= self.figure.high


def effect_of(figure: Figure, sums: NDArray[np.float64]) -> Effect:
    """Return the effect that the sums of all replications give.

    `sums` are of the arm that is held against and of the treated one, shape (2, replications, parts). The
    standard error is a jackknife's: each replication is left out in turn. Arms of a replication share their
    luck, so what they have in common is gone before anything is estimated.
    """
    outcome, total, replications = OUTCOMES[figure.outcome], sums.sum(axis=1), sums.shape[1]

    def value_of(here: NDArray[np.float64], there: NDArray[np.float64]) -> float:
        if outcome.between is not None:
            return outcome.between(here, there)
        if figure.change == "level":
            return outcome.level(there)
        return CHANGES[figure.change](outcome.level(here), outcome.level(there))

    without = np.array([value_of(*(total - sums[:, turn])) for turn in range(replications)])
    with np.errstate(invalid="ignore"):
        spread = ((without - without.mean()) ** 2).sum()
    error = math.sqrt((replications - 1) / replications * spread)
    before, after = (outcome.level(it) if outcome.between is None else math.nan for it in total)
    return Effect(figure, value_of(*total), error, before, after, replications)
