"""Quantity: one figure of each run of a sweep, in every point of the design.

The figure is an indicator of one variant of one town, or what one variant has
of it beyond another with the same luck: which assumptions drive an *effect* is
another question than which drive a level.
"""

from dataclasses import dataclass
from typing import Self

import pandas as pd

from tillit.experiments.answers.reading import SUM, Array, Over, reducer, usual_window, window_in_words
from tillit.experiments.answers.sweep import Sweep, one_of
from tillit.experiments.refused import RefusedError
from tillit.model.indicators import INDICATORS


@dataclass(frozen=True)
class Quantity:
    """One figure of each run, and of which runs; `Quantity.of` fills in what is left out."""

    output: str
    over: Over
    """Months that make the figure: ``sum``, ``end``, or the number of a month."""
    town: str
    variant: str
    less: str
    """The variant whose figure is subtracted, pair by pair; empty for none."""
    label: str
    """What tables and figures call it."""
    unit: str

    @classmethod
    def of(
        cls,
        sweep: Sweep,
        output: str | None = None,
        *,
        over: Over | None = None,
        town: str | None = None,
        variant: str | None = None,
        less: str | None = None,
    ) -> Self:
        """Return the quantity that is meant.

        Left out, the output is the sweep's first, the window the sum of what adds up, the town the only
        one, and the figure that of the last variant less that of the first. With `variant` alone, nothing
        is subtracted. RefusedError if the sweep has no such output, town or variant, or no such months.
        """
        output = sweep.output(output or sweep.outputs[0])
        over = usual_window(output) if over is None else over
        reducer(output, over, sweep.months)
        names = [it.name for it in sweep.design.variants]
        if variant is None and less is None and len(names) > 1:
            variant, less = names[-1], names[0]
        variant = one_of("variant", variant or names[-1], names)
        less = one_of("variant", less, names) if less else ""
        label = f"{INDICATORS[output].labels['en']} ({window_in_words(over, sweep.months)}), {variant}"
        towns = list(sweep.design.town_names)
        if town is None and len(towns) > 1:
            raise RefusedError(f"the sweep has several towns; choose one: {', '.join(towns)}")
        town = one_of("town", town or towns[0], towns)
        unit = sweep.unit(output, sweep.rows.index[sweep.rows["town"] == town])
        label = f"{label} less {less}" if less else label
        return cls(
            output, over, town, variant, less, label, unit.removesuffix("/month") if over == SUM else unit
        )

    def values(self, sweep: Sweep) -> Array:
        """Return one figure a run, shape (points, replications); refuse what is not whole."""
        return self._of_variants(sweep, sweep.values(self.output, self.over))

    def monthly(self, sweep: Sweep) -> Array:
        """Return the figure of each month, shape (points, replications, months); refuses like `values`."""
        return self._of_variants(sweep, sweep.array(self.output))

    def rows(self, sweep: Sweep, variant: str | None = None) -> pd.DataFrame:
        """Return the rows of one variant of the town, in the order of the points."""
        rows = sweep.rows
        chosen = rows[(rows["town"] == self.town) & (rows["variant"] == (variant or self.variant))]
        return chosen.sort_values("point", kind="stable")

    def _of_variants(self, sweep: Sweep, figures: Array) -> Array:
        rows = self.rows(sweep)
        result: Array = figures[sweep.rows.index.get_indexer(rows.index)]
        if not self.less:
            return result
        others = self.rows(sweep, self.less)
        if others["point"].tolist() != rows["point"].tolist():
            raise RefusedError(
                f"{self.variant} and {self.less} were not tried in the same points: they are no pairs"
            )
        return result - figures[sweep.rows.index.get_indexer(others.index)]
