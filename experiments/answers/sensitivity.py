"""Sensitivity: which factors a sweep's output depends on, and when, by whichever method its sample allows."""

from dataclasses import replace

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.figures import MOST, scaled, short
from tillit.experiments.answers.morris import elementary_effects, screened
from tillit.experiments.answers.morris import indices as screening_indices
from tillit.experiments.answers.quantity import Quantity
from tillit.experiments.answers.reading import Array
from tillit.experiments.answers.regional import ks_rows, parted, usual_threshold
from tillit.experiments.answers.sampled import Sampled
from tillit.experiments.answers.sobol import explained
from tillit.experiments.answers.sobol import indices as variance_indices
from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.comparison.statistics import YEAR
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.samplers import Saltelli, Sampler

SHOWN = {
    "sobol": ("total", "share of variance, total"),
    "morris": ("mu_star", "mean size of the change"),
    "regional": ("ks", "distance, much to little"),
}
"""The index of each method that is shown by month, and what it is."""
SAMPLER = {"sobol": "saltelli", "morris": "morris"}
"""Sampler that a method needs; a method that is not here takes any."""
QUICK = 100
"""Resamples for each month of a heat map, which shows no intervals."""
COLUMNS = ["month", "index", "factor", "value", "low", "high", "spread"]
"""Of the indices by month; spread is the standard deviation between the points."""


def _by_month(sampled: Sampled, monthly: Array, method: str, *, second_order: bool) -> Answer:
    """Return one index of each factor in each month, shape of the figures (points, replications, months).

    Months in which all points give the same are left out.
    """
    index, name = SHOWN[method]
    parts = []
    for month in range(monthly.shape[-1]):
        here = replace(sampled, values=monthly[..., month])
        if here.alike:
            continue
        if method == "sobol":
            # A sample for second order has rows that the others need not, and SALib must know.
            rows = variance_indices(here, second_order=second_order, resamples=QUICK)
        elif method == "morris":
            rows = screening_indices(here.names, elementary_effects(here), resamples=QUICK)
        else:
            rows = ks_rows(here, here.means > usual_threshold(here.means), 1)
        parts.append(rows[rows["index"] == index].assign(month=month + 1, spread=here.means.std(ddof=1)))
    if not parts:
        return Answer(pd.DataFrame(columns=COLUMNS), sampled.nothing, Figure)
    frame = pd.concat(parts, ignore_index=True)[COLUMNS]
    return Answer(frame, _note(sampled, frame), lambda: _draw_heat(sampled, frame, name))


def _note(sampled: Sampled, frame: pd.DataFrame) -> str:
    led = frame.loc[frame.groupby("month")["value"].idxmax(), ["month", "factor"]]
    months = led.groupby("factor")["month"].agg(["count", "min", "max"]).sort_values("count", ascending=False)
    parts = [
        f"{name} in {int(row['count'])} months (from month {int(row['min'])} to {int(row['max'])})"
        for name, row in months.head(3).iterrows()
    ]
    return f"What matters most for {sampled.label}, month by month: {', '.join(parts)}."


def _draw_heat(sampled: Sampled, frame: pd.DataFrame, name: str) -> Figure:
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
    figure.colorbar(mesh, ax=axes, label=name, pad=0.01)
    figure.suptitle(f"When which factor matters: {sampled.label}", fontsize=11, x=0.01, ha="left")
    return figure


def sensitivity(
    sweep: Sweep,
    quantity: Quantity | None = None,
    *,
    method: str | None = None,
    threshold: float | None = None,
    monthly: bool = False,
    seed: int = 1,
) -> Answer:
    """Return which factors a quantity depends on, if wished for each month.

    RefusedError if runs are missing or a figure is not a number, if nothing varies, or if the sample does
    not fit the method.

    Parameters
    ----------
    quantity
        The figure of each run; the usual one if left out, see `Quantity.of`.
    method
        ``sobol`` (needs a ``saltelli`` sample), ``morris`` (a ``morris`` one) or
        ``regional`` (takes any); if left out, the one that fits the sample.
    threshold
        What parts much from little, for ``regional``.
    seed
        Seed of the resampling behind the intervals.
    """
    if not sweep.design.factors:
        raise RefusedError("nothing varies in this sweep; give it [[factor]] tables, and run it")
    sampler = sweep.design.sampler
    method = _fitting(method, sampler)
    chosen = quantity or Quantity.of(sweep)
    sampled = Sampled.of(sweep, chosen)
    second_order = isinstance(sampler, Saltelli) and sampler.second_order
    if monthly:
        return _by_month(sampled, chosen.monthly(sweep), method, second_order=second_order)
    if method == "sobol":
        return explained(sampled, second_order=second_order, seed=seed)
    if method == "morris":
        return screened(sampled, seed=seed)
    return parted(sampled, threshold=threshold, seed=seed)


def _fitting(method: str | None, sampler: Sampler) -> str:
    """Return the method, if the sample allows it; the best that it allows if none is named."""
    if method is None:
        return next((name for name, kind in SAMPLER.items() if kind == sampler.kind), "regional")
    if method not in SHOWN:
        raise RefusedError(f"there is no method {method!r}; methods: {', '.join(SHOWN)}")
    kind = SAMPLER.get(method, sampler.kind)
    if kind != sampler.kind:
        raise RefusedError(
            f"{method} needs points of the sampler {kind!r}, and this sweep's are of {sampler.kind!r}: "
            f"set kind = {kind!r} under [sampler] and run it in a new folder, or ask by 'regional', "
            "which takes any points"
        )
    return method
