"""Kronor, hours and people are neither made nor lost, whatever happens to a town."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.hours_spent import check_hours, spent
from tests.model.small_towns import EVERYTHING, MEASURES, village
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client, Destination, State
from tillit.agents.employer import Employer
from tillit.agents.foundation.records import Record, Rows, View, fields
from tillit.agents.mechanisms import Mechanisms
from tillit.agents.tie import Tie
from tillit.model.assumptions import DECLARED
from tillit.model.books.counts import Count
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.simulation import advance, begin, settled
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of

MONTHS = 18

TIES = ("ties", "traineeships", "assistance.colleagues", "assistance.partners", "assistance.books")
EXITS = [Count.EXITS + destination for destination in Destination if destination != Destination.NONE]
FREE = (
    "bonds.rapport",
    "bonds.broken_promise",
    "crises.base",
    "hours.statutory",
    "leaving.employers",
    "placements.begin",
    "returning.work",
    "staffing.flight",
    "people.homeless",
)
"""Parameters that are drawn anywhere in their range."""


@st.composite
def villages(draw: st.DrawFn) -> Scenario:
    """Return a village in which anything may happen, and people behave in any declared way."""
    changes: dict[str, Any] = {
        f"parameters.{name}": draw(st.floats(DECLARED[name].par.low, DECLARED[name].par.high))
        for name in draw(st.sets(st.sampled_from(FREE), max_size=3))
    }
    off = draw(st.sets(st.sampled_from(Mechanisms._fields), max_size=2))
    changes |= {f"mechanisms.{name}": False for name in off}
    happening = st.sampled_from([event for event in (*EVERYTHING, *MEASURES) if event.get("change", 0) >= 0])
    events = draw(st.lists(st.tuples(happening, st.integers(1, MONTHS)), max_size=6))
    return village(
        *({**event, "month": month} for event, month in events),
        households=draw(st.integers(10, 60)),
        posts=draw(st.integers(1, 4)),
        changes=changes,
    )


def outside(kind: type[Record | View], rows: Rows) -> list[str]:
    """Return the fields that lie outside their declared range."""
    return [
        name
        for name, field in fields(kind)
        if rows.size and not (field.low <= rows[name].min() and rows[name].max() <= field.high)
    ]


def check_people(town: Town) -> None:
    """Check that everybody is in one place, by rows and by caseworkers' and employers' own counts."""
    unused = town.households["state"][town.assistance.office.rows :]
    assert (unused == State.ABSENT).all()
    assisted = (town.households["state"] == State.ASSISTED) | (town.households["state"] == State.PLACED)
    seats = town.ties["seat"][assisted & (town.ties["seat"] >= 0)]
    assert np.array_equal(
        town.assistance.caseworkers["cases"], np.bincount(seats, minlength=len(town.assistance.caseworkers))
    )
    placed = town.traineeships["seat"][town.households["state"] == State.PLACED]
    assert np.array_equal(town.employers["trainees"], np.bincount(placed, minlength=len(town.employers)))
    here = town.households["person"][town.households["state"] != State.ABSENT]
    assert len(np.unique(here)) == len(here)


def check_ranges(town: Town) -> None:
    """Check that every field lies in its declared range, trust above all."""
    living = town.households[town.households["state"] != State.ABSENT]
    assert outside(Client, living) == []
    assert outside(Caseworker, town.assistance.caseworkers) == []
    assert outside(Employer, town.employers) == []
    assert [name for name in TIES if outside(Tie, town.arrays[name])] == []
    for reach in (town.assistance.own, town.assistance.reach):
        assert 0.0 <= reach.min() <= reach.max() <= 1.0


def check_books(town: Town, mechanisms: Mechanisms) -> None:
    """Check that kronor sum to zero, households to the month before, and hours to no more than was worked.

    Up to a month's hours may have been saved before the first of them; see `hours_spent` for each month.
    """
    assert not town.ledger.sum(axis=2).any()
    counts = town.counts
    came = counts[1:, Count.APPLICANTS] + counts[1:, Count.RETURNS] - counts[:-1, EXITS].sum(axis=1)
    assert np.array_equal(np.diff(counts[:, Count.HOUSEHOLDS]), came)
    saved = counts[:1, Count.HOURS].sum()
    worked = saved + counts[:, Count.HOURS].cumsum()
    assert (spent(counts, mechanisms).cumsum() <= worked).all()


@settings(max_examples=12, deadline=None, derandomize=True, database=None)
@given(scenario=villages())
def test_nothing_is_made_or_lost_in_any_month_of_any_village(scenario: Scenario) -> None:
    origin, key = Origin.of(scenario), key_of(1)
    town = begin(settled(origin, key), months=MONTHS)
    for month in range(MONTHS):
        saved = town.assistance.caseworkers["saved"].copy()
        town = advance(town, origin, key, page=month, months=1, events=scenario.events)
        saved = np.pad(saved, (0, len(town.assistance.caseworkers) - len(saved)))
        check_hours(saved, town.assistance, town.counts[month], scenario.mechanisms)
        check_people(town)
        check_ranges(town)
    check_books(town, scenario.mechanisms)


@pytest.mark.parametrize("watch", [12, 24])
def test_places_of_the_programme_are_held_by_households_that_exist(watch: int) -> None:
    scenario = village(
        {"kind": "employment_programme", "month": 1, "places": 10, "months": 18},
        changes={
            "parameters.returning.watch": watch,
        },
    )
    origin, key = Origin.of(scenario), key_of(1)
    town = begin(settled(origin, key), months=48)
    town = advance(town, origin, key, page=0, months=48, events=scenario.events)
    away = town.households["destination"][town.households["state"] == State.AWAY]
    held = int((away == Destination.SUBSIDISED_WORK).sum())
    assert town.supported[Destination.SUBSIDISED_WORK] == held


def test_a_town_that_empties_and_a_town_without_hours_keep_their_books() -> None:
    for change in ({"setting.inflow": 0.0}, {"parameters.hours.overhead": 0.45, "staff.caseload_limit": 400}):
        scenario = village(changes=change, posts=1)
        origin, key = Origin.of(scenario), key_of(2)
        town = begin(settled(origin, key), months=60)
        town = advance(town, origin, key, page=0, months=60, events=scenario.events)
        check_people(town)
        check_ranges(town)
        check_books(town, scenario.mechanisms)
