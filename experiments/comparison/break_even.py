"""Break-even: when an effort has paid for itself, and stays paid."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PAYERS = {"municipal": "municipal_cost", "public": "public_cost"}
"""Whose break-even is told, and the indicator of their cost."""
NEVER = 0
"""In place of a month: not within the horizon."""


@dataclass(frozen=True)
class BreakEven:
    """The first month from which the cumulative net stays at 0 or above, in each pair."""

    months: NDArray[np.int64]
    """First month of each pair, 1 for the first of the comparison; 0 for not within the horizon."""
    alike: bool = False
    """Whether both worlds cost the same in every month, so that there is nothing to pay back."""

    @property
    def never(self) -> int:
        """Pairs in which it does not happen within the horizon."""
        return int((self.months == NEVER).sum())

    def quantile(self, share: float) -> int | None:
        """Return the month by which that share of the pairs has broken even; None for beyond the horizon."""
        order = sorted(self.months.tolist(), key=lambda month: month or math.inf)
        return order[max(0, math.ceil(share * len(order)) - 1)] or None

    def __str__(self) -> str:
        if self.alike:
            return "no difference"
        pairs = len(self.months)
        if self.never == pairs:
            return f"not within the horizon in {pairs} of {pairs}"
        months = (self.quantile(share) for share in (0.1, 0.5, 0.9))
        low, median, high = (f"month {it}" if it else "beyond the horizon" for it in months)
        beyond = f"; not within the horizon in {self.never} of {pairs}" if self.never else ""
        return f"{median} (80 %: {low} to {high}){beyond}"


def break_even(cost_a: NDArray[np.float64], cost_b: NDArray[np.float64]) -> BreakEven:
    """Return when the cumulative cost of `b` falls to that of `a`, and stays there.

    Both are costs by the month, shape (pairs, months).
    """
    saved = np.cumsum(cost_a - cost_b, axis=-1)
    return BreakEven(first_for_good(saved), alike=not saved.any())


def first_for_good(saved: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the first month, counted from 1, from which a series stays at 0 or above; else 0."""
    below = saved < 0.0
    months = saved.shape[-1]
    behind = np.where(below.any(axis=-1), months - np.argmax(below[:, ::-1], axis=-1), 0)
    return np.where(behind == months, NEVER, behind + 1).astype(np.int64)
