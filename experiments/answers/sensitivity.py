"""Sensitivity: which factors a sweep's output depends on, and when, by whichever method its sample allows."""

from dataclasses import replace

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.figures import MOST, draw_bars, headline, number, short
from tillit.experiments.answers.indices import elementary_effects, morris, regional, sobol, usual_threshold
from tillit.experiments.answers.sampled import Quantity, Sampled
from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.comparison.statistics import YEAR
from tillit.experiments.refused import RefusedError

METHODS = {
    "sobol": ("saltelli", "total", "Share of variance, total"),
    "morris": ("morris", "mu_star", "Mean size of the change"),
    "regional": ("", "ks", "Distance, much to little"),
}
"""Sampler that each method needs, if any; the index that counts most, and what it is."""
BESIDE = {"total": "first", "mu_star": "mu", "ks": ""}
"""What is drawn beside it."""
LOOSE = 0.1
"""Half width of a total index's interval above which more points are advised."""
FEW = 8
"""Trajectories below which an interval means little."""
SURE = 0.05
"""Probability, over all factors, of naming one that has nothing to do with it."""
QUICK = 100
"""Resamples for each month of a heat map, which shows no intervals."""
COLUMNS = ["month", "index", "factor", "value", "low", "high", "spread"]
"""Of the indices by month; spread is the standard deviation between the points."""


def sensitivity(
    sweep: Sweep,
    quantity: Quantity | None = None,
    *,
    method: str | None = None,
    threshold: float | None = None,
    monthly: bool = False,
) -> Answer:
    """Return which factors a quantity depends on (the usual one, if left out), if wished for each month.

    `method` is ``sobol`` (needs a ``saltelli`` sample), ``morris`` (a ``morris`` one) or ``regional`` (takes
    any); if left out, the one that fits the sample. `threshold` is what parts much from little, for
    ``regional``. RefusedError if runs are missing or a figure is not a number, if nothing varies, or if the
    sample does not fit the method.
    """
    sampler = sweep.design.sampler
    if method is None:
        method = next((name for name, (kind, *_) in METHODS.items() if kind == sampler.kind), "regional")
    if method not in METHODS:
        raise RefusedError(f"there is no method {method!r}; methods: {', '.join(METHODS)}")
    if (kind := METHODS[method][0]) not in ("", sampler.kind):
        raise RefusedError(
            f"{method} needs points of the sampler {kind!r}, and this sweep's are of {sampler.kind!r}: "
            f"set kind = {kind!r} under [sampler] and run it in a new folder, or ask by 'regional', "
            "which takes any points"
        )
    quantity = quantity or Quantity(sweep)
    sampled = quantity.sampled()
    if monthly:
        return _by_month(sampled, quantity, method)
    return answered(sampled, method, threshold)


def answered(sampled: Sampled, method: str, threshold: float | None = None) -> Answer:
    """Return the indices of a sample by one method; RefusedError if it does not fit."""
    _, index, what = METHODS[method]
    if sampled.alike:
        frame = pd.DataFrame({"index": index, "factor": sampled.names, "other": ""})
        frame[["value", "low", "high"]] = 0.0
        return Answer(frame, sampled.nothing, lambda: draw_bars(frame, index, sampled.nothing, ""))
    if method == "sobol":
        frame = sobol(sampled)
        said = _said_of_shares(sampled, frame)
    elif method == "morris":
        effects = elementary_effects(sampled)
        frame, few = morris(sampled.names, effects), len(effects) < FEW
        most = frame[frame["index"] == index].nlargest(3, "value", keep="first")["factor"]
        said = f"{', '.join(most)} change {sampled.label} most; {sampled.luck()}"
        said += f"; {len(effects)} trajectories are few: use {FEW} or more" if few else ""
    else:
        frame = regional(sampled, threshold)
        at = usual_threshold(sampled.means) if threshold is None else threshold
        sure = frame[frame["p"] * len(frame) < SURE].nlargest(3, "value", keep="first").to_dict("records")
        named = ", ".join(f"{it['factor']} ({it['more']} values go with more)" for it in sure)
        where = f"whether {sampled.label} is above or below {number(at)} {sampled.unit}".rstrip()
        said = f"What tells most {where}: {named}" if named else f"No factor clearly tells {where}"
        said += f"; {sampled.luck()}"
    title, unit = f"{what}: {sampled.label}", sampled.unit if method == "morris" else ""
    return Answer(frame, f"{said}.", lambda: draw_bars(frame, index, title, unit, mark=BESIDE[index]))


def _said_of_shares(sampled: Sampled, frame: pd.DataFrame) -> str:
    tables = {index: rows.set_index("factor") for index, rows in frame.groupby("index")}
    total, first = tables["total"], tables["first"]["value"]
    top = str(total["value"].idxmax())
    alone, whole = (100.0 * float(it[top]) for it in (first, total["value"]))
    interplay, strongest = max(0.0, 1.0 - first.sum()), ""
    if "second" in tables and (sure := tables["second"].query("low > 0.0")).size:
        pair = sure.reset_index().nlargest(1, "value").iloc[0]
        strongest = f", most of it of {pair['factor']} with {pair['other']} ({100.0 * pair['value']:.0f} %)"
    loose = (total["high"] - total["value"]).max() > LOOSE
    return (
        f"{top} matters most for {sampled.label}: it explains {alone:.0f} % of the variance "
        f"alone, and {whole:.0f} % with its interplay; {100.0 * interplay:.0f} % of "
        f"all variance is interplay of factors{strongest}; {sampled.luck()}"
        f"{'; the intervals are wide: use a larger sample' if loose else ''}"
    )


def _by_month(sampled: Sampled, quantity: Quantity, method: str) -> Answer:
    """Return one index of each factor by month; those in which all points give the same are left out."""
    _, index, name = METHODS[method]
    parts = []
    for month, values in enumerate(np.moveaxis(quantity.values(monthly=True), -1, 0), 1):
        here = replace(sampled, values=values)
        if here.alike:
            continue
        if method == "sobol":
            rows = sobol(here, resamples=QUICK)
        elif method == "morris":
            rows = morris(here.names, elementary_effects(here), resamples=QUICK)
        else:
            rows = regional(here)
        parts.append(rows[rows["index"] == index].assign(month=month, spread=here.means.std(ddof=1)))
    if not parts:
        return Answer(pd.DataFrame(columns=COLUMNS), sampled.nothing, Figure)
    frame = pd.concat(parts, ignore_index=True)[COLUMNS]
    led = frame.loc[frame.groupby("month")["value"].idxmax()].groupby("factor")["month"]
    most = led.agg(["count", "min", "max"]).sort_values("count", ascending=False).head(3)
    said = ", ".join(f"{it[0]} in {it[1]} months (from month {it[2]} to {it[3]})" for it in most.itertuples())
    note = f"What matters most for {sampled.label}, month by month: {said}."
    return Answer(frame, note, lambda: _drawn(sampled.label, frame, name))


def _drawn(label: str, frame: pd.DataFrame, name: str) -> Figure:
    """Return the heat map: darker the less a factor matters in a month, grey where nothing does."""
    months = range(1, int(frame["month"].max()) + 1)
    table = frame.pivot_table(index="factor", columns="month", values="value").reindex(columns=months)
    table = table.loc[table.mean(axis=1).sort_values(ascending=False).index].head(MOST)
    figure = Figure(figsize=(9.0, 1.6 + 0.3 * len(table)), layout="constrained")
    axes = figure.subplots()
    axes.set_facecolor("#dddddd")
    edges = np.arange(len(months) + 1) / YEAR, np.arange(len(table) + 1) - 0.5
    mesh = axes.pcolormesh(*edges, np.ma.masked_invalid(table.to_numpy()), cmap="viridis", vmin=0.0)
    axes.set_xlabel("years from the start")
    figure.colorbar(mesh, ax=axes, label=name, pad=0.01)
    axes.set_yticks(np.arange(len(table)), list(map(short, table.index)))
    axes.invert_yaxis()
    headline(figure, f"When which factor matters: {label}")
    return figure
