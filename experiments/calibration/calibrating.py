"""Calibrating: from a file of targets to a fit, in a folder that can be taken up again."""

import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from tillit.experiments.calibration.evaluating import Evaluator, Everything
from tillit.experiments.calibration.free_parameters import Points, Space
from tillit.experiments.calibration.history_matching import PLAUSIBLE, Aim, NotRuledOut
from tillit.experiments.calibration.models import Model
from tillit.experiments.calibration.reading import TargetFile
from tillit.experiments.calibration.stages import Evaluated, Progress, Stages
from tillit.experiments.calibration.targets import Target
from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed
from tillit.experiments.sweep.record import differences
from tillit.experiments.worlds.durable import write_durably
from tillit.experiments.worlds.provenance import running

RECORD = "calibration.json"


@dataclass(frozen=True)
class Effort:
    """How much to run."""

    waves: int = 3
    vectors: int | None = None
    """Vectors in a wave; ten for each parameter if left out."""
    sample: int = 200
    """Draws of the posterior that are run in the model itself."""
    seed: int = 1

    def in_a_wave(self, width: int) -> int:
        """Return the vectors in a wave."""
        return self.vectors or 10 * width

    def runs(self, width: int) -> int:
        """Return how many vectors there will be in all."""
        return 1 + self.waves * self.in_a_wave(width) + self.sample


@dataclass(frozen=True)
class Fit:
    """What came of a calibration."""

    targets: tuple[Target, ...]
    space: Space
    seed: int
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
        return int(np.argmin((self.aim.run(self.every) ** 2).sum(axis=1)))

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

    @classmethod
    def of(cls, file: TargetFile, explanation: Model, effort: Effort) -> "Calibration":
        """Return the calibration of a file under one explanation."""
        sheet = file.sheet
        evaluator = Everything(file.targets, sheet.months, sheet.replicates, effort.seed, explanation)
        return cls(file.targets, file.space, sheet.replicates, evaluator, effort)

    def begin(self, folder: Path, **told: object) -> None:
        """Begin in a folder, or go on with what is there; `told` is what else decides the numbers.

        RefusedError if a package is not installed, or something else is in the folder, or a calibration that
        was begun otherwise; what differs is named.
        """
        for module in ("sklearn", "emcee"):
            needed(module)
        record: dict[str, Any] = {
            "source": running()["source"],
            "vectors": self.effort.vectors,
            "seed": self.effort.seed,
            "replicates": self.replicates,
            "space": {it.name: [it.low, it.high, it.default] for it in self.space.parameters},
            **told,
        }
        path = folder / RECORD
        if not path.is_file():
            if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
                message = f"{folder}: is there and holds no calibration; give another folder with -o"
                raise RefusedError(message)
            folder.mkdir(parents=True, exist_ok=True)
            text = json.dumps({**running(), **record}, ensure_ascii=False, indent=2)
            write_durably(path, lambda draft: draft.write_text(text, encoding="utf-8"))
        try:
            before = json.loads(path.read_text(encoding="utf-8"))
            words = differences({name: before.get(name) for name in record}, record)
        except (ValueError, AttributeError):
            words = f"  {RECORD} is not what a calibration writes"
        if words:
            message = (
                f"{folder}: was begun with something else (was → is):\n{words}\nGive another folder with -o"
            )
            raise RefusedError(message)

    def run(self, folder: Path, threads: int | None = None, progress: Progress | None = None) -> Fit:
        """Run it, or what is left of it; the folder keeps every vector that was run.

        KeyboardInterrupt if Ctrl-C stopped it, RefusedError if too little of it can be run.
        """
        # One thread for matrices: the order of a sum, and so its last digit, must not depend on the machine.
        with needed("threadpoolctl").threadpool_limits(1):
            return self._matched(self._stages(folder, threads, progress))

    def again(
        self, rows: pd.DataFrame, folder: Path, threads: int | None, progress: Progress | None
    ) -> Evaluated:
        """Run vectors again that were plausible once, in the model as it is now, a column a parameter.

        After a change of rules that moves few numbers no new search is needed. It finds no vectors that are
        new, so a change of a mechanism needs a calibration. RefusedError if a free parameter has no column.
        """
        lacking = [name for name in self.space.names if name not in rows]
        if lacking:
            message = f"the vectors have no values of {lacking[0]!r}: fitted to other targets; calibrate anew"
            raise RefusedError(message)
        values = rows[self.space.names].to_numpy(dtype=float)
        stages = self._stages(folder, threads, progress)
        return stages.run("again", partial(self.space.cube, values), "Vectors that were plausible")

    def _stages(self, folder: Path, threads: int | None, progress: Progress | None) -> Stages:
        names = [it.name for it in self.targets]
        return Stages(folder, self.space, names, self.replicates, self.evaluator, threads, progress)

    def _matched(self, stages: Stages) -> Fit:
        effort, space = self.effort, self.space
        now = partial(space.cube, space.defaults())
        default = stages.run("default", now, "The values in force now")
        every, left, shares = default, NotRuledOut(space, Aim.of(self.targets)), []
        for wave in range(1, effort.waves + 1):
            luck = 1000 * effort.seed + wave
            propose = partial(left.points, effort.in_a_wave(len(space)), luck)
            found = stages.run(f"wave-{wave}", propose, f"Wave {wave} of {effort.waves}")
            every = every.and_also(found)
            left = left.learnt(every)
            shares.append(left.share(luck))
        draws = stages.kept(f"draws-after-{effort.waves}", partial(left.draws, every, effort.seed))
        proposed = partial(space.cube, draws[: effort.sample])
        sample = stages.run(f"sample-after-{effort.waves}", proposed, "A sample of the posterior")
        found = every.and_also(sample)
        return Fit(self.targets, space, effort.seed, default, found, sample, draws, tuple(shares))
