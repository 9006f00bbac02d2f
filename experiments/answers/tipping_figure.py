"""Tipping figure: maps of each start side by side, with the boundary between the regimes."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure

from tillit.experiments.answers.bars import scale_of, short


def draw_map(frame: pd.DataFrame, names: tuple[str, str], title: str, unit: str, threshold: float) -> Figure:
    """Return the figure.

    Parameters
    ----------
    frame
        One row a start and place: the two axes, start, value, share_over, regime.
    names
        The two axes.
    title, unit
        What is drawn.
    threshold
        What parts the regimes.
    """
    starts = list(frame["start"].unique())
    scale, unit = scale_of(float(frame["value"].abs().max()), unit)
    norm = Normalize(float(frame["value"].min()) * scale, float(frame["value"].max()) * scale)
    figure = Figure(figsize=(1.6 + 4.8 * len(starts), 4.6), layout="constrained")
    panels = figure.subplots(1, len(starts), squeeze=False)[0]
    for axes, start in zip(panels, starts, strict=True):
        draw_start(axes, frame[frame["start"] == start], names, scale, norm)
        axes.set_title(f"began as: {start}" if len(starts) > 1 else start, loc="left", fontsize=10)
    figure.colorbar(ScalarMappable(norm, "viridis"), ax=panels, label=f"{unit}, median of the runs")
    words = f"line: half of the runs above {threshold * scale:,.4g}"
    if (frame["regime"] == "both").any():
        words = f"{words}; hatched: depends on how the town began"
    figure.suptitle(f"{title}\n{words}", fontsize=11, x=0.01, ha="left")
    return figure


def draw_start(axes: Axes, part: pd.DataFrame, names: tuple[str, str], scale: float, norm: Normalize) -> None:
    """Draw the map of one start."""
    x, y = names
    # In the order of the frame: numbers rise, and variants stand as in the design.
    columns, rows = list(part[x].drop_duplicates()), list(part[y].drop_duplicates())
    columns, rows = ([*sorted(it)] if not isinstance(it[0], str) else it for it in (columns, rows))
    table = part.set_index([y, x])

    def grid(name: str) -> pd.DataFrame:
        return table[name].unstack().reindex(index=rows, columns=columns)  # noqa: PD010 - names are the axes'

    axes.pcolormesh(
        np.arange(len(columns)), np.arange(len(rows)), grid("value") * scale, cmap="viridis", norm=norm
    )
    share = grid("share_over").to_numpy(float)
    if share.min() <= 0.5 < share.max():  # noqa: PLR2004 - half of the runs
        axes.contour(share, levels=[0.5], colors="white", linewidths=2.0)
    for row, column in zip(*np.nonzero((grid("regime") == "both").to_numpy()), strict=True):
        axes.fill_between(
            (column - 0.5, column + 0.5),
            row - 0.5,
            row + 0.5,
            facecolor="none",
            edgecolor="white",
            hatch="//",
            lw=0.0,
        )
    axes.set_xticks(range(len(columns)), [label(it) for it in columns], fontsize=8)
    axes.set_yticks(range(len(rows)), [label(it) for it in rows], fontsize=8)
    axes.set_xlabel(short(x))
    axes.set_ylabel(short(y))


def label(value: float | str) -> str:
    """Return a value of an axis as the figure shows it."""
    return value if isinstance(value, str) else f"{value:.4g}"
