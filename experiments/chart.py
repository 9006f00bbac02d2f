"""Chart: payments, caseload, trust and turnover in both worlds; of the units that the towns have."""

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tillit.experiments.comparison import Comparison
from tillit.model.indicators import INDICATORS

if TYPE_CHECKING:
    from numpy.typing import NDArray

PANELS = ("payments", "caseload", "client_trust", "turnover")
CHILD_PANELS = ("placement_cost", "child_caseload", "institution_share", "child_turnover")
"""The same for a child and family unit."""
COLOURS = ("#7a7a7a", "#0b6e8a")
"""Of the two worlds; they differ in lightness too."""
MILLION = 1_000_000.0
YEAR = 12
LOOKING_BACK = ("turnover", "child_turnover")
"""Indicators of the last twelve months; they mean little before a year has passed."""


def draw(comparison: Comparison) -> Figure:
    """Return the figure: medians as lines, 90 % of the pairs as bands."""
    panels = panels_of(comparison)
    rows = len(panels) // 2
    figure = Figure(figsize=(10.0, 3.2 * rows), layout="constrained")
    for axes, name in zip(figure.subplots(rows, 2).flat, panels, strict=True):
        draw_panel(axes, comparison, name)
    handles, labels = figure.axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False)
    figure.suptitle(heading(comparison), fontsize=12)
    return figure


def panels_of(comparison: Comparison) -> tuple[str, ...]:
    """Return the indicators that are drawn: those of the units that the towns have."""
    towns = [it.world.scenario for it in (comparison.a, comparison.b)]
    households = PANELS if any(town.posts for town in towns) else ()
    return (*households, *(CHILD_PANELS if any(town.children for town in towns) else ()))


def heading(comparison: Comparison) -> str:
    """Return what the figure shows."""
    towns = dict.fromkeys(it.world.scenario.title for it in (comparison.a, comparison.b))
    plural = "pair" if comparison.pairs == 1 else "pairs"
    note = "" if comparison.verdicts else ", too few for a verdict"
    return f"{' and '.join(towns)}: median and 90 % of {comparison.pairs:,} {plural}{note}"


def draw_panel(axes: Axes, comparison: Comparison, name: str) -> None:
    """Draw one indicator of both worlds."""
    indicator = INDICATORS[name]
    scale, unit = scale_of(indicator.unit.replace("SEK", comparison.currency))
    years = np.arange(1, comparison.months + 1) / YEAR
    first = YEAR - 1 if name in LOOKING_BACK and comparison.months > YEAR else 0
    for outcome, colour in zip((comparison.a, comparison.b), COLOURS, strict=True):
        low, median, high = np.quantile(outcome.series[name][:, first:] * scale, (0.05, 0.5, 0.95), axis=0)
        band(axes, years[first:], low, high, colour)
        axes.plot(years[first:], median, color=colour, linewidth=1.8, label=outcome.world.label)
    axes.set_title(f"{indicator.labels['en']}, {unit}", loc="left", fontsize=10)
    axes.set_xlabel("years from the start")
    axes.set_xlim(0.0, years[-1])
    axes.set_ylim(bottom=0.0)
    axes.spines[["top", "right"]].set_visible(False)


def band(
    axes: Axes,
    years: "NDArray[np.float64]",
    low: "NDArray[np.float64]",
    high: "NDArray[np.float64]",
    colour: str,
) -> None:
    """Draw where 90 % of the pairs lie."""
    axes.fill_between(years, low, high, color=colour, alpha=0.2, linewidth=0.0)


def scale_of(unit: str) -> tuple[float, str]:
    """Return a factor, and the unit after it, that give figures which are easy to read."""
    if unit.startswith("share"):
        return 100.0, unit.replace("share", "%")
    currency, _, rest = unit.partition("/")
    if rest == "month" and currency.isupper():
        return 1.0 / MILLION, f"million {unit}"
    return 1.0, unit
