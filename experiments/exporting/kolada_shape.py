"""Kolada's shape: results of a run as Kolada would publish them, and never to be taken for published ones.

Every value has the status ``simulated``, by which the importers of this program refuse it, and every title
begins with `TITLE`.
"""

from pathlib import Path
from typing import Any

import pandas as pd

from tillit.experiments.comparison.manifest import read_manifest
from tillit.experiments.importing.figures import COST, LONG_TERM, YEAR_HOUSEHOLDS, YEARLY
from tillit.experiments.importing.places import parts
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios import Scenario

TITLE = "Simulering (Tillit): "
STATUS = "simulated"
MONTHS = 12
COLUMNS = [
    *("world", "pair", "month", "year_households", "long_term_share"),
    *("payments", "staff_cost", "posts", "child_posts"),
]
QUANTILES = {"low": 0.05, "value": 0.5, "high": 0.95}
CAVEATS = {
    YEAR_HOUSEHOLDS.code: "households with assistance in at least one month of the year",
    LONG_TERM.code: "of households, not of adults",
    COST.code: "assistance and its unit's staff (its part of all by posts), "
    "in prices of the scenario's price year",
}
"""What each measure is of, by its code."""


def kolada_shape(folder: Path, world: str) -> dict[str, Any]:
    """Return the results of a folder in Kolada's shape.

    `folder` is one of results, as `tillit run` writes it; `world` is ``a`` or ``b``: the first world of the
    comparison, or the second. RefusedError if the folder can't be read, the town has no assistance unit, or
    the run no whole calendar year.
    """
    manifest = read_manifest(folder)
    record = manifest.a if world == "a" else manifest.b
    scenario = record.world().scenario
    if not scenario.posts:
        raise RefusedError(
            f"{folder}: {scenario.title} has no assistance unit, and all figures that are written "
            f"({', '.join(CAVEATS)}) are of assistance; nothing was written"
        )
    try:
        frame = pd.read_parquet(folder / "monthly.parquet", columns=COLUMNS)
    except (OSError, ValueError, KeyError) as error:
        raise RefusedError(
            f"{folder}: monthly.parquet cannot be read: {str(error)[:160]}; run the town again"
        ) from None
    figures = _yearly(frame[frame["world"] == world].copy(), scenario)
    if figures.empty:
        raise RefusedError(
            f"{folder}: the run has no whole calendar year; run at least 12 months from January"
        )
    code = next(filter(None, (parts(it.place)[0] for it in scenario.observed)), scenario.name)
    rows = []
    for kpi, of_measure in figures.items():
        for year, of_year in of_measure.groupby("year"):
            ends = {name: round(float(of_year.quantile(at)), 4) for name, at in QUANTILES.items()}
            value = {"gender": "T", "status": STATUS, "count": len(of_year), "isdeleted": False, **ends}
            rows.append({"kpi": kpi, "municipality": code, "period": year, "values": [value]})
    about = f"{TITLE}{record.label}, {manifest.pairs} pairs, Tillit {manifest.tillit}, seed {manifest.seed}"
    return {
        "source": f"{about}. Not observed, and not from Kolada",
        "kpi": [
            {
                "id": kpi,
                "title": f"{TITLE}{YEARLY[kpi].title}",
                "description": f"{TITLE}{caveat}. Median and 90 % interval over pairs of simulated worlds.",
            }
            for kpi, caveat in CAVEATS.items()
        ],
        "municipality": [{"id": code, "title": f"{TITLE}{scenario.title}", "type": "K"}],
        "values": rows,
        "count": len(rows),
        "next_url": None,
    }


def _yearly(months: pd.DataFrame, scenario: Scenario) -> pd.DataFrame:
    """Return a figure for each measure, and calendar year and pair of which every month was run.

    The assistance unit's part of the cost of all staff is its part of the posts.
    """
    year, month = map(int, scenario.town.start.split("-"))
    part = (months["posts"] / (months["posts"] + months["child_posts"])).fillna(0.0)
    months["year"] = year + (months["month"] + month - 2) // MONTHS
    months["cost"] = (months["payments"] + months["staff_cost"] * part) / scenario.town.inhabitants
    by_pair = months.sort_values(["pair", "month"]).groupby(["year", "pair"])
    households, long_term = by_pair["year_households"].last(), by_pair["long_term_share"].last()
    figures = {
        YEAR_HOUSEHOLDS.code: households,
        LONG_TERM.code: long_term / LONG_TERM.factor,
        COST.code: by_pair["cost"].sum(),
    }
    return pd.DataFrame(figures)[by_pair.size() == MONTHS]
