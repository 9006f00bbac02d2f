"""Break-even: the first month from which the net stays at 0 or above."""

import numpy as np
import pytest
from numpy.typing import NDArray

from tillit.experiments.comparison.statistics import break_even, first_for_good


@pytest.mark.parametrize(
    ("saved", "month"),
    [
        ([-1, -2, -1, 0, 3], 4),
        ([1, 2, 3, 4, 5], 1),
        ([-1, 2, -1, 2, 3], 4),
        ([1, 2, 3, 4, -1], 0),
        ([-1, -1, -1, -1, 0], 5),
        ([0, 0, 0, 0, 0], 1),
    ],
)
def test_first_month_that_holds_to_the_horizon(saved: list[int], month: int) -> None:
    assert first_for_good(np.array([saved], float)).tolist() == [month]


def costs(*saved: list[float]) -> NDArray[np.float64]:
    """Return the monthly cost of `a` that saves so much, if `b` costs nothing."""
    return np.array(saved)


def test_pairs_beyond_the_horizon_are_counted_and_lie_behind_all_months() -> None:
    even = break_even(costs([-1, 2, 0], [-1, -1, -1], [-1, 0, 1]), np.zeros((3, 3)))
    assert even.months.tolist() == [2, 0, 3]
    assert (even.never, even.quantile(0.1), even.quantile(0.5), even.quantile(0.9)) == (1, 2, 3, None)
    assert "not within the horizon in 1 of 3" in str(even)


def test_never_is_said_plainly() -> None:
    even = break_even(costs([-1, -1], [-1, -1]), np.zeros((2, 2)))
    assert str(even) == "not within the horizon in 2 of 2"
