"""Implausibility: how many standard deviations lie between a target and what the model gives."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.calibration.emulator import Emulators
from tillit.experiments.calibration.free_parameters import Points
from tillit.experiments.calibration.stages import Evaluated
from tillit.experiments.calibration.targets import Target

PLAUSIBLE = 3.0
"""Beyond this a vector is ruled out: three standard deviations hold 95 % of any distribution with one peak.

References
----------
Pukelsheim (1994), The three sigma rule.
"""

Distances = NDArray[np.float64]
"""Standard deviations, shape (vectors, targets)."""


@dataclass(frozen=True)
class Aim:
    """What is aimed at, as arrays."""

    figures: NDArray[np.float64]
    """What was measured, shape (targets,)."""
    tolerances: NDArray[np.float64]
    """Standard deviations of it, shape (targets,)."""

    @classmethod
    def of(cls, targets: tuple[Target, ...]) -> "Aim":
        """Return the aim that is some targets."""
        return cls(np.array([it.figure for it in targets]), np.array([it.tolerance for it in targets]))

    def run(self, found: Evaluated) -> Distances:
        """Return how far what was run is from the targets; infinite where something is missing."""
        distance = np.abs(found.mean - self.figures) / np.sqrt(self.tolerances**2 + found.noise)
        return np.where(np.isfinite(distance), distance, np.inf)

    def squares(self, found: Evaluated) -> NDArray[np.float64]:
        """Return the sum of squared distances of each vector, shape (vectors,)."""
        squares: NDArray[np.float64] = (self.run(found) ** 2).sum(axis=1)
        return squares

    def guessed(self, emulators: Emulators, cube: Points, noise: NDArray[np.float64]) -> Distances:
        """Return how far what is guessed is from the targets, all that is unsure counted.

        Parameters
        ----------
        emulators
            Who guesses.
        cube
            Points in the unit cube.
        noise
            Variance by chance of a mean over the replicates, shape (targets,).
        """
        mean, variance = emulators.guess(cube)
        return np.abs(mean - self.figures) / np.sqrt(variance + self.tolerances**2 + noise)

    def log_likelihood(
        self, emulators: Emulators, cube: Points, noise: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return the logarithm of how likely the targets are at guessed points, shape (points,)."""
        mean, variance = emulators.guess(cube)
        total = variance + self.tolerances**2 + noise
        density: NDArray[np.float64] = -0.5 * ((mean - self.figures) ** 2 / total + np.log(total)).sum(axis=1)
        return density
