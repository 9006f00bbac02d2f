"""Sums: what counties and the nation have, out of what each municipality has."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.answers.sweep import Sweep
from tillit.experiments.comparison.statistics import YEAR, spread
from tillit.model.indicators import INDICATORS

NATION = "nation"

Array = NDArray[np.float64]


def sums(sweep: Sweep, counties: dict[str, str]) -> pd.DataFrame:
    """Return the nation's and the counties' figures, year by year, of a finished sweep over municipalities.

    One row each level, name, variant, output and year: median and 90 % interval over the replications of the
    sum over municipalities. What adds up over months is a year's sum, the rest a year's mean. RefusedError if
    runs are missing.
    """
    rows = sweep.rows
    groups = [("county", name) for name in sorted(set(counties.values()))]
    county = rows["town"].map(counties).to_numpy()
    parts = []
    for output in sweep.outputs:
        years = by_year(sweep.array(output) * sweep.rates(output)[..., None], adds=INDICATORS[output].adds)
        for variant in sweep.design.variant_names:
            own = (rows["variant"] == variant).to_numpy()
            for level, name in [(NATION, NATION), *groups]:
                chosen = own & ((county == name) if level == "county" else True)
                index = {"level": level, "name": name, "variant": variant, "output": output}
                parts += list(_rows_of_years(index, sweep.unit(output), years[chosen].sum(axis=0)))
    return pd.DataFrame(parts)


def by_year(monthly: Array, *, adds: bool) -> Array:
    """Return a figure for each whole year, shape (rows, replications, years); of a shorter run, one."""
    whole = max(YEAR, monthly.shape[-1] // YEAR * YEAR)
    years = np.split(monthly[..., :whole], max(1, whole // YEAR), axis=-1)
    return np.stack([part.sum(axis=-1) if adds else part.mean(axis=-1) for part in years], axis=-1)


def _rows_of_years(index: dict[str, str], unit: str, summed: Array) -> Iterator[dict[str, object]]:
    """Yield a row for each year of a sum of shape (replications, years)."""
    unit = unit.replace("/month", "/year") if INDICATORS[index["output"]].adds else unit
    for year, values in enumerate(summed.T, 1):
        yield index | {"year": year, "unit": unit} | spread("value", values)
