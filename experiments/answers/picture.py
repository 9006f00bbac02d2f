"""Picture: how all figures of a sweep look."""

from textwrap import wrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import StrMethodFormatter

from tillit.experiments.chart import scale_of
from tillit.model.indicators import INDICATORS

COLOURS = ("#7a7a7a", "#0b6e8a", "#c8553d", "#d9a02b", "#5b8c5a", "#7b5ea7", "#1f3a5f", "#b5658a")
"""Of lines that are told apart; the first two are those of all charts."""
SIGN = ("#0b6e8a", "#c8553d")
"""Of what agrees with the whole, and of what does not."""
WIDTH, HEIGHT = 10.0, 5.4
ACROSS = 95
"""Characters of a headline that fit into the width."""


def panels(number: int) -> tuple[Figure, list[Axes]]:
    """Return a figure, and its panels, two side by side."""
    columns = min(number, 2)
    rows = (number + 1) // 2
    figure = Figure(figsize=(WIDTH, HEIGHT if rows == 1 else 3.6 * rows), layout="constrained")
    grid = figure.subplots(rows, columns, squeeze=False)
    axes = list(grid.flat)
    for empty in axes[number:]:
        empty.set_axis_off()
    return figure, axes[:number]


def headline(figure: Figure, title: str, what: str) -> None:
    """Write over the whole figure which sweep it is of, and below that what is shown."""
    lines = [line for text in (title, what) for line in wrap(text, ACROSS)]
    figure.suptitle("\n".join(lines), fontsize=12)


def caption(axes: Axes, text: str) -> None:
    """Write over a panel what it shows, and take away what shows nothing."""
    axes.set_title(text, loc="left", fontsize=10)
    axes.spines[["top", "right"]].set_visible(False)
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,.10g}"))


def scaled(unit: str) -> tuple[float, str]:
    """Return a factor, and the unit after it, that give figures which are easy to read."""
    currency, _, rest = unit.partition("/")
    if not rest and currency.isupper():
        return 1.0 / 1_000_000.0, f"million {unit}"
    return scale_of(unit)


def label_of(output: str) -> str:
    """Return what a reader calls an output."""
    return INDICATORS[output].labels["en"]


def legend_below(figure: Figure, axes: Axes, columns: int = 4) -> None:
    """Say under the figure what the lines are."""
    handles, labels = axes.get_legend_handles_labels()
    if handles:
        figure.legend(
            handles, labels, loc="outside lower center", ncols=min(columns, len(handles)), frameon=False
        )
