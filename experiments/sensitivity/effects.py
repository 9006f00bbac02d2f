"""Effects: what a town's acts changed in each point of a sweep, runs that failed left out."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from tillit.experiments.answers.reading import read_output
from tillit.experiments.answers.window import SUM, reducer
from tillit.experiments.sweep.store import Store

LEVEL = 0.9
"""Probability with which an interval holds the mean."""

Figures = NDArray[np.float64]


def effects_of(folder: Path, output: str) -> Figures:
    """Return what the last variant has of an output beyond the first, over the horizon.

    Returns
    -------
    numpy.ndarray
        Shape (points, replications); NaN where a run failed or gave no number.
    """
    store = Store(folder)
    design = store.design
    reduce = reducer(output, SUM, design.months)
    figures = read_output(store.run_files(), output, (design.runs, design.months), reduce)
    by_row = figures.reshape(design.replications, len(design.points), len(design.variants))
    effects: Figures = (by_row[:, :, -1] - by_row[:, :, 0]).T
    return np.where(np.isfinite(effects), effects, np.nan)


def mean_and_interval(effects: Figures) -> tuple[Figures, Figures, Figures]:
    """Return mean and 90 % interval over the replications, shape (points,) each.

    A point of which a run is missing has none: the mean of the others would
    be over another luck than its neighbours'.
    """
    mean = effects.mean(axis=1)
    replications = effects.shape[1]
    if replications == 1:
        return mean, np.full_like(mean, -np.inf), np.full_like(mean, np.inf)
    half = student.ppf((1.0 + LEVEL) / 2.0, replications - 1) * effects.std(axis=1, ddof=1)
    half = half / np.sqrt(replications)
    return mean, mean - half, mean + half
