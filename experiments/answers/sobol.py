"""Variance: what share of an output's variance each factor explains (Sobol's indices).

References
----------
A. Saltelli et al., Variance based sensitivity analysis of model output,
Computer Physics Communications 181 (2010) 259-270.
"""

import warnings
from typing import Any

import pandas as pd

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.figures import draw_bars
from tillit.experiments.answers.sampled import LEVEL, Sampled, chance
from tillit.experiments.research import needed

LOOSE = 0.1
"""Half width of a total index's interval above which more points are advised."""


def explained(sampled: Sampled, *, second_order: bool = False, seed: int = 1) -> Answer:
    """Return first and total order indices, with 90 % intervals, and second order if the sample has it.

    The sample is a Saltelli one in its order; the `seed` of resampling is 1 or more: SALib takes 0 for none.
    """
    frame = indices(sampled, second_order=second_order, seed=seed)
    title = f"Share of the variance explained: {sampled.label}"
    return Answer(frame, _note(sampled, frame), lambda: draw_bars(frame, ("total", "first"), title, "share"))


def indices(
    sampled: Sampled, *, second_order: bool = False, seed: int = 1, resamples: int = 500
) -> pd.DataFrame:
    """Return the indices as one row each: index, factor, other, value, low, high."""
    names = sampled.names
    found: Any = None
    if not sampled.alike:
        with warnings.catch_warnings():
            # A resample that is constant explains nothing, and says so at length.
            warnings.simplefilter("ignore")
            found = needed("SALib.analyze.sobol").analyze(
                sampled.problem,
                sampled.means,
                calc_second_order=second_order,
                num_resamples=resamples,
                conf_level=LEVEL,
                seed=max(1, seed),
            )
    asked: list[tuple[str, str, Any, str, str]] = [
        (index, key, at, name, "")
        for index, key in (("total", "ST"), ("first", "S1"))
        for at, name in enumerate(names)
    ]
    if second_order:
        asked += [("second", "S2", (j, k), names[j], names[k]) for k in range(len(names)) for j in range(k)]
    rows = []
    for index, key, at, factor, other in asked:
        # Nothing explains what is the same everywhere.
        value, half = (0.0, 0.0) if found is None else (float(found[it][at]) for it in (key, f"{key}_conf"))
        rows.append((index, factor, other, value, value - half, value + half))
    return pd.DataFrame(rows, columns=["index", "factor", "other", "value", "low", "high"])


def _note(sampled: Sampled, frame: pd.DataFrame) -> str:
    if sampled.alike:
        return sampled.nothing
    total = frame[frame["index"] == "total"].sort_values("value", ascending=False)
    first = frame[frame["index"] == "first"].set_index("factor")["value"]
    pairs = frame[(frame["index"] == "second") & (frame["low"] > 0.0)].sort_values("value").tail(1)
    strongest = "".join(
        f", most of it of {it['factor']} with {it['other']} ({100.0 * it['value']:.0f} %)"
        for it in pairs.to_dict("records")
    )
    top = total.iloc[0]
    alone = 100.0 * float(first[top["factor"]])
    together = 100.0 * max(0.0, 1.0 - float(first.sum()))
    loose = float((total["high"] - total["value"]).max()) > LOOSE
    return (
        f"{top['factor']} matters most for {sampled.label}: it explains {alone:.0f} % of the variance alone, "
        f"and {100.0 * top['value']:.0f} % with its interplay; {together:.0f} % of all variance is interplay "
        f"of factors{strongest}; {chance(sampled.values).words}"
        f"{'; the intervals are wide: use a larger sample' if loose else ''}."
    )
