"""Indices: how much each factor has to do with a figure, by three methods.

Sobol's indices are shares of the figure's variance, first order (alone), total
(with its interplay) and second (of two); they need a Saltelli sample.

Morris's elementary effects screen many factors at the price of few runs. Each
trajectory changes one factor after another; what a change of the figure is,
over the share of its range by which the factor was moved, is one effect. It is
taken from the steps that were really made: a whole number is rounded, and then
SALib's own estimate, by the step that was intended, is off.

Regional (Monte Carlo filtering) parts the points in two, where the figure is
above a threshold and where it is not. A factor that has to do with it lies
elsewhere in one part than in the other, by so much as the Kolmogorov-Smirnov
statistic says. It takes any sample.

References
----------
A. Saltelli et al., Variance based sensitivity analysis of model output,
Computer Physics Communications 181 (2010) 259-270. F. Campolongo, J. Cariboni,
A. Saltelli, An effective screening design for sensitivity analysis of large
models, Environmental Modelling & Software 22 (2007) 1509-1518. A. Saltelli et
al., Global Sensitivity Analysis: The Primer (2008), chapter 5.
"""

import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import ks_2samp

from tillit.experiments.answers.sampled import Sampled
from tillit.experiments.answers.sweep import Array
from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed
from tillit.experiments.sweep.samplers import problem_of

SEED = 1
"""Of the resampling behind the intervals, which is thus the same each time; SALib takes 0 for none."""
ENDS = (0.05, 0.95)
EACH_SIDE = 0.1
"""Share of the points on either side of 0 from which on the sign parts them, and not the median."""
LEAST = 20
"""Points below which nothing is parted."""
RESAMPLES = 200
"""Of the two parts, for the intervals."""
SUMS: dict[str, Callable[[Array], Any]] = {
    "mu_star": lambda effects: np.nanmean(np.abs(effects), axis=0),
    "mu": partial(np.nanmean, axis=0),
    "sigma": partial(np.nanstd, axis=0, ddof=1),
}
"""What sums the effects of each factor up."""


def sobol(sampled: Sampled) -> pd.DataFrame:
    """Return shares of variance, with 90 % intervals, of a Saltelli sample in its order.

    The columns are index (total, first), factor, value, low, high.
    """
    with warnings.catch_warnings():
        # A resample that is constant explains nothing, and says so at length.
        warnings.simplefilter("ignore")
        analyze, how = needed("SALib.analyze.sobol").analyze, {"num_resamples": 500, "conf_level": 0.9}
        found = analyze(problem_of(sampled.factors), sampled.means, seed=SEED, calc_second_order=False, **how)
    parts = []
    for index, key in (("total", "ST"), ("first", "S1")):
        # Nothing explains what is the same everywhere.
        value, half = (0.0 * found[key] if sampled.alike else found[it] for it in (key, f"{key}_conf"))
        ends = {"value": value, "low": value - half, "high": value + half}
        parts.append(pd.DataFrame({"index": index, "factor": sampled.names, **ends}))
    return pd.concat(parts, ignore_index=True)


def elementary_effects(sampled: Sampled, means: Array | None = None) -> Array:
    """Return the elementary effects of a Morris sample in its order, shape (trajectories, factors).

    NaN where no step was made, or beside one of the means that are given that is not a number. RefusedError
    if the points are no trajectories.
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


def morris(names: list[str], effects: Array) -> pd.DataFrame:
    """Return what sums the effects of each factor up, with 90 % intervals, in the columns of `sobol`.

    ``mu_star`` says how much a factor matters, ``mu`` in which direction, and ``sigma`` how much that depends
    on the others: changes of the figure when the factor goes through its whole range; 0 if it never moved.
    """
    every = np.arange(len(effects))
    chosen = np.random.default_rng(SEED).integers(len(effects), size=(1_000, len(effects)))
    parts = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # of a factor that never moved
        for index, summed_up in SUMS.items():
            value, *drawn = (np.nan_to_num(summed_up(effects[turn])) for turn in (every, *chosen))
            low, high = np.quantile(drawn, ENDS, axis=0)
            columns = {"index": index, "factor": names, "value": value, "low": low, "high": high}
            parts.append(pd.DataFrame(columns))
    return pd.concat(parts, ignore_index=True)


def regional(sampled: Sampled) -> tuple[pd.DataFrame, float]:
    """Return how far apart each factor lies above and below a threshold: ``ks``, in the columns of `sobol`.

    Further columns are the probability `p` of so much by chance, and `more`: whether high or low values go
    with more. The threshold comes second: 0 if a tenth of the figures lie on either side of it, else their
    median. RefusedError if there are too few points.
    """
    if len(sampled.points) < LEAST:
        raise RefusedError(f"{len(sampled.points)} points are too few to part; sample {LEAST} or more")
    positive = float((sampled.means > 0.0).mean())
    at = 0.0 if EACH_SIDE <= positive <= 1.0 - EACH_SIDE else float(np.median(sampled.means))
    much = sampled.means > at
    rng, parts = np.random.default_rng(SEED), (sampled.points[much], sampled.points[~much])
    drawn = [[rng.integers(len(part), size=len(part)) for part in parts] for _ in range(RESAMPLES)]
    rows = []
    for name, one, other in zip(sampled.names, parts[0].T, parts[1].T, strict=True):
        value = distance(one, other)
        low, high = np.quantile([distance(one[up], other[down]) for up, down in drawn], ENDS)
        p = float(ks_2samp(one, other, method="asymp").pvalue)
        more = "high" if np.median(one) > np.median(other) else "low"
        rows.append(("ks", name, value, min(low, value), max(high, value), p, more))
    return pd.DataFrame(rows, columns=["index", "factor", "value", "low", "high", "p", "more"]), at


def distance(one: Array, other: Array) -> float:
    """Return the largest distance between two distributions; as scipy's, without its probabilities."""
    both = np.concatenate((one, other))
    shares = [np.searchsorted(np.sort(part), both, side="right") / len(part) for part in (one, other)]
    return float(np.abs(shares[0] - shares[1]).max())
