"""Continuity: what of a gradient is an artefact of longer stays, and what of an effect is lost without ties.

Flower et al. (2005) found in Milwaukee that of the children with one worker three quarters came to
permanency, and of those with two less than a fifth. But whoever stays longer has more workers. So an
ordinary town is run with the effect of ties and with each kind of tie frozen, and households are counted
as there: what the gradient is without the effect is artefact. Counted from a landmark on (workers until
then, exits afterwards, among those still there) hardly any of it should be left.

And a town is run in pairs that share their luck, as it is and with something done: with everything; with
ties frozen (`continuity`); without colleagues' contacts and introductions (`reach`); and with neither.

Flower, C., McDonald, J., & Sumski, M. (2005). Review of turnover in Milwaukee County private agency child
welfare ongoing case management staff.
"""

from typing import Any

import numpy as np
import pandas as pd

from tillit.experiments.claims.record import Report
from tillit.experiments.comparison.pairs import Worlds, in_parallel
from tillit.model.books.ledger import Entry, Party
from tillit.model.events import Event
from tillit.model.events.posts import Posts
from tillit.model.events.reorganisation import Reorganisation
from tillit.model.events.resignation_wave import ResignationWave
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, read_scenario
from tillit.model.simulation import run_world, settled, usual_inflow
from tillit.model.town.seeds import key_of

FIVE_YEARS, TEN_YEARS = 60, 120
FOLLOWED, LANDMARK = 24, 6  # months of each household from its arrival; and from which exits count then
REPLICATES, PAIRS = 8, 40
MOST = 3  # caseworkers from which on they are counted as so many or more
OFF = ("continuity", "handover")  # mechanisms through which it matters whether the caseworker stays the same
COLUMNS = ("person", "month", "caseworker", "destination")
CASELOAD = 45.0  # households for each post in the town that is reorganised
WHOLE = "with everything"
SWITCHES: dict[str, tuple[str, ...]] = {  # mechanisms that are off, by what tables call it
    WHOLE: (),
    "ties without history": ("continuity",),
    "nobody reaches through others": ("reach",),
    "neither": ("continuity", "reach"),
}
WORLDS = 2 * REPLICATES + 2 * len(SWITCHES) * PAIRS * 4  # for the gradient, and for four questions in pairs


def gradient_of(
    town: Scenario, report: Report, replicates: int = REPLICATES, threads: int | None = None
) -> dict[str, Any]:
    """Return exits by number of caseworkers in a calm town, with the effect of ties and without."""
    calm = town.before()
    without = calm.variant({f"mechanisms.{name}": False for name in OFF})
    worlds = Worlds([calm, without], months=FIVE_YEARS)
    worlds.find_inflows()
    parts = np.empty((2, replicates), object)

    def live(replicate: int) -> None:
        for side, run in enumerate(worlds.live(key_of(1, replicate), history=True)):
            lives = pd.DataFrame({name: run.lives[name] for name in COLUMNS})
            parts[side, replicate] = first_spells(lives).assign(replicate=replicate)
            report(1)

    in_parallel(live, replicates, threads)
    on, off = (shares_of(pd.concat(side, ignore_index=True)) for side in parts)
    return {"months": FOLLOWED, "landmark": LANDMARK, "on": on, "off": off}


def first_spells(lives: pd.DataFrame) -> pd.DataFrame:
    """Return the followed months of each new household's first spell, `at` 1 for the first."""
    begun = lives.groupby("person")["month"].transform("min")
    new = lives[(begun > 1) & (begun <= FIVE_YEARS - FOLLOWED + 1)].assign(at=lives["month"] - begun + 1)
    end = new["at"].where(new["destination"] > 0).groupby(new["person"]).transform("min")
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


def questions() -> dict[str, tuple[Scenario, Scenario]]:
    """Return a calm town of Hässleholm's size, and Hässleholm itself: before, and as it acted."""
    hassleholm = read_scenario("hassleholm")
    before = hassleholm.before()
    staff = before.staff.model_copy(update={"caseload": CASELOAD})
    calm = Scenario(town=before.town, staff=staff, policy=before.policy)
    months = range(1, 72, 18)
    acts: dict[str, list[Event]] = {
        "reorganised every eighteen months for six years": [Reorganisation(month=it) for it in months],
        "as often, three in ten caseworkers leave together": [ResignationWave(month=it) for it in months],
        "three more posts": [Posts(month=1, change=3)],
    }
    asked = {label: (calm, calm.with_events(events)) for label, events in acts.items()}
    return asked | {"Hässleholm as it acted": (before, hassleholm)}


def switched(report: Report, threads: int | None = None) -> dict[str, Any]:
    """Return what becomes of each question's effect, per cent of payments: median and 90 % of pairs."""
    asked = questions().items()
    rows = [{"label": label, "effects": effects_of(*it, report, threads=threads)} for label, it in asked]
    return {"pairs": PAIRS, "months": TEN_YEARS, "rows": rows}


def effects_of(
    before: Scenario,
    acted: Scenario,
    report: Report,
    *,
    pairs: int = PAIRS,
    months: int = TEN_YEARS,
    threads: int | None = None,
) -> dict[str, list[float]]:
    """Return the effect under each switch."""
    origin = Origin.of(before)
    usual_inflow(origin)
    paid = np.zeros((len(SWITCHES), pairs, 2))

    def live(pair: int) -> None:
        key = key_of(1, pair)
        start = settled(origin, key)
        for turn, off in enumerate(SWITCHES.values()):
            for side, scenario in enumerate((before, acted)):
                world = scenario.variant({f"mechanisms.{name}": False for name in off})
                run = run_world(Origin.of(world), world, start, key, months=months)
                paid[turn, pair, side] = run.ledger[-12:, Entry.ASSISTANCE, Party.HOUSEHOLDS].sum()
        report(2 * len(SWITCHES))

    in_parallel(live, pairs, threads)
    percent = 100.0 * (paid[..., 1] / paid[..., 0] - 1.0)
    middle = np.percentile(percent, [50.0, 5.0, 95.0], axis=1).T.round(2)
    return dict(zip(SWITCHES, middle.tolist(), strict=True))
