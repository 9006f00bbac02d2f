"""Table: the figures of the charts, month by month, as a spreadsheet of the visitor's language reads them."""

from typing import cast

import numpy as np
import pandas as pd

from tillit.experiments.telling import words
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios.dates import date_of
from tillit.visualization.address.state import State
from tillit.visualization.charts import INDICATORS_KEPT, ROW
from tillit.visualization.engine.summary import BAND, Pairs
from tillit.visualization.engine.worlds import Asked

PAIRS = 20
"""Pairs of the table; those of the answer, where more are lived already."""
FIGURES = 6
"""Of each number, as many."""


def table(state: State, most: int) -> str:
    """Return the figures as CSV.

    Parameters
    ----------
    state
        The town and what happens there.
    most
        Pairs at most; fewer than `PAIRS` only if this is.
    """
    asked = Asked(state)
    lived = next((pair for pair in range(most) if not asked.has(pair)), most)
    pairs = Pairs.of([asked.pair(pair) for pair in range(max(lived, min(PAIRS, most)))])
    own = words(state.language)
    frames = []
    for name in INDICATORS_KEPT:
        was, now = pairs.was[:, ROW[name]], pairs.now[:, ROW[name]]
        low, high = np.quantile(now, BAND, axis=0)
        frames.append(
            pd.DataFrame(
                {
                    "month": [date_of(asked.before.town.start, it + 1) for it in range(state.months)],
                    "indicator": own.label(INDICATORS[name].labels),
                    "unit": INDICATORS[name].unit.replace("SEK", asked.before.town.currency),
                    own.gettext("as it was"): was.mean(axis=0),
                    own.gettext("with the changes"): now.mean(axis=0),
                    "5 %": low,
                    "95 %": high,
                }
            )
        )
    comma = state.language != "en"

    def written(value: object) -> str:
        text = np.format_float_positional(cast("float", value), precision=FIGURES, fractional=False, trim="-")
        return text.replace(".", ",") if comma else text

    return pd.concat(frames).to_csv(index=False, sep=";" if comma else ",", float_format=written)
