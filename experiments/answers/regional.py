"""Regional: which values of the factors go with much of an output, and which with little.

The points are parted in two, where the output is above a threshold and where
it is not. A factor that has to do with it lies elsewhere in one part than in
the other, which the Kolmogorov-Smirnov statistic measures (Monte Carlo
filtering). PAWN asks the same of the whole distribution of the output, slice by
slice of a factor. Both take any sample.

References
----------
A. Saltelli et al., Global Sensitivity Analysis: The Primer (2008), chapter 5.
F. Pianosi, T. Wagener, Distribution-based sensitivity analysis from a generic
input-output sample, Environmental Modelling & Software 108 (2018) 197-207.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import ks_2samp

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.figures import draw_bars, number
from tillit.experiments.answers.sampled import ENDS, Sampled, chance
from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed

RESAMPLES = 200
EACH_SIDE = 0.1
"""Share of the points on either side of 0 from which on the sign parts them, and not the median."""
LEAST = 20
"""Points below which nothing is said."""
SLICES = (10, 8, 5, 4)
"""Slices of a factor for PAWN, the most that the points allow; SALib cannot cut into 6 or 9."""
IN_SLICE = 20
"""Points that a slice should have."""
DUMMIES = 20
"""Columns of pure chance that tell what PAWN says of a factor without any influence."""
SURE = 0.05
"""Probability, over all factors, of naming one that has nothing to do with it."""

Column = NDArray[np.float64]


def parted(sampled: Sampled, *, threshold: float | None = None, seed: int = 1) -> Answer:
    """Return how differently each factor is distributed where there is much and where little.

    What parts much from little is the threshold; if left out, 0 if a tenth of the points lie on either
    side, else the median. RefusedError if there are too few points, or the threshold leaves nothing on one
    side.
    """
    if len(sampled.points) < LEAST:
        raise RefusedError(f"{len(sampled.points)} points are too few to part; sample {LEAST} or more")
    if sampled.alike:
        frame = pd.DataFrame({"index": "ks", "factor": sampled.names, "other": ""}).assign(
            value=0.0, low=0.0, high=0.0, p=1.0, more="", chance=0.0
        )
        return Answer(frame, sampled.nothing, lambda: draw_bars(frame, ("ks",), sampled.nothing, ""))
    at = usual_threshold(sampled.means) if threshold is None else threshold
    much = sampled.means > at
    if not 0 < much.sum() < len(much):
        low, high = sampled.means.min(), sampled.means.max()
        raise RefusedError(f"threshold {at:g}: must lie between {low:g} and {high:g} {sampled.unit}")
    ks = ks_rows(sampled, much, seed)
    frame = pd.concat([ks, _pawn_rows(sampled, seed)], ignore_index=True)
    sure = ks[ks["p"] * len(ks) < SURE].sort_values("value", ascending=False).head(3)
    named = ", ".join(f"{row.factor} ({row.more} values go with more)" for row in sure.itertuples())
    where = f"whether {sampled.label} is above or below {number(at)} {sampled.unit}".rstrip()
    said = f"What tells most {where}: {named}" if named else f"No factor clearly tells {where}"
    title = f"How far apart a factor lies above and below {number(at)}: {sampled.label}"
    line = (float(frame["chance"].max()), "pawn by chance alone")
    return Answer(
        frame,
        f"{said}; {chance(sampled.values).words}.",
        lambda: draw_bars(frame, ("ks", "pawn"), title, "distance, 0 to 1", line=line),
    )


def usual_threshold(means: Column) -> float:
    """Return 0 if both signs are there, else the median."""
    positive = float((means > 0.0).mean())
    return 0.0 if EACH_SIDE <= positive <= 1.0 - EACH_SIDE else float(np.median(means))


def ks_rows(sampled: Sampled, much: NDArray[np.bool_], seed: int) -> pd.DataFrame:
    """Return the distances between the two parts, with intervals and probabilities."""
    rng = np.random.default_rng(seed)
    upper, lower = sampled.points[much], sampled.points[~much]
    chosen = [
        (rng.integers(len(upper), size=len(upper)), rng.integers(len(lower), size=len(lower)))
        for _ in range(RESAMPLES)
    ]
    rows = []
    for turn, name in enumerate(sampled.names):
        one, other = upper[:, turn], lower[:, turn]
        value = distance(one, other)
        low, high = np.quantile([distance(one[up], other[down]) for up, down in chosen], ENDS)
        p = float(ks_2samp(one, other, method="asymp").pvalue)
        more = "high" if np.median(one) > np.median(other) else "low"
        rows.append(("ks", name, "", value, min(low, value), max(high, value), p, more))
    return pd.DataFrame(rows, columns=["index", "factor", "other", "value", "low", "high", "p", "more"])


def distance(one: Column, other: Column) -> float:
    """Return the largest distance between two distributions; as scipy's, without its probabilities."""
    both = np.concatenate((one, other))
    shares = [np.searchsorted(np.sort(part), both, side="right") / len(part) for part in (one, other)]
    return float(np.abs(shares[0] - shares[1]).max())


def _pawn_rows(sampled: Sampled, seed: int) -> pd.DataFrame:
    """Return PAWN's median of each factor, with what chance alone gives."""
    rng = np.random.default_rng(seed)
    count, number = sampled.points.shape
    slices = next((it for it in SLICES if count >= it * IN_SLICE), SLICES[-1])
    points = np.hstack([sampled.points, rng.random((count, DUMMIES))])
    names = [*sampled.names, *(f"chance {turn}" for turn in range(DUMMIES))]
    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0]] * len(names)}
    found = needed("SALib.analyze.pawn").analyze(problem, points, sampled.means, S=slices)["median"]
    found = np.nan_to_num(np.asarray(found, float))  # a factor of one value only
    # One sample gives one figure; what it is short of an interval, the columns of chance tell.
    frame = pd.DataFrame({"index": "pawn", "factor": sampled.names, "other": "", "value": found[:number]})
    return frame.assign(low=frame["value"], high=frame["value"], chance=float(found[number:].max()))
