"""Sums: what counties and the nation have, out of what each municipality has."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.comparison.statistics import YEAR, spread
from tillit.model.indicators import INDICATORS

NATION = "nation"


def sums(sweep: Sweep, counties: dict[str, str]) -> pd.DataFrame:
    """Return the nation's and the counties' figures, year by year, of a finished sweep over municipalities.

    One row each level, name, variant, output and year: median and 90 % interval over the replications of the
    sum over municipalities. What adds up over months is a year's sum, the rest a year's mean. RefusedError if
    runs are missing.
    """
    town, variants = sweep.rows["town"], sweep.rows["variant"]
    groups = [(NATION, NATION, town.notna())]
    groups += [("county", name, town.map(counties) == name) for name in sorted(set(counties.values()))]
    parts: list[dict[str, object]] = []
    for output in sweep.outputs:
        adds, (figures, unit, _) = INDICATORS[output].adds, sweep.converted(output)
        unit = unit.replace("/month", "/year") if adds else unit
        years = by_year(figures, adds=adds)
        for variant in sweep.design.variant_names:
            for level, name, within in groups:
                index = {"level": level, "name": name, "variant": variant, "output": output}
                summed = years[(within & (variants == variant)).to_numpy()].sum(axis=0)
                for year, values in enumerate(summed.T, 1):
                    parts.append(index | {"year": year, "unit": unit} | spread("value", values))
    return pd.DataFrame(parts)


def by_year(monthly: NDArray[np.float64], *, adds: bool) -> NDArray[np.float64]:
    """Return a figure for each whole year, shape (rows, replications, years); of a shorter run, one."""
    whole = max(YEAR, monthly.shape[-1] // YEAR * YEAR)
    years = np.split(monthly[..., :whole], max(1, whole // YEAR), axis=-1)
    return np.stack([part.sum(axis=-1) if adds else part.mean(axis=-1) for part in years], axis=-1)
