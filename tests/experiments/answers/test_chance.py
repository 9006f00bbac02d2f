"""How much of the differences between points is luck."""

import re

import numpy as np
import pytest
from numpy.typing import NDArray

from tillit.experiments.answers.sensitivity import Sampled

RNG = np.random.default_rng(1)
POINTS = RNG.normal(size=(4_000, 1))


def luck(values: NDArray[np.float64]) -> str:
    return Sampled((), np.zeros((len(values), 0)), values).luck()


def test_luck_that_all_points_share_is_not_counted() -> None:
    assert luck(POINTS + 100.0 * RNG.normal(size=(1, 3))) == "luck makes 0% of the differences between points"


def test_luck_as_large_as_the_differences_is_a_quarter_of_them_in_the_mean_of_three() -> None:
    share, needed = map(int, re.findall(r"\d+", luck(POINTS + RNG.normal(size=(4_000, 3))))[:2])
    assert share == pytest.approx(25, abs=3)
    # Luck of 1 / n beside a signal of 1 is 5 % at n = 19.
    assert needed == pytest.approx(19, abs=2)


def test_one_replication_tells_nothing_of_luck() -> None:
    assert "cannot be told" in luck(POINTS)


def test_pure_luck_is_called_so() -> None:
    assert "may be luck" in luck(np.array([[1.0, -1.0], [-1.0, 1.0], [0.5, -0.4]]))
