"""History matching: wave after wave, rule out what cannot agree with the targets; draw from what is left.

A wave's emulators, one for each target, guess what the model would give, and how sure that is: a straight and
curved trend in every parameter, and a Gaussian process on what it leaves over, in those that matter most.

References
----------
Craig, Goldstein, Seheult & Smith (1997), Pressure matching for hydrocarbon
reservoirs. Kennedy & O'Hagan (2001), Bayesian calibration of computer models.
Vernon, Goldstein & Bower (2010), Galaxy formation: a Bayesian uncertainty analysis.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import qmc

from tillit.experiments.refused import RefusedError, needed
from tillit.experiments.sweep.factors import Factor

PLAUSIBLE = 3.0
"""Beyond this a vector is ruled out: three standard deviations hold 95 % of any distribution with one peak
(Pukelsheim 1994, The three sigma rule)."""
LEAST = 8  # vectors without which there is nothing to learn from
CANDIDATES = 4_096  # points over the whole cube, on which the share that is left is counted
STEPS, KEPT_STEPS, STEEP = 120, 40, 40.0
"""Steps of the walk that spreads points over what is left, the last of them, which are kept, and how hard it
is turned back where a point is ruled out."""
POSTERIOR_STEPS, BURN_IN, DRAWS = 600, 200, 2_000
"""Steps of the walk through the posterior, those that only find the way, and draws that are kept of it."""
ACTIVE = 10  # parameters that a Gaussian process sees; the others act through the trend, and as noise
LENGTHS = (0.15, 20.0)  # shortest and longest length scale of a process, in widths of a parameter's range

Array = NDArray[np.float64]
Points = NDArray[np.float64]  # shape (points, parameters): places in the unit cube, or the values there


@dataclass(frozen=True)
class Space:
    """All free parameters together: a unit cube that samplers understand, and what its points mean."""

    parameters: tuple[Factor, ...]

    @property
    def names(self) -> list[str]:
        """Their names."""
        return [it.name for it in self.parameters]

    def values(self, cube: Points) -> Points:
        """Return the values of points in the unit cube."""
        columns = zip(self.parameters, np.clip(cube, 0.0, 1.0).T, strict=True)
        return np.column_stack([it.spread(places, ends=False) for it, places in columns])

    def cube(self, values: Points) -> Points:
        """Return where values lie in the unit cube; a whole number lies in the middle of its part."""
        columns = zip(self.parameters, values.T, strict=True)
        return np.column_stack([it.place(column) for it, column in columns])

    def snapped(self, cube: Points) -> Points:
        """Return the points that can be run: whole numbers in the middle of their part."""
        return self.cube(self.values(cube))

    def evenly(self, number: int, seed: int) -> Points:
        """Return points that fill the unit cube evenly: a Latin hypercube."""
        return np.asarray(qmc.LatinHypercube(len(self.parameters), rng=seed).random(number))


class Aim(NamedTuple):
    """What was measured, and its standard deviations, shape (targets,) each."""

    figures: Array
    tolerances: Array

    def distance(self, mean: Array, variance: Array) -> Array:
        """Return how many standard deviations means lie from the targets; infinite where one is missing.

        `variance` is what is unsure of each mean beside the tolerance, in the means' shape.
        """
        distance = np.abs(mean - self.figures) / np.sqrt(self.tolerances**2 + variance)
        return np.where(np.isfinite(distance), distance, np.inf)

    def run(self, found: pd.DataFrame) -> Array:
        """Return how far what was run is from the targets, shape (vectors, targets)."""
        return self.distance(columns(found, "target"), columns(found, "noise"))


def columns(found: pd.DataFrame, kind: str) -> Array:
    """Return the figures of one kind of some vectors that were run, shape (vectors, targets).

    A vector's row has its values by the parameters' names, ``target.NAME``, the mean over the replicates of
    what the model gives, ``noise.NAME``, the variance of that by chance, and its largest `implausibility`,
    infinite if it could not be run or measured.
    """
    return found.filter(like=f"{kind}.").to_numpy(dtype=float)


def usable(found: pd.DataFrame) -> pd.DataFrame:
    """Return the vectors that have all figures."""
    return found.query("implausibility < inf")


Wave = tuple["Emulator", ...]  # what one wave has learnt, an emulator for each target


class Emulator:
    """What one target is likely to be, anywhere in the unit cube.

    It learns from points there, the model's `mean` over the replicates, and the variance of that by chance,
    `noise`, shape (points,) each.
    """

    def __init__(self, cube: Points, mean: Array, noise: Array) -> None:
        kernels, process = needed("sklearn.gaussian_process.kernels"), needed("sklearn.gaussian_process")
        self.scale, self.noise = float(mean.std()) or 1.0, float(np.median(noise))
        trend = needed("sklearn.linear_model").RidgeCV(alphas=np.logspace(-3, 3, 13))
        self.trend = trend.fit(_bent(cube), mean)
        effect = np.abs(self.trend.coef_).reshape(2, -1).sum(axis=0)
        self.active = np.sort(np.argsort(-effect, kind="stable")[:ACTIVE])
        seen = cube[:, self.active]
        lengths = np.clip(5.0 * seen.std(axis=0), *LENGTHS)
        smooth = kernels.Matern(length_scale=lengths, length_scale_bounds=LENGTHS, nu=2.5)
        kernel = kernels.ConstantKernel(0.5, (1e-4, 1e2)) * smooth + kernels.WhiteKernel(0.05, (1e-6, 1.0))
        alpha = max(self.noise / self.scale**2, 1e-8)
        self.process = process.GaussianProcessRegressor(kernel, alpha=alpha, random_state=0)
        with warnings.catch_warnings():
            # It warns where a parameter turns out not to matter.
            warnings.simplefilter("ignore")
            self.process.fit(seen, (mean - self.trend.predict(_bent(cube))) / self.scale)

    def guess(self, cube: Points) -> tuple[Array, Array]:
        """Return mean and variance of what the model would give, chance among it, shape (points,) each."""
        with needed("sklearn").config_context(assume_finite=True):
            rest, error = self.process.predict(cube[:, self.active], return_std=True)
        # Not by the trend's own method, which takes longer to look at its input than to reckon.
        mean = self.trend.intercept_ + _bent(cube) @ self.trend.coef_ + self.scale * rest
        return mean, (self.scale * error) ** 2 + self.noise


def _bent(cube: Points) -> Points:
    """Return the terms of the trend: each parameter, and its square."""
    middle = 2.0 * cube - 1.0
    return np.concatenate([middle, middle**2 - 1.0 / 3.0], axis=1)


def _guess(wave: Wave, cube: Points) -> Array:
    """Return mean and variance of every target, shape (2, points, targets)."""
    return np.stack([it.guess(cube) for it in wave], axis=-1)


class NotRuledOut:
    """The part of the cube that no wave has ruled out."""

    def __init__(self, space: Space, aim: Aim) -> None:
        self.space, self.aim = space, aim
        self.waves: list[Wave] = []
        self._walkers = max(2 * len(space.parameters) + 2, 40)

    def worst(self, cube: Points) -> Array:
        """Return the largest implausibility of each point over targets and waves, shape (points,)."""
        cube = self.space.snapped(cube)
        parts = [self.aim.distance(*_guess(it, cube)).max(axis=1) for it in self.waves]
        return np.asarray(np.max([np.zeros(len(cube)), *parts], axis=0))

    def learn(self, found: pd.DataFrame) -> Wave:
        """Return what the runs that earlier waves have left can teach; RefusedError if too few are usable."""
        found = usable(found)
        if len(found) < LEAST:
            raise RefusedError(
                f"only {len(found)} vectors could be run, {LEAST} are needed: narrow the ranges in "
                "[free.ranges]; stages/ in the folder says why the others could not"
            )
        cube = self.space.cube(found[self.space.names].to_numpy())
        # Twice as far as what is ruled out: an edge is known best from both sides.
        worst = self.worst(cube)
        near, enough = worst < 2.0 * PLAUSIBLE, max(LEAST, 5 * cube.shape[1])
        if near.sum() < enough:
            near = np.isin(np.arange(len(cube)), np.argsort(worst, kind="stable")[:enough])
        pairs = zip(columns(found, "target")[near].T, columns(found, "noise")[near].T, strict=True)
        return tuple(Emulator(cube[near], mean, noise) for mean, noise in pairs)

    def share(self, seed: int) -> float:
        """Return the share of the cube that is left; 0 if it is too small to be counted."""
        return float((self.worst(self.space.evenly(CANDIDATES, seed)) < PLAUSIBLE).mean())

    def points(self, number: int, seed: int) -> Points:
        """Return points spread over what is left; the nearest to it if nothing is."""
        if not self.waves:
            return self.space.evenly(number, seed)
        candidates = self.space.evenly(CANDIDATES, seed)
        begin = candidates[np.argsort(self.worst(candidates), kind="stable")[: self._walkers]]

        def turned_back(cube: Points) -> Array:
            return -0.5 * STEEP * np.maximum(0.0, self.worst(cube) - 0.95 * PLAUSIBLE) ** 2

        tail = _walked(turned_back, begin, STEPS, seed)[-KEPT_STEPS:]
        pool = np.unique(tail.reshape(-1, begin.shape[1]), axis=0)
        pool = pool[np.random.default_rng(seed).permutation(len(pool))[: 4 * CANDIDATES]]
        order = np.argsort(np.maximum(self.worst(pool), PLAUSIBLE), kind="stable")
        return np.asarray(pool[order[:number]])

    def draws(self, found: pd.DataFrame, seed: int) -> Points:
        """Return draws from the posterior in the unit cube, shape (DRAWS, parameters).

        Every value of the ranges is equally likely beforehand; what a wave has ruled out stays so. The
        emulators learn from everything that was run there.
        """
        wave, begin = self.learn(found), self.points(self._walkers, seed)

        def log_density(cube: Points) -> Array:
            cube = self.space.snapped(cube)
            outside = np.maximum(0.0, self.worst(cube) - PLAUSIBLE)
            mean, variance = _guess(wave, cube)
            total = variance + self.aim.tolerances**2
            density: Array = -0.5 * ((mean - self.aim.figures) ** 2 / total + np.log(total)).sum(axis=1)
            return density - 20.0 * outside**2

        pool = _walked(log_density, begin, POSTERIOR_STEPS, seed)[BURN_IN:].reshape(-1, begin.shape[1])
        chosen = np.random.default_rng(seed).choice(len(pool), DRAWS, replace=False)
        return self.space.snapped(pool[chosen])


def _walked(log_density: Callable[[Points], Array], begin: Points, steps: int, seed: int) -> Array:
    """Return where emcee's walkers were after each step, shape (steps, walkers, parameters)."""
    emcee = needed("emcee")

    def inside(cube: Points) -> Array:
        density = np.full(len(cube), -np.inf)
        within = ((cube >= 0.0) & (cube <= 1.0)).all(axis=1)
        if within.any():
            density[within] = log_density(cube[within])
        return density

    moves = emcee.moves
    mixed = [(moves.StretchMove(), 0.3), (moves.DEMove(), 0.6), (moves.DESnookerMove(), 0.1)]
    sampler = emcee.EnsembleSampler(*begin.shape, inside, moves=mixed, vectorize=True)
    # emcee draws from this state, and never from the global one.
    state = emcee.State(begin, random_state=np.random.RandomState(seed).get_state())
    sampler.run_mcmc(state, steps, skip_initial_state_check=True)
    return np.asarray(sampler.get_chain())
