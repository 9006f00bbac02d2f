"""Ranking: which assumptions a town's effect depends on most, all of them varied together."""

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.answers.indices import elementary_effects, morris, sobol
from tillit.experiments.answers.sampled import Sampled
from tillit.experiments.answers.sweep import SUM, Sweep
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.design import Design

RANKED_BY = {"morris": "mu_star", "sobol": "total"}
"""Index by which the assumptions are ranked, for each method."""
LEAST = 2
"""Trajectories in which an assumption must have been moved to say anything of it."""

Array = NDArray[np.float64]


def effects_of(folder: Path, output: str) -> Array:
    """Return what the last variant has of an output beyond the first, over the horizon.

    Shape (points, replications); NaN where a run failed or gave no number.
    """
    sweep = Sweep(folder)
    figures = sweep.array(output, SUM, gaps=True)
    by_variant = figures.reshape(len(sweep.design.points), len(sweep.design.variants), -1)
    effects: Array = by_variant[:, -1] - by_variant[:, 0]
    return np.where(np.isfinite(effects), effects, np.nan)


def ranked(design: Design, output: str, effects: Array) -> pd.DataFrame:
    """Return every index of every assumption: output, index, factor, value, low, high.

    `effects` are of shape (points, replications), NaN for runs that failed. RefusedError if so many failed
    that nothing can be said.
    """
    whole: NDArray[np.bool_] = np.asarray(np.isfinite(effects).all(axis=1))
    if not whole.any():
        raise RefusedError(f"{output}: no point of the sample has all its runs; look at why they failed")
    cases = Sampled(
        design.factors, design.points.to_numpy(float), np.where(whole[:, None], effects, 0.0), output
    )
    if design.sampler.kind == "saltelli":
        if not whole.all():
            raise RefusedError(
                f"{(~whole).sum():,} of {len(whole):,} points have runs that failed, and Sobol's indices "
                "need every one: ask by morris, which can leave them out"
            )
        frame = sobol(cases)
    else:
        steps = elementary_effects(cases, np.where(whole, cases.means, np.nan))
        frame = morris(cases.names, steps)
        few = np.array(cases.names)[np.isfinite(steps).sum(axis=0) < LEAST]
        frame.loc[frame["factor"].isin(few), ["value", "low", "high"]] = np.nan
    frame["factor"] = frame["factor"].str.removeprefix("parameters.")
    frame.insert(0, "output", output)
    return frame.drop(columns="other")
