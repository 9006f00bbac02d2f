"""Who a household is when it comes, from its own luck alone."""

from typing import Any

import numpy as np
import pytest

from tests.agents.in_python import LUCK, NEAR, in_python, row, share, values
from tillit.agents.client import Client, Obstacle, State
from tillit.agents.foundation.records import fields
from tillit.agents.household import MOST_CHILDREN, Households, apply, between
from tillit.agents.people import People

P = Households()
PEOPLE = People()

SOME = range(1000)
"""A quarter of the usual number of people: their shares lie twice as far from the chance."""


def comer(
    person: int, obstacle: int = Obstacle.UNEMPLOYED, people: People = PEOPLE, **before: float
) -> Client:
    """Return a household that comes, in a row that held somebody else."""
    client = row(Client, **before)
    in_python(apply)(client, person, obstacle, P.near, LUCK, P, people)
    return client


def test_a_household_is_the_same_in_whatever_row_it_comes() -> None:
    used: dict[str, Any] = {
        "spell": 9,
        "year": 4095,
        "year_months": 12,
        "caseworkers": 3,
        "silence": 8,
        "contact": 2.5,
        "anxiety": 0.7,
    }
    left: dict[str, Any] = {
        "match": 0.5,
        "met": 1,
        "in_crisis": 1,
        "turn": 5,
        "waited": 2,
        "homeless": 1,
        "destination": 4,
    }
    assert values(comer(5)) == values(comer(5, **used, **left))
    assert comer(5, **used).contact == 0.0


def test_households_differ_from_each_other() -> None:
    assert len({comer(person).distance for person in range(50)}) == 50


def test_every_comer_is_on_assistance_and_within_all_ranges() -> None:
    for person in range(100):
        client = comer(person, person % len(Obstacle))
        assert client.state == State.ASSISTED
        outside = {n for n, field in fields(Client) if not field.low <= values(client)[n] <= field.high}
        assert outside == set()


def test_each_child_is_as_likely_as_the_one_before_up_to_a_bound() -> None:
    children = [comer(person, people=People(parents=0.4)).children for person in SOME]
    assert share([number > 0 for number in children]) == pytest.approx(0.4, abs=2 * NEAR)
    assert share([number > 1 for number in children]) == pytest.approx(0.16, abs=2 * NEAR)
    assert comer(1, people=People(parents=1.0)).children == MOST_CHILDREN


def test_without_a_chance_of_children_nobody_has_any() -> None:
    assert {comer(person, people=People(parents=0.0)).children for person in range(200)} == {0}


def test_shares_of_couples_and_homeless_are_the_declared_ones() -> None:
    comers = [comer(person, people=People(couples=0.3, homeless=0.2)) for person in SOME]
    assert share([client.adults == 2 for client in comers]) == pytest.approx(0.3, abs=2 * NEAR)
    assert share([client.homeless == 1 for client in comers]) == pytest.approx(0.2, abs=2 * NEAR)


def test_each_obstacle_lowers_its_own_means() -> None:
    sick = [comer(person, Obstacle.SICK) for person in range(100)]
    new = [comer(person, Obstacle.LANGUAGE) for person in range(100)]
    assert max(client.health for client in sick) < min(client.health for client in new)
    assert max(client.language for client in new) < min(client.language for client in sick)


def test_unemployed_households_are_nearer_than_sick_ones() -> None:
    unemployed = np.mean([comer(person).distance for person in range(500)])
    sick = np.mean([comer(person, Obstacle.SICK).distance for person in range(500)])
    assert unemployed < sick


def test_a_draw_between_equal_values_is_that_value() -> None:
    assert in_python(between)(LUCK, 5, 1, 0.4, 0.4) == pytest.approx(0.4)
