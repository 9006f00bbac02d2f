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
from tillit.experiments.answers.figures import COLOURS, caption, headline, number, panels, scaled, short
from tillit.experiments.answers.sampled import Quantity, Sampled
from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.refused import RefusedError
from tillit.experiments.research import needed

Booleans = NDArray[np.bool_]
COSTS = ("public_cost", "municipal_cost")
"""Outputs of which the net is asked for if none is named, the better one first."""
BOXES, DENSITY = 2, 0.8
"""Boxes at most, and the share of a box's points that should be of interest."""
ENOUGH = 20
"""Points of interest that a description of a box should rest on."""
QUASI_P = 0.05
"""Quasi-p value above which a limit may be chance."""
COLUMNS = [
    *("box", "factor", "low", "high", "range_low", "range_high", "quasi_p"),
    *("density", "coverage", "points", "of_interest"),
]


def prim(sweep: Sweep, quantity: Quantity | None = None, *, threshold: float = 0.0) -> Answer:
    """Return the boxes of the factors in which a figure is above a threshold, as `discover` has them.

    The figure is, if left out, what the last variant costs all public payers over the horizon beyond the
    first. RefusedError if runs are missing, a figure is not a number, or nothing varies.
    """
    return discover((quantity or Quantity(sweep, cost_of(sweep))).sampled(), threshold)


def cost_of(sweep: Sweep) -> str:
    """Return the output of which the net is asked for if none is named; RefusedError if there is none."""
    if cost := next((name for name in COSTS if name in sweep.outputs), None):
        return cost
    raise RefusedError(f"name an output: the sweep has neither {' nor '.join(COSTS)}")


def discover(sampled: Sampled, threshold: float = 0.0) -> Answer:
    """Return the boxes in which the figure, in the mean over the replications, is above the threshold.

    One row a box and restricted factor: its limits and the whole range, the larger quasi-p value of the
    limits, and of the box: density, coverage (share of all points of interest that it holds), points, and
    points of interest.
    """
    above = sampled.means > threshold
    if above.all() or not above.any():
        every = "every point" if above.any() else "no point"
        words = f"{sampled.label} is above {number(threshold)} in {every} of {len(above):,}: no box to find."
        return Answer(pd.DataFrame(columns=COLUMNS), words, Figure)
    # Whole numbers are peeled as others are: of columns of them the library cannot paste back.
    points = pd.DataFrame(sampled.points, columns=sampled.names)
    rows: list[tuple[Any, ...]] = []
    with warnings.catch_warnings():
        # The library tells of packages that other parts of it use, and of what pandas will change.
        warnings.simplefilter("ignore")
        prim_of = needed("ema_workbench.analysis.prim").Prim
        peeler = prim_of(points, above.astype(int), threshold=float(above.mean()))
        for turn in range(1, BOXES + 1):
            box = peeler.find_box()
            if box is None or len(box.peeling_trajectory) == 1:
                break
            found = _chosen(sampled, box)
            if not found:
                break
            rows += [(turn, *row) for row in found]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    note = _said(sampled, above, frame, threshold)
    return Answer(frame, note, lambda: _drawn(sampled, above, frame, threshold))


def _chosen(sampled: Sampled, box: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - no types
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
    for it in sampled.factors:
        if it.name in quasi_p:
            # Where nothing limits it, the widest box ends at the outermost point, and the factor beyond it.
            low, high = limits[it.name].where(limits[it.name] != widest[it.name], [it.low, it.high])
            ends = (math.ceil(low), math.floor(high)) if it.whole else (float(low), float(high))
            rows.append((it.name, *ends, it.low, it.high, float(max(quasi_p[it.name])), *about))
    return rows


def _said(sampled: Sampled, above: Booleans, frame: pd.DataFrame, threshold: float) -> str:
    count, few = int(above.sum()), ""
    if count < ENOUGH:
        few = f"; {count} are too few to describe a box well: {ENOUGH} or more are needed"
    base = f"{sampled.label} is above {number(threshold)} in {count:,} of {len(above):,} points"
    if frame.empty:
        return f"{base}; no range of the factors sets them apart{few}."
    rows = frame[frame["box"] == 1].to_dict("records")
    limits = [f"{it['factor']} is {number(it['low'])} to {number(it['high'])}" for it in rows]
    if rows[0]["density"] < DENSITY:
        few = f" (no box reaches {100.0 * DENSITY:.0f} %){few}"
    return (
        f"{base}, most of all where {' and '.join(limits)}: {100.0 * rows[0]['density']:.0f} % of the points "
        f"there, which are {100.0 * rows[0]['coverage']:.0f} % of all such points{few}; {sampled.luck()}."
    )


def _drawn(sampled: Sampled, above: Booleans, frame: pd.DataFrame, threshold: float) -> Figure:
    """Return the figure: the points over the two narrowest factors of the first box, and how good it is.

    A box of one factor is shown over the figure itself.
    """
    figure, (axes,) = panels(1)
    first = frame[frame["box"] == 1].set_index("factor")
    width = (first["high"] - first["low"]) / (first["range_high"] - first["range_low"])
    names = width.sort_values().index.tolist()[:2] or sampled.names[:1]
    x, y = (sampled.points[:, sampled.names.index(name)] for name in (names[0], names[-1]))
    axes.set_xlabel(short(names[0]))
    axes.set_ylabel(short(names[-1]))
    if len(names) == 1:
        scale, unit = scaled(sampled.unit, float(np.abs(sampled.means).max()))
        y = sampled.means * scale
        axes.set_ylabel(unit or sampled.label)
    for chosen, colour, label in ((~above, "#b5b5b5", "not of interest"), (above, COLOURS[1], "of interest")):
        axes.scatter(x[chosen], y[chosen], s=12, color=colour, label=label, linewidths=0)
    for name in first.index.intersection(names):
        span = axes.axvspan if name == names[0] else axes.axhspan
        span(*first.loc[name, ["low", "high"]], color=COLOURS[1], alpha=0.12)
    axes.legend(frameon=False)
    boxes = [
        f"box {it['box']}: {100 * it['density']:.0f} % of its {it['points']:,} points, "
        f"{100 * it['coverage']:.0f} % of all of interest"
        for it in frame.drop_duplicates("box").to_dict("records")
    ]
    headline(figure, f"Where is {sampled.label} above {number(threshold)}?", *boxes)
    caption(axes, "")
    return figure
