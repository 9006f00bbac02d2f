"""Each mechanism can be switched off by name, and then does what its docstring says."""

import pytest

from tests.model.small_towns import EVERYTHING, fingerprint, lived, village
from tillit.agents.mechanisms import Mechanisms
from tillit.model.books.counts import Count

IDLE = {
    "reach": {"partnerships.delegation": 0.3},
    "stress_turnover": {"stress.load": 0.3, "stress.crisis": 0.05},
    "handover": {"handover.kept": 0.5},
    "demands": {},
    "durability": {"returning.durability": 0.9},
    "local_knowledge": {"learning.town": 0.02},
}
"""Parameters that have nothing to act on while a mechanism is off."""

TRUST = {Count.CLIENT_TRUST, Count.AGENCY_TRUST, Count.EMPLOYER_TRUST, Count.COLLEAGUE_TRUST}
"""What is counted of ties, whether or not they act."""

OWN = {
    "continuity": TRUST,
    "stress_turnover": {Count.STRESS},
    "local_knowledge": {Count.LOCAL},
}
"""What is still counted of a mechanism that is off."""


@pytest.mark.parametrize("name", Mechanisms._fields)
def test_every_mechanism_changes_something(name: str) -> None:
    crowded = village(*EVERYTHING, households=180)
    on, off = crowded, crowded.variant({f"mechanisms.{name}": False})
    assert fingerprint([lived(on).counts]) != fingerprint([lived(off).counts])


def outcomes(off: str, changes: dict[str, float]) -> str:
    """Return a hash of all that is counted and paid in a village, but for the mechanism itself."""
    switched: dict[str, object] = {f"mechanisms.{off}": False}
    scenario = village(
        *EVERYTHING, changes=switched | {f"parameters.{name}": value for name, value in changes.items()}
    )
    run = lived(scenario)
    seen = [count for count in range(run.counts.shape[1]) if count not in OWN.get(off, set())]
    return fingerprint([run.counts[:, seen], run.ledger])


@pytest.mark.parametrize("name", [name for name, changes in IDLE.items() if changes])
def test_what_belongs_to_a_mechanism_does_not_matter_while_it_is_off(name: str) -> None:
    assert outcomes(name, IDLE[name]) == outcomes(name, {})


def test_without_demands_any_demands_are_ordinary_ones() -> None:
    def run_with(demands: float) -> str:
        event = {"kind": "setting", "month": 1, "rule": "demands", "value": demands}
        run = lived(village(event, changes={"mechanisms.demands": False}))
        return fingerprint([run.counts, run.ledger])

    assert run_with(0.0) == run_with(1.0)


def test_without_crowding_out_crises_leave_the_hours_for_meetings_alone() -> None:
    crises = {"parameters.crises.base": 0.05, "parameters.crises.hours": 12.0}
    on, off = (village(changes={**crises, "mechanisms.crowding_out": it}) for it in (True, False))
    # In the first month, of many towns: later on, other people are there, and other caseworkers are away.
    hours = [
        sum(lived(it, replicate=turn, months=1).counts[0, Count.MEETING_HOURS] for turn in range(12))
        for it in (on, off)
    ]
    assert hours[0] < 0.99 * hours[1]
