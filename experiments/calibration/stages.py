"""Stages: vectors and what the model gave for them, kept on disk chunk by chunk.

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
from tillit.experiments.worlds.durable import write_durably
from tillit.experiments.worlds.run import in_parallel

CHUNK = 4
"""Vectors in a file: some seconds of work."""
POINTS = "points.parquet"

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
        return Evaluated(
            np.concatenate([self.vectors, other.vectors]), np.concatenate([self.figures, other.figures])
        )


@dataclass(frozen=True)
class Stages:
    """The stages of one fit, in a folder."""

    folder: Path
    space: Space
    targets: tuple[str, ...]
    """Names of the targets."""
    replicates: int
    evaluator: Evaluator
    threads: int | None = None
    progress: Progress | None = None

    def run(self, stage: str, propose: Callable[[], Points], title: str = "") -> Evaluated:
        """Return a stage with everything run, from disk as far as it is there.

        Parameters
        ----------
        stage
            Name of its folder.
        propose
            Returns its points in the unit cube; called only if they are not on disk.
        title
            What a progress bar says.

        Raises
        ------
        KeyboardInterrupt
            If Ctrl-C stopped it; what was done is on disk.
        """
        folder = self.folder / "stages" / stage
        values = self.kept(stage, propose)
        self._run_missing(folder, values, title or stage)
        tables = [pd.read_parquet(chunk_path(folder, at)) for at in range(chunks(len(values)))]
        frame = pd.concat(tables, ignore_index=True)
        shape = len(values), self.replicates, len(self.targets)
        figures = frame[list(self.targets)].to_numpy(dtype=float).reshape(shape)
        return Evaluated(values, figures)

    def kept(self, stage: str, propose: Callable[[], Points]) -> Points:
        """Return the values of a stage's points, from disk if they are there."""
        path = self.folder / "stages" / stage / POINTS
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            frame = pd.DataFrame(self.space.values(propose()), columns=self.space.names)
            write_durably(path, frame.to_parquet)
        values: Points = pd.read_parquet(path)[self.space.names].to_numpy(dtype=float)
        return values

    def failures(self) -> pd.DataFrame:
        """Return the vectors that could not be run: stage, vector, message."""
        tables = [
            pd.read_parquet(path, columns=["vector", "message"]).assign(stage=path.parent.name)
            for path in sorted((self.folder / "stages").glob("*/[0-9]*.parquet"))
        ]
        if not tables:
            return pd.DataFrame(columns=["stage", "vector", "message"])
        every = pd.concat(tables, ignore_index=True)
        failed = every[every["message"] != ""].drop_duplicates()
        return failed[["stage", "vector", "message"]].reset_index(drop=True)

    def _run_missing(self, folder: Path, values: Points, title: str) -> None:
        missing = [at for at in range(chunks(len(values))) if not chunk_path(folder, at).is_file()]
        there = chunks(len(values)) - len(missing)

        def work(turn: int) -> None:
            at = missing[turn]
            rows = [self._row(number, values[number]) for number in numbers(at, len(values))]
            write_durably(chunk_path(folder, at), pd.concat(rows, ignore_index=True).to_parquet)

        def tell(done: int) -> None:
            if self.progress is not None:
                self.progress(title, min(CHUNK * (there + done), len(values)), len(values))

        tell(0)
        if in_parallel(work, len(missing), self.threads, tell) < len(missing):
            raise KeyboardInterrupt

    def _row(self, number: int, values: Points) -> pd.DataFrame:
        """Return what the model gives for one vector, one row for each replicate."""
        message = ""
        try:
            figures = self.evaluator(self.space.named(values))
        except (ValueError, ArithmeticError, RuntimeError) as error:
            # A vector that cannot be run costs only itself.
            figures = np.full((self.replicates, len(self.targets)), np.nan)
            message = f"{type(error).__name__}: {error}"
        frame = pd.DataFrame(figures, columns=list(self.targets))
        return frame.assign(vector=number, replicate=np.arange(len(frame)), message=message)


def chunks(vectors: int) -> int:
    """Return how many files so many vectors take."""
    return -(-vectors // CHUNK)


def numbers(chunk: int, vectors: int) -> range:
    """Return the vectors of a chunk."""
    return range(chunk * CHUNK, min(vectors, (chunk + 1) * CHUNK))


def chunk_path(folder: Path, chunk: int) -> Path:
    """Return where a chunk is kept."""
    return folder / f"{chunk:06d}.parquet"
