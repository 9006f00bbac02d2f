"""Figure: maps side by side, one for each way in which a town began."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

MOST_WORDS = 60
"""Places of a map up to which each has its value written in it."""
DARK = 1.2
"""Red, green and blue together below which black is hard to read."""


def draw_maps(
    maps: Mapping[str, pd.DataFrame],
    headline: str,
    labels: tuple[str, str, str],
    norm: Normalize,
    colours: str,
    marks: Sequence[tuple[int, int, str]] = (),
) -> Figure:
    """Return the figure of maps by title, from left to right.

    A map has a row for each place: `x` and `y`, numbers, or categories that are the ticks' words; `value`;
    whether it is `hatched`; and maybe a share, `over`, with a line where it passes one half. `labels` say
    what these are: `x`, `y` and `value`. `marks` are column, row and face colour of what is marked.
    """
    figure = Figure(figsize=(1.6 + 4.8 * len(maps), 5.0), layout="constrained")
    panels = figure.subplots(1, len(maps), sharey=True, squeeze=False)[0]
    for axes, (title, places) in zip(panels, maps.items(), strict=True):
        grids = places.pivot_table(index="y", columns="x", aggfunc="first", observed=True)
        values = grids["value"].to_numpy(float)
        rows, columns = (np.arange(length) for length in values.shape)
        axes.pcolormesh(columns, rows, values, cmap=colours, norm=norm)
        if "over" in places and places["over"].min() <= 0.5 < places["over"].max():  # noqa: PLR2004 - half
            axes.contour(grids["over"].to_numpy(float), levels=[0.5], colors="white", linewidths=2.0)
        for row, column in np.argwhere(grids["hatched"].to_numpy(bool)):
            corner = (column - 0.5, row - 0.5)
            axes.add_patch(Rectangle(corner, 1.0, 1.0, fill=False, hatch="///", edgecolor="#888888", lw=0.0))
        if values.size <= MOST_WORDS and np.abs(values).max() < 10.0:  # noqa: PLR2004 - a share, in few letters
            for (row, column), value in np.ndenumerate(values):
                ink = "white" if sum(colormaps[colours](norm(value))[:3]) < DARK else "black"
                look = {"ha": "center", "va": "center", "fontsize": 8, "color": ink}
                axes.text(column, row + 0.28, f"{value:.2f}", **look)
        for column, row, face in marks:
            axes.plot(column, row, "o", mfc=face, mec="black" if face == "white" else "white", ms=8)
        for axis, ticks in ((axes.xaxis, grids["value"].columns), (axes.yaxis, grids["value"].index)):
            words = [tick if isinstance(tick, str) else f"{tick:.4g}" for tick in ticks]
            axis.set_ticks(range(len(words)), words, fontsize=8)
        axes.set_title(title, loc="left", fontsize=10)
        axes.set_xlabel(labels[0])
    panels[0].set_ylabel(labels[1])
    figure.colorbar(ScalarMappable(norm, colours), ax=panels, label=labels[2])
    figure.suptitle(headline, fontsize=11, x=0.01, ha="left")
    return figure
