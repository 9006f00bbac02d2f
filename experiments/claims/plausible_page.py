"""Plausible page: the parts of docs/validation.md about the vectors that calibration has left."""

from pathlib import Path

import numpy as np

from tillit.experiments.calibration.models import THEORY
from tillit.experiments.calibration.plausible import PLAUSIBLE, frame_of
from tillit.experiments.calibration.reading import read_targets
from tillit.experiments.calibration.report import WITHIN, rounded
from tillit.experiments.comparison.statistics import QUANTILES
from tillit.experiments.describing.markdown import table

NOT_YET = "not yet"
"""What stands where there are no plausible vectors."""


def fit(path: Path = PLAUSIBLE) -> str:
    """Return each target beside what the theory's plausible vectors give for it."""
    if not path.exists():
        return NOT_YET
    vectors = frame_of(path, THEORY.name)
    rows = [
        [
            it.label,
            f"{it.figure:g} ± {it.tolerance:g} {it.unit}",
            _spread(vectors[f"target.{it.name}"].to_numpy()),
        ]
        for it in read_targets("behaviour").targets
    ]
    said = f"{len(vectors):,} vectors: median and 90 % of them"
    return table(["figure", "said, with one standard deviation", said], rows)


def left_open(path: Path = PLAUSIBLE) -> str:
    """Return how much of each free parameter's range the targets leave the theory."""
    if not path.exists():
        return NOT_YET
    space = read_targets("behaviour").space
    values = frame_of(path, THEORY.name)[space.names].to_numpy(dtype=float)
    low, _, high = np.quantile(space.cube(values), QUANTILES, axis=0)
    rows = [
        [
            f"`{it.name}`",
            f"{it.low:g} … {it.high:g} {it.unit}{' (log)' if it.log else ''}",
            f"{it.default:g}",
            _spread(values[:, at]),
            f"{(high - low)[at] / WITHIN:.0%}".replace("%", " %"),
        ]
        for at, it in enumerate(space.parameters)
    ]
    head = ["parameter", "searched", "in force", "plausible: median and 90 %", "of the range is left"]
    return table(head, rows)


def _spread(values: np.ndarray) -> str:
    low, median, high = (rounded(float(it)) for it in np.quantile(values, QUANTILES))
    return f"{median} ({low} … {high})"
