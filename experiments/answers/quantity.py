"""Quantity: one figure of each run of a sweep, in every point of the design.

The figure is an indicator of one variant of one town, or what one variant has
of it beyond another with the same luck: which assumptions drive an *effect* is
another question than which drive a level.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.answers.names import one_of
from tillit.experiments.answers.window import SUM, Over, reducer, usual_window, window_in_words
from tillit.experiments.refused import RefusedError
from tillit.model.indicators import INDICATORS

if TYPE_CHECKING:
    from tillit.experiments.answers.study import Study

Figures = NDArray[np.float64]


@dataclass(frozen=True)
class Quantity:
    """One figure of each run, and of which runs; `Quantity.of` fills in what is left out."""

    output: str
    """Name of the indicator."""
    over: Over
    """Months that make the figure: ``sum``, ``end``, or the number of a month."""
    town: str
    """Name of the town."""
    variant: str
    """Name of the variant."""
    less: str
    """Name of the variant whose figure is subtracted, pair by pair; empty for none."""
    label: str
    """What tables and figures call it."""
    unit: str
    """Its unit."""

    @classmethod
    def of(
        cls,
        study: "Study",
        output: str | None = None,
        *,
        over: Over | None = None,
        town: str | None = None,
        variant: str | None = None,
        less: str | None = None,
    ) -> Self:
        """Return the quantity that is meant.

        Parameters
        ----------
        study
            The sweep.
        output
            An output of its design; the first of them if left out.
        over
            ``sum``, ``end`` or a month; if left out, the sum of what adds up.
        town
            A town of the design; needed if there are several.
        variant, less
            The figure is that of `variant` less that of `less`, or of
            `variant` alone if `less` is left out. If both are left out: the
            design's last variant less its first.

        Raises
        ------
        RefusedError
            If the sweep has no such output, town or variant, or no such months.
        """
        output = study.output(output or study.outputs[0])
        over = usual_window(output) if over is None else over
        reducer(output, over, study.months)
        names = [it.name for it in study.design.variants]
        if variant is None and less is None and len(names) > 1:
            variant, less = names[-1], names[0]
        variant = one_of("variant", variant or names[-1], names)
        less = one_of("variant", less, names) if less else ""
        label = f"{INDICATORS[output].labels['en']} ({window_in_words(over, study.months)}), {variant}"
        town = the_town(study, town)
        unit = study.unit(output, study.rows.index[study.rows["town"] == town])
        return cls(
            output,
            over,
            town,
            variant,
            less,
            f"{label} less {less}" if less else label,
            unit.removesuffix("/month") if over == SUM else unit,
        )

    def values(self, study: "Study") -> Figures:
        """Return one figure a run, shape (points, replications).

        Raises
        ------
        RefusedError
            If runs are missing or failed, or a figure is not a number.
        """
        return self._of_variants(study, study.figures(self.output, self.over))

    def monthly(self, study: "Study") -> Figures:
        """Return the figure of each month, shape (points, replications, months); refuses like `values`."""
        return self._of_variants(study, study.array(self.output))

    def rows(self, study: "Study", variant: str | None = None) -> pd.DataFrame:
        """Return the rows of one variant of the town, in the order of the points."""
        rows = study.rows
        chosen = rows[(rows["town"] == self.town) & (rows["variant"] == (variant or self.variant))]
        return chosen.sort_values("point", kind="stable")

    def _of_variants(self, study: "Study", figures: Figures) -> Figures:
        """Return the figures of the variant, less those of the other."""
        rows = self.rows(study)
        result: Figures = figures[study.rows.index.get_indexer(rows.index)]
        if not self.less:
            return result
        others = self.rows(study, self.less)
        if others["point"].tolist() != rows["point"].tolist():
            message = f"{self.variant} and {self.less} were not tried in the same points: they are no pairs"
            raise RefusedError(message)
        return result - figures[study.rows.index.get_indexer(others.index)]


def the_town(study: "Study", town: str | None) -> str:
    """Return the town that is asked about."""
    names = list(study.design.town_names)
    if town is None and len(names) > 1:
        message = f"the sweep has several towns; choose one: {', '.join(names)}"
        raise RefusedError(message)
    return one_of("town", town or names[0], names)
