"""Box figure: where the boxes of scenario discovery lie, and what lies in them."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from tillit.experiments.answers.bars import COLOURS, number, scale_of, short

if TYPE_CHECKING:
    from tillit.experiments.answers.cases import Cases

CALM = "#b5b5b5"


def draw_boxes(cases: "Cases", above: NDArray[np.bool_], frame: pd.DataFrame, threshold: float) -> Figure:
    """Return the figure: the limits of each box, and the points over its two narrowest factors.

    Parameters
    ----------
    cases
        All points.
    above
        Which are of interest, shape (points,).
    frame
        Rows of box and restricted factor.
    threshold
        Above which a point is of interest.
    """
    figure = Figure(figsize=(11.0, 4.8), layout="constrained")
    left, right = figure.subplots(1, 2, width_ratios=(1.1, 1.0))
    draw_limits(left, frame)
    draw_points(right, cases, above, frame)
    figure.suptitle(f"Where is {cases.label} above {number(threshold)}?", fontsize=11, x=0.01, ha="left")
    return figure


def draw_limits(axes: Axes, frame: pd.DataFrame) -> None:
    """Draw how much of each factor's range is in each box."""
    labels = []
    for at, row in enumerate(frame.to_dict("records")):
        span = row["range_high"] - row["range_low"]
        low, high = ((row[end] - row["range_low"]) / span for end in ("low", "high"))
        axes.barh(at, 1.0, 0.28, color="#e6e6e6")
        axes.barh(at, high - low, 0.28, left=low, color=COLOURS[(row["box"] - 1) % len(COLOURS)])
        ends = [number(row[name]) for name in ("low", "high", "range_low", "range_high")]
        words = "{} to {}, of {} to {}".format(*ends)
        axes.text(0.0, at - 0.24, words, fontsize=8, color="#333333", va="bottom")
        labels.append(f"{row['box']}: {short(row['factor'])}")
    axes.set_yticks(range(len(labels)), labels, fontsize=9)
    axes.set_ylim(max(2.0, len(labels)) - 0.4, -0.7)
    axes.set_xticks([])
    heads = [
        f"box {number}: {100 * part['density'].iloc[0]:.0f} % of its {part['points'].iloc[0]:,} points, "
        f"{100 * part['coverage'].iloc[0]:.0f} % of all of interest"
        for number, part in frame.groupby("box")
    ]
    axes.set_title("\n".join(heads) or "no box", loc="left", fontsize=9)
    axes.spines[["top", "right", "bottom", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)


def draw_points(axes: Axes, cases: "Cases", above: NDArray[np.bool_], frame: pd.DataFrame) -> None:
    """Draw the points over the two narrowest factors of the first box; over the figure if it has only one."""
    first = frame[frame["box"] == 1].assign(
        width=lambda it: (it["high"] - it["low"]) / (it["range_high"] - it["range_low"])
    )
    names = first.sort_values("width")["factor"].tolist()[:2] or cases.names[:1]
    columns = [cases.points[:, cases.names.index(name)] for name in names]
    labels = [short(name) for name in names]
    if len(names) == 1:
        scale, unit = scale_of(float(np.abs(cases.means).max()), cases.unit)
        columns.append(cases.means * scale)
        labels.append(unit or cases.label)
    for chosen, colour, label in ((~above, CALM, "not of interest"), (above, COLOURS[0], "of interest")):
        axes.scatter(columns[0][chosen], columns[1][chosen], s=12, color=colour, label=label, linewidths=0)
    limits = first.set_index("factor")
    if len(names) == len(limits.index.intersection(names)) == len(columns):
        (x, y), (right, top) = limits.loc[names, "low"], limits.loc[names, "high"]
        box = Rectangle((x, y), right - x, top - y, fill=False, edgecolor="#222222", linewidth=1.6)
        axes.add_patch(box)
    elif len(limits):
        axes.axvspan(*limits.loc[names[0], ["low", "high"]], color=COLOURS[0], alpha=0.12)
    axes.set_xlabel(labels[0])
    axes.set_ylabel(labels[1])
    axes.legend(frameon=False, fontsize=8, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
    axes.spines[["top", "right"]].set_visible(False)
