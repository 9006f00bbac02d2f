"""Discovery: in which boxes of the assumptions an investment does not pay (PRIM).

Among all points, those are of interest in which the figure is above a
threshold: by default those in which what was done costs more over the horizon
than it saves. PRIM peels the ranges of the factors off until most points that
remain are of interest, and says which ranges these are.

References
----------
J. Friedman, N. Fisher, Bump hunting in high-dimensional data, Statistics and
Computing 9 (1999) 123-143. B. Bryant, R. Lempert, Thinking inside the box,
Technological Forecasting and Social Change 77 (2010) 34-49.
"""

import math
import warnings
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from numpy.typing import NDArray

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.figures import BARS, number, scaled, short
from tillit.experiments.answers.quantity import Quantity
from tillit.experiments.answers.sampled import Sampled, chance
from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed

COSTS = ("public_cost", "municipal_cost")
"""Outputs of which the net is asked for if none is named, the better one first."""
ENOUGH = 20
"""Points of interest that a description of a box should rest on."""
QUASI_P = 0.05
"""Quasi-p value above which a limit may be chance."""
CALM = "#b5b5b5"
"""Of points that are of no interest."""
COLUMNS = [
    *("box", "factor", "low", "high", "range_low", "range_high", "quasi_p"),
    *("density", "coverage", "points", "of_interest"),
]


def prim(
    sweep: Sweep,
    quantity: Quantity | None = None,
    *,
    threshold: float = 0.0,
    density: float = 0.8,
    boxes: int = 2,
) -> Answer:
    """Return the boxes of the factors in which a figure is above a threshold, as `discover` has them.

    The figure is, if left out, what the last variant costs all public payers over the horizon beyond the
    first. RefusedError if runs are missing, a figure is not a number, or nothing varies.
    """
    if not sweep.design.factors:
        raise RefusedError("nothing varies in this sweep; give it [[factor]] tables, and run it")
    if quantity is None:
        cost = next((name for name in COSTS if name in sweep.outputs), None)
        if cost is None:
            raise RefusedError(f"name an output: the sweep has neither {' nor '.join(COSTS)}")
        quantity = Quantity.of(sweep, cost)
    return discover(Sampled.of(sweep, quantity), threshold=threshold, density=density, boxes=boxes)


def discover(sampled: Sampled, *, threshold: float = 0.0, density: float = 0.8, boxes: int = 2) -> Answer:
    """Return the boxes in which the figure, in the mean over the replications, is above the threshold.

    `density` is the share of a box's points that should be above it, 0 to 1; `boxes` are so many at most.
    One row a box and restricted factor: its limits and the whole range, the larger quasi-p value of the
    limits, and of the box: density, coverage (share of all points of interest that it holds), points, and
    points of interest.
    """
    above = sampled.means > threshold
    if above.all() or not above.any():
        every = "every point" if above.any() else "no point"
        words = f"{sampled.label} is above {number(threshold)} in {every} of {len(above):,}: no box to find."
        return Answer(pd.DataFrame(columns=COLUMNS), words, Figure)
    with warnings.catch_warnings():
        # The library tells of packages that other parts of it use, and of what pandas will change.
        warnings.simplefilter("ignore")
        found = _found_boxes(sampled, above, density, boxes)
    frame = pd.DataFrame([row for box in found for row in box], columns=COLUMNS)
    return Answer(
        frame,
        _note(sampled, above, frame, threshold, density),
        lambda: _draw(sampled, above, frame, threshold),
    )


def _found_boxes(
    sampled: Sampled, above: NDArray[np.bool_], density: float, most: int
) -> list[list[dict[str, object]]]:
    """Return the rows of each box that holds more of interest than all points do."""
    module = needed("ema_workbench.analysis.prim")
    # Whole numbers are peeled as others are: of columns of them the library cannot paste back.
    points = pd.DataFrame(sampled.points, columns=sampled.names)
    peeler = module.Prim(points, above.astype(int), threshold=float(above.mean()))
    found = []
    for turn in range(1, most + 1):
        if not peeler.determine_coi(peeler.yi) or not len(peeler.yi_remaining):
            break
        box = peeler.find_box()
        if box is None or len(box.peeling_trajectory) == 1:
            break
        _select(box, density)
        rows = _rows_of(sampled, box, turn)
        if not rows:
            break
        found.append(rows)
    return found


def _select(box: Any, density: float) -> None:  # noqa: ANN401 - EMA Workbench has no types
    """Choose the best box that is dense enough, and drop limits that may be chance."""
    path = box.peeling_trajectory
    dense = path[path["density"] >= density]
    # The harmonic mean of density and coverage: neither a tiny box nor a loose one.
    both = 2.0 * dense["density"] * dense["coverage"] / (dense["density"] + dense["coverage"])
    best = both.idxmax() if len(dense) else path["density"].idxmax()
    box.select(int(best))
    limits, widest = box.box_lims[int(best)].copy(), box.box_lims[0]
    for factor, values in box.qp[int(best)].items():
        loose = [side for side, value in enumerate(values) if value >= QUASI_P]
        limits.loc[loose, factor] = widest.loc[loose, factor]
    remaining = box.prim.yi_remaining
    points = box.prim.x.loc[remaining]
    inside = ((points >= limits.loc[0]) & (points <= limits.loc[1])).all(axis=1).to_numpy()
    box.update(limits, remaining[inside])


def _rows_of(sampled: Sampled, box: Any, turn: int) -> list[dict[str, object]]:  # noqa: ANN401 - the same
    """Return one row for each factor that the chosen box restricts."""
    at = box._cur_box  # noqa: SLF001 - there is no public name for the box that was chosen
    state, limits = box.peeling_trajectory.iloc[at], box.box_lims[at]
    rows: list[dict[str, object]] = []
    for factor in sampled.factors:
        quasi_p = [value for value in box.qp[at].get(factor.name, ()) if value >= 0.0]
        if not quasi_p:
            continue
        ends, first = limits[factor.name].tolist(), box.box_lims[0][factor.name].tolist()
        low = factor.low if ends[0] == first[0] else float(ends[0])
        high = factor.high if ends[1] == first[1] else float(ends[1])
        ends = (math.ceil(low), math.floor(high)) if factor.whole else (low, high)
        about = (float(state["density"]), float(state["coverage"]), int(state["n"]), int(state["k"]))
        row = (turn, factor.name, *ends, factor.low, factor.high, float(max(quasi_p)), *about)
        rows.append(dict(zip(COLUMNS, row, strict=True)))
    return rows


def _note(
    sampled: Sampled, above: NDArray[np.bool_], frame: pd.DataFrame, threshold: float, density: float
) -> str:
    count = int(above.sum())
    base = f"{sampled.label} is above {number(threshold)} in {count:,} of {len(above):,} points"
    few = (
        f"; {count} are too few to describe a box well: {ENOUGH} or more are needed" if count < ENOUGH else ""
    )
    if frame.empty:
        return f"{base}; no range of the factors sets them apart{few}."
    first = frame[frame["box"] == 1]
    where = " and ".join(_limits_in_words(row) for row in first.to_dict("records"))
    box = first.iloc[0]
    if box["density"] < density:
        few = f" (no box reaches the {100.0 * density:.0f} % that were asked for){few}"
    return (
        f"{base}, most of all where {where}: {100.0 * box['density']:.0f} % of the points there, "
        f"which are {100.0 * box['coverage']:.0f} % of all such points{few}; {chance(sampled.values).words}."
    )


def _limits_in_words(row: dict[Any, Any]) -> str:
    if row["low"] <= row["range_low"]:
        return f"{row['factor']} ≤ {number(row['high'])}"
    if row["high"] >= row["range_high"]:
        return f"{row['factor']} ≥ {number(row['low'])}"
    return f"{row['factor']} is {number(row['low'])} to {number(row['high'])}"


def _draw(sampled: Sampled, above: NDArray[np.bool_], frame: pd.DataFrame, threshold: float) -> Figure:
    """Return the figure: the points over the two narrowest factors of the first box, and how good it is.

    A box of one factor is shown over the figure itself.
    """
    figure = Figure(figsize=(7.0, 5.2), layout="constrained")
    axes = figure.subplots()
    first = frame[frame["box"] == 1].set_index("factor")
    width = (first["high"] - first["low"]) / (first["range_high"] - first["range_low"])
    names = width.sort_values().index.tolist()[:2] or sampled.names[:1]
    columns = [sampled.points[:, sampled.names.index(name)] for name in names]
    labels = [short(name) for name in names]
    if len(names) == 1:
        scale, unit = scaled(sampled.unit, float(np.abs(sampled.means).max()))
        columns.append(sampled.means * scale)
        labels.append(unit or sampled.label)
    for chosen, colour, label in ((~above, CALM, "not of interest"), (above, BARS[0], "of interest")):
        axes.scatter(columns[0][chosen], columns[1][chosen], s=12, color=colour, label=label, linewidths=0)
    if len(first):
        axes.axvspan(*first.loc[names[0], ["low", "high"]], color=BARS[0], alpha=0.12)
    if len(first) > 1:
        axes.axhspan(*first.loc[names[1], ["low", "high"]], color=BARS[0], alpha=0.12)
    axes.set_xlabel(labels[0])
    axes.set_ylabel(labels[1])
    axes.legend(frameon=False, fontsize=8, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
    axes.spines[["top", "right"]].set_visible(False)
    head = f"Where is {sampled.label} above {number(threshold)}?"
    for row in frame.drop_duplicates("box").to_dict("records"):
        head += (
            f"\nbox {row['box']}: {100 * row['density']:.0f} % of its {row['points']:,} points, "
            f"{100 * row['coverage']:.0f} % of all of interest"
        )
    figure.suptitle(head, fontsize=11, x=0.01, ha="left")
    return figure
