"""A crisis can end in temporary housing, and the housing company in a home."""

import pytest

from tests.agents.in_python import LUCK, NEAR, PEOPLE, in_python, row, share
from tillit.agents.client import Client
from tillit.agents.homelessness import Homelessness, find_home, lose_home
from tillit.agents.office import Office
from tillit.agents.support import Support

P, SUPPORT = Homelessness(risk=0.2, home=0.4), Support(own=0.25)
NOBODY = row(Office)
OFFICER = row(Office, housing_help=0.5, officer_finds=0.4, officer_keeps=0.5)
"""An officer who suffices for half of those who need help."""


def lost(p: Homelessness, office: Office = NOBODY) -> float:
    """Return how often a crisis costs a home."""
    clients = [row(Client, person=person) for person in PEOPLE]
    for client in clients:
        in_python(lose_home)(client, office, LUCK, p)
    return share([client.homeless == 1 for client in clients])


def housed(reach: float, office: Office = NOBODY) -> float:
    """Return how often a lasting home is found in a month."""
    clients = [row(Client, person=person, homeless=1) for person in PEOPLE]
    for client in clients:
        in_python(find_home)(client, reach, office, LUCK, P, SUPPORT)
    return share([client.homeless == 0 for client in clients])


def test_crises_cost_homes_as_often_as_declared_and_never_without_risk() -> None:
    assert lost(P) == pytest.approx(0.2, abs=NEAR)
    assert lost(P._replace(risk=0.0)) == 0.0


def test_a_crisis_houses_nobody() -> None:
    client = row(Client, person=1, homeless=1)
    in_python(lose_home)(client, NOBODY, LUCK, P._replace(risk=0.0))
    assert client.homeless == 1


def test_homes_are_found_sooner_through_the_housing_company() -> None:
    assert housed(1.0) == pytest.approx(0.4, abs=NEAR)
    assert housed(0.0) == pytest.approx(0.1, abs=NEAR)


def test_an_officer_keeps_homes_as_far_as_there_is_time() -> None:
    assert lost(P, OFFICER) == pytest.approx(0.2 * 0.75, abs=NEAR)


def test_an_officer_finds_homes_even_where_the_housing_company_is_reached_fully() -> None:
    assert housed(1.0, OFFICER) == pytest.approx(0.4 + 0.6 * 0.2, abs=NEAR)
    assert housed(0.0, OFFICER) == pytest.approx(0.1 + 0.9 * 0.2, abs=NEAR)
