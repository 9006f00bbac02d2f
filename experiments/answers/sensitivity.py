"""Sensitivity: which factors of a sweep an output depends on, by whichever method its sample allows."""

from functools import partial
from typing import TYPE_CHECKING

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.cases import Cases
from tillit.experiments.answers.heat import Indices, by_month
from tillit.experiments.answers.quantity import Quantity
from tillit.experiments.answers.regional import ks_rows, parted, usual_threshold
from tillit.experiments.answers.screening import elementary_effects, screened
from tillit.experiments.answers.screening import indices as screening_indices
from tillit.experiments.answers.variance import explained
from tillit.experiments.answers.variance import indices as variance_indices
from tillit.experiments.refused import RefusedError

if TYPE_CHECKING:
    import pandas as pd

    from tillit.experiments.answers.study import Study
    from tillit.experiments.sweep.samplers import Sampler

METHODS = ("sobol", "morris", "regional")
SAMPLER = {"sobol": "saltelli", "morris": "morris"}
"""Sampler that a method needs; a method that is not here takes any."""
QUICK = 100
"""Resamples for each month of a heat map, which shows no intervals."""


def sensitivity(
    study: "Study",
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
    study
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
    if not study.design.factors:
        message = "nothing varies in this sweep; give it [[factor]] tables, and run it"
        raise RefusedError(message)
    sampler = study.design.sampler
    method = fitting(method, sampler)
    chosen = quantity or Quantity.of(study)
    cases = Cases.of(study, chosen)
    if monthly:
        indices, index = indices_of_month(method, sampler)
        return by_month(cases, chosen.monthly(study), indices, index)
    if method == "sobol":
        return explained(cases, second_order=sampler.second_order, seed=seed)
    return screened(cases, seed=seed) if method == "morris" else parted(cases, threshold=threshold, seed=seed)


def fitting(method: str | None, sampler: "Sampler") -> str:
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


def indices_of_month(method: str, sampler: "Sampler") -> tuple[Indices, str]:
    """Return what makes the indices of one month, and which of them is shown."""
    if method == "sobol":
        # A sample for second order has rows that the others need not, and SALib must know.
        return partial(variance_indices, second_order=sampler.second_order, resamples=QUICK), "total"
    return (morris_of_month, "mu_star") if method == "morris" else (regional_of_month, "ks")


def morris_of_month(cases: Cases) -> "pd.DataFrame":
    """Return the indices of a Morris sample for one month."""
    return screening_indices(cases.names, elementary_effects(cases), resamples=QUICK)


def regional_of_month(cases: Cases) -> "pd.DataFrame":
    """Return the distances between much and little for one month."""
    much = cases.means > usual_threshold(cases.means)
    return ks_rows(cases, much, 1)
