"""Findings: what a fit says, as tidy tables."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from tillit.experiments.calibration.calibrating import Fit
from tillit.experiments.calibration.implausibility import PLAUSIBLE, Aim
from tillit.experiments.calibration.stages import Evaluated
from tillit.experiments.comparison.statistics import QUANTILES

MET = 2.0
"""Standard deviations within which a target counts as met."""
UNKNOWN = 0.8
"""Share of the range's width from which the data tell next to nothing."""
TIED = 0.5
"""Rank correlation from which two parameters are told apart badly."""
LEAST_KEPT = 10
"""Vectors that are kept of every explanation, plausible or not."""
WITHIN = QUANTILES[-1] - QUANTILES[0]


def fit_table(fit: Fit) -> pd.DataFrame:
    """Return one row for each target: what was said, and what the model gives.

    `low` and `high` hold 90 % of the posterior's draws, each run in the model itself.
    """
    noise = np.median(fit.every.only(fit.every.usable).noise, axis=0)
    low, median, high = np.quantile(fit.sample.only(fit.sample.usable).mean, QUANTILES, axis=0)
    distance = np.abs(median - fit.aim.figures) / np.sqrt(fit.aim.tolerances**2 + noise)
    said = pd.DataFrame([it.model_dump(include={"name", "label", "unit", "source"}) for it in fit.targets])
    return (
        said[["name", "label", "unit"]]
        .assign(
            said=fit.aim.figures,
            tolerance=fit.aim.tolerances,
            now=fit.default.mean[0],
            best=fit.every.mean[fit.best],
            median=median,
            low=low,
            high=high,
            implausibility=distance,
            met=distance < MET,
            source=said["source"],
            grade=[str(it.grade) for it in fit.targets],
        )
        .rename(columns={"name": "target"})
    )


def parameter_table(fit: Fit) -> pd.DataFrame:
    """Return prior against posterior, one row for each free parameter: its range, and what is left of it.

    Beforehand every value of the range is equally likely, or every ratio of one that is logarithmic.
    `width` is the posterior's 90 % interval over the prior's; `identified` tells whether the data narrow it.
    """
    space = fit.space
    frame = pd.DataFrame(
        {
            "parameter": space.names,
            "unit": [it.unit for it in space.parameters],
            "low": [it.low for it in space.parameters],
            "high": [it.high for it in space.parameters],
            "now": [it.default for it in space.parameters],
            "best": fit.every.vectors[fit.best],
        }
    )
    q05, median, q95 = np.quantile(fit.draws, QUANTILES, axis=0)
    least, _, most = np.quantile(space.cube(fit.draws), QUANTILES, axis=0)
    width = (most - least) / WITHIN
    before = space.values(np.repeat([[QUANTILES[0]], [QUANTILES[-1]]], len(space), axis=1))
    return frame.assign(
        prior05=before[0],
        prior95=before[1],
        median=median,
        q05=q05,
        q95=q95,
        width=width,
        identified=width < UNKNOWN,
    )


def tied_pairs(fit: Fit) -> pd.DataFrame:
    """Return the pairs of parameters of which the data know a combination better than either."""
    columns = ["parameter", "with", "correlation"]
    if len(fit.space) < 2:  # noqa: PLR2004 - a pair
        return pd.DataFrame(columns=columns)
    ranks = pd.DataFrame(fit.draws, columns=fit.space.names).corr(method="spearman").to_numpy()
    one, other = np.triu_indices(len(ranks), 1)
    names = np.array(fit.space.names)
    pairs = pd.DataFrame(
        zip(names[one], names[other], np.nan_to_num(ranks[one, other]), strict=True), columns=columns
    )
    tied = pairs[pairs["correlation"].abs() >= TIED]
    return tied.sort_values("correlation", key=lambda it: -it.abs(), kind="stable", ignore_index=True)


def plausible_vectors(fit: Fit) -> pd.DataFrame:
    """Return the draws that the model itself does not rule out: values, figures, largest implausibility.

    Where there are too few, all that was run is looked through for the nearest; see `kept_of`.
    """
    names = [it.name for it in fit.targets]
    every = vector_table(fit.every, fit.space.names, names, fit.aim)
    return kept_of(vector_table(fit.sample, fit.space.names, names, fit.aim), every, fit.aim)


def kept_of(drawn: pd.DataFrame, every: pd.DataFrame, aim: Aim, enough: int = LEAST_KEPT) -> pd.DataFrame:
    """Return the drawn vectors that are plausible; the nearest of all that were run if they are not enough.

    An explanation that the targets rule out has a set as well, so that it can be compared: the values
    with which it comes nearest. The column `implausibility` tells that they are ruled out.
    """
    kept = drawn[drawn["implausibility"] < PLAUSIBLE]
    if len(kept) < enough:
        figures = every.filter(like="target.").to_numpy(dtype=float)
        squares = (((figures - aim.figures) / aim.tolerances) ** 2).sum(axis=1)
        usable = np.isfinite(squares) & np.isfinite(every["implausibility"].to_numpy())
        order = np.argsort(np.where(usable, squares, np.inf), kind="stable")[: min(LEAST_KEPT, usable.sum())]
        kept = every.iloc[order]
    return kept.reset_index(drop=True)


def vector_table(found: Evaluated, parameters: list[str], targets: Sequence[str], aim: Aim) -> pd.DataFrame:
    """Return what was run as a table: values, figures, largest implausibility."""
    values = pd.DataFrame(found.vectors, columns=parameters)
    figures = pd.DataFrame(found.mean, columns=[f"target.{name}" for name in targets])
    worst = aim.run(found).max(axis=1)
    return pd.concat([values, figures], axis=1).assign(implausibility=worst)
