"""Continuity: how much of an apparent effect of many caseworkers is an artefact of longer stays.

Flower et al. (2005) found in Milwaukee that of the children with one worker three
quarters came to permanency, and of those with two less than a fifth. But whoever
stays longer has more workers, whatever workers do. So an ordinary town is run
twice, with the effect of ties and with each kind of tie frozen, and both times
households are counted as in Milwaukee. What the gradient is without the effect
is artefact. Counted from a landmark on (workers until then, exits afterwards,
among those still there) hardly any of it should be left.

References
----------
Flower, C., McDonald, J., & Sumski, M. (2005). Review of turnover in Milwaukee
County private agency child welfare ongoing case management staff.
"""

from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from tillit.experiments.claims.living import Report
from tillit.experiments.describing.markdown import table
from tillit.experiments.worlds.run import Worlds, in_parallel
from tillit.model.scenarios import Scenario
from tillit.model.town.seeds import key_of

MONTHS = 60
FOLLOWED = 24
"""Months for which each household is followed from its arrival."""
LANDMARK = 6
"""Months after the arrival from which exits count, when they are counted from a landmark on."""
REPLICATES = 8
WORLDS = 2 * REPLICATES
"""Worlds that are run in all: with ties, and without."""
MOST = 3
"""Caseworkers from which on they are counted as so many or more."""
COLUMNS = ("person", "month", "caseworker", "destination")
OFF = ("continuity", "handover")
"""Mechanisms through which it matters whether the caseworker stays the same."""


def gradient_of(
    town: Scenario, report: Report, replicates: int = REPLICATES, threads: int | None = None
) -> dict[str, Any]:
    """Return exits by number of caseworkers in a calm town, with the effect of ties and without."""

    def found(scenario: Scenario) -> dict[str, Any]:
        worlds = Worlds([scenario], months=MONTHS)
        worlds.find_inflows()
        parts = [pd.DataFrame()] * replicates

        def live(replicate: int) -> None:
            (run,) = worlds.live(key_of(1, replicate), history=True)
            lives = pd.DataFrame({name: run.lives[name] for name in COLUMNS})
            parts[replicate] = first_spells(lives).assign(replicate=replicate)
            report(1)

        if in_parallel(live, replicates, threads) < replicates:
            raise KeyboardInterrupt
        return shares_of(pd.concat(parts, ignore_index=True))

    calm = town.before()
    without = calm.variant({f"mechanisms.{name}": False for name in OFF})
    return {"months": FOLLOWED, "landmark": LANDMARK, "on": found(calm), "off": found(without)}


def first_spells(lives: pd.DataFrame) -> pd.DataFrame:
    """Return the followed months of each new household's first spell, `at` 1 for the first."""
    begun = lives.groupby("person")["month"].transform("min")
    new = lives[(begun > 1) & (begun <= MONTHS - FOLLOWED + 1)].assign(at=lives["month"] - begun + 1)
    left = new["at"].where(new["destination"] > 0)
    end = left.groupby(new["person"]).transform("min")
    return new[(new["at"] <= FOLLOWED) & ~(new["at"] > end)]


def shares_of(months: pd.DataFrame) -> dict[str, Any]:
    """Return the share that left, by number of caseworkers, as in Milwaukee and from a landmark on."""
    household = ["replicate", "person"]
    left = months.groupby(household)["destination"].max() > 0
    there = months[months["at"] > LANDMARK][household].drop_duplicates()
    until = months[months["at"] <= LANDMARK].merge(there, on=household)
    found: dict[str, dict[str, float | int | None]] = {}
    for name, seen in {"milwaukee": months, "landmark": until}.items():
        number = seen[seen["caseworker"] >= 0].groupby(household)["caseworker"].nunique().clip(upper=MOST)
        found[name] = {}
        for many in range(1, MOST + 1):
            gone = left.reindex(number.index[number == many])
            found[name][f"{many}"] = round(float(gone.mean()), 4) if len(gone) else None
            found[name][f"{many}_households"] = len(gone)
    return found


def drop(shares: Mapping[str, float | None]) -> float:
    """Return by how much the share with two caseworkers is lower than with one; NaN if not known."""
    one, two = shares["1"], shares["2"]
    return np.nan if one is None or two is None else one - two


def gradient(found: Mapping[str, Any] | None) -> str:
    """Return exits by number of caseworkers, with the effect of ties and without."""
    if found is None:
        return "not yet"
    months, landmark = found["months"], found["landmark"]
    labels = {
        "milwaukee": f"left within {months} months, by caseworkers until then",
        "landmark": f"of those still there after {landmark} months, left by month {months}, by caseworkers "
        f"in the first {landmark}",
    }
    rows = []
    for count, side in product(labels, ("on", "off")):
        shares, cells = found[side][count], []
        for many in range(1, MOST + 1):
            share, number = shares[f"{many}"], f"{shares[f'{many}_households']:,} households"
            cells.append(number if share is None else f"{100.0 * share:.1f} % of {number}")
        rows.append([labels[count], f"ties {side}", *cells, _points(shares)])
    heads = ["", "", *map(str, range(1, MOST)), f"{MOST} or more", "one less two"]
    return f"{table(heads, rows)}\n\n{remains(found)}"


def _points(shares: Mapping[str, float | None]) -> str:
    return f"{100.0 * drop(shares):+.1f} points"


def remains(found: Mapping[str, Any]) -> str:
    """Return how much of the gradient is there without the effect of ties, in words."""
    sides = product(("milwaukee", "landmark"), ("on", "off"))
    on, off, later_on, later_off = (_points(found[side][count]) for count, side in sides)
    return (
        f"With the effect of ties off, {off} of {on} remain: so much of the gradient that one would read off "
        f"such a table is an artefact of longer stays. From a landmark on it is {later_on} with ties on and "
        f"{later_off} with ties off."
    )
