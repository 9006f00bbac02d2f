"""Chunks: how the runs of a sweep are numbered, and in which files they lie.

Runs are numbered replication by replication, so that a sweep that is stopped
has as many replications of each row as of any other, give or take one. A
chunk is some consecutive runs: what a worker does in one go, and one file.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

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
"""How the names of factors begin that make another place of a town."""

NAME = re.compile(r"^(\d{6,})(?:-(\d{6,}))?\.parquet$")


class Span(NamedTuple):
    """The chunks that lie in a file, both ends included."""

    first: int
    last: int

    def within(self, other: "Span") -> bool:
        """Tell whether all of these are in another file too, which is larger."""
        return self != other and other.first <= self.first and self.last <= other.last


@dataclass(frozen=True)
class Chunks:
    """All chunks of a sweep."""

    runs: int
    """Runs of the whole sweep."""
    size: int
    """Runs in a chunk; the last may have fewer."""

    def __len__(self) -> int:
        return math.ceil(self.runs / self.size)

    def of(self, number: int) -> range:
        """Return the numbers of the runs in a chunk."""
        return self.within(Span(number, number))

    def within(self, span: Span) -> range:
        """Return the numbers of the runs in some consecutive chunks."""
        return range(span.first * self.size, min((span.last + 1) * self.size, self.runs))


def usual_size(design: Design) -> int:
    """Return how many runs of a design take about a second.

    It is estimated from the design, not measured, so that the same design
    makes the same files on any machine.
    """
    households = max(town.scenario().town.households for town in design.towns)
    months = design.months + RUN_IN * (1.0 + searches(design, households))
    seconds = households * months * SECONDS_A_HOUSEHOLD_MONTH + SECONDS_A_RUN
    fitting = min(round(SECONDS / seconds), design.runs // FEWEST_CHUNKS, LARGEST)
    return max(1, fitting)


def searches(design: Design, households: int) -> float:
    """Return how many run-ins a run costs besides its own: those that find its place's usual inflow.

    Only a row's first replication has to find it, and rows that begin alike share it.
    """
    if not any(it.name.startswith(OTHER_PLACES) for it in design.factors):
        return 0.0
    return max(1.0, INFLOW_HOUSEHOLDS / households) / design.replications


def file_name(span: Span) -> str:
    """Return the name of the file in which some consecutive chunks lie."""
    first = f"{span.first:06}"
    return f"{first}.parquet" if span.first == span.last else f"{first}-{span.last:06}.parquet"


def span_of(path: Path) -> Span | None:
    """Return which chunks lie in a file; None if its name is not that of a finished one."""
    found = NAME.match(path.name)
    if found is None:
        return None
    first = int(found[1])
    return Span(first, int(found[2] or first))


def files_in(folder: Path) -> Iterator[tuple[Span, Path]]:
    """Yield the finished files of a folder, in any order."""
    for path in folder.iterdir():
        span = span_of(path)
        if span is not None:
            yield span, path


def current_files(folder: Path) -> list[tuple[Span, Path]]:
    """Return the files that together hold each run once, in order.

    While files are being joined, a run may lie in a small file and in the
    larger one that is to replace it: the larger one counts.
    """
    # From the first chunk on, the longer first: whatever lies within another comes after it.
    found = sorted(files_in(folder), key=lambda it: (it[0].first, -it[0].last))
    current: list[tuple[Span, Path]] = []
    for span, path in found:
        if not (current and span.within(current[-1][0])):
            current.append((span, path))
    return current
