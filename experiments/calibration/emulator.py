"""Emulator: a quick guess of what the model would give, with how sure the guess is.

Each target has its own: a straight and curved trend in every parameter, and a
Gaussian process on what the trend leaves over, in the parameters that matter most.

References
----------
Kennedy & O'Hagan (2001), Bayesian calibration of computer models. Vernon,
Goldstein & Bower (2010), Galaxy formation: a Bayesian uncertainty analysis.
"""

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import solve_triangular
from scipy.spatial.distance import cdist

from tillit.experiments.calibration.free_parameters import Points
from tillit.experiments.calibration.stages import Evaluated
from tillit.experiments.research import needed

ACTIVE = 10
"""Parameters that the Gaussian process sees; the others act through the trend, and as noise."""
LENGTHS = (0.15, 20.0)
"""Shortest and longest length scale, in widths of a parameter's range."""
AT_ONCE = 2_000
"""Points that are guessed at once, to keep memory flat."""
LEAST = 8
"""Vectors without which there is nothing to learn from."""


@dataclass(frozen=True)
class Emulator:
    """What one target is likely to be, anywhere in the unit cube.

    Scikit-learn fits it; the guesses are calculated here, since a walk asks for few points very often.
    """

    level: float
    """Mean of the trend."""
    slopes: NDArray[np.float64]
    """Of the trend's terms, shape (terms,)."""
    active: NDArray[np.intp]
    """Parameters that the process sees."""
    lengths: NDArray[np.float64]
    """Their length scales."""
    known: Points
    """Points that it has learnt from, in length scales, shape (points, active)."""
    pull: NDArray[np.float64]
    """Weight of each of them in a guess, shape (points,)."""
    factor: NDArray[np.float64]
    """Inverse of the Cholesky factor of their covariance, shape (points, points)."""
    signal: float
    """Variance far from any of them."""
    blur: float
    """Variance of what the process cannot see."""
    scale: float
    """Standard deviation of what it learnt from, in which the process reckons."""

    @classmethod
    def of(cls, cube: Points, mean: NDArray[np.float64], noise: NDArray[np.float64]) -> "Emulator":
        """Learn from points, what the model gave there, and how much of that is chance.

        Parameters
        ----------
        cube
            Points in the unit cube, shape (points, parameters).
        mean, noise
            The model's mean over the replicates, and its variance, shape (points,).
        """
        scale = float(mean.std()) or 1.0
        trend = needed("sklearn.linear_model").RidgeCV(alphas=np.logspace(-3, 3, 13)).fit(_bent(cube), mean)
        rest = (mean - trend.predict(_bent(cube))) / scale
        width = cube.shape[1]
        effect = np.abs(trend.coef_[:width]) + np.abs(trend.coef_[width:])
        active = np.sort(np.argsort(-effect, kind="stable")[:ACTIVE])
        process = _process(cube[:, active].std(axis=0), float(np.median(noise)) / scale**2)
        with warnings.catch_warnings():
            # It warns where a parameter turns out not to matter.
            warnings.simplefilter("ignore")
            process.fit(cube[:, active], rest)
        signal, lengths, blur = np.split(np.exp(process.kernel_.theta), [1, 1 + len(active)])
        return cls(
            float(trend.intercept_),
            trend.coef_,
            active,
            lengths,
            cube[:, active] / lengths,
            process.alpha_,
            solve_triangular(process.L_, np.eye(len(cube)), lower=True),
            float(signal[0]),
            float(blur[0]),
            scale,
        )

    def guess(self, cube: Points) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the mean and the variance of the guess, shape (points,) each."""
        parts = [self._guess(cube[at : at + AT_ONCE]) for at in range(0, len(cube), AT_ONCE)]
        mean, variance = (np.concatenate(it) for it in zip(*parts, strict=True))
        return mean, variance

    def _guess(self, cube: Points) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        far = np.sqrt(5.0) * cdist(cube[:, self.active] / self.lengths, self.known)
        alike = self.signal * (1.0 + far + far**2 / 3.0) * np.exp(-far)  # Matérn 5/2
        mean = self.level + _bent(cube) @ self.slopes + self.scale * (alike @ self.pull)
        told = ((alike @ self.factor.T) ** 2).sum(axis=1)
        variance = np.maximum(self.signal - told, 0.0) + self.blur
        return mean, self.scale**2 * variance


@dataclass(frozen=True)
class Emulators:
    """One emulator for each target."""

    every: tuple[Emulator, ...]

    @classmethod
    def of(cls, cube: Points, found: Evaluated) -> "Emulators":
        """Learn every target from what was run."""
        columns = zip(found.mean.T, found.noise.T, strict=True)
        return cls(tuple(Emulator.of(cube, mean, noise) for mean, noise in columns))

    def guess(self, cube: Points) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return mean and variance of the guesses, shape (points, targets) each."""
        means, variances = zip(*(it.guess(cube) for it in self.every), strict=True)
        return np.stack(means, axis=1), np.stack(variances, axis=1)


def _process(width: NDArray[np.float64], noise: float) -> Any:  # noqa: ANN401 - untyped
    """Return a process for points spread so far, shape (active,), with so much variance by chance."""
    kernels = needed("sklearn.gaussian_process.kernels")
    lengths = np.clip(5.0 * width, *LENGTHS)
    smooth = kernels.Matern(length_scale=lengths, length_scale_bounds=LENGTHS, nu=2.5)
    kernel = kernels.ConstantKernel(0.5, (1e-4, 1e2)) * smooth + kernels.WhiteKernel(0.05, (1e-6, 1.0))
    process = needed("sklearn.gaussian_process").GaussianProcessRegressor
    return process(kernel, alpha=max(noise, 1e-8), random_state=0)


def _bent(cube: Points) -> Points:
    """Return the terms of the trend: each parameter, and its square."""
    middle = 2.0 * cube - 1.0
    return np.concatenate([middle, middle**2 - 1.0 / 3.0], axis=1)
