"""Hysteresis: whether a town comes back when it is no longer reorganised.

``python -m tillit.experiments.tipping.hysteresis`` takes a town of Hässleholm's size at some
caseloads, reorganises it every eighteen months for six years or leaves it in
peace, and prints the households on assistance in the years after.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from rich.console import Console
from rich.table import Table

from tillit.experiments.worlds.run import Worlds
from tillit.model.books.counts import Count
from tillit.model.events import Event
from tillit.model.events.reorganisation import Reorganisation
from tillit.model.events.setting import Setting
from tillit.model.scenarios import Scenario, read_scenario
from tillit.model.town.seeds import key_of

CASELOADS = (45.0, 50.0, 55.0)
"""Households for each post at the start."""
YEARS = (1, 6, 10, 15, 20)
REPLICATES = 24
SEED = 1
REORGANISED_MONTHS = 72
EVERY = 18
LESS = 0.85
"""Inflow of the towns that get less of it afterwards."""


def town(caseload: float) -> Scenario:
    """Return a town of Hässleholm's size to which nothing happens."""
    before = read_scenario("hassleholm").before()
    return Scenario(
        town=before.town, staff=before.staff.model_copy(update={"caseload": caseload}), policy=before.policy
    )


def courses() -> Iterator[tuple[str, list[Event]]]:
    """Yield what may happen to the town, with its name."""
    restless: list[Event] = [Reorganisation(month=month) for month in range(1, REORGANISED_MONTHS, EVERY)]
    relief = Setting(month=REORGANISED_MONTHS + 1, rule="inflow", value=LESS)
    yield "calm", []
    yield "reorganised", restless
    yield "reorganised, then less inflow", [*restless, relief]
    yield "calm, then less inflow", [relief]


def households(scenario: Scenario) -> list[float]:
    """Return the households on assistance in each of `YEARS`, median over the replicates."""
    worlds = Worlds([scenario], months=12 * max(YEARS))
    worlds.find_inflows()

    def one(replicate: int) -> list[float]:
        (run,) = worlds.live(key_of(SEED, replicate))
        return [run.counts[12 * year - 12 : 12 * year, Count.HOUSEHOLDS].mean() for year in YEARS]

    with ThreadPoolExecutor() as pool:
        medians: list[float] = np.median(list(pool.map(one, range(REPLICATES))), axis=0).tolist()
    return medians


def main() -> None:
    """Print the table."""
    table = Table("households a post", "", *(f"year {year}" for year in YEARS))
    for caseload in CASELOADS:
        for name, events in courses():
            row = households(town(caseload).with_events(events))
            table.add_row(f"{caseload:g}", name, *(f"{number:.0f}" for number in row))
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
