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
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from numpy.typing import NDArray

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.bars import number
from tillit.experiments.answers.box_figure import draw_boxes
from tillit.experiments.answers.cases import Cases
from tillit.experiments.answers.chance import chance
from tillit.experiments.answers.quantity import Quantity
from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed

if TYPE_CHECKING:
    from tillit.experiments.answers.study import Study

COSTS = ("public_cost", "municipal_cost")
"""Outputs of which the net is asked for if none is named, the better one first."""
ENOUGH = 20
"""Points of interest that a description of a box should rest on."""
QUASI_P = 0.05
"""Quasi-p value above which a limit may be chance."""
COLUMNS = (
    "box",
    "factor",
    "low",
    "high",
    "range_low",
    "range_high",
    "quasi_p",
    "density",
    "coverage",
    "points",
    "of_interest",
)


def prim(
    study: "Study",
    quantity: Quantity | None = None,
    *,
    threshold: float = 0.0,
    density: float = 0.8,
    boxes: int = 2,
) -> Answer:
    """Return the boxes of the factors in which a figure is above a threshold.

    Parameters
    ----------
    study
        The sweep.
    quantity
        The figure; if left out, what the last variant costs all public payers
        over the horizon beyond the first.
    threshold
        Points above it are of interest.
    density
        Share of a box's points that should be of interest, 0 to 1.
    boxes
        Boxes at most.

    Raises
    ------
    RefusedError
        If runs are missing, a figure is not a number, or nothing varies.
    """
    if not study.design.factors:
        message = "nothing varies in this sweep; give it [[factor]] tables, and run it"
        raise RefusedError(message)
    if quantity is None:
        cost = next((name for name in COSTS if name in study.outputs), None)
        if cost is None:
            message = f"name an output: the sweep has neither {' nor '.join(COSTS)}"
            raise RefusedError(message)
        quantity = Quantity.of(study, cost)
    return discover(Cases.of(study, quantity), threshold=threshold, density=density, boxes=boxes)


def discover(cases: Cases, *, threshold: float = 0.0, density: float = 0.8, boxes: int = 2) -> Answer:
    """Return the boxes in which the figure, in the mean over the replications, is above the threshold.

    Returns
    -------
    Answer
        One row a box and restricted factor: its limits and the whole range,
        the larger quasi-p value of the limits, and of the box: density (share
        of its points that are of interest), coverage (share of all points of
        interest that it holds), points, and points of interest.
    """
    above = cases.means > threshold
    if above.all() or not above.any():
        every = "every point" if above.any() else "no point"
        words = f"{cases.label} is above {number(threshold)} in {every} of {len(above):,}: no box to find."
        return Answer(pd.DataFrame(columns=list(COLUMNS)), words, Figure)
    with warnings.catch_warnings():
        # The library tells of packages that other parts of it use, and of what pandas will change.
        warnings.simplefilter("ignore")
        found = found_boxes(cases, above, density, boxes)
    frame = pd.DataFrame([row for box in found for row in box], columns=list(COLUMNS))
    return Answer(
        frame,
        note(cases, above, frame, threshold, density),
        lambda: draw_boxes(cases, above, frame, threshold),
    )


def found_boxes(
    cases: Cases, above: NDArray[np.bool_], density: float, most: int
) -> list[list[dict[str, object]]]:
    """Return the rows of each box that holds more of interest than all points do."""
    module = needed("ema_workbench.analysis.prim")
    # Whole numbers are peeled as others are: of columns of them the library cannot paste back.
    points = pd.DataFrame(cases.points, columns=cases.names)
    peeler = module.Prim(points, above.astype(int), threshold=float(above.mean()))
    found = []
    for turn in range(1, most + 1):
        if not peeler.determine_coi(peeler.yi) or not len(peeler.yi_remaining):
            break
        box = peeler.find_box()
        if box is None or len(box.peeling_trajectory) == 1:
            break
        select(box, density)
        rows = rows_of(cases, box, turn)
        if not rows:
            break
        found.append(rows)
    return found


def select(box: Any, density: float) -> None:  # noqa: ANN401 - EMA Workbench has no types
    """Choose the best box that is dense enough, and drop limits that may be chance."""
    path = box.peeling_trajectory
    dense = path[path["density"] >= density]
    # The harmonic mean of density and coverage: neither a tiny box nor a loose one.
    both = 2.0 * dense["density"] * dense["coverage"] / (dense["density"] + dense["coverage"])
    best = both.idxmax() if len(dense) else path["density"].idxmax()
    box.select(int(best))
    limits, widest = box.box_lims[int(best)].copy(), box.box_lims[0]
    for factor, values in box.qp[int(best)].items():
        for side, value in enumerate(values):
            if value >= QUASI_P:
                limits.loc[side, factor] = widest.loc[side, factor]
    remaining = box.prim.yi_remaining
    points = box.prim.x.loc[remaining]
    inside = ((points >= limits.loc[0]) & (points <= limits.loc[1])).all(axis=1).to_numpy()
    box.update(limits, remaining[inside])


def rows_of(cases: Cases, box: Any, turn: int) -> list[dict[str, object]]:  # noqa: ANN401 - the same
    """Return one row for each factor that the chosen box restricts."""
    at = box._cur_box  # noqa: SLF001 - there is no public name for the box that was chosen
    state, limits = box.peeling_trajectory.iloc[at], box.box_lims[at]
    rows: list[dict[str, object]] = []
    for factor in cases.factors:
        quasi_p = [value for value in box.qp[at].get(factor.name, ()) if value >= 0.0]
        if not quasi_p:
            continue
        ends, first = limits[factor.name].tolist(), box.box_lims[0][factor.name].tolist()
        low = factor.low if ends[0] == first[0] else float(ends[0])
        high = factor.high if ends[1] == first[1] else float(ends[1])
        row = {
            "box": turn,
            "factor": factor.name,
            "low": math.ceil(low) if factor.whole else low,
            "high": math.floor(high) if factor.whole else high,
            "range_low": factor.low,
            "range_high": factor.high,
            "quasi_p": float(max(quasi_p)),
            "density": float(state["density"]),
            "coverage": float(state["coverage"]),
            "points": int(state["n"]),
            "of_interest": int(state["k"]),
        }
        rows.append(row)
    return rows


def note(
    cases: Cases, above: NDArray[np.bool_], frame: pd.DataFrame, threshold: float, density: float
) -> str:
    """Return what the boxes say."""
    count = int(above.sum())
    base = f"{cases.label} is above {number(threshold)} in {count:,} of {len(above):,} points"
    few = (
        f"; {count} are too few to describe a box well: {ENOUGH} or more are needed" if count < ENOUGH else ""
    )
    if frame.empty:
        return f"{base}; no range of the factors sets them apart{few}."
    first = frame[frame["box"] == 1]
    where = " and ".join(limits_in_words(row) for row in first.to_dict("records"))
    box = first.iloc[0]
    if box["density"] < density:
        few = f" (no box reaches the {100.0 * density:.0f} % that were asked for){few}"
    return (
        f"{base}, most of all where {where}: {100.0 * box['density']:.0f} % of the points there, "
        f"which are {100.0 * box['coverage']:.0f} % of all such points{few}; {chance(cases.values).words}."
    )


def limits_in_words(row: dict[Any, Any]) -> str:
    """Return the limits of one factor in words."""
    if row["low"] <= row["range_low"]:
        return f"{row['factor']} ≤ {number(row['high'])}"
    if row["high"] >= row["range_high"]:
        return f"{row['factor']} ≥ {number(row['low'])}"
    return f"{row['factor']} is {number(row['low'])} to {number(row['high'])}"
