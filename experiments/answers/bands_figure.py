"""Figure of bands: a line a group, and around it where most runs lie."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from tillit.experiments.answers.bands import MOST_LINES, name_of
from tillit.experiments.answers.picture import (
    COLOURS,
    caption,
    headline,
    label_of,
    legend_below,
    panels,
    scaled,
)
from tillit.experiments.frames import YEAR

if TYPE_CHECKING:
    from tillit.experiments.answers.study import Study

FAINT = 0.16
FEW = 3
"""Groups that are shown with all their bands; of more only the outermost is drawn."""


def draw_bands(
    study: "Study", output: str, frame: pd.DataFrame, by: tuple[str, ...], marks: tuple[float, ...]
) -> Figure:
    """Return the figure: the middle quantile as a line, the others as bands around it."""
    figure, (axes,) = panels(1)
    factor, unit = scaled(study.unit(output))
    # What is the same for all tells no lines apart.
    telling = tuple(name for name in by if len(frame[name].unique()) > 1) or by
    groups = [group for _, group in frame.groupby(list(by), sort=False)] if by else [frame]
    # Several bands in each of many groups hide each other.
    bands = pairs_of(marks) if len(groups) <= FEW else pairs_of(marks)[:1]
    for group, colour in zip(groups[:MOST_LINES], COLOURS, strict=False):
        years = group["month"].to_numpy() / YEAR
        for low, high in bands:
            lower, upper = (group[name_of(mark)].to_numpy() * factor for mark in (low, high))
            axes.fill_between(years, lower, upper, color=colour, alpha=FAINT, linewidth=0.0)
        middle = name_of(marks[len(marks) // 2])
        axes.plot(
            years, group[middle].to_numpy() * factor, color=colour, linewidth=1.8, label=words(group, telling)
        )
    caption(axes, f"{label_of(output)}, {unit}: {bands_in_words(marks, bands)}")
    axes.set_xlabel("years from the start")
    axes.set_xlim(0.0, study.months / YEAR)
    if (frame[name_of(marks[0])] >= 0.0).all():
        axes.set_ylim(bottom=0.0)
    if by:
        legend_below(figure, axes)
    more = len(groups) - MOST_LINES
    rest = f"; the first {MOST_LINES} of {len(groups):,} groups" if more > 0 else ""
    headline(figure, study.design.title, f"{study.design.runs:,} runs{rest}")
    return figure


def pairs_of(marks: tuple[float, ...]) -> list[tuple[float, float]]:
    """Return the ends of each band, the outermost first."""
    half = len(marks) // 2
    return list(zip(marks[:half], marks[::-1][:half], strict=True))


def words(group: pd.DataFrame, by: tuple[str, ...]) -> str:
    """Return what a line is called."""
    first = group.iloc[0]
    return ", ".join(value_in_words(name, first[name]) for name in by) or "all runs"


def value_in_words(name: str, value: object) -> str:
    """Return a value of a column; with the column's name, if the value alone says nothing."""
    if isinstance(value, str):
        return value.replace("_", " ")
    number = f"{value:.4g}" if isinstance(value, float | np.floating) else str(value)
    return f"{name} {number}"


def bands_in_words(marks: tuple[float, ...], bands: list[tuple[float, float]]) -> str:
    """Return what line and bands are."""
    middle = marks[len(marks) // 2]
    line = "median" if middle == 0.5 else f"{100 * middle:.4g} % quantile"  # noqa: PLR2004 - the median is one half
    shares = [f"{100 * (high - low):.4g} %" for low, high in reversed(bands)]
    return f"{line}, and {' and '.join(shares)} of the runs" if shares else line
