"""Kolada's shape: results of a run as Kolada would publish them, and never to be taken for published ones.

Every value has the status ``simulated``, every title begins with
`TITLE`, and the whole says ``"simulation": true``. The importers of this
program refuse such a file.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from tillit.experiments.comparison.manifest import read_manifest
from tillit.experiments.importing.figures import COST, LONG_TERM, YEAR_HOUSEHOLDS, Measure
from tillit.experiments.importing.places import parts
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios import Scenario

TITLE = "Simulering (Tillit): "
STATUS = "simulated"
MONTHS = 12
COLUMNS = [
    *("pair", "month", "year_households", "long_term_share", "payments", "staff_cost"),
    *("posts", "child_posts"),
]
QUANTILES = {"low": 0.05, "value": 0.5, "high": 0.95}


class Simulated(NamedTuple):
    """One measure, and how a year of one pair becomes its figure."""

    measure: Measure
    caveat: str
    figure: Callable[[pd.DataFrame, Scenario], float]


def staff_cost(year: pd.DataFrame) -> "pd.Series[float]":
    """Return what the assistance unit's staff cost each month: its part of all staff, by posts."""
    part = year["posts"] / (year["posts"] + year["child_posts"])
    return year["staff_cost"] * part.fillna(0.0)


SIMULATED = (
    Simulated(
        YEAR_HOUSEHOLDS,
        "households with assistance in at least one month of the year",
        lambda year, _: float(year["year_households"].iloc[-1]),
    ),
    Simulated(
        LONG_TERM,
        "of households, not of adults",
        lambda year, _: float(year["long_term_share"].iloc[-1]) / LONG_TERM.factor,
    ),
    Simulated(
        COST,
        "assistance and its unit's staff (its part of all by posts), in prices of the scenario's price year",
        lambda year, scenario: float((year["payments"] + staff_cost(year)).sum()) / scenario.town.inhabitants,
    ),
)


def kolada_shape(folder: Path, world: str) -> dict[str, Any]:
    """Return the results of a folder in Kolada's shape.

    Parameters
    ----------
    folder
        Folder of results, as `tillit run` writes it.
    world
        ``a`` or ``b``: the first world of the comparison, or the second.

    Raises
    ------
    RefusedError
        If the folder can't be read, the town has no assistance unit, or the run no whole calendar year.
    """
    manifest = read_manifest(folder)
    record = manifest.a if world == "a" else manifest.b
    scenario = record.world().scenario
    if not scenario.posts:
        raise RefusedError(
            f"{folder}: {scenario.title} has no assistance unit, and all figures that are written "
            f"({', '.join(it.measure.code for it in SIMULATED)}) are of assistance; nothing was written"
        )
    months = monthly(folder, world)
    years = _whole_years(scenario, int(months["month"].max()))
    if not years:
        raise RefusedError(
            f"{folder}: the run has no whole calendar year; run at least 12 months from January"
        )
    code = next((code for series in scenario.observed if (code := parts(series.place)[0])), scenario.name)
    rows = [
        _row(it, scenario, code, months, year, first) for it in SIMULATED for year, first in years.items()
    ]
    pairs = "1 pair" if manifest.pairs == 1 else f"{manifest.pairs} pairs"
    about = f"{TITLE}{record.label}, {pairs}, Tillit {manifest.tillit}, seed {manifest.seed}"
    return {
        "simulation": True,
        "source": f"{about}. Not observed, and not from Kolada",
        "kpi": [_metadata(it) for it in SIMULATED],
        "municipality": [{"id": code, "title": f"{TITLE}{scenario.title}", "type": "K"}],
        "values": rows,
        "count": len(rows),
        "next_url": None,
    }


def monthly(folder: Path, world: str) -> pd.DataFrame:
    """Return the monthly figures of one world.

    Raises
    ------
    RefusedError
        If they can't be read.
    """
    try:
        frame = pd.read_parquet(folder / "monthly.parquet", columns=["world", *COLUMNS])
    except (OSError, ValueError, KeyError) as error:
        raise RefusedError(
            f"{folder}: monthly.parquet cannot be read: {str(error)[:160]}; run the town again"
        ) from None
    return frame[frame["world"] == world]


def _whole_years(scenario: Scenario, months: int) -> dict[int, int]:
    """Return the calendar years of which every month was run, each with its first month of the run."""
    year, month = map(int, scenario.town.start.split("-"))
    before = (MONTHS + 1 - month) % MONTHS  # months until the first January
    first = year if month == 1 else year + 1
    whole = (months - before) // MONTHS
    return {first + turn: before + turn * MONTHS + 1 for turn in range(whole)}


def _row(
    it: Simulated, scenario: Scenario, code: str, months: pd.DataFrame, year: int, first: int
) -> dict[str, Any]:
    """Return one measure in one year: its median over the pairs, with the 90 % interval."""
    part = months[months["month"].between(first, first + MONTHS - 1)].sort_values(["pair", "month"])
    figures = np.array([it.figure(own, scenario) for _, own in part.groupby("pair")])
    ends = {name: round(float(np.quantile(figures, at)), 4) for name, at in QUANTILES.items()}
    value = {"gender": "T", "status": STATUS, "count": len(figures), "isdeleted": False, **ends}
    return {"kpi": it.measure.code, "municipality": code, "period": year, "values": [value]}


def _metadata(it: Simulated) -> dict[str, Any]:
    """Return what a measure is called, and what it is."""
    return {
        "id": it.measure.code,
        "title": f"{TITLE}{it.measure.title}",
        "description": f"{TITLE}{it.caveat}. Median and 90 % interval over pairs of simulated worlds.",
        "is_divided_by_gender": False,
        "municipality_type": "K",
    }
