"""Toys: models that are known, to calibrate instead of towns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tillit.agents.foundation.parameters import Grade
from tillit.experiments.calibration.calibrating import Calibration
from tillit.experiments.calibration.history_matching import Space
from tillit.experiments.calibration.targets import Effort, Target
from tillit.experiments.sweep.factors import Factor

REPLICATES = 3
TRUTH = np.array([0.3, 1.4, 3.0])
SPACE = Space(
    (
        Factor("a", 0.0, 1.0, default=0.5),
        Factor("b", 1.0, 2.0, default=1.5),
        Factor("c", 1.0, 6.0, default=2.0, whole=True),
    )
)


def known(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return four figures from which the three values can be told."""
    a, b, c = values
    return np.array([a + 0.3 * b, np.sin(2.0 * a) * b, a * c + 0.2 * c, b**2 + 0.1 * c])


@dataclass
class Toy:
    """An evaluator with a little luck of its own, which depends on the values only."""

    noise: float = 0.005
    runs: int = 0
    before: Callable[[int], object] = lambda _run: None
    """Called before each run, with its number."""

    def __call__(self, values: Mapping[str, float]) -> NDArray[np.float64]:
        """Return what it gives."""
        self.runs += 1
        self.before(self.runs - 1)
        x = np.array([values.get(it.name, it.default) for it in SPACE.parameters])
        luck = np.random.default_rng(x.view(np.uint64))
        return known(x) + self.noise * luck.standard_normal((REPLICATES, 4))


def target(name: str, figure: float, tolerance: float = 0.03) -> Target:
    """Return a target of a toy."""
    return Target(
        name=name,
        label=name,
        measure="households",
        figure=figure,
        tolerance=tolerance,
        unit="1",
        source="made up",
        grade=Grade.ASSUMED,
    )


TARGETS = tuple(target(f"t{at}", float(figure)) for at, figure in enumerate(known(TRUTH)))


def calibration(toy: Toy, folder: Path, **effort: object) -> Calibration:
    """Return the calibration of a toy."""
    asked: dict[str, object] = {"waves": 2, "vectors": 30, "sample": 12} | effort
    return Calibration(TARGETS, SPACE, REPLICATES, toy, Effort.model_validate(asked), 1, folder, 1)
