"""How much of the differences between points is luck."""

import numpy as np
import pytest

from tillit.experiments.answers.sampled import chance

RNG = np.random.default_rng(1)
POINTS = RNG.normal(size=(4_000, 1))


def test_luck_that_all_points_share_is_not_counted() -> None:
    shared = POINTS + 100.0 * RNG.normal(size=(1, 3))
    assert chance(shared).share == pytest.approx(0.0, abs=1e-9)
    assert chance(shared).needed == 1


def test_luck_as_large_as_the_differences_is_a_quarter_of_them_in_the_mean_of_three() -> None:
    found = chance(POINTS + RNG.normal(size=(4_000, 3)))
    assert found.share == pytest.approx(0.25, abs=0.03)
    # Luck of 1 / n beside a signal of 1 is 5 % at n = 19.
    assert found.needed == pytest.approx(19, abs=2)


def test_one_replication_tells_nothing_of_luck() -> None:
    assert "cannot be told" in chance(POINTS).words


def test_pure_luck_is_called_so() -> None:
    assert "may be luck" in chance(np.array([[1.0, -1.0], [-1.0, 1.0], [0.5, -0.4]])).words
