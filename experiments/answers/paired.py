"""Paired: what one variant has beyond another, with the same people and the same luck.

Two rows are a pair if nothing but the variant (or the town) differs between
them. Each replication has the same luck in both, so that the difference
between two runs was caused by what differs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.names import one_of
from tillit.experiments.answers.reading import Figures
from tillit.experiments.answers.window import Over, usual_window
from tillit.experiments.answers.words import in_words
from tillit.experiments.comparison import ENOUGH
from tillit.experiments.frames import QUANTILES, TOO_FEW, percent, verdict
from tillit.experiments.refused import RefusedError
from tillit.model.indicators import INDICATORS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from tillit.experiments.answers.study import Study

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

        Raises
        ------
        RefusedError
            If there are no such two, or no rows that differ in them only.
        """
        column = column_of(rows, a, b)
        other = "town" if column == "variant" else "variant"
        keys = ["point", other]
        sides = [rows[rows[column] == name].reset_index()[[*keys, "design_id"]] for name in (a, b)]
        both = sides[0].merge(sides[1], on=keys, suffixes=("_a", "_b")).sort_values("design_id_a")
        if both.empty:
            message = f"{a} and {b} have no point and {other} in common, so that nothing can be paired"
            raise RefusedError(message)
        return cls(a, b, column, both["design_id_a"].to_numpy(), both["design_id_b"].to_numpy())

    def difference(self, figures: Figures) -> Figures:
        """Return `b` less `a`, given figures of all rows."""
        return figures[self.rows_b] - figures[self.rows_a]


def column_of(rows: pd.DataFrame, a: str, b: str) -> str:
    """Return whether two names are variants or towns."""
    there = {column: list(dict.fromkeys(rows[column])) for column in ("variant", "town")}
    if a == b:
        names = ", ".join(chain(*there.values()))
        message = f"{a} and {b} are the same; compare two variants or two towns: {names}"
        raise RefusedError(message)
    for kind, those in there.items():
        if a in those and b in those:
            return kind
    column = "town" if a in there["town"] or b in there["town"] else "variant"
    for name in (a, b):
        one_of(column, name, there[column])
    raise AssertionError


def compare(
    study: "Study", a: str, b: str, outputs: Sequence[str] | None = None, *, over: Over | None = None
) -> Answer:
    """Return what `b` has beyond `a`, pair by pair, at each point and over all.

    Parameters
    ----------
    study
        The sweep.
    a, b
        Two variants of its design, or two towns.
    outputs
        Names of outputs; all if left out.
    over
        ``end``, ``sum`` or a month; if left out, the sum of what adds up and
        the end of what does not.

    Returns
    -------
    Answer
        For each output first a row ``all`` (median and 90 % interval over all
        points and replications, and `flips`: the share of points whose median
        difference has the other sign), then a row ``point`` for each point
        (median and 90 % interval over the replications).

    Raises
    ------
    RefusedError
        If runs are not there or not numbers, or there are no such sides.
    """
    pairs = Pairs.of(study.rows, a, b)
    names = [study.output(name) for name in (study.outputs if outputs is None else outputs)]
    frame = pd.concat([compared(study, pairs, name, over) for name in names], ignore_index=True)

    def draw() -> "Figure":
        from tillit.experiments.answers.paired_figure import draw_pairs  # noqa: PLC0415 - lazy: Matplotlib takes a second

        return draw_pairs(study, pairs, names, over, frame)

    return Answer(frame, said(frame, pairs, names[0]), draw)


def compared(study: "Study", pairs: Pairs, output: str, over: Over | None) -> pd.DataFrame:
    """Return the rows of one output."""
    over = usual_window(output) if over is None else over
    unit = study.unit(output, [*pairs.rows_a, *pairs.rows_b])
    figures = study.figures(output, over)
    difference = pairs.difference(figures)
    a, b = figures[pairs.rows_a], figures[pairs.rows_b]
    overall = spread(a.reshape(1, -1), b.reshape(1, -1), difference.reshape(1, -1))
    each = spread(a, b, difference)
    overall["scope"], each["scope"] = ALL, POINT
    overall["flips"] = float((np.sign(each["difference"]) * np.sign(overall["difference"][0]) < 0).mean())
    where = study.rows.loc[pairs.rows_a].drop(columns=pairs.column).reset_index(drop=True)
    frame = pd.concat([overall, pd.concat([each, where], axis=1)], ignore_index=True)
    frame["point"] = frame["point"].astype("Int64")
    frame["output"], frame["over"], frame["unit"] = output, str(over), unit_over(unit, over)
    first = ["output", "over", "unit", "scope", *where.columns, "pairs", "a", "b"]
    return frame[[*first, *frame.columns.difference(first, sort=False)]]


def spread(a: Figures, b: Figures, difference: Figures) -> pd.DataFrame:
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


def unit_over(unit: str, over: Over) -> str:
    """Return the unit of a figure over a window."""
    return unit.removesuffix("/month") if over == "sum" else unit


def said(frame: pd.DataFrame, pairs: Pairs, output: str) -> str:
    """Return what the first output says."""
    rows = frame[frame["output"] == output]
    row, points = rows.iloc[0], len(rows) - 1
    label = INDICATORS[output].labels["en"]
    low, middle, high = (
        in_words(row[name], signed=True) for name in ("difference_low", "difference", "difference_high")
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
