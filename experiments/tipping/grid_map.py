"""Tipping: over two factors of a sweep, where a town falls into its other regime.

A map of an output over a grid of two factors, with the boundary between little
and much. Where a calm town stays calm and a troubled one stays troubled, the
same factors hold two regimes, and which of them comes depends on the past:
that is seen when one variant of the sweep begins in peace and another in
crisis.
"""

from collections.abc import Sequence
from dataclasses import dataclass

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
from tillit.experiments.tipping.regimes import Regimes, regimes_of

VARIANT = "variant"
"""In place of a factor: the variants, in the order of the design."""
HALF = 0.5
AXES = 2


@dataclass(frozen=True)
class Runs:
    """Array of a start, over the points of a map."""

    start: str
    """Name of the variant; empty if the variants are an axis."""
    x: NDArray[np.float64]
    """Value of the first factor, shape (points,)."""
    y: NDArray[np.float64]
    """Value of the second factor, shape (points,); the number of the variant if these are the axis."""
    figures: NDArray[np.float64]
    """One figure a run, shape (points, replications)."""


def tipping(
    sweep: Sweep,
    x: str | None = None,
    y: str | None = None,
    *,
    quantity: Quantity | None = None,
    threshold: float | None = None,
    starts: Sequence[str] | None = None,
) -> Answer:
    """Return a map of a figure over two factors, and where it tips.

    Parameters
    ----------
    sweep
        A sweep over a grid.
    x, y
        Its factors, or ``variant`` for its variants; the first two if left out.
    quantity
        The figure; if left out, the first output at the end. Of its variant
        only the town counts, unless the variants are an axis.
    threshold
        What parts the regimes; if left out, where the runs themselves part.
    starts
        The variants that are compared: how the town began. If left out, the
        first and the last.

    Raises
    ------
    RefusedError
        If runs are missing, a figure is not a number, or the points are no grid.
    """
    x, y = _axes_of(sweep, x, y)
    names = [it.name for it in sweep.design.variants]
    chosen = quantity or Quantity.of(sweep, over="end", variant=names[-1])
    runs = _runs_of(sweep, chosen, (x, y), starts)
    values = np.concatenate([it.figures.ravel() for it in runs])
    regimes = regimes_of(values, threshold)
    frame = pd.concat([_mapped(it, x, y, regimes) for it in runs], ignore_index=True)
    if VARIANT in {x, y}:
        frame[VARIANT] = [names[int(number)] for number in frame[VARIANT]]
    if len(runs) == AXES:
        frame = _with_both(frame, x, y)
    title = chosen.label.rpartition(", ")[0]
    return Answer(
        frame,
        _note(frame, x, y, title, regimes, chosen.unit),
        lambda: _draw(frame, (x, y), title, chosen.unit, regimes.threshold),
    )


def _axes_of(sweep: Sweep, x: str | None, y: str | None) -> tuple[str, str]:
    """Return the two axes of the map."""
    names = [it.name for it in sweep.design.factors]
    if len(sweep.design.variants) > 1:
        names.append(VARIANT)
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


def _runs_of(
    sweep: Sweep, quantity: Quantity, axes: tuple[str, str], starts: Sequence[str] | None
) -> list[Runs]:
    """Return the figures of each start; all in one if the variants are an axis."""
    names = [it.name for it in sweep.design.variants]
    if VARIANT in axes:
        wanted: list[str] = names
    elif starts is None:
        wanted = list(dict.fromkeys((names[0], names[-1])))
    else:
        wanted = [one_of("variant", name, names) for name in starts]
    parts = []
    for name in wanted:
        of_start = Quantity.of(sweep, quantity.output, over=quantity.over, town=quantity.town, variant=name)
        rows = of_start.rows(sweep).assign(**{VARIANT: float(names.index(name))})
        one, other = (rows[axis].to_numpy(float) for axis in axes)
        parts.append(Runs(name, one, other, of_start.values(sweep)))
    if VARIANT not in axes:
        return parts
    together = (np.concatenate([getattr(it, field) for it in parts]) for field in ("x", "y", "figures"))
    return [Runs("", *together)]


def _mapped(runs: Runs, x: str, y: str, regimes: Regimes) -> pd.DataFrame:
    """Return one row for each place of the map.

    Raises
    ------
    RefusedError
        If the points do not fill a grid of the two factors.
    """
    pairs, where = np.unique(np.column_stack((runs.x, runs.y)), axis=0, return_inverse=True)
    sides = [len(np.unique(pairs[:, axis])) for axis in range(AXES)]
    if len(pairs) != sides[0] * sides[1] or min(sides) < AXES:
        message = (
            f"{len(pairs):,} points do not fill a grid of {x} ({sides[0]:,} values) and {y} ({sides[1]:,}): "
            "a map needs the sampler 'grid' over both, with two or more levels each"
        )
        raise RefusedError(message)
    rows = []
    for number, (one, other) in enumerate(pairs.tolist()):
        values = runs.figures[where.ravel() == number].ravel()
        low, median, high = np.quantile(values, QUANTILES).tolist()
        over = float((values > regimes.threshold).mean())
        rows.append(
            {
                x: one,
                y: other,
                "start": runs.start,
                "value": median,
                "low": low,
                "high": high,
                "share_over": over,
                "regime": "much" if over > HALF else "little",
                "threshold": regimes.threshold,
                "runs": len(values),
            }
        )
    return pd.DataFrame(rows)


def _with_both(frame: pd.DataFrame, x: str, y: str) -> pd.DataFrame:
    """Return the frame in which a place is of both regimes if the two starts end differently."""
    kinds = frame.groupby([x, y])["regime"].transform("nunique")
    return frame.assign(regime=frame["regime"].where(kinds == 1, "both"))


def _note(frame: pd.DataFrame, x: str, y: str, label: str, regimes: Regimes, unit: str) -> str:
    """Return what the map says."""
    places = frame.drop_duplicates([x, y])
    counts = places["regime"].value_counts()
    much, both = int(counts.get("much", 0)), int(counts.get("both", 0))
    at = f"{regimes.threshold:,.4g} {unit}".rstrip()
    text = f"{label} is above {at} in {much} of {len(places)} places of the map of {x} and {y}"
    if both:
        text = f"{text}, and in {both} that depends on how the town began: there it has two regimes"
    elif frame["start"].nunique() == AXES:
        text = f"{text}; nowhere does that depend on how the town began"
    return f"{text}; {regimes.words}."


def _draw(frame: pd.DataFrame, axes: tuple[str, str], title: str, unit: str, threshold: float) -> Figure:
    """Return the maps of each start, with the line between the regimes."""
    x, y = axes
    scale, unit = scaled(unit, float(frame["value"].abs().max()))
    starts = list(frame["start"].unique())
    maps = []
    for start in starts:
        part = frame[frame["start"] == start].assign(value=lambda it: it["value"] * scale)
        part = part.assign(both=part["regime"] == "both")
        # In the order of the frame: numbers rise, and variants stand as in the design.
        grids = [
            part.pivot_table(name, y, x, aggfunc="first", sort=False)
            for name in ("value", "both", "share_over")
        ]
        grids = [it if isinstance(it.index[0], str) else it.sort_index() for it in grids]
        grids = [it if isinstance(it.columns[0], str) else it.sort_index(axis=1) for it in grids]
        maps.append(Map(f"began as: {start}" if len(starts) > 1 else start, grids[0], grids[1], (), grids[2]))
    words = f"line: half of the runs above {threshold * scale:,.4g}"
    if (frame["regime"] == "both").any():
        words = f"{words}; hatched: depends on how the town began"
    norm = Normalize(float(frame["value"].min()) * scale, float(frame["value"].max()) * scale)
    label = f"{unit}, median of the runs"
    return draw_maps(maps, f"{title}\n{words}", (short(x), short(y)), label, norm, "viridis")
