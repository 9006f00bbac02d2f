"""Plausible page: the parts of docs/validation.md about the vectors that calibration has left."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from tillit.experiments.calibration.plausible import PLAUSIBLE
from tillit.experiments.calibration.reading import read_targets
from tillit.experiments.calibration.report import WITHIN, rounded
from tillit.experiments.comparison.statistics import QUANTILES
from tillit.experiments.describing.markdown import table

NOT_YET = "not yet"
"""What stands where there are no plausible vectors."""


def fit(path: Path = PLAUSIBLE) -> str:
    """Return each target beside what the plausible vectors give for it."""
    return about(path, fit_of)


def left_open(path: Path = PLAUSIBLE) -> str:
    """Return how much of each free parameter's range the targets leave."""
    return about(path, ranges_of)


def about(path: Path, tell: Callable[[pd.DataFrame], str]) -> str:
    """Return what there is to tell of the vectors, if there are any yet."""
    return tell(pd.read_parquet(path)) if path.exists() else NOT_YET


def fit_of(vectors: pd.DataFrame) -> str:
    """Return the table of the targets."""
    rows = [
        [
            it.label,
            f"{it.figure:g} ± {it.tolerance:g} {it.unit}",
            spread(vectors[f"target.{it.name}"].to_numpy()),
        ]
        for it in read_targets("behaviour").targets
    ]
    said = f"{len(vectors):,} vectors: median and 90 % of them"
    return table(["figure", "said, with one standard deviation", said], rows)


def ranges_of(vectors: pd.DataFrame) -> str:
    """Return the table of the free parameters."""
    space = read_targets("behaviour").space
    values = vectors[space.names].to_numpy(dtype=float)
    low, _, high = np.quantile(space.cube(values), QUANTILES, axis=0)
    rows = [
        [
            f"`{it.name}`",
            f"{it.low:g} … {it.high:g} {it.unit}{' (log)' if it.log else ''}",
            f"{it.default:g}",
            spread(values[:, at]),
            f"{(high - low)[at] / WITHIN:.0%}".replace("%", " %"),
        ]
        for at, it in enumerate(space.parameters)
    ]
    head = ["parameter", "searched", "in force", "plausible: median and 90 %", "of the range is left"]
    return table(head, rows)


def spread(values: np.ndarray) -> str:
    """Return median and ends of the 90 % interval."""
    low, median, high = (rounded(float(it)) for it in np.quantile(values, QUANTILES))
    return f"{median} ({low} … {high})"
