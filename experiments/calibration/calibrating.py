"""Calibrating: from a file of targets to a fit, in a folder that can be taken up again."""

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import numpy as np

from tillit.experiments.calibration.evaluating import Evaluator
from tillit.experiments.calibration.free_parameters import Points, Space
from tillit.experiments.calibration.history_matching import NotRuledOut
from tillit.experiments.calibration.implausibility import PLAUSIBLE, Aim
from tillit.experiments.calibration.posterior import draws_of
from tillit.experiments.calibration.quick import Descent, generation_size
from tillit.experiments.calibration.screening import TRAJECTORIES, screened
from tillit.experiments.calibration.stages import Evaluated, Progress, Stages
from tillit.experiments.calibration.targets import Target
from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed

Method = Literal["history", "cma"]
A_PARAMETER = 10
"""Vectors in a wave for each free parameter, if nothing is said."""
RANGES = {"waves": (1, 10), "vectors": (10, 100_000), "sample": (10, 10_000), "seed": (0, 2**32 - 2)}
NEEDED = {"history": ("sklearn", "emcee", "SALib"), "cma": ("cma", "SALib")}
"""Packages that a method needs, looked for before anything runs."""


@dataclass(frozen=True)
class Effort:
    """How much to run.

    Raises
    ------
    RefusedError
        If a number is outside its range.
    """

    method: Method = "history"
    waves: int = 3
    vectors: int | None = None
    """Vectors in a wave, or with `cma` in all; ten for each parameter and wave if left out."""
    sample: int = 200
    """Draws of the posterior that are run in the model itself."""
    seed: int = 1

    def __post_init__(self) -> None:
        """Check the numbers."""
        for name, (low, high) in RANGES.items():
            value = getattr(self, name)
            if value is not None and not low <= value <= high:
                message = f"{name} = {value!r}: must be a whole number from {low:,} to {high:,}"
                raise RefusedError(message)
        for module in NEEDED[self.method]:
            needed(module)

    def in_a_wave(self, width: int) -> int:
        """Return the vectors in a wave."""
        return self.vectors or A_PARAMETER * width

    def generations(self, width: int) -> int:
        """Return how many generations `cma` gets."""
        total = self.vectors or self.waves * A_PARAMETER * width
        return max(1, total // generation_size(width))

    def runs(self, free: int, most: int) -> int:
        """Return how many vectors there will be in all."""
        width = min(free, most)
        screening = TRAJECTORIES * (free + 1) if free > most else 0
        if self.method == "cma":
            return 1 + screening + self.generations(width) * generation_size(width)
        return 1 + screening + self.waves * self.in_a_wave(width) + self.sample


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
    sample: Evaluated | None
    """Draws of the posterior that were run; None for a quick fit."""
    draws: Points | None
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
        """Share of the sample that the model itself does not rule out; NaN for a quick fit."""
        if self.sample is None:
            return float("nan")
        return float((self.aim.run(self.sample).max(axis=1) < PLAUSIBLE).mean())


@dataclass(frozen=True)
class Calibration:
    """A calibration that can be run."""

    targets: tuple[Target, ...]
    space: Space
    most: int
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
        # One thread for matrices: the order of a sum, and so its last digit, must not depend on the machine.
        with needed("threadpoolctl").threadpool_limits(1):
            return self._run(folder, threads, progress)

    def _run(self, folder: Path, threads: int | None, progress: Progress | None) -> Fit:
        stages = self._stages(folder, self.space, threads, progress)
        aim, seed = Aim.of(self.targets), self.effort.seed
        if len(self.space) > self.most:
            stages = self._stages(folder, screened(stages, aim, self.most, seed), threads, progress)
        if self.effort.method == "cma":
            return self._descended(stages, aim)
        return self._matched(stages, aim)

    def _stages(self, folder: Path, space: Space, threads: int | None, progress: Progress | None) -> Stages:
        names = tuple(it.name for it in self.targets)
        return Stages(
            folder, space, names, self.replicates, self.evaluator, threads or os.cpu_count(), progress
        )

    def _descended(self, stages: Stages, aim: Aim) -> Fit:
        generations = self.effort.generations(len(stages.space))
        every = Descent(stages, aim, self.effort.seed).down(generations)
        first = np.arange(len(every.vectors)) == 0
        return Fit(self.targets, stages.space, self.effort, every.only(first), every, None, None, ())

    def _matched(self, stages: Stages, aim: Aim) -> Fit:
        effort, space = self.effort, stages.space
        default = stages.run("default", space.default_cube, "The values in force now")
        every, left, shares = default, NotRuledOut(space, aim), []
        for wave in range(1, effort.waves + 1):
            luck = 1000 * effort.seed + wave
            propose = partial(left.points, effort.in_a_wave(len(space)), luck)
            found = stages.run(f"wave-{wave}", propose, f"Wave {wave} of {effort.waves}")
            every = every.and_also(found)
            left = left.learnt(every)
            shares.append(left.share(luck))
        name = f"draws-after-{effort.waves}"
        draws = stages.kept(name, partial(draws_of, left, every, effort.seed))
        number = min(effort.sample, len(draws))
        sample = stages.run(
            f"sample-after-{effort.waves}", partial(space.cube, draws[:number]), "A sample of the posterior"
        )
        return Fit(self.targets, space, effort, default, every.and_also(sample), sample, draws, tuple(shares))
