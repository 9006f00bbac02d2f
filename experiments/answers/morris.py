"""Screening: elementary effects (Morris), for many factors at the price of few runs.

Each trajectory changes one factor after another. What a change of the output
is, over the share of its range by which the factor was moved, is one elementary
effect. It is taken from the steps that were really made: a whole number is
rounded, and then SALib's own estimate, by the step that was intended, is off.

References
----------
F. Campolongo, J. Cariboni, A. Saltelli, An effective screening design for
sensitivity analysis of large models, Environmental Modelling & Software 22
(2007) 1509-1518.
"""

import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.figures import draw_bars
from tillit.experiments.answers.sampled import ENDS, Sampled, chance
from tillit.experiments.refused import RefusedError

FEW = 8
"""Trajectories below which an interval means little."""

Effects = NDArray[np.float64]
"""Elementary effects, shape (trajectories, factors); NaN where no step was made."""

INDICES: dict[str, Callable[[Effects], Any]] = {
    "mu_star": lambda effects: np.nanmean(np.abs(effects), axis=0),
    "mu": partial(np.nanmean, axis=0),
    "sigma": partial(np.nanstd, axis=0, ddof=1),
}
"""What sums the effects of each factor up."""


def screened(sampled: Sampled, *, seed: int = 1) -> Answer:
    """Return mean size, mean and spread of each factor's elementary effects, with 90 % intervals.

    ``mu_star`` says how much a factor matters, ``mu`` in which direction, and ``sigma`` how much that
    depends on the others. All are changes of the output when the factor goes through its whole range.
    """
    effects = elementary_effects(sampled)
    frame = indices(sampled.names, effects, seed=seed)
    note = sampled.nothing
    if not sampled.alike:
        sizes = frame[frame["index"] == "mu_star"].sort_values("value", ascending=False)
        few = f"; {len(effects)} trajectories are few: use {FEW} or more" if len(effects) < FEW else ""
        top = ", ".join(sizes["factor"].head(3))
        note = f"{top} change {sampled.label} most; {chance(sampled.values).words}{few}."
    title = f"Mean size of the change over a factor's range: {sampled.label}"
    return Answer(frame, note, lambda: draw_bars(frame, ("mu_star",), title, sampled.unit, mark="mu"))


def elementary_effects(sampled: Sampled, means: NDArray[np.float64] | None = None) -> Effects:
    """Return the elementary effects of a Morris sample in its order; refuse points that are no trajectories.

    The effects of the means that are given, beside one that is not a number, are not numbers either.
    """
    number = len(sampled.names)
    trajectories, rest = divmod(len(sampled.points), number + 1)
    ranges = np.array([it.high - it.low for it in sampled.factors])
    points = sampled.points[: trajectories * (number + 1)].reshape(trajectories, number + 1, number)
    moved = np.diff(points / ranges, axis=1)
    if rest or trajectories == 0 or ((moved != 0.0).sum(axis=2) > 1).any():
        raise RefusedError(
            f"{len(sampled.points):,} points are no trajectories of {number} factors; sample with 'morris'"
        )
    figures = (sampled.means if means is None else means).reshape(trajectories, -1)
    trajectory, step, factor = np.nonzero(moved)
    effects = np.full((trajectories, number), np.nan)
    effects[trajectory, factor] = np.diff(figures, axis=1)[trajectory, step] / moved[trajectory, step, factor]
    return effects


def indices(names: list[str], effects: Effects, *, seed: int = 1, resamples: int = 1_000) -> pd.DataFrame:
    """Return the indices as one row each: index, factor, other, value, low, high; 0 for what never moved."""
    chosen = np.random.default_rng(seed).integers(len(effects), size=(resamples, len(effects)))
    parts = []
    for index, summed_up in INDICES.items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # of a factor that never moved
            value = np.nan_to_num(summed_up(effects))
            drawn = np.nan_to_num([summed_up(effects[turn]) for turn in chosen])
        low, high = np.quantile(drawn, ENDS, axis=0)
        columns = {"index": index, "factor": names, "other": "", "value": value, "low": low, "high": high}
        parts.append(pd.DataFrame(columns))
    return pd.concat(parts, ignore_index=True)
