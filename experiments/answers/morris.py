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

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.figures import draw_bars
from tillit.experiments.answers.sampled import Sampled, chance
from tillit.experiments.refused import RefusedError

LEVEL = 0.9
"""Share of the resamples that an interval covers."""
RESAMPLES = 1_000
FEW = 8
"""Trajectories below which an interval means little."""
INDICES = ("mu_star", "mu", "sigma")

Effects = NDArray[np.float64]
"""Elementary effects, shape (trajectories, factors); NaN where no step was made."""


def screened(sampled: Sampled, *, seed: int = 1) -> Answer:
    """Return mean size, mean and spread of each factor's elementary effects, with 90 % intervals.

    ``mu_star`` says how much a factor matters, ``mu`` in which direction, and ``sigma`` how much that
    depends on the others. All are changes of the output when the factor goes through its whole range.
    """
    effects = elementary_effects(sampled)
    frame = indices(sampled.names, effects, seed=seed)
    title = f"Mean size of the change over a factor's range: {sampled.label}"
    return Answer(
        frame,
        _note(sampled, frame, len(effects)),
        lambda: draw_bars(frame, ("mu_star",), title, sampled.unit, mark="mu"),
    )


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


def indices(names: list[str], effects: Effects, *, seed: int = 1, resamples: int = RESAMPLES) -> pd.DataFrame:
    """Return the indices as one row each: index, factor, other, value, low, high."""
    chosen = np.random.default_rng(seed).integers(len(effects), size=(resamples, len(effects)))
    parts = []
    for index in INDICES:
        value = _summed_up(index, effects)
        drawn = np.array([_summed_up(index, effects[turn]) for turn in chosen])
        low, high = np.nanquantile(drawn, ((1.0 - LEVEL) / 2.0, (1.0 + LEVEL) / 2.0), axis=0)
        columns = {"index": index, "factor": names, "other": "", "value": value, "low": low, "high": high}
        parts.append(pd.DataFrame(columns))
    return pd.concat(parts, ignore_index=True)


def _summed_up(index: str, effects: Effects) -> NDArray[np.float64]:
    """Return one index of each factor; 0 for one that never moved."""
    there = np.isfinite(effects)
    count = np.maximum(there.sum(axis=0), 1)
    zeroed = np.where(there, effects, 0.0)
    mu: NDArray[np.float64] = (np.abs(zeroed) if index == "mu_star" else zeroed).sum(axis=0) / count
    if index != "sigma":
        return mu
    squares = np.where(there, (zeroed - mu) ** 2, 0.0).sum(axis=0)
    spread: NDArray[np.float64] = np.sqrt(squares / np.maximum(count - 1, 1))
    return spread


def _note(sampled: Sampled, frame: pd.DataFrame, trajectories: int) -> str:
    """Return what the indices say."""
    if sampled.alike:
        return sampled.nothing
    sizes = frame[frame["index"] == "mu_star"].sort_values("value", ascending=False)
    top = ", ".join(sizes["factor"].head(3))
    text = f"{top} change {sampled.label} most; {chance(sampled.values).words}"
    few = f"; {trajectories} trajectories are few: use {FEW} or more" if trajectories < FEW else ""
    return f"{text}{few}."
