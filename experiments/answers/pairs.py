"""Paired: what one variant has beyond another, with the same people and the same luck.

Two rows are a pair if nothing but the variant (or the town) differs between
them. Each replication has the same luck in both, so that the difference
between two runs was caused by what differs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.figures import SIGN, caption, headline, label_of, number, panels, scaled
from tillit.experiments.answers.reading import Array, Over, usual_window, window_in_words
from tillit.experiments.answers.sweep import Sweep, one_of
from tillit.experiments.comparison.statistics import QUANTILES, TOO_FEW, percent, verdict
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.plan import ENOUGH
from tillit.model.indicators import INDICATORS

MOST_PANELS = 4
"""Outputs that a figure shows; the table has all."""
FEW = 40
"""Points up to which each is drawn by itself."""
ALL, POINT = "all", "point"
"""What a row of the table is about: all points together, or one."""


@dataclass(frozen=True)
class Pairs:
    """Rows of the design that differ in one thing only."""

    a: str
    b: str
    column: str
    """What differs: ``variant`` or ``town``."""
    rows_a: NDArray[np.int64]
    rows_b: NDArray[np.int64]
    """Rows of each side, in the same order."""

    @classmethod
    def of(cls, rows: pd.DataFrame, a: str, b: str) -> "Pairs":
        """Return the pairs of two variants, or of two towns.

        RefusedError if there are no such two, or no rows that differ in them only.
        """
        column = _column_of(rows, a, b)
        other = "town" if column == "variant" else "variant"
        keys = ["point", other]
        sides = [rows[rows[column] == name].reset_index()[[*keys, "design_id"]] for name in (a, b)]
        both = sides[0].merge(sides[1], on=keys, suffixes=("_a", "_b")).sort_values("design_id_a")
        if both.empty:
            raise RefusedError(
                f"{a} and {b} have no point and {other} in common, so that nothing can be paired"
            )
        return cls(a, b, column, both["design_id_a"].to_numpy(), both["design_id_b"].to_numpy())

    @property
    def rows(self) -> list[int]:
        """Rows of both sides."""
        return [*self.rows_a.tolist(), *self.rows_b.tolist()]

    def figures(self, sweep: Sweep, output: str, over: Over) -> Array:
        """Return one figure of every run, amounts in the money of side `a`."""
        return sweep.values(output, over) * sweep.rates(output, self.rows)

    def difference(self, figures: Array) -> Array:
        """Return `b` less `a`, given figures of all rows."""
        return figures[self.rows_b] - figures[self.rows_a]


def compare(
    sweep: Sweep, a: str, b: str, outputs: Sequence[str] | None = None, *, over: Over | None = None
) -> Answer:
    """Return what `b`, a variant or a town, has beyond `a`, pair by pair, at each point and over all.

    `outputs` are all if left out; `over` is ``end``, ``sum`` or a month, and if left out the sum of what
    adds up and the end of what does not. The frame has for each output first a row ``all`` (median and 90 %
    interval over all points and replications, and `flips`: the share of points whose median difference has
    the other sign), then a row ``point`` for each point (median and 90 % interval over the replications).
    RefusedError if runs are not there or not numbers, or there are no such sides.
    """
    pairs = Pairs.of(sweep.rows, a, b)
    names = [sweep.output(name) for name in (sweep.outputs if outputs is None else outputs)]
    frame = pd.concat([_compared(sweep, pairs, name, over) for name in names], ignore_index=True)
    converted = next(filter(None, (sweep.told_conversions(name, pairs.rows) for name in names)), "")
    return Answer(
        frame, _said(frame, pairs, names[0]) + converted, lambda: _draw(sweep, pairs, names, over, frame)
    )


def unit_over(unit: str, over: Over) -> str:
    """Return the unit of a figure over a window."""
    return unit.removesuffix("/month") if over == "sum" else unit


def _column_of(rows: pd.DataFrame, a: str, b: str) -> str:
    """Return whether two names are variants or towns."""
    there = {column: list(dict.fromkeys(rows[column])) for column in ("variant", "town")}
    if a == b:
        names = ", ".join(chain(*there.values()))
        raise RefusedError(f"{a} and {b} are the same; compare two variants or two towns: {names}")
    # The one that has most of them: both, or who is meant by the one that it has.
    column = max(there, key=lambda it: len({a, b} & set(there[it])))
    for name in (a, b):
        one_of(column, name, there[column])
    return column


def _compared(sweep: Sweep, pairs: Pairs, output: str, over: Over | None) -> pd.DataFrame:
    """Return the rows of one output."""
    over = usual_window(output) if over is None else over
    unit = sweep.unit(output, pairs.rows)
    figures = pairs.figures(sweep, output, over)
    difference = pairs.difference(figures)
    a, b = figures[pairs.rows_a], figures[pairs.rows_b]
    overall = _spread(a.reshape(1, -1), b.reshape(1, -1), difference.reshape(1, -1))
    each = _spread(a, b, difference)
    overall["scope"], each["scope"] = ALL, POINT
    overall["flips"] = float((np.sign(each["difference"]) * np.sign(overall["difference"][0]) < 0).mean())
    where = sweep.rows.loc[pairs.rows_a].drop(columns=pairs.column).reset_index(drop=True)
    frame = pd.concat([overall, pd.concat([each, where], axis=1)], ignore_index=True)
    frame["point"] = frame["point"].astype("Int64")
    frame["output"], frame["over"], frame["unit"] = output, str(over), unit_over(unit, over)
    first = ["output", "over", "unit", "scope", *where.columns, "pairs", "a", "b"]
    return frame[[*first, *frame.columns.difference(first, sort=False)]]


def _spread(a: Array, b: Array, difference: Array) -> pd.DataFrame:
    """Return a row for each row of figures, with median and 90 % interval over its pairs."""
    columns: dict[str, object] = {"pairs": difference.shape[1]}
    columns |= {"a": np.median(a, axis=1), "b": np.median(b, axis=1)}
    for name, figures in (("difference", difference), ("percent", percent(a, difference))):
        low, median, high = np.quantile(figures, QUANTILES, axis=1)
        columns |= {name: median, f"{name}_low": low, f"{name}_high": high}
    frame = pd.DataFrame(columns)
    enough = difference.shape[1] >= ENOUGH
    ends = zip(frame["difference_low"], frame["difference_high"], strict=True)
    frame["verdict"] = [verdict(low, high) if enough else TOO_FEW for low, high in ends]
    return frame


def _said(frame: pd.DataFrame, pairs: Pairs, output: str) -> str:
    rows = frame[frame["output"] == output]
    row, points = rows.iloc[0], len(rows) - 1
    label = INDICATORS[output].labels["en"]
    low, middle, high = (
        number(row[name], signed=True) for name in ("difference_low", "difference", "difference_high")
    )
    says = (
        f"{label}, {pairs.b} less {pairs.a}: {middle} {row['unit']} "
        f"(90 % of {int(row['pairs']):,} pairs: {low} to {high})"
    )
    if row["verdict"] == TOO_FEW:
        return f"{says}; too few pairs for a verdict."
    if points == 1:
        return f"{says}."
    return f"{says}; in {100.0 * row['flips']:.3g} % of {points:,} points the sign is the other."


def _draw(
    sweep: Sweep, pairs: Pairs, outputs: Sequence[str], over: Over | None, frame: pd.DataFrame
) -> Figure:
    """Return the figure: one panel an output, a dot a point; a dot a pair if there is one point."""
    shown = list(outputs)[:MOST_PANELS]
    figure, axes = panels(len(shown))
    for panel, output in zip(axes, shown, strict=True):
        rows = frame[(frame["output"] == output) & (frame["scope"] == POINT)]
        window = usual_window(output) if over is None else over
        if len(rows) > 1:
            ends = rows[["difference", "difference_low", "difference_high"]].to_numpy()
        else:
            ends = np.repeat(pairs.difference(pairs.figures(sweep, output, window)).reshape(-1, 1), 3, axis=1)
        factor, unit = scaled(str(rows["unit"].iloc[0]))
        title = f"{label_of(output)}, {unit}, {window_in_words(window, sweep.months)}"
        _draw_ordered(panel, ends * factor, title, "points" if len(rows) > 1 else "pairs")
    more = len(outputs) - len(shown)
    rest = f"; {more} more outputs in the table" if more else ""
    sides = f"{pairs.b} less {pairs.a}".replace("_", " ")
    headline(figure, sweep.design.title, f"{sides}, median and 90 % of the replications{rest}")
    return figure


def _draw_ordered(axes: Axes, ends: Array, title: str, what: str) -> None:
    """Draw median and 90 % interval of each, shape (n, 3), from the least median to the greatest."""
    middle, low, high = ends[np.argsort(ends[:, 0], kind="stable")].T
    share = (np.arange(len(middle)) + 0.5) / len(middle) * 100.0
    usual = np.sign(np.median(middle)) or 1.0
    other = np.sign(middle) == -usual
    for mine, colour, label in ((~other, SIGN[0], ""), (other, SIGN[1], "the other sign")):
        if len(middle) <= FEW and mine.any():
            spread = np.maximum([middle - low, high - middle], 0.0)[:, mine]
            axes.errorbar(share[mine], middle[mine], spread, fmt="o", color=colour, markersize=4, label=label)
        elif mine.any():
            axes.fill_between(share, low, high, where=mine, color=colour, alpha=0.2, linewidth=0.0)
            axes.plot(share[mine], middle[mine], color=colour, linewidth=1.8, label=label)
    axes.axhline(0.0, color="black", linewidth=0.8)
    caption(axes, f"{title}\nthe other sign in {100.0 * other.mean():.3g} % of {len(middle):,} {what}")
    axes.set_xlabel(f"{what}, from least to greatest difference, %")
    axes.set_xlim(0.0, 100.0)
