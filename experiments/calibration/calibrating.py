"""Calibrating: from a file of targets to a fit, in a folder that can be taken up again.

The points of each stage are written before any is run, and what came of each when it is done. So a fit that
was killed goes on where it was, with the same points.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from tillit.experiments.calibration.evaluating import Everything
from tillit.experiments.calibration.history_matching import Aim, Array, NotRuledOut, Points, Space
from tillit.experiments.calibration.models import Model
from tillit.experiments.calibration.targets import Effort, Target, TargetFile
from tillit.experiments.comparison.pairs import in_parallel
from tillit.experiments.refused import RefusedError, needed
from tillit.experiments.sweep.store import differences, file_name, files_in
from tillit.experiments.telling.catalogue import ENGLISH, Words
from tillit.experiments.worlds.files import write_durably
from tillit.experiments.worlds.provenance import running
from tillit.model.scenarios.errors import screen

RECORD = "calibration.json"
BROKEN = f"{RECORD} is not what a calibration writes"


@dataclass(frozen=True)
class Calibration:
    """A calibration that is run in a folder, which keeps every vector that was run.

    `evaluator` says what the model gives with some values by name, shape (replicates, targets).
    """

    targets: tuple[Target, ...]
    space: Space
    replicates: int
    evaluator: Callable[[Mapping[str, float]], Array]
    effort: Effort
    seed: int
    folder: Path
    threads: int | None = None
    progress: Callable[[str, int, int], None] = lambda _what, _done, _all: None
    """Called with what is done now, how many of it are done, and how many there are."""
    spoken: Words = ENGLISH  # the language in which it says what is done, and what it found

    @classmethod
    def of(cls, file: TargetFile, explanation: Model, seed: int, folder: Path) -> "Calibration":
        """Return the calibration of a file under one explanation."""
        evaluator = Everything(file.targets, file.sheet.months, file.sheet.replicates, seed, explanation)
        return cls(file.targets, file.space, file.sheet.replicates, evaluator, file.effort, seed, folder)

    @property
    def aim(self) -> Aim:
        """What is aimed at."""
        return Aim(*np.array([(it.figure, it.tolerance) for it in self.targets]).T)

    def begin(self, **told: object) -> None:
        """Begin in the folder, or go on with what is there; `told` is what else decides the numbers.

        RefusedError if a package is not installed, or something else is in the folder, or a calibration that
        was begun otherwise; what differs is named.
        """
        for module in ("sklearn", "emcee"):
            needed(module)
        record: dict[str, Any] = {
            "source": running()["source"],
            "effort": self.effort.model_dump(),
            "seed": self.seed,
            "replicates": self.replicates,
            "space": {it.name: [it.low, it.high, it.default] for it in self.space.parameters},
            **told,
        }
        folder, path = self.folder, self.folder / RECORD
        begun = path.is_file()
        if not begun and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise RefusedError(f"{folder}: is there and holds no calibration; give another folder with -o")
        if not begun:
            folder.mkdir(parents=True, exist_ok=True)
            text = json.dumps({**running(), **record}, ensure_ascii=False, indent=2)
            write_durably(path, lambda draft: draft.write_text(text, encoding="utf-8"))
        try:
            before = json.loads(path.read_text(encoding="utf-8"))
            what = differences({name: before.get(name) for name in record}, record)
        except (ValueError, AttributeError):
            what = [BROKEN]
        if what:
            message = screen(f"{folder}: was begun with something else (was → is):", what)
            raise RefusedError(f"{message}\nGive another folder with -o")

    def run(self) -> "Fit":
        """Run what is left of it; KeyboardInterrupt after Ctrl-C, RefusedError if too little can be run."""
        space, stage, gettext = self.space, self._stage, self.spoken.gettext
        vectors, waves = self.effort.vectors or 10 * len(space.names), self.effort.waves
        # One thread for matrices: the order of a sum, and so its last digit, must not depend on the machine.
        with needed("threadpoolctl").threadpool_limits(1):
            now = space.cube(np.array([[it.default for it in space.parameters]]))
            every = stage("default", lambda: now, gettext("The values in force now"))
            left, shares = NotRuledOut(space, self.aim), []
            for wave in range(1, waves + 1):
                title = gettext("Wave {wave} of {waves}", wave=wave, waves=waves)
                luck = 1000 * self.seed + wave
                found = stage(f"wave-{wave}", partial(left.points, vectors, luck), title)
                every = pd.concat([every, found], ignore_index=True)
                left.waves.append(left.learn(every))
                shares.append(left.share(luck))
            draws = self._kept("draws", partial(left.draws, every, self.seed))
            chosen = space.cube(draws[: self.effort.sample])
            sample = stage("sample", lambda: chosen, gettext("A sample of the posterior"))
        return Fit(self, pd.concat([every, sample], ignore_index=True), sample, draws, tuple(shares))

    def again(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Run vectors again that were plausible once, in the model as it is now, a column a parameter.

        After a change of rules that moves few numbers no new search is needed. It finds no vectors that are
        new, so a change of a mechanism needs a calibration. RefusedError if a free parameter has no column.
        """
        if lacking := [name for name in self.space.names if name not in rows]:
            raise RefusedError(
                f"the vectors have no values of {lacking[0]!r}: fitted to other targets; calibrate anew"
            )
        cube = self.space.cube(rows[self.space.names].to_numpy(dtype=float))
        return self._stage("again", lambda: cube, self.spoken.gettext("Vectors that were plausible"))

    def _stage(self, name: str, propose: Callable[[], Points], title: str) -> pd.DataFrame:
        """Return a stage with everything run, from disk as far as it is there.

        `propose` returns its points in the unit cube, and is called only if they are not on disk; `title` is
        what a progress bar says. KeyboardInterrupt if Ctrl-C stopped it; what was done is on disk.
        """
        values, folder = self._kept(name, propose), self.folder / "stages" / name
        there, names = files_in(folder), [it.name for it in self.targets]
        missing = [number for number in range(len(values)) if number not in there]

        def work(turn: int) -> None:
            message, asked = "", zip(self.space.names, values[missing[turn]].tolist(), strict=True)
            try:
                figures = self.evaluator(dict(asked))
            except (ValueError, ArithmeticError, RuntimeError) as error:
                figures = np.full((self.replicates, len(names)), np.nan)
                message = f"{type(error).__name__}: {error}"
            frame = pd.DataFrame(figures, columns=names).assign(message=message)
            write_durably(folder / file_name(missing[turn]), frame.to_parquet)

        def tell(done: int) -> None:
            self.progress(title, len(there) + done, len(values))

        tell(0)
        in_parallel(work, len(missing), self.threads, tell)
        figures = np.stack([pd.read_parquet(it)[names].to_numpy(float) for it in files_in(folder).values()])
        noise = figures.var(axis=1, ddof=1) / self.replicates
        heads = [*self.space.names, *(f"target.{it}" for it in names), *(f"noise.{it}" for it in names)]
        found = pd.DataFrame(np.hstack([values, figures.mean(axis=1), noise]), columns=heads)
        return found.assign(implausibility=self.aim.run(found).max(axis=1))

    def _kept(self, name: str, propose: Callable[[], Points]) -> Points:
        """Return the values of a stage's points, from disk if they are there."""
        path, space = self.folder / "stages" / name / "points.parquet", self.space
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_durably(path, pd.DataFrame(space.values(propose()), columns=space.names).to_parquet)
        return pd.read_parquet(path)[space.names].to_numpy(dtype=float)


class Fit(NamedTuple):
    """What came of a calibration; its frames are as in `history_matching.columns`.

    `every` is all that was run, the values in force first. `draws` are values of the posterior, and `sample`
    those of them that were run; `left` is the share of the cube after each wave.
    """

    of: Calibration
    every: pd.DataFrame
    sample: pd.DataFrame
    draws: Points
    left: tuple[float, ...]

    @property
    def best(self) -> pd.Series:
        """The vector that is nearest to the targets, among all that were run."""
        return self.every.iloc[int(np.argmin((self.of.aim.run(self.every) ** 2).sum(axis=1)))]
