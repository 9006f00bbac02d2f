"""Stages: vectors and what the model gave for them, kept on disk chunk by chunk as a sweep's runs are.

A stage's points are written before any is run, and each chunk of results when
it is done. So a fit that was killed goes on where it was, with the same points.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.calibration.evaluating import Evaluator, Figures
from tillit.experiments.calibration.free_parameters import Points, Space
from tillit.experiments.sweep.chunks import Chunks, file_name, files_in
from tillit.experiments.worlds.durable import write_durably
from tillit.experiments.worlds.run import in_parallel

CHUNK = 4
"""Vectors in a file: some seconds of work."""

Progress = Callable[[str, int, int], None]
"""Called with what is done now, how many of it are done, and how many there are."""


@dataclass(frozen=True)
class Evaluated:
    """Vectors, and what the model gave for them."""

    vectors: Points
    """Their values, shape (vectors, parameters)."""
    figures: Figures
    """Shape (vectors, replicates, targets); NaN for what could not be run or measured."""

    @property
    def mean(self) -> NDArray[np.float64]:
        """Mean over the replicates, shape (vectors, targets)."""
        mean: NDArray[np.float64] = self.figures.mean(axis=1)
        return mean

    @property
    def noise(self) -> NDArray[np.float64]:
        """Variance of these means by chance, shape (vectors, targets)."""
        noise: NDArray[np.float64] = self.figures.var(axis=1, ddof=1) / self.figures.shape[1]
        return noise

    @property
    def usable(self) -> NDArray[np.bool_]:
        """Which vectors have all figures, shape (vectors,)."""
        return np.array(np.isfinite(self.figures).all(axis=(1, 2)))

    def only(self, which: NDArray[np.bool_]) -> "Evaluated":
        """Return some of the vectors."""
        return Evaluated(self.vectors[which], self.figures[which])

    def and_also(self, other: "Evaluated") -> "Evaluated":
        """Return these vectors and others."""
        vectors = np.concatenate([self.vectors, other.vectors])
        return Evaluated(vectors, np.concatenate([self.figures, other.figures]))


@dataclass(frozen=True)
class Stages:
    """The stages of one fit, in a folder."""

    folder: Path
    space: Space
    targets: list[str]
    """Names of the targets."""
    replicates: int
    evaluator: Evaluator
    threads: int | None = None
    progress: Progress | None = None

    def run(self, stage: str, propose: Callable[[], Points], title: str) -> Evaluated:
        """Return a stage with everything run, from disk as far as it is there.

        `propose` returns its points in the unit cube, and is called only if they are not on disk; `title` is
        what a progress bar says. KeyboardInterrupt if Ctrl-C stopped it; what was done is on disk.
        """
        values = self.kept(stage, propose)
        folder, chunks = self.folder / "stages" / stage, Chunks(len(values), CHUNK)
        there = files_in(folder)
        missing = [number for number in range(len(chunks)) if number not in there]

        def work(turn: int) -> None:
            rows = [self._rows(number, values[number]) for number in chunks.of(missing[turn])]
            write_durably(folder / file_name(missing[turn]), pd.concat(rows, ignore_index=True).to_parquet)

        def tell(done: int) -> None:
            if self.progress is not None:
                self.progress(title, min(CHUNK * (len(there) + done), len(values)), len(values))

        tell(0)
        if in_parallel(work, len(missing), self.threads, tell) < len(missing):
            raise KeyboardInterrupt
        frame = pd.concat(map(pd.read_parquet, files_in(folder).values()), ignore_index=True)
        figures = frame[self.targets].to_numpy(dtype=float)
        return Evaluated(values, figures.reshape(len(values), self.replicates, len(self.targets)))

    def kept(self, stage: str, propose: Callable[[], Points]) -> Points:
        """Return the values of a stage's points, from disk if they are there."""
        path = self.folder / "stages" / stage / "points.parquet"
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            frame = pd.DataFrame(self.space.values(propose()), columns=self.space.names)
            write_durably(path, frame.to_parquet)
        values: Points = pd.read_parquet(path)[self.space.names].to_numpy(dtype=float)
        return values

    def _rows(self, number: int, values: Points) -> pd.DataFrame:
        """Return what the model gives for one vector, one row for each replicate; why not, if it cannot."""
        message = ""
        try:
            figures = self.evaluator(self.space.named(values))
        except (ValueError, ArithmeticError, RuntimeError) as error:
            figures = np.full((self.replicates, len(self.targets)), np.nan)
            message = f"{type(error).__name__}: {error}"
        frame = pd.DataFrame(figures, columns=self.targets)
        return frame.assign(vector=number, replicate=np.arange(len(frame)), message=message)
