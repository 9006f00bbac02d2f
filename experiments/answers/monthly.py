"""Monthly: when does which factor matter, month by month."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from numpy.typing import NDArray

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.figures import MOST, scaled, short
from tillit.experiments.answers.sampled import Sampled
from tillit.experiments.frames import YEAR

Indices = Callable[[Sampled], pd.DataFrame]
"""Makes rows of index, factor and value of the sampled of one month."""

NAMES = {
    "total": "share of variance, total",
    "mu_star": "mean size of the change",
    "ks": "distance, much to little",
}
"""Indices that are shown by month, and what they are."""


def by_month(sampled: Sampled, monthly: NDArray[np.float64], indices: Indices, index: str) -> Answer:
    """Return one index of each factor in each month.

    Parameters
    ----------
    sampled
        The sampled, for their factors and points.
    monthly
        Figures of each month, shape (points, replications, months).
    indices
        What makes the indices of one month.
    index
        The one that is kept.

    Returns
    -------
    Answer
        Columns month, index, factor, value, low, high, spread: the standard
        deviation between the points. Months in which all points give the same
        are left out.
    """
    parts = []
    for month in range(monthly.shape[-1]):
        here = sampled.with_values(monthly[..., month])
        if here.alike:
            continue
        rows = indices(here)
        kept = rows[rows["index"] == index]
        spread = float(here.means.std(ddof=1))
        parts.append(kept.assign(month=month + 1, spread=spread))
    if not parts:
        empty = pd.DataFrame(columns=["month", "index", "factor", "value", "low", "high", "spread"])
        return Answer(empty, sampled.nothing, Figure)
    frame = pd.concat(parts, ignore_index=True)
    frame = frame[["month", "index", "factor", "value", "low", "high", "spread"]]
    return Answer(frame, _note(sampled, frame), lambda: _draw_heat(sampled, frame, index))


def _note(sampled: Sampled, frame: pd.DataFrame) -> str:
    """Return which factor leads when."""
    led = frame.loc[frame.groupby("month")["value"].idxmax(), ["month", "factor"]]
    months = led.groupby("factor")["month"].agg(["count", "min", "max"]).sort_values("count", ascending=False)
    parts = [
        f"{name} in {int(row['count'])} months (from month {int(row['min'])} to {int(row['max'])})"
        for name, row in months.head(3).iterrows()
    ]
    return f"What matters most for {sampled.label}, month by month: {', '.join(parts)}."


def _draw_heat(sampled: Sampled, frame: pd.DataFrame, index: str) -> Figure:
    """Return the heat map, with the spread between the points above it."""
    table = frame.pivot_table(index="factor", columns="month", values="value", aggfunc="first")
    table = table.reindex(columns=range(1, int(frame["month"].max()) + 1))
    table = table.loc[table.mean(axis=1).sort_values(ascending=False).index].head(MOST)
    figure = Figure(figsize=(9.0, 2.6 + 0.3 * len(table)), layout="constrained")
    above, axes = figure.subplots(
        2, 1, sharex=True, gridspec_kw={"height_ratios": [1.2, 1.0 + 0.3 * len(table)]}
    )
    years = np.arange(len(table.columns) + 1) / YEAR
    spread = frame.groupby("month")["spread"].first().reindex(table.columns).to_numpy()
    scale, unit = scaled(sampled.unit, float(np.nanmax(spread)))
    above.plot(years[1:], spread * scale, color="#7a7a7a", linewidth=1.6)
    above.set_ylim(bottom=0.0)
    above.set_title(f"How much the points differ (standard deviation), {unit}", loc="left", fontsize=9)
    above.spines[["top", "right"]].set_visible(False)
    edges = np.arange(len(table) + 1) - 0.5
    mesh = axes.pcolormesh(years, edges, np.ma.masked_invalid(table.to_numpy()), cmap="viridis", vmin=0.0)
    axes.set_facecolor("#dddddd")
    axes.set_yticks(np.arange(len(table)), [short(name) for name in table.index], fontsize=9)
    axes.invert_yaxis()
    axes.set_xlabel("years from the start")
    figure.colorbar(mesh, ax=axes, label=NAMES.get(index, index), pad=0.01)
    figure.suptitle(f"When which factor matters: {sampled.label}", fontsize=11, x=0.01, ha="left")
    return figure
