"""Figure: the map from a calm and from a troubled start, with the town on it."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh
from matplotlib.colors import TwoSlopeNorm
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from tillit.experiments.tipping.courses import INTERVALS, own_interval, posts_at_the_end
from tillit.model.scenarios import Scenario

DARK = 0.3
"""Distance from the middle of the colours beyond which black is hard to read."""
PANELS = (("from_calm", "It began in calm"), ("from_trouble", "It began in trouble"))


def draw_map(frame: pd.DataFrame, town: Scenario) -> Figure:
    """Return both maps side by side."""
    figure = Figure(figsize=(11.0, 5.4), layout="constrained")
    panels = figure.subplots(1, 2, sharey=True)
    values = frame[[name for name, _ in PANELS]].to_numpy()
    norm = TwoSlopeNorm(1.0, min(0.75, values.min()), max(1.25, values.max()))
    for axes, (name, title) in zip(panels, PANELS, strict=True):
        drawn = draw_panel(axes, frame, name, norm)
        axes.set_title(title, loc="left", fontsize=11)
        mark_town(axes, frame, town)
    panels[0].set_ylabel("months between reorganisations")
    figure.colorbar(drawn, ax=panels, label="households fifteen years later, 1 as at the start")
    figure.suptitle(
        f"{town.title}: where it ends, by posts and reorganisations\n"
        "hatched: its past decides; ○ the town as it was, ● as it acted",
        fontsize=11,
        x=0.01,
        ha="left",
    )
    return figure


def draw_panel(axes: Axes, frame: pd.DataFrame, name: str, norm: TwoSlopeNorm) -> QuadMesh:
    """Draw the map of one start, and return what the colours are of."""
    posts = sorted(frame["posts"].unique())
    shape = (len(posts), len(INTERVALS))
    grid = frame[name].to_numpy().reshape(shape).T
    drawn = axes.pcolormesh(np.arange(shape[0]), np.arange(shape[1]), grid, cmap="RdBu_r", norm=norm)
    for row, column in zip(*np.nonzero(frame["past_decides"].to_numpy().reshape(shape).T), strict=True):
        corner = (float(column) - 0.5, float(row) - 0.5)
        axes.add_patch(hatched(corner))
    for row in range(shape[1]):
        for column in range(shape[0]):
            dark = abs(float(norm(grid[row, column])) - 0.5) > DARK
            colour = "white" if dark else "black"
            words = f"{grid[row, column]:.2f}"
            axes.text(column, row + 0.28, words, ha="center", va="center", fontsize=8, color=colour)
    caseloads = frame.groupby("posts")["caseload"].first()
    axes.set_xticks(range(shape[0]), [f"{it}\n({caseloads[it]:.0f})" for it in posts])
    axes.set_yticks(range(shape[1]), ["never" if it is None else str(it) for it in INTERVALS])
    axes.set_xlabel("posts (households for each)")
    return drawn


def hatched(corner: tuple[float, float]) -> Rectangle:
    """Return the mark of a place where the past decides."""
    return Rectangle(corner, 1.0, 1.0, fill=False, hatch="///", edgecolor="#333333", linewidth=0.0)


def mark_town(axes: Axes, frame: pd.DataFrame, town: Scenario) -> None:
    """Draw the town as it was, left in peace, and as it acted."""
    posts = sorted(frame["posts"].unique())
    own = own_interval(town)
    row = 0 if own is None else int(np.argmin([np.inf if it is None else abs(it - own) for it in INTERVALS]))
    axes.plot(posts.index(town.posts), 0, "o", mfc="white", mec="black", ms=9)
    axes.plot(posts.index(posts_at_the_end(town)), row, "o", mfc="black", mec="white", ms=7)
