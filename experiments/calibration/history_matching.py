"""History matching: wave after wave, rule out what cannot agree with the targets; draw from what is left.

References
----------
Craig, Goldstein, Seheult & Smith (1997), Pressure matching for hydrocarbon
reservoirs. Vernon, Goldstein & Bower (2010), Galaxy formation.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from tillit.experiments.calibration.emulator import LEAST, Emulators
from tillit.experiments.calibration.free_parameters import Points, Space
from tillit.experiments.calibration.implausibility import PLAUSIBLE, Aim
from tillit.experiments.calibration.stages import Evaluated
from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed

CANDIDATES = 4_096
"""Points over the whole cube, on which the share that is left is counted."""
STEPS = 120
"""Steps of the walk that spreads points over what is left."""
KEPT_STEPS = 40
"""The last of them, from which points are drawn."""
STEEP = 40.0
"""How hard the walk is turned back where a point is ruled out."""
POSTERIOR_STEPS, BURN_IN = 600, 200
"""Steps of the walk through the posterior, and how many of them only find the way."""
DRAWS = 2_000
"""Draws that are kept of it."""


@dataclass(frozen=True)
class Wave:
    """What one wave has learnt."""

    emulators: Emulators
    noise: NDArray[np.float64]
    """Variance by chance of a mean over the replicates, shape (targets,)."""


@dataclass(frozen=True)
class NotRuledOut:
    """The part of the cube that no wave has ruled out."""

    space: Space
    aim: Aim
    waves: tuple[Wave, ...] = ()

    def worst(self, cube: Points) -> NDArray[np.float64]:
        """Return the largest implausibility of each point over targets and waves, shape (points,)."""
        cube = self.space.snapped(cube)
        parts = [self.aim.guessed(it.emulators, cube, it.noise).max(axis=1) for it in self.waves]
        worst: NDArray[np.float64] = np.max([np.zeros(len(cube)), *parts], axis=0)
        return worst

    def learnt(self, found: Evaluated) -> "NotRuledOut":
        """Return what is left after another wave.

        Parameters
        ----------
        found
            All that was run so far. The wave learns from what earlier waves have left.
        """
        wave = learn(self.space, found.only(found.usable), self.worst)
        return replace(self, waves=(*self.waves, wave))

    def share(self, seed: int) -> float:
        """Return the share of the cube that is left; 0 if it is too small to be counted."""
        return float((self.worst(spread(len(self.space), CANDIDATES, seed)) < PLAUSIBLE).mean())

    def points(self, number: int, seed: int) -> Points:
        """Return points spread over what is left; the nearest to it if nothing is."""
        candidates = spread(len(self.space), CANDIDATES, seed)
        if not self.waves:
            return spread(len(self.space), number, seed)
        worst = self.worst(candidates)
        begin = candidates[np.argsort(worst, kind="stable")[: max(2 * len(self.space) + 2, 40)]]

        def turned_back(cube: Points) -> NDArray[np.float64]:
            outside = np.maximum(0.0, self.worst(cube) - 0.95 * PLAUSIBLE)
            return -0.5 * STEEP * outside**2

        tail = walked(turned_back, begin, STEPS, seed)[-KEPT_STEPS:]
        pool = np.unique(tail.reshape(-1, len(self.space)), axis=0)
        pool = pool[np.random.default_rng(seed).permutation(len(pool))[: 4 * CANDIDATES]]
        order = np.argsort(np.maximum(self.worst(pool), PLAUSIBLE), kind="stable")
        chosen: Points = pool[order[:number]]
        return chosen


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

    begin = left.points(max(2 * len(left.space) + 2, 40), seed)
    pool = walked(log_density, begin, POSTERIOR_STEPS, seed)[BURN_IN:].reshape(-1, len(left.space))
    chosen = np.random.default_rng(seed).choice(len(pool), DRAWS, replace=False)
    draws: Points = left.space.snapped(pool[chosen])
    return draws


def learn(space: Space, found: Evaluated, worst: Callable[[Points], NDArray[np.float64]]) -> Wave:
    """Return what the runs that earlier waves have left can teach.

    Raises
    ------
    RefusedError
        If too few vectors could be run.
    """
    cube = space.cube(found.vectors)
    if len(cube) < LEAST:
        message = (
            f"only {len(cube)} vectors could be run, {LEAST} are needed: narrow the ranges in [free.ranges]; "
            "stages/ in the folder says why the others could not"
        )
        raise RefusedError(message)
    # Twice as far as what is ruled out: an edge is known best from both sides.
    near = worst(cube) < 2.0 * PLAUSIBLE
    enough = max(LEAST, 5 * cube.shape[1])
    if near.sum() < enough:
        near = np.zeros(len(cube), bool)
        near[np.argsort(worst(cube), kind="stable")[:enough]] = True
    chosen = found.only(near)
    return Wave(Emulators.of(cube[near], chosen), np.median(chosen.noise, axis=0))


def spread(width: int, number: int, seed: int) -> Points:
    """Return points that fill the unit cube evenly: a Latin hypercube, shape (number, width)."""
    points: Points = qmc.LatinHypercube(width, rng=np.random.default_rng(seed)).random(number)
    return points


def walked(
    log_density: Callable[[Points], NDArray[np.float64]], begin: Points, steps: int, seed: int
) -> NDArray[np.float64]:
    """Return where emcee's walkers were after each step, shape (steps, walkers, parameters).

    They begin at `begin`, at least two for each parameter; outside the unit cube there is no density.
    """
    moves = needed("emcee").moves
    walkers, width = begin.shape

    def inside(cube: Points) -> NDArray[np.float64]:
        density = np.full(len(cube), -np.inf)
        within = ((cube >= 0.0) & (cube <= 1.0)).all(axis=1)
        if within.any():
            density[within] = log_density(cube[within])
        return density

    mixed = [(moves.StretchMove(), 0.3), (moves.DEMove(), 0.6), (moves.DESnookerMove(), 0.1)]
    sampler = needed("emcee").EnsembleSampler(walkers, width, inside, moves=mixed, vectorize=True)
    # emcee draws from this state, and never from the global one.
    state = needed("emcee").State(begin, random_state=np.random.RandomState(seed).get_state())
    sampler.run_mcmc(state, steps, skip_initial_state_check=True)
    chain: NDArray[np.float64] = sampler.get_chain()
    return chain
