"""Summary: what the charts and bars draw of the pairs that are lived so far.

Bands over towns do not narrow with more pairs, so from few pairs they would be too narrow. Below
`ENOUGH` there are thin lines and no verdict; from there on a thick line and one band. The thick
line and the bars are means over the towns, as the sentence is: one figure, one statistic.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.comparison.statistics import first_for_good
from tillit.experiments.worlds.plan import ENOUGH
from tillit.visualization.charts import CHARTS, MADE_OF, MILLION, PAYERS, ROW
from tillit.visualization.engine.worlds import Figures

LINES = 12
"""Towns that are drawn as lines at most."""
BAND = (0.05, 0.95)
"""Ends of the band that holds nine towns in ten."""


class Drawn(NamedTuple):
    """What one chart draws."""

    was: Figures
    """The town as it was, the mean over the pairs; shape (months,)."""
    lines: Figures
    """Single towns in which the events happen, shape (lines, months)."""
    band: Figures
    """Low, mean and high over the towns, shape (3, months); shape (0, months) below `ENOUGH`."""


class Pairs(NamedTuple):
    """Pairs that were lived."""

    was: NDArray[np.float32]
    """The town as it was, shape (pairs, KEPT, months)."""
    now: NDArray[np.float32]
    """The same with the events."""

    @classmethod
    def of(cls, worlds: Sequence[tuple[Figures, Figures]]) -> "Pairs":
        """Return pairs of worlds together."""
        return cls(np.stack([it[0] for it in worlds]), np.stack([it[1] for it in worlds]))

    def __len__(self) -> int:
        return len(self.was)

    def saved(self, indicator: str) -> NDArray[np.float64]:
        """Return what each pair saves since the start, shape (pairs, months)."""
        row = ROW[indicator]
        cost = self.was[:, row].astype(float) - self.now[:, row]
        return np.cumsum(cost, axis=-1)


def drawn(pairs: Pairs, name: str) -> Drawn:
    """Return what one of `CHARTS` draws."""
    chart = CHARTS[name]
    if chart.net:
        now = (pairs.saved(chart.indicator) * chart.scale).astype(np.float32)
        was = np.zeros(now.shape[-1], np.float32)
    else:
        now = pairs.now[:, ROW[chart.indicator]] * np.float32(chart.scale)
        was = pairs.was[:, ROW[chart.indicator]].mean(axis=0) * np.float32(chart.scale)
    band = np.empty((0, now.shape[-1]))
    if len(pairs) >= ENOUGH:
        low, high = np.quantile(now, BAND, axis=0)
        band = np.stack([low, now.mean(axis=0), high])
    return Drawn(was.astype(np.float32), now[:LINES], band.astype(np.float32))


def payers(pairs: Pairs) -> list[dict[str, object]]:
    """Return who saves how much over the months, in millions: mean, and both ends of the interval."""
    found = []
    for name in PAYERS:
        saved = pairs.saved(name)[:, -1] * MILLION
        low, high = np.quantile(saved, BAND).tolist()
        mid = float(saved.mean())
        found.append({"name": name, "low": low, "mid": mid, "high": high})
    return found


def made_of(pairs: Pairs) -> dict[str, float]:
    """Return what the municipality's difference is made of, in millions, means; less to pay is more."""
    saved = {name: float(pairs.saved(name)[:, -1].mean()) * MILLION for name in MADE_OF}
    return {name: it for name, it in sorted(saved.items(), key=lambda it: -abs(it[1])) if it}


def paid_back(pairs: Pairs) -> int:
    """Return the median month from which the municipality has its money back for good; 0 for never."""
    months = first_for_good(pairs.saved("municipal_cost"))
    order = np.sort(np.where(months == 0, np.iinfo(np.int64).max, months))
    median = int(order[(len(order) - 1) // 2])
    return 0 if median == np.iinfo(np.int64).max else median
