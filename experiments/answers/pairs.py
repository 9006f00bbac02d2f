"""Paired: what one variant has beyond another, with the same people and the same luck.

Two rows are a pair if nothing but the variant (or the town) differs between
them. Each replication has the same luck in both, so that the difference
between two runs was caused by what differs.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from numpy.typing import NDArray

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.figures import COLOURS, caption, headline, label_of, number, panels, scaled
from tillit.experiments.answers.sweep import Array, Over, Sweep, one_of, usual_window, window_in_words
from tillit.experiments.comparison.statistics import QUANTILES, TOO_FEW, percent, verdict
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.plan import ENOUGH

MOST_PANELS = 4
"""Outputs that a figure shows; the table has all."""
ALL, POINT = "all", "point"
"""What a row of the table is about: all points together, or one."""

Rows = NDArray[np.int64]


def paired(rows: pd.DataFrame, a: str, b: str) -> tuple[str, Rows, Rows]:
    """Return what differs, ``variant`` or ``town``, and the rows of either side, which are in the same order.

    RefusedError if there are no such two variants or towns.
    """
    there = {column: list(dict.fromkeys(rows[column])) for column in ("variant", "town")}
    if a == b:
        names = ", ".join([*there["variant"], *there["town"]])
        raise RefusedError(f"{a} and {b} are the same; compare two variants or two towns: {names}")
    # The one that has most of them: both, or who is meant by the one that it has.
    column = max(there, key=lambda it: len({a, b} & set(there[it])))
    one, other = (
        rows.index[rows[column] == one_of(column, name, there[column])].to_numpy() for name in (a, b)
    )
    return column, one, other


def compare(
    sweep: Sweep, a: str, b: str, outputs: Sequence[str] | None = None, *, over: Over | None = None
) -> Answer:
    """Return what `b`, a variant or a town, has beyond `a`, pair by pair, at each point and over all.

    `outputs` are all if left out; `over` is ``end``, ``sum`` or a month, and if left out the sum of what
    adds up and the end of what does not. The frame has for each output first a row ``all`` (means and 90 %
    interval over all points and replications, and `flips`: the share of points whose mean difference has
    the other sign), then a row ``point`` for each point (mean and 90 % interval over the replications).
    RefusedError if runs are not there or not numbers, or there are no such sides.
    """
    column, rows_a, rows_b = paired(sweep.rows, a, b)
    where = sweep.rows.loc[rows_a].drop(columns=column).reset_index(drop=True)
    parts, drawn, told = [], {}, ""
    for output in outputs or sweep.outputs:
        window = usual_window(sweep.output(output)) if over is None else over
        figures, unit, converted = sweep.converted(output, window, [*rows_a, *rows_b])
        one, other = figures[rows_a], figures[rows_b]
        overall, each = _spread(one.reshape(1, -1), other.reshape(1, -1)), _spread(one, other)
        usual = np.sign(overall["difference"].item())
        overall["flips"] = float((np.sign(each["difference"]) * usual < 0).mean())
        each = pd.concat([where, each], axis=1).assign(scope=POINT)
        part = pd.concat([overall.assign(scope=ALL), each]).assign(output=output)
        part["over"], part["unit"] = str(window), unit
        parts.append(part[["output", "over", "unit", "scope", *where.columns, *overall.columns]])
        factor, unit = scaled(unit)
        panel = f"{label_of(output)}, {unit}, {window_in_words(window, sweep.months)}"
        drawn[panel] = (other - one) * factor
        told = told or converted
    frame = pd.concat(parts, ignore_index=True).astype({"point": "Int64"})
    sides = f"{b} less {a}"
    return Answer(frame, _said(parts[0], sides) + told, lambda: _drawn(sweep.design.title, sides, drawn))


def _spread(a: Array, b: Array) -> pd.DataFrame:
    """Return a row for each row of figures: means, whose difference is that of the levels, and 90 %."""
    difference, pairs = b - a, a.shape[1]
    one, other, mean = (it.mean(axis=1) for it in (a, b, difference))
    columns: dict[str, object] = {"pairs": pairs, "a": one, "b": other}
    beside = (("difference", difference, mean), ("percent", percent(a, difference), percent(one, mean)))
    for name, figures, middle in beside:
        low, _, high = np.quantile(figures, QUANTILES, axis=1)
        columns |= {name: middle, f"{name}_low": low, f"{name}_high": high}
    frame = pd.DataFrame(columns)
    ends = zip(frame["difference_low"], frame["difference_high"], strict=True)
    return frame.assign(verdict=[verdict(*it) if pairs >= ENOUGH else TOO_FEW for it in ends])


def _said(rows: pd.DataFrame, sides: str) -> str:
    """Return what a sentence says of one output."""
    row, points = rows.iloc[0], len(rows) - 1
    low, middle, high = (
        number(row[name], signed=True) for name in ("difference_low", "difference", "difference_high")
    )
    says = (
        f"{label_of(row['output'])}, {sides}: {middle} {row['unit']} "
        f"(90 % of {row['pairs']:,} pairs: {low} to {high})"
    )
    if row["verdict"] == TOO_FEW:
        return f"{says}; too few pairs for a verdict."
    flips = f"; in {100.0 * row['flips']:.3g} % of {points:,} points the sign is the other"
    return f"{says}{flips if points > 1 else ''}."


def _drawn(title: str, sides: str, drawn: dict[str, Array]) -> Figure:
    """Return the figure: one panel an output, a dot a point; a dot a pair if there is one point."""
    figure, axes = panels(min(len(drawn), MOST_PANELS))
    for panel, (text, differences) in zip(axes, drawn.items(), strict=False):
        each, what = (differences, "points") if len(differences) > 1 else (differences.T, "pairs")
        ends = np.quantile(each, QUANTILES, axis=1)
        ends[1] = each.mean(axis=1)
        low, middle, high = ends[:, np.argsort(ends[1], kind="stable")]
        share = (np.arange(len(middle)) + 0.5) / len(middle) * 100.0
        spread = np.maximum([middle - low, high - middle], 0.0)
        flipped = np.sign(middle) == -(np.sign(middle.mean()) or 1.0)
        for mine, colour in ((~flipped, COLOURS[1]), (flipped, COLOURS[2])):
            panel.errorbar(share[mine], middle[mine], spread[:, mine], fmt="o", color=colour, markersize=3)
        panel.axhline(0.0, color="black", linewidth=0.8)
        caption(panel, f"{text}\nthe other sign in {100.0 * flipped.mean():.3g} % of {len(middle):,} {what}")
        panel.set_xlabel(f"{what}, from least to greatest difference, %")
        panel.set_xlim(0.0, 100.0)
    more = len(drawn) - len(axes)
    rest = f"; {more} more outputs in the table" if more else ""
    sides = sides.replace("_", " ")
    headline(figure, title, f"{sides}, mean and 90 % of the replications{rest}")
    return figure
