"""Child national: what the behaviour of child cases was calibrated on, beside what the model gives.

``python -m tillit.experiments.child_national`` runs a child and family unit at several
caseloads and prints each national figure beside the model's. What Herning is
said to have reached is not among them.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from rich.console import Console
from rich.table import Table

from tillit.agents.child import Form
from tillit.experiments.worlds.run import Worlds
from tillit.model.books.counts import UNIT, ChildCount
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import Scenario, parse_scenario
from tillit.model.simulation import Run
from tillit.model.town.seeds import key_of

CASELOADS = (20, 25, 31, 40, 50)
"""Children for each post; 31 is the Danish mean of 2023."""
REPLICATES = 8
MONTHS = 60
SEED = 1
UNIT_OF_CHILDREN = """
[town]
name = "children"
title = "A child and family unit"
start = "2018-01"
inhabitants = 60000

[children]
cases = 620
caseload = {caseload}
"""


class Target(NamedTuple):
    """One figure."""

    label: str
    said: str
    source: str


TARGETS: dict[str, Target] = {
    "families": Target("In families, of those placed, %", "63", "Danmarks Statistik 2018 (A)"),
    "institutions": Target("In institutions, %", "17 (6 more elsewhere)", "Danmarks Statistik 2018 (A)"),
    "rooms": Target("In a room of their own, %", "14", "Danmarks Statistik 2018 (A)"),
    "broken": Target(
        "Foster placements that break down, %", "25; teenagers 30-44", "Socialstyrelsen; Sallnäs; Olsson (B)"
    ),
    "placed": Target("Placed, of all cases, %", "about a third", "assumed (E)"),
    "child_turnover": Target("Turnover a year, %", "0-30 between towns", "Humana 2018 (C)"),
}
"""What was fitted, by hand, at 31 cases."""

SHOWN = ("child_kept_meetings", "child_client_time", "child_stress", "child_trust")
"""What else the table shows."""


def runs_of(scenario: Scenario) -> list[Run]:
    """Run some replicates of a unit to which nothing happens."""
    worlds = Worlds([scenario], months=MONTHS)
    worlds.find_inflows()
    with ThreadPoolExecutor() as pool:
        return [run for (run,) in pool.map(worlds.live, (key_of(SEED, it) for it in range(REPLICATES)))]


def measure(caseload: float) -> dict[str, float]:
    """Return what the model gives at a caseload, in percent."""
    runs = runs_of(parse_scenario(UNIT_OF_CHILDREN.format(caseload=caseload), "children.toml"))
    counts = np.stack([run.counts for run in runs])
    ledger = np.stack([run.ledger for run in runs])
    total = counts[..., UNIT:].sum(axis=(0, 1))
    form = {it: total[ChildCount.IN_FORM + it] for it in Form}
    placed = sum(form[it] for it in Form if it != Form.HOME)
    shares = {
        "families": (form[Form.NETWORK] + form[Form.FOSTER]) / placed,
        "institutions": form[Form.INSTITUTION] / placed,
        "rooms": form[Form.RESIDENCE] / placed,
        "broken": total[ChildCount.FAMILY_BREAKDOWNS] / max(1.0, total[ChildCount.FAMILY_ENDS]),
        "placed": placed / total[ChildCount.CHILDREN],
    }
    indicators = {
        name: INDICATORS[name].compute(counts, ledger).mean() for name in ("child_turnover", *SHOWN)
    }
    return {name: 100.0 * float(value) for name, value in (shares | indicators).items()}


def rows() -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table."""
    found = [measure(caseload) for caseload in CASELOADS]
    for name, target in TARGETS.items():
        yield target.label, target.said, *(f"{it[name]:.3g}" for it in found), target.source
    for name in SHOWN:
        yield f"{INDICATORS[name].labels['en']}, %", "", *(f"{it[name]:.3g}" for it in found), ""


def main() -> None:
    """Print the table."""
    table = Table(title="Child cases: calibrated on, and what the model gives by caseload")
    for head in ("figure", "said", *(str(caseload) for caseload in CASELOADS), "source"):
        table.add_column(head)
    for row in rows():
        table.add_row(*row)
    Console(width=150).print(table)


if __name__ == "__main__":
    main()
