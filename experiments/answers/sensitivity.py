"""Sensitivity: which factors of a sweep an output depends on, by whichever method its sample allows."""

from functools import partial

import pandas as pd

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.monthly import Indices, by_month
from tillit.experiments.answers.morris import elementary_effects, screened
from tillit.experiments.answers.morris import indices as screening_indices
from tillit.experiments.answers.quantity import Quantity
from tillit.experiments.answers.regional import ks_rows, parted, usual_threshold
from tillit.experiments.answers.sampled import Sampled
from tillit.experiments.answers.sobol import explained
from tillit.experiments.answers.sobol import indices as variance_indices
from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.samplers import Saltelli, Sampler

METHODS = ("sobol", "morris", "regional")
SAMPLER = {"sobol": "saltelli", "morris": "morris"}
"""Sampler that a method needs; a method that is not here takes any."""
QUICK = 100
"""Resamples for each month of a heat map, which shows no intervals."""


def sensitivity(
    sweep: Sweep,
    quantity: Quantity | None = None,
    *,
    method: str | None = None,
    threshold: float | None = None,
    monthly: bool = False,
    seed: int = 1,
) -> Answer:
    """Return which factors a quantity depends on.

    Parameters
    ----------
    sweep
        The sweep.
    quantity
        The figure of each run; the usual one if left out, see `Quantity.of`.
    method
        ``sobol`` (needs a ``saltelli`` sample), ``morris`` (a ``morris`` one) or
        ``regional`` (takes any); if left out, the one that fits the sample.
    threshold
        What parts much from little, for ``regional``.
    monthly
        Whether to answer for each month.
    seed
        Seed of the resampling behind the intervals.

    Raises
    ------
    RefusedError
        If runs are missing or a figure is not a number, if nothing varies, or
        if the sample does not fit the method.
    """
    if not sweep.design.factors:
        message = "nothing varies in this sweep; give it [[factor]] tables, and run it"
        raise RefusedError(message)
    sampler = sweep.design.sampler
    method = _fitting(method, sampler)
    chosen = quantity or Quantity.of(sweep)
    sampled = Sampled.of(sweep, chosen)
    if monthly:
        indices, index = _indices_of_month(method, sampler)
        return by_month(sampled, chosen.monthly(sweep), indices, index)
    if method == "sobol":
        return explained(sampled, second_order=_second_order(sampler), seed=seed)
    return (
        screened(sampled, seed=seed)
        if method == "morris"
        else parted(sampled, threshold=threshold, seed=seed)
    )


def _fitting(method: str | None, sampler: Sampler) -> str:
    """Return the method, if the sample allows it; the best that it allows if none is named.

    Raises
    ------
    RefusedError
        If there is no such method, or it needs another sample.
    """
    if method is None:
        return next((name for name, kind in SAMPLER.items() if kind == sampler.kind), "regional")
    if method not in METHODS:
        message = f"there is no method {method!r}; methods: {', '.join(METHODS)}"
        raise RefusedError(message)
    kind = SAMPLER.get(method, sampler.kind)
    if kind != sampler.kind:
        message = (
            f"{method} needs points of the sampler {kind!r}, and this sweep's are of {sampler.kind!r}: "
            f"set kind = {kind!r} under [sampler] and run it in a new folder, or ask by 'regional', "
            "which takes any points"
        )
        raise RefusedError(message)
    return method


def _indices_of_month(method: str, sampler: Sampler) -> tuple[Indices, str]:
    """Return what makes the indices of one month, and which of them is shown."""
    if method == "sobol":
        # A sample for second order has rows that the others need not, and SALib must know.
        return partial(variance_indices, second_order=_second_order(sampler), resamples=QUICK), "total"
    return (_morris_of_month, "mu_star") if method == "morris" else (_regional_of_month, "ks")


def _morris_of_month(sampled: Sampled) -> pd.DataFrame:
    """Return the indices of a Morris sample for one month."""
    return screening_indices(sampled.names, elementary_effects(sampled), resamples=QUICK)


def _regional_of_month(sampled: Sampled) -> pd.DataFrame:
    """Return the distances between much and little for one month."""
    much = sampled.means > usual_threshold(sampled.means)
    return ks_rows(sampled, much, 1)


def _second_order(sampler: Sampler) -> bool:
    """Tell whether a sample was made for second order too."""
    return isinstance(sampler, Saltelli) and sampler.second_order
