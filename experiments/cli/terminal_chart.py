"""Chart of payments in both worlds, for a terminal."""

from math import ceil

import numpy as np
import plotext

from tillit.experiments.claims.scales import MILLION
from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.names import world_names
from tillit.experiments.telling.numbers import YEAR, first_year
from tillit.experiments.telling.units import unit_in_words
from tillit.model.indicators import INDICATORS

HEIGHT = 16
MARKERS = ("hd", "dot")
"""How the two lines are drawn, told apart without colours too."""
SIGNS = ("▚", "•")
"""What these markers look like."""


def payments_chart(comparison: Comparison, width: int, spoken: Words, colours: bool) -> str:
    """Return the means of the payments in both worlds as a chart of characters, by calendar year.

    In a town of which only the children are looked at, of the cost of placements.
    """
    assists = comparison.a.world.scenario.posts or comparison.b.world.scenario.posts
    name = "payments" if assists else "placement_cost"
    figure = plotext.figure
    figure.clear()
    figure.theme("simple")
    figure.plot_size(width, HEIGHT)
    first = first_year(comparison.b.world.scenario.town.start)
    years = (first + np.arange(comparison.months) / YEAR).tolist()
    labels, highest = [], 0.0
    names = world_names(comparison, spoken)
    for outcome, marker, sign, label in zip((comparison.a, comparison.b), MARKERS, SIGNS, names, strict=True):
        mean = outcome.series[name].mean(axis=0) / MILLION
        highest = max(highest, float(mean.max()))
        figure.draw(figure.signal(years, mean.tolist(), marker=marker).lines())
        labels.append(f"{sign} {label}")
    indicator = INDICATORS[name]
    unit = unit_in_words(indicator.unit, comparison.currency, spoken)
    figure.title(f"{spoken.label(indicator.labels)}, {unit}: {'   '.join(labels)}")
    figure.ruler("y").lim(0.0, max(highest * 1.1, 0.01))
    whole = list(range(ceil(first), int(years[-1]) + 1, max(1, comparison.months // 120)))
    figure.ruler("x").ticks(whole, [str(year) for year in whole])
    drawn = str(figure.build())
    return drawn if colours else str(plotext.uncolorize(drawn))
