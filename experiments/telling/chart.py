"""Chart: payments, caseload, trust and turnover in both worlds; of the units that the towns have."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.telling.catalogue import Words, words
from tillit.experiments.telling.facts import ENDS, of_both
from tillit.experiments.telling.names import world_names
from tillit.experiments.telling.numbers import YEAR, first_year, number, plain, scale_of, unit_in_words
from tillit.model.indicators import INDICATORS

PANELS = ("payments", "caseload", "client_trust", "turnover")
CHILD_PANELS = ("placement_cost", "child_caseload", "institution_share", "child_turnover")
COLOURS = ("#7a7a7a", "#0b6e8a")
"""Of the two worlds; they differ in lightness too."""


def draw(comparison: Comparison, language: str = "en") -> Figure:
    """Return the figure: means as lines, nine pairs in ten as bands, by calendar year."""
    spoken, towns = words(language), [it.world.scenario for _, it in comparison.sides]
    panels = of_both(towns, PANELS, CHILD_PANELS)
    rows = len(panels) // 2
    figure = Figure(figsize=(10.0, 3.2 * rows), layout="constrained")
    for axes, name in zip(figure.subplots(rows, 2).flat, panels, strict=True):
        _draw_panel(axes, comparison, name, spoken)
    handles, labels = figure.axes[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=2, frameon=False)
    pairs = comparison.pairs
    what = spoken.ngettext(
        "one pair of towns", "mean of {pairs} pairs, band: nine in ten", pairs, pairs=pairs
    )
    titles = dict.fromkeys(spoken.gettext(it.title) for it in towns)
    figure.suptitle(f"{' · '.join(titles)}: {what}", fontsize=12)
    return figure


def _draw_panel(axes: Axes, comparison: Comparison, name: str, spoken: Words) -> None:
    indicator = INDICATORS[name]
    years = first_year(comparison.b.world.scenario.town.start) + np.arange(comparison.months) / YEAR
    # What is of the last twelve months means little before a year has passed.
    first = YEAR - 1 if indicator.rolling and comparison.months > YEAR else 0
    names = world_names(comparison, spoken)
    for (_, outcome), colour, label in zip(comparison.sides, COLOURS, names, strict=True):
        values = outcome.series[name][:, first:] * scale_of(indicator.unit)
        mean = values.mean(axis=0)
        axes.fill_between(years[first:], *np.quantile(values, ENDS, axis=0), color=colour, alpha=0.2, lw=0.0)
        axes.plot(years[first:], mean, color=colour, linewidth=1.8, label=label)
        last = number(float(mean[-1]), spoken, decimals=int(mean[-1] < 100.0))  # noqa: PLR2004
        look: dict[str, Any] = {"color": colour, "fontsize": 9, "va": "center"}
        axes.annotate(last, (years[-1], mean[-1]), (4, 0), textcoords="offset points", **look)
    unit = unit_in_words(indicator.unit, comparison.currency, spoken)
    axes.set_title(", ".join(filter(None, (spoken.label(indicator.labels), unit))), loc="left", fontsize=10)
    axes.set_xlim(years[0], max(years[-1], years[0] + 1.0 / YEAR))
    axes.set_ylim(bottom=0.0)
    axes.yaxis.set_major_formatter(lambda value, _: plain(value, spoken))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=7))
    axes.spines[["top", "right"]].set_visible(False)
