"""Chart of payments in both worlds, for a terminal."""

import numpy as np
import plotext

from tillit.experiments.claims.scales import MILLION
from tillit.experiments.comparison import Comparison

HEIGHT = 16
MARKERS = ("hd", "dot")
"""How the two lines are drawn, told apart without colours too."""
SIGNS = ("▚", "•")
"""What these markers look like."""


def payments_chart(comparison: Comparison, width: int, colours: bool) -> str:
    """Return the medians of the payments in both worlds as a chart of characters.

    In a town of which only the children are looked at, of the cost of placements.
    """
    assists = comparison.a.world.scenario.posts or comparison.b.world.scenario.posts
    name, title = ("payments", "Payments") if assists else ("placement_cost", "Placements")
    figure = plotext.figure
    figure.clear()
    figure.theme("simple")
    figure.plot_size(width, HEIGHT)
    years = (np.arange(1, comparison.months + 1) / 12).tolist()
    labels, highest = [], 0.0
    for outcome, marker, sign in zip((comparison.a, comparison.b), MARKERS, SIGNS, strict=True):
        median = np.median(outcome.series[name], axis=0) / MILLION
        highest = max(highest, float(median.max()))
        figure.draw(figure.signal(years, median.tolist(), marker=marker).lines())
        labels.append(f"{sign} {outcome.world.label}")
    figure.title(f"{title}, M{comparison.currency}/month, median: {'   '.join(labels)}")
    figure.label("years from the start")
    figure.ruler("y").lim(0.0, max(highest * 1.1, 0.01))
    whole = list(range(0, comparison.months // 12 + 1, max(1, comparison.months // 120)))
    figure.ruler("x").ticks(whole, [str(year) for year in whole])
    drawn = str(figure.build())
    return drawn if colours else str(plotext.uncolorize(drawn))
