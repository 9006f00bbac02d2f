"""Posterior: vectors as often as they are likely, given all targets at once."""

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.calibration.free_parameters import Points
from tillit.experiments.calibration.history_matching import NotRuledOut, learn
from tillit.experiments.calibration.implausibility import PLAUSIBLE
from tillit.experiments.calibration.stages import Evaluated
from tillit.experiments.calibration.walking import walked

STEPS = 600
BURN_IN = 200
"""First steps, which only find the way."""
DRAWS = 2_000
"""Draws that are kept."""


def draws_of(left: NotRuledOut, found: Evaluated, seed: int) -> Points:
    """Return draws from the posterior in the unit cube, shape (DRAWS, parameters).

    Every value of the ranges is equally likely beforehand; what a wave has
    ruled out stays so. The emulator learns from everything that was run there.
    """
    wave = learn(left.space, found.only(found.usable), left.worst)

    def log_density(cube: Points) -> NDArray[np.float64]:
        cube = left.space.snapped(cube)
        outside = np.maximum(0.0, left.worst(cube) - PLAUSIBLE)
        return left.aim.log_likelihood(wave.emulators, cube, wave.noise) - 20.0 * outside**2

    walkers = max(2 * len(left.space) + 2, 40)
    chain = walked(log_density, left.points(walkers, seed), STEPS, seed)[BURN_IN:]
    pool = chain.reshape(-1, len(left.space))
    chosen = np.random.default_rng(seed).choice(len(pool), DRAWS, replace=False)
    draws: Points = left.space.snapped(pool[chosen])
    return draws
