"""Size: nanoseconds a client-month and memory, from 1,200 households on.

``python -m tests.benchmarks.size`` goes up to 120,000 households;
``--million`` adds 1,200,000, which needs some gigabytes and minutes. The run-in
of the largest towns is shortened to a few months: it would take longer than
what is measured, and the time of a month does not depend on it.
"""

import argparse
import dataclasses
from typing import Any
from unittest.mock import patch

from tests.benchmarks.measuring import side_by_side, table
from tillit.model import simulation
from tillit.model.books.counts import Count
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, read_scenario
from tillit.model.simulation import Run, run_world, settled
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of

SIZES = (1_200, 12_000, 120_000)
MILLION = 1_200_000
SHORT_FROM = 100_000
MONTHS = 24

SHORT: dict[str, Any] = {"RUN_IN": 7, "OBSERVED": 6}
"""A run-in for large towns."""


def of_size(households: int) -> Scenario:
    """Return the ordinary town with so many households, and staff and employers to match."""
    standard = read_scenario("standard")
    factor = households // standard.town.households
    place = standard.town.model_copy(
        update={
            "households": households,
            "inhabitants": standard.town.inhabitants * factor,
            "employers": min(200_000, standard.employers * factor),
        }
    )
    staff = standard.staff.model_copy(update={"posts": standard.posts * factor})
    return dataclasses.replace(standard, town=place, staff=staff)


def settle(origin: Origin) -> Town:
    """Return the settled town; a large one after a short run-in."""
    if origin.scenario.town.households < SHORT_FROM:
        return settled(origin, key_of(1))
    with patch.multiple(simulation, **SHORT):
        return settled(origin, key_of(1))


def measure(households: int) -> list[str]:
    """Return a row of the table."""
    scenario = of_size(households)
    origin = Origin.of(scenario)
    town = settle(origin)
    run: Run | None = None

    def live() -> None:
        nonlocal run
        run = run_world(origin, scenario, town, key_of(1), months=MONTHS)

    seconds = side_by_side({"": live}, 20 if households < SHORT_FROM else 3)[""]
    assert run is not None
    client_months = float(run.counts[:, Count.HOUSEHOLDS].sum())
    size = town.size
    nanoseconds = f"{1e9 * seconds / client_months:,.0f}"
    return [
        f"{households:,}",
        nanoseconds,
        f"{seconds:,.3f}",
        f"{size / 1e6:,.1f}",
        f"{size / households:,.0f}",
    ]


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--million", action="store_true", help="also 1,200,000 households")
    sizes = (*SIZES, MILLION) if parser.parse_args().million else SIZES
    rows = [["households", "ns/client-month", "s of CPU", "MB of arrays", "bytes/household"]]
    rows += [measure(households) for households in sizes]
    short = f"run-in of 7 months from {SHORT_FROM:,} households on"
    table(f"{MONTHS} months, full model, with copying the town; {short}", rows)


if __name__ == "__main__":
    main()
