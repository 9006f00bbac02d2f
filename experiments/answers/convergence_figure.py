"""Figure of convergence: the figure and its interval, as the runs become more."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter, NullLocator

from tillit.experiments.answers.convergence import Asked
from tillit.experiments.answers.picture import COLOURS, caption, headline, panels, scaled

APART = 1.3
"""How many times another a tick must be, to be readable beside it."""


def draw_convergence(title: str, asked: Asked, frame: pd.DataFrame) -> Figure:
    """Return the figure: the estimate in its band, and the band's half width in per cent."""
    figure, (left, right) = panels(2)
    factor, unit = scaled(asked.unit)
    number = frame["number"].to_numpy()
    left.fill_between(
        number, frame["low"] * factor, frame["high"] * factor, color=COLOURS[1], alpha=0.2, linewidth=0.0
    )
    left.plot(number, frame["estimate"] * factor, color=COLOURS[1], linewidth=1.8)
    caption(left, f"{asked.statistic} and its 90 % interval, {unit}")
    right.plot(number, frame["percent"], color=COLOURS[1], linewidth=1.8)
    right.axhline(asked.within, color=COLOURS[2], linewidth=1.2, linestyle="--")
    right.text(number[-1], asked.within, f"± {asked.within:g} %", color=COLOURS[2], ha="right", va="bottom")
    right.set_ylim(bottom=0.0)
    caption(right, "half width of the interval, % of the figure")
    for axes in (left, right):
        axes.set_xscale("log")
        axes.set_xticks(ticks(int(number[0]), int(number[-1])))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.set_xlabel(asked.along)
    headline(figure, title, asked.what.replace("_", " "))
    return figure


def ticks(first: int, last: int) -> list[int]:
    """Return the first and last number, and round ones that are far enough from them."""
    every = (step * 10**power for power in range(9) for step in (1, 2, 5))
    return [first, *(it for it in every if APART * first <= it <= last / APART), last]
