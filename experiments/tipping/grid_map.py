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
from tillit.experiments.answers.quantity import Quantity
from tillit.experiments.answers.sweep import Sweep, one_of
from tillit.experiments.comparison.statistics import QUANTILES
from tillit.experiments.refused import RefusedError
from tillit.experiments.tipping.figure import Map, draw_maps

GRADUAL = 0.25
"""Share of runs between the groups if the figures were spread evenly, as a gradual change gives."""
AXES = 2
DRAWN = ["value", "both", "share_over"]


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
    x, y = _axes_of(sweep, x, y)
    names = [it.name for it in sweep.design.variants]
    chosen = quantity or Quantity.of(sweep, over="end", variant=names[-1])
    of_starts = []
    for start in dict.fromkeys(one_of("variant", it, names) for it in starts or (names[0], names[-1])):
        of_start = Quantity.of(sweep, chosen.output, over=chosen.over, town=chosen.town, variant=start)
        rows = of_start.rows(sweep)[[x, y]].reset_index(drop=True).assign(start=start)
        of_starts.append(pd.concat([rows, pd.DataFrame(of_start.values(sweep))], axis=1))
    runs = pd.concat(of_starts).melt(["start", x, y])
    threshold, between = parted(runs["value"].to_numpy(float), threshold)
    frame = _mapped(runs, x, y, threshold)
    if len(of_starts) == AXES:  # a place is of both regimes if the two starts end differently
        kinds = frame.groupby([x, y])["regime"].transform("nunique")
        frame["regime"] = frame["regime"].where(kinds == 1, "both")
    title = chosen.label.rpartition(", ")[0]
    said = f"{title} is above {threshold:,.4g} {chosen.unit}".rstrip()
    note = f"{said} in {_note(frame, x, y)}; {in_words(between)}."
    return Answer(frame, note, lambda: _draw(frame, (x, y), title, chosen.unit))


def parted(values: NDArray[np.float64], threshold: float | None = None) -> tuple[float, float]:
    """Return what parts little from much, and the share of runs in the middle half between the two groups.

    If no threshold is given, the groups are as much alike within as can be. RefusedError if all figures lie
    on one side of it.
    """
    ordered = np.sort(values)
    cut = _best_cut(ordered) if threshold is None else threshold
    above = ordered > cut
    if above.all() or not above.any():
        message = f"threshold {cut:g}: all runs are on one side of it ({ordered[0]:g} to {ordered[-1]:g})"
        raise RefusedError(message)
    little, much = ordered[~above].mean(), ordered[above].mean()
    quarter = (much - little) / 4.0
    return cut, float(((ordered > little + quarter) & (ordered < much - quarter)).mean())


def in_words(between: float) -> str:
    """Return whether there are two regimes, as a clause."""
    share = f"{100.0 * between:.0f} % of the runs lie between the two groups"
    if between < GRADUAL / 2.0:
        return f"{share}, so it tips"
    return f"{share} (an even change would put 25 % there), so it changes gradually and the line is a choice"


def _best_cut(ordered: NDArray[np.float64]) -> float:
    """Return the value that parts sorted figures with the least spread within groups: Otsu (1979)."""
    if ordered[0] == ordered[-1]:
        message = f"every run gives {ordered[0]:g}: there is nothing that could tip"
        raise RefusedError(message)
    count = np.arange(1, len(ordered))
    sums = np.cumsum(ordered)
    lower = sums[:-1] / count
    upper = (sums[-1] - sums[:-1]) / (len(ordered) - count)
    between = count * (len(ordered) - count) * (upper - lower) ** 2
    between[ordered[1:] == ordered[:-1]] = -1.0
    cut = int(np.argmax(between))
    return float((ordered[cut] + ordered[cut + 1]) / 2.0)


def _axes_of(sweep: Sweep, x: str | None, y: str | None) -> tuple[str, str]:
    """Return the two axes of the map."""
    names = [it.name for it in sweep.design.factors]
    free = [name for name in names if name not in {x, y}]
    if len(names) < AXES:
        message = "a map needs two factors; this sweep has fewer: give it two [[factor]] tables of a grid"
        raise RefusedError(message)
    x = one_of("factor", x, names) if x else free.pop(0)
    y = one_of("factor", y, names) if y else free.pop(0)
    if x == y:
        message = f"{x}: the two factors of a map must differ"
        raise RefusedError(message)
    return x, y


def _mapped(runs: pd.DataFrame, x: str, y: str, threshold: float) -> pd.DataFrame:
    """Return one row for each place of the map and each start; RefusedError if the points fill no grid."""
    sides, places = (len(runs[x].unique()), len(runs[y].unique())), len(runs[[x, y]].drop_duplicates())
    if places != sides[0] * sides[1] or min(sides) < AXES:
        message = (
            f"{places:,} points do not fill a grid of {x} ({sides[0]:,} values) and {y} ({sides[1]:,}): "
            "a map needs the sampler 'grid' over both, with two or more levels each"
        )
        raise RefusedError(message)
    places_of = runs.assign(over=runs["value"] > threshold).groupby(["start", x, y], sort=False)
    low, median, high = (places_of["value"].quantile(it) for it in QUANTILES)
    over = places_of["over"].mean()
    columns = {"value": median, "low": low, "high": high, "share_over": over, "runs": places_of.size()}
    regime = np.where(over > 0.5, "much", "little")  # noqa: PLR2004 - half of the runs
    return pd.DataFrame(columns).assign(regime=regime, threshold=threshold).reset_index()


def _note(frame: pd.DataFrame, x: str, y: str) -> str:
    """Return in how many places there is much, and in how many the past decides."""
    places = frame.drop_duplicates([x, y])
    much, both = (int((places["regime"] == name).sum()) for name in ("much", "both"))
    text = f"{much} of {len(places)} places of the map of {x} and {y}"
    if both:
        return f"{text}, and in {both} that depends on how the town began: there it has two regimes"
    alone = len(places) == len(frame)
    return text if alone else f"{text}; nowhere does that depend on how the town began"


def _draw(frame: pd.DataFrame, axes: tuple[str, str], title: str, unit: str) -> Figure:
    """Return the maps of each start, with the line between the regimes."""
    x, y = axes
    scale, unit = scaled(unit, float(frame["value"].abs().max()))
    frame = frame.assign(value=frame["value"] * scale, both=frame["regime"] == "both")
    maps = []
    for start, part in frame.groupby("start", sort=False):
        grid, both, over = (part.pivot_table(it, y, x, aggfunc="first") for it in DRAWN)
        name = f"began as: {start}" if len(part) < len(frame) else str(start)
        maps.append(Map(name, grid, both, line=over))
    words = f"line: half of the runs above {frame['threshold'].iloc[0] * scale:,.4g}"
    if frame["both"].any():
        words = f"{words}; hatched: depends on how the town began"
    norm = Normalize(float(frame["value"].min()), float(frame["value"].max()))
    label = f"{unit}, median of the runs"
    return draw_maps(maps, f"{title}\n{words}", (short(x), short(y)), label, norm, "viridis")
