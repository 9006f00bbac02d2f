"""Emulator: near what it has learnt, and no surer than it should be."""

import numpy as np

from tillit.experiments.calibration.history_matching import Emulator, Points, Space
from tillit.experiments.sweep.factors import Factor


def points(width: int, number: int, seed: int) -> Points:
    return Space((Factor("x", 0.0, 1.0),) * width).evenly(number, seed)


def hill(cube: np.ndarray) -> np.ndarray:
    height: np.ndarray = 50.0 + 10.0 * np.sin(3.0 * cube[:, 0]) * cube[:, 1] + 3.0 * cube[:, 2]
    return height


def test_guesses_are_near_and_as_sure_as_they_say() -> None:
    cube = points(5, 80, 1)
    luck = np.random.default_rng(2)
    emulator = Emulator(cube, hill(cube) + 0.1 * luck.standard_normal(80), np.full(80, 0.01))
    elsewhere = points(5, 300, 3)
    mean, variance = emulator.guess(elsewhere)
    error = mean - hill(elsewhere)
    assert np.sqrt((error**2).mean()) < 0.4
    assert 0.2 < (error**2 / variance).mean() < 2.0


def test_guesses_are_least_sure_far_from_what_was_learnt() -> None:
    cube = 0.3 * points(2, 30, 1)
    emulator = Emulator(cube, np.sin(9.0 * cube[:, 0]) * cube[:, 1], np.full(30, 1e-8))
    _, variance = emulator.guess(np.array([[0.15, 0.15], [0.95, 0.95]]))
    assert variance[1] > 10.0 * variance[0]


def test_a_figure_that_never_moves_is_guessed_as_it_is() -> None:
    cube = points(3, 20, 1)
    mean, _ = Emulator(cube, np.full(20, 7.0), np.zeros(20)).guess(points(3, 5, 2))
    np.testing.assert_allclose(mean, 7.0, atol=1e-6)
