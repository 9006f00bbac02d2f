"""Sampled: the points of a sweep, what came of each, and how much of their differences is luck.

Every point has the same luck in the same replication. What a lucky replication
adds to all points alike moves no difference; what it adds to one point and not
to another does. That is the interaction of points and replications in a
two-way analysis of variance.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from tillit.experiments.answers.sweep import Array, Over, Sweep, one_of, usual_window, window_in_words
from tillit.experiments.refused import RefusedError
from tillit.experiments.sweep.factors import Factor
from tillit.model.indicators import INDICATORS

LITTLE = 0.05
"""Share of luck that hardly matters beside the width of the intervals."""
ALIKE = 1e-12
"""Relative difference below which figures are the same; adding in another order makes as much."""


@dataclass
class Sampled:
    """What varied, and what came of it; `means` are those over the replications, shape (points,)."""

    factors: Sequence[Factor]
    points: Array
    """Values of the factors, shape (points, factors)."""
    values: Array
    """One figure a run, shape (points, replications)."""
    label: str = "figure"
    unit: str = ""

    def __post_init__(self) -> None:
        self.names = [it.name for it in self.factors]
        self.means: Array = self.values.mean(axis=1)
        # Every point gives the same, so that there is nothing to explain.
        self.alike = bool(np.ptp(self.means) <= ALIKE * np.abs(self.means).max())

    def luck(self) -> str:
        """Return how much of the differences between the points' means is luck, as a clause."""
        points, replications = self.values.shape
        if replications == 1:
            return "how much of it is luck cannot be told from one replication"
        between = float(self.means.var(ddof=1)) if points > 1 else 0.0
        if between == 0.0:
            return "none of it is luck"
        rest = self.values - self.means[:, None] - self.values.mean(axis=0) + self.values.mean()
        luck = float((rest**2).sum()) / ((points - 1) * (replications - 1))
        signal = between - luck / replications
        if signal <= 0.0:
            return "all of it may be luck: use more replications"
        needed = math.ceil(luck * (1.0 - LITTLE) / (LITTLE * signal))
        more = f"; {needed:,} replications would bring it to 5 %" if needed > replications else ""
        share = 100.0 * luck / replications / between
        return f"luck makes {share:.0f} % of the differences between points{more}"


class Quantity:
    """One figure of each run of a sweep, in every point of the design.

    It is an indicator of one variant of one town, or what one variant has of it beyond another (`less`) with
    the same luck: which assumptions drive an *effect* is another question than which drive a level. Left out,
    the output is the sweep's first, the window the sum of what adds up, the town the only one, and the figure
    that of the last variant less that of the first. With `variant` alone, nothing is subtracted. RefusedError
    if the sweep has no such output, town or variant.
    """

    def __init__(
        self,
        sweep: Sweep,
        output: str | None = None,
        *,
        over: Over | None = None,
        town: str | None = None,
        variant: str | None = None,
        less: str | None = None,
    ) -> None:
        names, towns = [it.name for it in sweep.design.variants], list(sweep.design.town_names)
        if variant is None and less is None and len(names) > 1:
            variant, less = names[-1], names[0]
        if town is None and len(towns) > 1:
            raise RefusedError(f"the sweep has several towns; choose one: {', '.join(towns)}")
        self.sweep = sweep
        self.output = sweep.output(output or sweep.outputs[0])
        self.over = usual_window(self.output) if over is None else over
        self.town = one_of("town", town or towns[0], towns)
        self.variant = one_of("variant", variant or names[-1], names)
        self.less = one_of("variant", less, names) if less else ""
        self.title = f"{INDICATORS[self.output].labels['en']} ({window_in_words(self.over, sweep.months)})"
        self.label = f"{self.title}, {self.variant}" + (f" less {less}" if less else "")
        self.unit = sweep.unit(self.output, self.town, self.over)

    def rows(self, variant: str) -> pd.DataFrame:
        """Return the rows of one variant of the town, in the order of the points."""
        rows = self.sweep.rows
        chosen: pd.DataFrame = rows[(rows["town"] == self.town) & (rows["variant"] == variant)]
        return chosen

    def values(self) -> Array:
        """Return one figure a run, shape (points, replications).

        RefusedError if the sweep is not whole, or has no such window.
        """
        figures = self.sweep.array(self.output, self.over)
        mine: Array = figures[self.rows(self.variant).index]
        return mine - figures[self.rows(self.less).index] if self.less else mine

    def sampled(self) -> Sampled:
        """Return the figures beside the factors; RefusedError as for `values`, or if nothing varies."""
        factors = self.sweep.design.factors
        if not factors:
            raise RefusedError("nothing varies in this sweep; give it [factors], and run it")
        points = self.rows(self.variant)[[it.name for it in factors]].to_numpy(float)
        return Sampled(factors, points, self.values(), self.label, self.unit)
