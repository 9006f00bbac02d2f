"""Calibrating: from a file of targets to a fit, in a folder that can be taken up again."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from tillit.experiments.calibration.evaluating import Evaluator
from tillit.experiments.calibration.free_parameters import Points, Space
from tillit.experiments.calibration.history_matching import NotRuledOut, draws_of
from tillit.experiments.calibration.implausibility import PLAUSIBLE, Aim
from tillit.experiments.calibration.stages import Evaluated, Progress, Stages
from tillit.experiments.calibration.targets import Target
from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed

A_PARAMETER = 10
"""Vectors in a wave for each free parameter, if nothing is said."""
RANGES = {"waves": (1, 10), "vectors": (10, 100_000), "sample": (10, 10_000), "seed": (0, 2**32 - 2)}


@dataclass(frozen=True)
class Effort:
    """How much to run.

    Raises
    ------
    RefusedError
        If a number is outside its range, or a package is not installed.
    """

    waves: int = 3
    vectors: int | None = None
    """Vectors in a wave; ten for each parameter if left out."""
    sample: int = 200
    """Draws of the posterior that are run in the model itself."""
    seed: int = 1

    def __post_init__(self) -> None:
        """Check the numbers, before anything runs."""
        for name, (low, high) in RANGES.items():
            value = getattr(self, name)
            if value is not None and not low <= value <= high:
                message = f"{name} = {value!r}: must be a whole number from {low:,} to {high:,}"
                raise RefusedError(message)
        for module in ("sklearn", "emcee"):
            needed(module)

    def in_a_wave(self, width: int) -> int:
        """Return the vectors in a wave."""
        return self.vectors or A_PARAMETER * width

    def runs(self, width: int) -> int:
        """Return how many vectors there will be in all."""
        return 1 + self.waves * self.in_a_wave(width) + self.sample


@dataclass(frozen=True)
class Fit:
    """What came of a calibration."""

    targets: tuple[Target, ...]
    space: Space
    effort: Effort
    default: Evaluated
    """The values in force now, one vector."""
    every: Evaluated
    """All that was run, of all stages."""
    sample: Evaluated
    """Draws of the posterior that were run."""
    draws: Points
    """Draws of the posterior, values, shape (draws, parameters)."""
    left: tuple[float, ...]
    """Share of the cube that was left after each wave."""

    @property
    def aim(self) -> Aim:
        """What was aimed at."""
        return Aim.of(self.targets)

    @property
    def best(self) -> int:
        """Number of the vector that is nearest to the targets, among all that were run."""
        return int(np.argmin(self.aim.squares(self.every)))

    @property
    def plausible(self) -> float:
        """Share of the sample that the model itself does not rule out."""
        return float((self.aim.run(self.sample).max(axis=1) < PLAUSIBLE).mean())


@dataclass(frozen=True)
class Calibration:
    """A calibration that can be run."""

    targets: tuple[Target, ...]
    space: Space
    replicates: int
    evaluator: Evaluator
    effort: Effort = Effort()

    def run(self, folder: Path, threads: int | None = None, progress: Progress | None = None) -> Fit:
        """Run it, or what is left of it; the folder keeps every vector that was run.

        Raises
        ------
        KeyboardInterrupt
            If Ctrl-C stopped it.
        RefusedError
            If too little of it can be run.
        """
        names = tuple(it.name for it in self.targets)
        stages = Stages(folder, self.space, names, self.replicates, self.evaluator, threads, progress)
        # One thread for matrices: the order of a sum, and so its last digit, must not depend on the machine.
        with needed("threadpoolctl").threadpool_limits(1):
            return self._matched(stages)

    def _matched(self, stages: Stages) -> Fit:
        effort, space, aim = self.effort, self.space, Aim.of(self.targets)
        default = stages.run("default", space.default_cube, "The values in force now")
        every, left, shares = default, NotRuledOut(space, aim), []
        for wave in range(1, effort.waves + 1):
            luck = 1000 * effort.seed + wave
            propose = partial(left.points, effort.in_a_wave(len(space)), luck)
            found = stages.run(f"wave-{wave}", propose, f"Wave {wave} of {effort.waves}")
            every = every.and_also(found)
            left = left.learnt(every)
            shares.append(left.share(luck))
        draws = stages.kept(f"draws-after-{effort.waves}", partial(draws_of, left, every, effort.seed))
        proposed = partial(space.cube, draws[: effort.sample])
        sample = stages.run(f"sample-after-{effort.waves}", proposed, "A sample of the posterior")
        return Fit(self.targets, space, effort, default, every.and_also(sample), sample, draws, tuple(shares))
