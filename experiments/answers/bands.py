"""Bands: between which figures an output lies, month by month."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.figures import (
    COLOURS,
    caption,
    headline,
    label_of,
    legend_below,
    number,
    panels,
    scaled,
)
from tillit.experiments.answers.sweep import Array, Sweep
from tillit.experiments.comparison.statistics import YEAR

QUANTILES = {"q5": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}
FEW = 3
"""Groups that are drawn with all their bands, and named in the sentence; of more only with the outermost."""


def bands(sweep: Sweep, output: str) -> Answer:
    """Return quantiles of an output over all runs of each town and variant, month by month.

    The frame has the columns town, variant, month, runs, q5, q25, q50, q75 and q95. RefusedError if runs are
    not there or not numbers, or nothing says what the money of one town buys in another.
    """
    figures, unit, told = sweep.converted(output)
    found: dict[str, Array] = {}
    parts, said = [], []
    groups = sweep.rows[["town", "variant"]].drop_duplicates()
    for town, variant in groups.itertuples(index=False, name=None):
        rows = ((sweep.rows["town"] == town) & (sweep.rows["variant"] == variant)).to_numpy()
        runs = figures[rows].reshape(-1, sweep.months)
        values = np.quantile(runs, list(QUANTILES.values()), axis=0)
        part = pd.DataFrame({"town": town, "variant": variant, "month": np.arange(1, sweep.months + 1)})
        parts.append(part.assign(runs=len(runs), **dict(zip(QUANTILES, values, strict=True))))
        label = variant if len(sweep.design.towns) == 1 else f"{town}, {variant}"
        found[label.replace("_", " ")] = values
        low, *_, middle, _, high = values[:, -1]
        said.append(f"{label} {number(middle)} ({number(low)} to {number(high)})")
    about = f"median and 90 % of the runs: {'; '.join(said[:FEW])}"
    note = f"{output} in month {sweep.months}, {unit}, {about}{'; …' * (len(said) > FEW)}.{told}"
    return Answer(pd.concat(parts, ignore_index=True), note, lambda: _drawn(sweep, output, unit, found))


def _drawn(sweep: Sweep, output: str, unit: str, found: dict[str, Array]) -> Figure:
    """Return the figure: the median as a line, the other quantiles as bands around it."""
    figure, (axes,) = panels(1)
    factor, unit = scaled(unit)
    years = np.arange(1, sweep.months + 1) / YEAR
    for (label, values), colour in zip(found.items(), COLOURS, strict=False):
        outer, inner, middle, *others = values * factor
        axes.fill_between(years, outer, others[-1], color=colour, alpha=0.16, linewidth=0.0)
        if len(found) <= FEW:
            axes.fill_between(years, inner, others[0], color=colour, alpha=0.16, linewidth=0.0)
        axes.plot(years, middle, color=colour, linewidth=1.8, label=label)
    shares = "50 % and 90 %" if len(found) <= FEW else "90 %"
    caption(axes, f"{label_of(output)}, {unit}: median, and {shares} of the runs")
    axes.set_xlabel("years from the start")
    axes.set_xlim(0.0, sweep.months / YEAR)
    if all((values[0] >= 0.0).all() for values in found.values()):
        axes.set_ylim(bottom=0.0)
    legend_below(figure, axes)
    rest = f"; the first {len(COLOURS)} of {len(found):,} groups" if len(found) > len(COLOURS) else ""
    headline(figure, sweep.design.title, f"{sweep.design.runs:,} runs{rest}")
    return figure
