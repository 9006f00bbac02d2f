"""The picture of the trust graph: everybody has a place, and keeps it."""

import math

import pytest

from tillit.agents.caseworker import TEAM
from tillit.agents.child import Form
from tillit.agents.foundation.records import View
from tillit.visualization.inks import LIGHT
from tillit.visualization.seen_units import ASSISTANCE, CHILDREN
from tillit.visualization.standing_places import CLIENTS, Point, client_place, seat_turns
from tillit.visualization.trust_picture import (
    MARKS,
    MOST_TIES,
    WEAKEST,
    level,
    of_unit,
    outward_first,
    standing,
    trust_option,
)
from tillit.visualization.watched_town import WatchedTown


def turn(place: tuple[float, float]) -> float:
    """Return how far around the circle a place is, from 0 to 1."""
    return math.atan2(*place) / (2.0 * math.pi) % 1.0


def standing_in(town: WatchedTown) -> dict[View, Point]:
    """Return where everybody stands."""
    return standing(town, *of_unit(town, ASSISTANCE), ASSISTANCE)


def caseworkers(town: WatchedTown) -> dict[View, View]:
    """Return each household's caseworker."""
    ties = [outward_first(*tie) for tie in town.trust.edges(data="trust")]
    return {one: other for _, one, other in ties if (one.kind, other.kind) == ("client", "caseworker")}


@pytest.mark.parametrize("seats", [1, TEAM, TEAM + 1, 20])
def test_clients_stand_behind_their_caseworker_and_before_the_next(seats: int) -> None:
    turns = seat_turns(seats)
    for seat in range(seats):
        for person in range(200):
            place = client_place(person, seat, seats)
            nearest = min(range(seats), key=lambda other: abs(turns[other] - turn(place)))
            assert nearest == seat
            assert CLIENTS[0] - 1e-3 <= math.hypot(*place) <= CLIENTS[1] + 1e-3


def test_teams_stand_apart() -> None:
    turns = seat_turns(2 * TEAM)
    assert turns[TEAM] - turns[TEAM - 1] > turns[1] - turns[0]


def test_a_month_moves_only_those_who_change_caseworker() -> None:
    town = WatchedTown()
    before, places = caseworkers(town), standing_in(town)
    town.step()
    after, later = caseworkers(town), standing_in(town)
    stayed = [view for view in before if after.get(view) is before[view]]
    assert len(stayed) > 500
    assert all(places[view] == later[view] for view in stayed)


@pytest.mark.parametrize(("trust", "expected"), [(0.0, 0), (0.19, 0), (0.2, 1), (0.99, 4), (1.0, 4)])
def test_levels_of_trust_cover_all_of_it(trust: float, expected: int) -> None:
    assert level(trust) == expected


def test_every_household_is_drawn_once_and_no_more_ties_than_can_be_read() -> None:
    town = WatchedTown()
    town.step()
    series = trust_option(town, LIGHT)["series"]
    small = [s for s in series if s["type"] == "scatter" and s["symbolSize"] == 4.5]
    assert sum(len(s["data"]) for s in small) == sum(1 for it in town.trust if it.kind == "client")
    ties = sum(len(s["data"]) for s in series if s["type"] == "lines")
    strong = sum(1 for *_, trust in town.trust.edges(data="trust") if trust >= WEAKEST)
    assert ties == min(strong, MOST_TIES)


def test_children_their_caseworkers_and_partners_are_drawn_by_where_the_children_live() -> None:
    town = WatchedTown(scenario="herning")
    town.step()
    series = trust_option(town, LIGHT, CHILDREN)["series"]
    drawn = dict.fromkeys(MARKS.values(), 0)
    for marks in series:
        if (mark := (marks.get("symbol"), marks.get("symbolSize"))) in drawn and len(marks["data"][0]) == 3:
            drawn[mark] += len(marks["data"])
    lived = dict.fromkeys(MARKS.values(), 0)
    for row in town.child_lives[town.child_lives["end"] == 0]:
        lived[MARKS[Form(int(row["form"]))]] += 1
    assert drawn == lived
    assert all(drawn.values())
    names = {
        mark["name"] for it in series if it["type"] == "scatter" for mark in it["data"] if "name" in mark
    }
    assert names >= {"School", "Child health", "Team 1"}
    assert any(name.startswith("Caseworker on post") for name in names)


def test_one_unit_is_drawn_without_anybody_of_the_other() -> None:
    town = WatchedTown(scenario="vaxjo")
    ones, others = (set(of_unit(town, seen)[0]) for seen in (ASSISTANCE, CHILDREN))
    assert ones
    assert others
    assert ones.isdisjoint(others)
    assert ones | others == set(town.trust)


def test_who_is_followed_has_a_ring() -> None:
    town = WatchedTown(scenario="herning")
    child = next(view for view in town.trust if view.kind == "child")
    ringed = trust_option(town, LIGHT, CHILDREN, child.unique_id)["series"][-1]
    assert ringed["data"] == [standing(town, *of_unit(town, CHILDREN), CHILDREN)[child]]
    assert len(trust_option(town, LIGHT, CHILDREN)["series"]) < len(
        trust_option(town, LIGHT, CHILDREN, child.unique_id)["series"]
    )
