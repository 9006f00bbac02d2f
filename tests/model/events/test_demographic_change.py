"""Demographic change: more or fewer applicants, and older ones."""

import pytest

from tests.agents.in_python import in_python, row
from tests.model.events.worlds import BOTH, falls, pairs, rises, untouched
from tillit.agents.client import Client
from tillit.agents.household import be_older
from tillit.agents.place import Place
from tillit.agents.population import grow_and_age


def test_a_growing_town_has_more_applicants_and_a_shrinking_one_fewer() -> None:
    assert rises(pairs("demographic_change", growth=0.1).change("applicants"))
    assert falls(pairs("demographic_change", growth=-0.1).change("applicants"))


def test_child_cases_grow_too() -> None:
    assert rises(pairs("demographic_change", BOTH, growth=0.2).change("new_cases"))


def test_older_applicants_reach_their_pension_sooner() -> None:
    older = pairs("demographic_change", growth=0.0, ageing=1.0)
    assert rises(older.change("exits_to_pension"))
    assert untouched(older.change("applicants"))


def test_a_year_of_growth_is_the_year_s_share_and_then_stays() -> None:
    place = row(Place, growth=1.1 ** (1 / 12) - 1, growth_months=12, ageing=0.5)
    for _ in range(40):
        in_python(grow_and_age)(place)
    assert place.grown == pytest.approx(0.1)
    assert place.older == pytest.approx(6.0)


def test_applicants_stay_between_eighteen_and_sixty_four() -> None:
    for months, age in ((-1200.0, 18 * 12), (1200.0, 64 * 12), (0.0, 400), (12.0, 412)):
        client = row(Client, age=400)
        in_python(be_older)(client, months)
        assert client.age == age
