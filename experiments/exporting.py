"""Exporting: results of a run as Kolada would publish them, and never to be taken for published ones."""

from pathlib import Path
from typing import Any

import pandas as pd

from tillit.experiments.comparison.manifest import read_manifest
from tillit.experiments.importing.figures import COST, LONG_TERM, YEAR_HOUSEHOLDS, YEARLY
from tillit.experiments.importing.tables import parts
from tillit.experiments.refused import RefusedError
from tillit.model.scenarios import Scenario
from tillit.model.scenarios.dates import YEAR

TITLE = "Simulering (Tillit): "  # begins every title
STATUS = "simulated"  # of every value; by it the importers of this program refuse them
COLUMNS = ["month", "year_households", "long_term_share", "payments", "staff_cost", "posts", "child_posts"]
QUANTILES = {"low": 0.05, "value": 0.5, "high": 0.95}
CAVEATS = {  # what each measure is of, by its code
    YEAR_HOUSEHOLDS.code: "households with assistance in at least one month of the year",
    LONG_TERM.code: "of households, not of adults",
    COST.code: "assistance and its unit's staff (its part of all by posts), "
    "in prices of the scenario's price year",
}


def kolada_shape(folder: Path, world: str) -> dict[str, Any]:
    """Return the results of a folder, as `tillit run` writes it, in Kolada's shape.

    `world` is ``a`` or ``b``. RefusedError if the folder can't be read, the town has no assistance unit, or
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
        months = pd.read_parquet(folder / "monthly.parquet", columns=["world", "pair", *COLUMNS])
    except (OSError, ValueError, KeyError) as error:
        why = f"monthly.parquet cannot be read: {str(error)[:160]}; run the town again"
        raise RefusedError(f"{folder}: {why}") from None
    figures = _yearly(months[months["world"] == world], scenario)
    if figures.empty:
        raise RefusedError(
            f"{folder}: the run has no whole calendar year; run at least 12 months from January"
        )
    written = CAVEATS.copy()
    if not scenario.of_everybody:
        del figures[COST.code], written[COST.code]
    code = next(filter(None, (parts(it.place)[0] for it in scenario.observed)), scenario.name)
    rows = []
    for (kpi, year), of_year in figures.melt(ignore_index=False).groupby(["variable", "year"], sort=False):
        ends = {name: round(float(of_year["value"].quantile(at)), 4) for name, at in QUANTILES.items()}
        value = {"gender": "T", "status": STATUS, "count": len(of_year), "isdeleted": False, **ends}
        rows.append({"kpi": kpi, "municipality": code, "period": year, "values": [value]})
    pairs = "1 pair" if manifest.pairs == 1 else f"{manifest.pairs} pairs"
    run = f"{record.label}, {pairs}, Tillit {manifest.tillit}, seed {manifest.plan.seed}"
    means = "Median and 90 % interval over pairs of simulated worlds."
    return {
        "source": f"{TITLE}{run}. Not observed, and not from Kolada",
        "kpi": [
            {"id": it, "title": f"{TITLE}{YEARLY[it].title}", "description": f"{TITLE}{caveat}. {means}"}
            for it, caveat in written.items()
        ],
        "municipality": [{"id": code, "title": f"{TITLE}{scenario.title}", "type": "K"}],
        "values": rows,
        "count": len(rows),
        "next_url": None,
    }


def _yearly(months: pd.DataFrame, scenario: Scenario) -> pd.DataFrame:
    """Return the measures of each calendar year and pair of which every month was run."""
    year, first = map(int, scenario.town.start.split("-"))
    # The assistance unit's part of the cost of all staff is its part of the posts.
    part = (months["posts"] / (months["posts"] + months["child_posts"])).fillna(0.0)
    of_year = months.assign(
        year=year + (months["month"] + first - 2) // YEAR,
        cost=(months["payments"] + months["staff_cost"] * part) / scenario.town.inhabitants,
    )
    by_pair = of_year.sort_values(["pair", "month"]).groupby(["year", "pair"])
    last = by_pair[["year_households", "long_term_share"]].last()
    figures = {
        YEAR_HOUSEHOLDS.code: last["year_households"],
        LONG_TERM.code: last["long_term_share"] / LONG_TERM.factor,
        COST.code: by_pair["cost"].sum(),
    }
    return pd.DataFrame(figures)[by_pair.size() == YEAR]
