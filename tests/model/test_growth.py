"""A town that becomes too small for its people makes room, and nobody notices."""

from collections.abc import Callable

import numpy as np
import pytest

from tests.model.small_towns import EVERYTHING, fingerprint, lived, people, total, village
from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.client import Client, State
from tillit.agents.foundation.lending import words_of
from tillit.model import Municipality
from tillit.model.books.counts import Count
from tillit.model.origin import Origin
from tillit.model.simulation import advance, begin, settled
from tillit.model.town.arrays import Town
from tillit.model.town.growth import with_more_households, with_more_seats
from tillit.model.town.seeds import key_of

CROWD = {"kind": "newly_arrived", "month": 3, "households": 400, "months": 6}
HIRING = {"kind": "posts", "month": 2, "change": 200}


def test_a_town_takes_in_more_households_than_it_had_rows_for() -> None:
    run = lived(village(CROWD))
    assert total(run, Count.APPLICANTS) > 2000
    assert run.counts[:, Count.HOUSEHOLDS].max() > 1500
    assert not run.ledger.sum(axis=2).any()


def test_a_town_hires_two_hundred_at_once() -> None:
    run = lived(village(HIRING))
    assert run.counts[1, Count.POSTS] == 203
    assert run.counts[-1, Count.PRESENT] > 100


def test_histories_grow_with_the_town() -> None:
    run = lived(village(CROWD), history=True)
    assert len(run.lives) == total(run, Count.HOUSEHOLDS)


def test_views_and_graph_live_through_growth() -> None:
    model = Municipality(scenario=village(CROWD, HIRING), seed=1, months=12)
    trust = model.trust
    for _ in range(12):
        model.step()
        assert set(trust) == set(model.agents)
    # The village has 60 households, of whom those who left and will not come back are nobody's agents.
    assert len(people(model, Client)) > 5 * 60
    assert len(people(model, Caseworker)) > 100
    assert all(client.person == client.unique_id for client in people(model, Client))


@pytest.mark.parametrize(
    "roomy",
    [with_more_households, lambda town: town._replace(assistance=with_more_seats(town.assistance, 90))],
)
def test_room_to_spare_changes_nobodys_life(roomy: Callable[[Town], Town]) -> None:
    scenario, key = village(*EVERYTHING), key_of(1)
    origin = Origin.of(scenario)
    start = settled(origin, key)
    counts = []
    for town in (start.copied(), roomy(start.copied())):
        world = begin(town, months=24)
        world = advance(world, origin, key, page=0, months=24, events=scenario.events)
        counts.append((world.counts, world.ledger))
    assert fingerprint(counts[0]) == fingerprint(counts[1])


def test_those_who_are_gone_leave_their_rows_and_the_others_stay_in_order() -> None:
    town = settled(Origin.of(village()), key_of(1))
    here = town.households["person"][town.households["state"] != State.ABSENT].tolist()
    larger = with_more_households(town)
    rows = larger.assistance.office.rows
    assert larger.households["person"][:rows].tolist() == here
    assert (larger.households["state"][rows:] == State.ABSENT).all()
    assert len(larger.households) > rows


def test_a_town_is_handed_over_as_it_is_now() -> None:
    town = settled(Origin.of(village()), key_of(1))
    assert np.array_equal(town.words, words_of(town))
    larger = with_more_households(town)
    assert np.array_equal(larger.words, words_of(larger))
    assert not np.array_equal(larger.words, town.words)


def test_new_seats_are_empty_and_the_row_of_nobody_stays_last() -> None:
    unit = settled(Origin.of(village()), key_of(1)).assistance
    larger = with_more_seats(unit, 50)
    assert len(larger.caseworkers) >= 50
    assert (larger.caseworkers["post"][len(unit.caseworkers) :] == Post.NONE).all()
    assert len(larger.reach) == len(larger.caseworkers) + 1
    assert not larger.reach[-1].any()
    assert np.array_equal(larger.reach[: len(unit.caseworkers)], unit.reach[:-1])


def test_a_month_that_had_to_wait_for_room_is_lived_once() -> None:
    scenario, key = village({**CROWD, "month": 5}), key_of(1)
    origin = Origin.of(scenario)
    town = begin(settled(origin, key), months=12)
    grown = advance(town, origin, key, page=0, months=12, events=scenario.events)
    assert len(grown.households) > len(town.households)
    assert (grown.counts[:, Count.POSTS] == 3).all()
