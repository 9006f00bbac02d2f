"""Verdicts: whether what the model gives is what was said."""

import numpy as np

from tillit.model.scenarios.claim import Claim

ROUNDING = 0.1
"""What an account may have rounded away, as a share of its figure."""
NEAR = 0.5
"""How far from the figure the median may lie, as a share of it: then it is nearer to the figure than to no
effect, and than to twice the effect."""
UNCHANGED = 10.0
"""Percent within which the whole interval must lie if something is said not to have changed."""

MET, NOT_MET, WRONG, NOT_COUNTED = "met", "not met", "wrong direction", "not counted"


def outcome_of(claim: Claim, low: float, median: float, high: float) -> str:
    """Return whether figures of the claim's own unit meet it.

    The whole 90 % interval must lie on the claimed side of no effect; if all of
    it lies on the other side, the direction is wrong. Then

    - *about* a figure: the interval holds it, or the median is within a tenth of
      it; the median is nearer to it than to no effect or to twice the effect;
      and the interval is no wider than the effect is large, since what would
      agree with nearly anything agrees with nothing;
    - *at most*, *at least*: the whole interval keeps to it, a tenth more or less;
    - *unchanged*: the whole interval lies within a tenth of the other world's figure.

    Effects of ratios are their logarithms, so that ten times and a tenth are alike.

    A level has no side of no effect, and so no wrong direction. The rules for
    figures hold for it as they are, with nothing at all in the place of no
    effect: about 107 is met by a median from 54 to 160, if the interval is no
    wider than 107 and holds 107, or the median lies between 96 and 118.
    """
    if claim.direction == "unchanged":
        return MET if max(-low, high) <= UNCHANGED else NOT_MET
    low, median, high = (effect(claim, it) for it in (low, median, high))
    figure = None if claim.figure is None else effect(claim, claim.figure)
    if not claim.is_level:
        falls = claim.direction == "falls" or (claim.direction is None and (figure or 0.0) < 0.0)
        if low > 0.0 if falls else high < 0.0:
            return WRONG
        if not (high < 0.0 if falls else low > 0.0):
            return NOT_MET
    if figure is None or agrees(claim, figure, low, median, high):
        return MET
    return NOT_MET


def effect(claim: Claim, value: float) -> float:
    """Return a figure as its distance from no effect."""
    if claim.unit != "ratio":
        return value
    return float(np.log(value)) if value > 0.0 else -np.inf


def agrees(claim: Claim, figure: float, low: float, median: float, high: float) -> bool:
    """Tell whether effects, or levels, agree with the size of the one that was said."""
    slack = float(np.log1p(ROUNDING)) if claim.unit == "ratio" else ROUNDING * abs(figure)
    if claim.reading == "at most":
        return high <= figure + slack
    if claim.reading == "at least":
        return low >= figure - slack
    held = low <= figure <= high or abs(median - figure) <= slack
    near = abs(median - figure) <= NEAR * abs(figure)
    return held and near and high - low <= abs(figure)
