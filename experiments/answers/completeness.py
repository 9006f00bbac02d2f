"""Completeness: whether all runs of a sweep are there and are numbers, and how to finish if not.

One figure that is not a number makes all indices of a sensitivity analysis
wrong without a word, and a hole in a design biases it. So every question is
refused until the sweep is whole.
"""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Completeness:
    """What a sweep has, and what it lacks."""

    folder: Path
    """Where it lies."""
    runs: int
    """Runs of the design."""
    missing: int
    """Runs that are neither done nor failed."""
    failed: int
    """Runs that failed, and were not done since."""
    holes: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    """Numbers of the runs in which an output is not a number somewhere, by output."""
    rows: int = 1
    """Rows of the design, to tell which row a run belongs to."""

    @property
    def whole(self) -> bool:
        """Whether every run is there, and nothing in it is not a number."""
        return not (self.missing or self.failed or self.holes)

    def __str__(self) -> str:
        """Say what is lacking, and how to get it."""
        return "; ".join(filter(None, (self.what_is_lacking(), self.how_to_finish())))

    def what_is_lacking(self) -> str:
        """Say what is lacking."""
        parts = []
        if self.missing:
            parts.append(f"{self.missing:,} of {self.runs:,} runs are missing")
        if self.failed:
            parts.append(f"{self.failed:,} of {self.runs:,} runs failed")
        parts += [self.hole(output, runs) for output, runs in self.holes.items()]
        return f"{self.folder}: {', '.join(parts) if parts else 'nothing is lacking'}"

    def hole(self, output: str, runs: NDArray[np.int64]) -> str:
        """Say where an output is not a number."""
        replication, row = divmod(int(runs[0]), self.rows)
        first = f"design_id {row}, replication {replication}"
        return f"{output} is not a number (NaN) in {len(runs):,} of {self.runs:,} runs, first in {first}"

    def how_to_finish(self) -> str:
        """Say which commands finish the sweep."""
        steps = []
        if self.missing:
            steps.append(f"'tillit sweep run -o {self.folder}' does the missing ones, keeping the others")
        if self.failed:
            steps.append(
                f"'tillit sweep failures {self.folder}' says why runs failed, "
                f"'tillit sweep retry {self.folder}' does them again"
            )
        if self.holes:
            steps.append("ask for another output, or leave the rows out that give no number")
        return "; ".join(steps)
