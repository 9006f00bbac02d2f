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

from tillit.experiments.calibration.free_parameters import Points
from tillit.experiments.research import needed

ACTIVE = 10
"""Parameters that the Gaussian process sees; the others act through the trend, and as noise."""
LENGTHS = (0.15, 20.0)
"""Shortest and longest length scale, in widths of a parameter's range."""


@dataclass(frozen=True)
class Emulator:
    """What one target is likely to be, anywhere in the unit cube."""

    trend: Any
    """Scikit-learn's regression."""
    active: NDArray[np.intp]
    """Parameters that the process sees."""
    process: Any
    """Scikit-learn's Gaussian process."""
    scale: float
    """Standard deviation of what it learnt from, in which the process reckons."""

    @classmethod
    def of(cls, cube: Points, mean: NDArray[np.float64], noise: NDArray[np.float64]) -> "Emulator":
        """Learn from points of the unit cube, shape (points, parameters), and what the model gave there.

        `mean` is its mean over the replicates, `noise` the variance of that by chance, shape (points,) each.
        """
        scale = float(mean.std()) or 1.0
        trend = needed("sklearn.linear_model").RidgeCV(alphas=np.logspace(-3, 3, 13)).fit(_bent(cube), mean)
        rest = (mean - trend.predict(_bent(cube))) / scale
        effect = np.abs(trend.coef_).reshape(2, -1).sum(axis=0)
        active = np.sort(np.argsort(-effect, kind="stable")[:ACTIVE])
        process = _process(cube[:, active].std(axis=0), float(np.median(noise)) / scale**2)
        with warnings.catch_warnings():
            # It warns where a parameter turns out not to matter.
            warnings.simplefilter("ignore")
            process.fit(cube[:, active], rest)
        return cls(trend, active, process, scale)

    def guess(self, cube: Points) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the mean and the variance of the guess, shape (points,) each."""
        with needed("sklearn").config_context(assume_finite=True):
            rest, error = self.process.predict(cube[:, self.active], return_std=True)
        # Not by the trend's own method, which takes longer to look at its input than to reckon.
        mean = self.trend.intercept_ + _bent(cube) @ self.trend.coef_ + self.scale * rest
        return mean, (self.scale * error) ** 2


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
