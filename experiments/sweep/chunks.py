"""Chunks: how the runs of a sweep are numbered, and in which files they lie.

Runs are numbered replication by replication, so that a sweep that is stopped
has as many replications of each row as of any other, give or take one. A
chunk is some consecutive runs: what a worker does in one go, and one file.
"""

import math
import re
from dataclasses import dataclass
from pathlib import Path

from tillit.experiments.sweep.design import Design
from tillit.model.origin import RUN_IN
from tillit.model.simulation import INFLOW_HOUSEHOLDS

LARGEST = 1_000
"""Most runs in a chunk."""
FEWEST_CHUNKS = 16
"""A small sweep is parted at least so often, or some workers would have nothing to do."""
SECONDS = 1.0
"""What a chunk should take, about."""
SECONDS_A_HOUSEHOLD_MONTH = 2e-7
"""What a household takes to live a month, about."""
SECONDS_A_RUN = 1e-3
"""What a run takes besides, about."""

OTHER_PLACES = ("town.", "mechanisms.", "parameters.")
"""How the names of factors begin that make another place of a town, whose usual inflow must be found anew."""

NAME = re.compile(r"^(\d{6,})\.parquet$")


@dataclass(frozen=True)
class Chunks:
    """All chunks of a sweep: of so many `runs`, `size` of them in each but perhaps the last."""

    runs: int
    size: int

    def __len__(self) -> int:
        return math.ceil(self.runs / self.size)

    def of(self, number: int) -> range:
        """Return the numbers of the runs in a chunk."""
        return range(number * self.size, min((number + 1) * self.size, self.runs))


def usual_size(design: Design) -> int:
    """Return how many runs of a design take about a second.

    It is estimated from the design, not measured, so that the same design
    makes the same files on any machine.
    """
    households = max(town.town.households for town in design.scenarios)
    # Run-ins besides a run's own: only a row's first replication has to find its place's usual inflow.
    anew = any(it.name.startswith(OTHER_PLACES) for it in design.factors)
    searches = max(1.0, INFLOW_HOUSEHOLDS / max(1, households)) / design.replications if anew else 0.0
    months = design.months + RUN_IN * (1.0 + searches)
    seconds = households * months * SECONDS_A_HOUSEHOLD_MONTH + SECONDS_A_RUN
    fitting = min(round(SECONDS / seconds), design.runs // FEWEST_CHUNKS, LARGEST)
    return max(1, fitting)


def file_name(number: int) -> str:
    """Return the name of the file in which a chunk lies."""
    return f"{number:06}.parquet"


def files_in(folder: Path) -> dict[int, Path]:
    """Return the finished files of a folder by their chunk, in order."""
    found = {int(match[1]): path for path in folder.iterdir() if (match := NAME.match(path.name))}
    return dict(sorted(found.items()))
