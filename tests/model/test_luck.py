"""Two worlds share their luck, decision by decision: what differs between them was caused."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.model.small_towns import EVERYTHING, MEASURES, fingerprint, lived, village
from tillit.agents.client import Destination, State
from tillit.agents.foundation.identity import Kind
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.simulation import Run, begin, run_world, settled
from tillit.model.town.arrays import Town
from tillit.model.town.growth import with_more_households
from tillit.model.town.seeds import key_of

MONTHS = 36


def same(one: Run, other: Run) -> bool:
    """Tell whether two worlds are alike, byte for byte."""
    return fingerprint(one) == fingerprint(other)


def test_no_change_makes_a_difference_of_exactly_nothing() -> None:
    scenario = village(*EVERYTHING)
    assert same(lived(scenario, history=True), lived(scenario, history=True))


@pytest.mark.parametrize("name", ["bonds.rapport", "crises.base", "staffing.resignation"])
def test_a_parameter_set_to_its_default_changes_nothing(name: str) -> None:
    from tillit.model.assumptions import DECLARED  # noqa: PLC0415 - only this test reads the declarations

    changed = village(changes={f"parameters.{name}": DECLARED[name].default})
    assert same(lived(village()), lived(changed))


def test_an_event_without_size_changes_nothing() -> None:
    nothing = {"kind": "reorganisation", "month": 3, "share": 0.0, "months": 0, "hours": 0.0}
    assert same(lived(village()), lived(village(nothing)))


@pytest.mark.parametrize(
    "event", [*EVERYTHING, *MEASURES], ids=lambda event: f"{event['kind']} {event['month']}"
)
def test_before_a_change_both_worlds_are_identical(event: dict[str, object]) -> None:
    before = lived(village(posts=5), history=True)
    after = lived(village({**event, "month": 9}, posts=5), history=True)
    assert np.array_equal(before.counts[:8], after.counts[:8])
    assert np.array_equal(before.ledger[:8], after.ledger[:8])
    early = [run.lives[run.lives["month"] < 9] for run in (before, after)]
    assert fingerprint(early[:1]) == fingerprint(early[1:])


@pytest.mark.parametrize("kind", ["posts", "reorganisation", "newly_arrived", "labour_market_shock"])
def test_afterwards_they_are_not(kind: str) -> None:
    event = next(event for event in EVERYTHING if event["kind"] == kind)
    assert not same(lived(village()), lived(village({**event, "month": 9})))


def with_one_more(town: Town) -> Town:
    """Return the town with one more household, which is away and never comes back."""
    row = int(town.assistance.office.rows)
    town.households[row : row + 1] = 0
    client = town.households[row]
    town.assistance.office.rows += 1
    client["person"], client["state"] = (Kind.NEWLY_ARRIVED << 37) + 1, State.AWAY
    client["destination"], client["adults"] = Destination.PENSION, 1
    client["left"], client["due"] = town.place.month, town.place.month + MONTHS
    return town


def lives_after(scenario: Scenario, town: Town, key: np.uint64) -> list[NDArray[Any]]:
    """Return everybody's life, by household."""
    origin = Origin.of(scenario)
    run = run_world(origin, scenario, town, key, months=MONTHS, history=True)
    order = np.lexsort((run.lives["month"], run.lives["person"]))
    return [run.lives[order], run.counts, run.ledger]


@pytest.mark.parametrize("replicate", range(3))
def test_a_person_more_who_meets_nobody_moves_nobody_elses_life(replicate: int) -> None:
    scenario, key = village(*EVERYTHING), key_of(1, replicate)
    town = with_more_households(settled(Origin.of(scenario), key))
    alone = lives_after(scenario, town.copied(), key)
    beside = lives_after(scenario, with_one_more(town.copied()), key)
    assert len(alone[0]) > 1000
    assert fingerprint(alone) == fingerprint(beside)


def test_worlds_lived_at_the_same_time_are_those_lived_one_after_the_other() -> None:
    scenario = village(*EVERYTHING)
    replicates = range(8)
    one_by_one = [lived(scenario, replicate=number) for number in replicates]
    with ThreadPoolExecutor(4) as pool:
        at_once = list(pool.map(lambda number: lived(scenario, replicate=number), replicates))
    assert all(same(one, other) for one, other in zip(one_by_one, at_once, strict=True))
    assert not same(one_by_one[0], one_by_one[1])


def test_a_world_that_began_earlier_is_not_touched_by_its_twin() -> None:
    scenario = village(*EVERYTHING)
    origin, key = Origin.of(scenario), key_of(1)
    town = settled(origin, key)
    before = fingerprint(town.arrays.values())
    run_world(origin, scenario, town, key, months=12)
    assert fingerprint(town.arrays.values()) == before
    twin = begin(town, months=12)
    assert not any(
        np.shares_memory(one, other)
        for one, other in zip(town.arrays.values(), twin.arrays.values(), strict=True)
    )


def test_the_checking_generator_gives_other_lives_in_the_same_town() -> None:
    scenario, key = village(), key_of(1)
    towns = [settled(Origin.of(scenario, philox=philox), key) for philox in (False, True)]
    assert len({fingerprint([town.households]) for town in towns}) == 2
    assisted = [int((town.households["state"] == State.ASSISTED).sum()) for town in towns]
    assert assisted == pytest.approx([60, 60], rel=0.5)
