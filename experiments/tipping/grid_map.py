"""Grid map: over two factors of a sweep, where a town falls into its other regime.

A map of an output over a grid of two factors, with the boundary between little and much. Where a
calm town stays calm and a troubled one stays troubled, the same factors hold two regimes, and which
of them comes depends on the past: one variant of the sweep begins in peace and another in crisis.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from numpy.typing import NDArray

from tillit.experiments.answers.answer import Answer
from tillit.experiments.answers.figures import scaled, short
from tillit.experiments.answers.sampled import Quantity
from tillit.experiments.answers.sweep import Sweep, one_of
from tillit.experiments.comparison.statistics import QUANTILES
from tillit.experiments.refused import RefusedError
from tillit.experiments.tipping.figure import draw_maps

GRADUAL = 0.25
"""Share of runs between the groups if the figures were spread evenly, as a gradual change gives."""
AXES = 2


def tipping(
    sweep: Sweep,
    x: str | None = None,
    y: str | None = None,
    *,
    quantity: Quantity | None = None,
    threshold: float | None = None,
    starts: Sequence[str] | None = None,
) -> Answer:
    """Return a map of a figure over two factors of a sweep over a grid, and where it tips.

    Parameters
    ----------
    x, y
        Its factors; the first two if left out.
    quantity
        The figure; if left out, the first output at the end. Of its variant only the town counts.
    threshold
        What parts the regimes; if left out, where the runs themselves part.
    starts
        The variants that are compared, how the town began; the first and the last if left out.

    Raises
    ------
    RefusedError
        If runs are missing, a figure is not a number, or the points are no grid.
    """
    factors = [it.name for it in sweep.design.factors]
    free = [name for name in factors if name not in {x, y}]
    if len(factors) < AXES:
        raise RefusedError(
            "a map needs two factors; this sweep has fewer: give it two [[factor]] tables of a grid"
        )
    x, y = (one_of("factor", it or free.pop(0), factors) for it in (x, y))
    if x == y:
        raise RefusedError(f"{x}: the two factors of a map must differ")
    variants = [it.name for it in sweep.design.variants]
    chosen = quantity or Quantity(sweep, over="end", variant=variants[-1])
    parts, starts = [], starts or (variants[0], variants[-1])
    for start in dict.fromkeys(one_of("variant", it, variants) for it in starts):
        of_start = Quantity(sweep, chosen.output, over=chosen.over, town=chosen.town, variant=start)
        rows = of_start.rows(start)[[x, y]].reset_index(drop=True).assign(start=start)
        parts.append(pd.concat([rows, pd.DataFrame(of_start.values())], axis=1))
    runs = pd.concat(parts).melt(["start", x, y])
    threshold, between = parted(runs["value"].to_numpy(float), threshold)
    frame = _mapped(runs, x, y, threshold)
    places = frame.drop_duplicates([x, y])["regime"]
    much, both = (int((places == name).sum()) for name in ("much", "both"))
    told = ""
    if both:
        told = f", and in {both} that depends on how the town began: there it has two regimes"
    elif len(parts) > 1:
        told = "; nowhere does that depend on how the town began"
    title = chosen.title
    said = f"{title} is above {threshold:,.4g} {chosen.unit}".rstrip()
    note = f"{said} in {much} of {len(places)} places of the map of {x} and {y}{told}; {in_words(between)}."
    return Answer(frame, note, lambda: _draw(frame, (x, y), title, chosen.unit))


def parted(values: NDArray[np.float64], threshold: float | None = None) -> tuple[float, float]:
    """Return what parts little from much, and the share of runs in the middle half between the two groups.

    If no threshold is given, it is the one with the least spread within the groups (Otsu 1979). RefusedError
    if all figures lie on one side of it.
    """
    ordered = np.sort(values)
    if threshold is None:
        if ordered[0] == ordered[-1]:
            raise RefusedError(f"every run gives {ordered[0]:g}: there is nothing that could tip")
        count, sums = np.arange(1, len(ordered)), np.cumsum(ordered)
        lower, upper = sums[:-1] / count, (sums[-1] - sums[:-1]) / (len(ordered) - count)
        apart = count * (len(ordered) - count) * (upper - lower) ** 2
        cut = int(np.argmax(np.where(ordered[1:] == ordered[:-1], -1.0, apart)))
        threshold = float((ordered[cut] + ordered[cut + 1]) / 2.0)
    above = ordered > threshold
    if above.all() or not above.any():
        sides = f"all runs are on one side of it ({ordered[0]:g} to {ordered[-1]:g})"
        raise RefusedError(f"threshold {threshold:g}: {sides}")
    little, much = ordered[~above].mean(), ordered[above].mean()
    quarter = (much - little) / 4.0
    return threshold, float(((ordered > little + quarter) & (ordered < much - quarter)).mean())


def in_words(between: float) -> str:
    """Return whether there are two regimes, as a clause."""
    share = f"{100.0 * between:.0f} % of the runs lie between the two groups"
    if between < GRADUAL / 2.0:
        return f"{share}, so it tips"
    return f"{share} (an even change would put 25 % there), so it changes gradually and the line is a choice"


def _mapped(runs: pd.DataFrame, x: str, y: str, threshold: float) -> pd.DataFrame:
    """Return one row for each place of the map and each start; RefusedError if the points fill no grid."""
    sides, places = (runs[x].nunique(), runs[y].nunique()), len(runs[[x, y]].drop_duplicates())
    if places != sides[0] * sides[1] or min(sides) < AXES:
        raise RefusedError(
            f"{places:,} points do not fill a grid of {x} ({sides[0]:,} values) and {y} ({sides[1]:,}): "
            "a map needs the sampler 'grid' over both, with two or more levels each"
        )
    places_of = runs.assign(over=runs["value"] > threshold).groupby(["start", x, y], sort=False)
    low, median, high = (places_of["value"].quantile(it) for it in QUANTILES)
    over = places_of["over"].mean()
    columns = {"value": median, "low": low, "high": high, "share_over": over, "runs": places_of.size()}
    regime = pd.Series(np.where(over > 0.5, "much", "little"), over.index)  # noqa: PLR2004 - half of the runs
    alike = regime.groupby([x, y]).transform("nunique") == 1
    columns["regime"] = regime.where(alike, "both")  # where the starts end differently
    return pd.DataFrame(columns).assign(threshold=threshold).reset_index()


def _draw(frame: pd.DataFrame, axes: tuple[str, str], title: str, unit: str) -> Figure:
    """Return the maps of each start, with the line between the regimes."""
    x, y = axes
    scale, unit = scaled(unit, float(frame["value"].abs().max()))
    both = frame["regime"] == "both"
    tidy = frame.rename(columns={x: "x", y: "y", "share_over": "over"})
    tidy = tidy.assign(value=tidy["value"] * scale, hatched=both)
    words = f"line: half of the runs above {frame['threshold'].iloc[0] * scale:,.4g}"
    words += "; hatched: depends on how the town began" if both.any() else ""
    norm = Normalize(float(tidy["value"].min()), float(tidy["value"].max()))
    labels = (short(x), short(y), f"{unit}, median of the runs")
    starts = list(tidy.groupby("start", sort=False))
    began = "began as: " if len(starts) > 1 else ""
    maps = {f"{began}{start!s}": part for start, part in starts}
    return draw_maps(maps, f"{title}\n{words}", labels, norm, "viridis")
