"""A short life of a small village, to be lived with and without the compiler.

Run as a script it prints a hash of everything in the village.
"""

import sys
from typing import Any

from tests.model.small_towns import EVERYTHING, EVERYTHING_TO_CHILDREN, MEASURES, fingerprint, village
from tillit.model.origin import Origin
from tillit.model.simulation import advance, begin, settled
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of

MONTHS = 24

RUN_IN = 8
"""Months: plain Python takes its time."""

CROWDED = {"kind": "setting", "month": 13, "rule": "caseload_limit", "value": 4}
"""After a norm has given its own limit, one at which some must wait."""

EAGER = {
    "parameters.leaving.elsewhere": 0.02,
    "parameters.closing.well": 0.3,
    "parameters.families.change": 0.08,
    "parameters.hours.first_month": 10.0,
    "parameters.hours.statutory": 1.0,
    "parameters.meetings.promised": 2,
    "parameters.placing.threshold": 0.36,
    "parameters.prevention.offer": 1.0,
    "parameters.placements.begin": 0.4,
    "parameters.norms.crisis": 2.0,
    "parameters.staying.breakdown": 0.08,
}
"""What is rare, and that hours do not suffice, would not happen at all in so small a village."""


def short_life(
    *, philox: bool, changes: dict[str, Any] | None = None, strengths: dict[str, Any] | None = None
) -> Town:
    """Return a village in which everything has happened; `strengths` of its measures by ``kind.name``."""
    all_changes = EAGER | (changes or {})
    events: tuple[dict[str, Any], ...] = (*EVERYTHING, *EVERYTHING_TO_CHILDREN, *MEASURES, CROWDED)
    strong = {name.partition(".")[::2]: value for name, value in (strengths or {}).items()}
    events = tuple(
        event | {field: value for (kind, field), value in strong.items() if kind == event["kind"]}
        for event in events
    )
    scenario, key = village(*events, households=31, posts=3, children=17, changes=all_changes), key_of(1)
    origin = Origin.of(scenario, philox=philox, run_in=RUN_IN)
    town = begin(settled(origin, key), months=MONTHS, history=True)
    return advance(town, origin, key, page=0, months=MONTHS, events=scenario.events)


def told(town: Town) -> dict[str, str]:
    """Return a hash of each array of the town."""
    return {name: fingerprint([array]) for name, array in town.arrays.items()}


if __name__ == "__main__":
    for generator in sys.argv[1:]:
        for name, value in told(short_life(philox=generator == "philox")).items():
            sys.stdout.write(f"{generator} {name} {value}\n")
