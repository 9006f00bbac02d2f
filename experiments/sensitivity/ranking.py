"""Ranking: which assumptions a town's effect depends on most, all of them varied together."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.answers.morris import elementary_effects, indices
from tillit.experiments.answers.sampled import Sampled
from tillit.experiments.answers.sobol import indices as variance_indices
from tillit.experiments.refused import RefusedError
from tillit.experiments.sensitivity.effects import Figures
from tillit.experiments.sweep.design import Design

RANKED_BY = {"morris": "mu_star", "sobol": "total"}
"""Index by which the assumptions are ranked, for each method."""
LEAST = 2
"""Trajectories in which an assumption must have been moved to say anything of it."""


def ranked(design: Design, output: str, effects: Figures) -> pd.DataFrame:
    """Return every index of every assumption: output, index, factor, value, low, high.

    Parameters
    ----------
    design
        The sweep of all assumptions together.
    output
        What the effect is on.
    effects
        Effects, shape (points, replications); NaN for runs that failed.

    Raises
    ------
    RefusedError
        If so many runs failed that nothing can be said.
    """
    points = design.points.to_numpy(float)
    whole: NDArray[np.bool_] = np.asarray(np.isfinite(effects).all(axis=1))
    if not whole.any():
        message = f"{output}: no point of the sample has all its runs; look at why they failed"
        raise RefusedError(message)
    cases = Sampled(design.factors, points, np.where(whole[:, None], effects, 0.0), output)
    if design.sampler.kind == "saltelli":
        if not whole.all():
            message = (
                f"{(~whole).sum():,} of {len(whole):,} points have runs that failed, and Sobol's indices "
                "need every one: ask by morris, which can leave them out"
            )
            raise RefusedError(message)
        frame = variance_indices(cases)
    else:
        steps = elementary_effects(cases, np.where(whole, cases.means, np.nan))
        frame = indices(cases.names, steps)
        few = np.isfinite(steps).sum(axis=0) < LEAST
        frame.loc[frame["factor"].isin(np.array(cases.names)[few]), ["value", "low", "high"]] = np.nan
    frame["factor"] = frame["factor"].str.removeprefix("parameters.")
    frame.insert(0, "output", output)
    return frame.drop(columns="other")


def other_sign(effects: Figures, sign: float) -> float:
    """Return the share of the points in which the mean effect has another sign."""
    means = effects.mean(axis=1)
    means = means[np.isfinite(means)]
    return float((means * sign < 0.0).mean()) if len(means) else np.nan
