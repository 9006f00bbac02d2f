"""Discovery: in which boxes of the assumptions an investment does not pay (PRIM).

Among all points, those are of interest in which the figure is above a threshold: by default those in which
what was done costs more over the horizon than it saves. PRIM peels the ranges of the factors off until most
points that remain are of interest, and says which ranges these are (Friedman, Fisher, Statistics and
Computing 9 (1999) 123-143; Bryant, Lempert, Technological Forecasting and Social Change 77 (2010) 34-49).
"""

import math
import warnings
from typing import Any

import pandas as pd

from tillit.experiments.answers import Answer
from tillit.experiments.answers.figures import draw_bars
from tillit.experiments.answers.sensitivity import Sampled, sampled
from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.answers.wording import numbers
from tillit.experiments.refused import RefusedError, needed
from tillit.experiments.telling.numbers import percent

COSTS = ("public_cost", "municipal_cost")
"""Outputs of which the net is asked for if none is named, the better one first."""
BOXES, DENSITY, ENOUGH, QUASI_P = 2, 0.8, 20, 0.05
"""Boxes at most, the share of a box's points that should be of interest, how many of these a description
should rest on, and the quasi-p value above which a limit may be chance."""
COLUMNS = [
    *("box", "factor", "low", "high", "range_low", "range_high", "quasi_p"),
    *("density", "coverage", "points", "of_interest"),
]


def cost_of(sweep: Sweep) -> str:
    """Return the output of which the net is asked for if none is named; RefusedError if there is none."""
    if cost := next((name for name in COSTS if name in sweep.outputs), None):
        return cost
    raise RefusedError(f"name an output: the sweep has neither {' nor '.join(COSTS)}")


def prim(of: Sweep | Sampled, threshold: float = 0.0) -> Answer:
    """Return the boxes of the factors in which a figure, in the mean over replications, is above a threshold.

    The figure is, of a sweep, what the last variant costs all public payers over the horizon beyond the
    first. One row a box and restricted factor: its limits and the whole range, the larger quasi-p value of
    the limits, and of the box: density, coverage (share of all points of interest that it holds), points, and
    points of interest. RefusedError as of `sampled`.
    """
    it = of if isinstance(of, Sampled) else sampled(of, cost_of(of))
    above, rows = it.means > threshold, list[tuple[Any, ...]]()
    # Whole numbers are peeled as others are: of columns of them the library cannot paste back.
    points = pd.DataFrame(it.points, columns=it.names)
    with warnings.catch_warnings():
        # The library tells of packages that other parts of it use, and of what pandas will change.
        warnings.simplefilter("ignore")
        prim_of, both = needed("ema_workbench.analysis.prim").Prim, not above.all() and above.any()
        peeler = prim_of(points, above.astype(int), threshold=float(above.mean())) if both else None
        for turn in range(1, BOXES + 1):
            box = peeler.find_box() if peeler else None
            if box is None or len(box.peeling_trajectory) == 1 or not (found := _chosen(it, box)):
                break
            rows += [(turn, *row) for row in found]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    left_out = 1.0 - (frame["high"] - frame["low"]) / (frame["range_high"] - frame["range_low"])
    bars = pd.DataFrame({"index": frame["box"].astype(str), "factor": frame["factor"], "value": left_out})
    what = {"label": it.label, "threshold": it.figure(threshold)}
    title = it.spoken.gettext(
        "Share of its range that the first box leaves out: {label} above {threshold}", **what
    )
    note = _said(it, int(above.sum()), frame, threshold)
    return Answer(frame, note, lambda: draw_bars(bars, "1", title, "", it.spoken))


def _chosen(it: Sampled, box: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - no types
    """Choose the best box that is dense enough, and return a row for each factor that surely restricts it."""
    path, widest = box.peeling_trajectory, box.box_lims[0]
    dense = path[path["density"] >= DENSITY]
    # The harmonic mean of density and coverage: neither a tiny box nor a loose one.
    both = 2.0 * dense["density"] * dense["coverage"] / (dense["density"] + dense["coverage"])
    best = int(both.idxmax() if len(dense) else path["density"].idxmax())
    box.select(best)
    limits = box.box_lims[best].copy()
    for factor, values in box.qp[best].items():
        loose = [side for side, value in enumerate(values) if value >= QUASI_P]  # it may be chance
        limits.loc[loose, factor] = widest.loc[loose, factor]
    points = box.prim.x.loc[box.prim.yi_remaining]
    inside = ((points >= limits.loc[0]) & (points <= limits.loc[1])).all(axis=1).to_numpy()
    box.update(limits, box.prim.yi_remaining[inside])
    state, quasi_p, rows = box.peeling_trajectory.iloc[-1], box.qp[-1], []
    about = (float(state["density"]), float(state["coverage"]), int(state["n"]), int(state["k"]))
    for factor in [factor for factor in it.factors if factor.name in quasi_p]:
        # Where nothing limits it, the widest box ends at the outermost point, and the factor beyond it.
        whole, own = [factor.low, factor.high], limits[factor.name]
        low, high = own.where(own != widest[factor.name], whole)
        ends = (math.ceil(low), math.floor(high)) if factor.whole else (float(low), float(high))
        rows.append((factor.name, *ends, *whole, float(max(quasi_p[factor.name])), *about))
    return rows


def _said(it: Sampled, count: int, frame: pd.DataFrame, threshold: float) -> str:
    gettext, spoken = it.spoken.gettext, it.spoken
    told = {"label": it.label, "threshold": it.figure(threshold)}
    told |= numbers(spoken, all=len(it.means), count=count)
    if count == 0:
        return gettext("{label}: above {threshold} in no point of {all}, so there is no box to find.", **told)
    if count == len(it.means):
        return gettext(
            "{label}: above {threshold} in every point of {all}, so there is no box to find.", **told
        )
    said, few = gettext("{label}: above {threshold} in {count} of {all} points", **told), ""
    if count < ENOUGH:
        few = gettext(
            "; {count} are too few to describe a box well: {enough} or more are needed", enough=ENOUGH, **told
        )
    if frame.empty:
        return f"{said}{gettext('; no range of the factors sets them apart')}{few}."
    rows = frame[frame["box"] == 1].to_dict("records")
    if rows[0]["density"] < DENSITY:
        few = gettext(" (no box reaches {share})", share=percent(DENSITY, spoken)) + few
    limits = []
    for row in rows:
        ends = numbers(spoken, low=row["low"], high=row["high"])
        limits.append(gettext("{factor} is {low} to {high}", factor=it.called([row["factor"]]), **ends))
    told |= {name: percent(rows[0][name], spoken) for name in ("density", "coverage")}
    told["limits"] = gettext(" and ").join(limits)
    most = gettext(
        ", most of all where {limits}: {density} of the points there, and {coverage} of all such points",
        **told,
    )
    return f"{said}{most}{few}; {it.luck()}."
