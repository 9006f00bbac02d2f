"""Each obstacle has its own routes out of assistance, through the partners that it needs."""

import numpy as np
import pytest

from tests.agents.in_python import NEAR, in_python, lots, row, share
from tillit.agents.agency import PARTNERS, Partner
from tillit.agents.client import DESTINATIONS, Client, Destination, Obstacle
from tillit.agents.foundation.decisions import Decision
from tillit.agents.leaving import (
    Leaving,
    Outlook,
    choose_route,
    leave,
    readiness_power,
    share_known,
    weigh_routes,
)

P = Leaving()
USUAL = Outlook(market=1.0, programme=1.0, urge=1.0, push=0.0)
READY = {"distance": 0.0, "ability": 1.0, "health": 0.5, "education": 0.5}


def routes_of(reach: float = 1.0, outlook: Outlook = USUAL, **client: float) -> list[float]:
    """Return a household's chances by destination."""
    routes = np.zeros(DESTINATIONS)
    in_python(weigh_routes)(routes, row(Client, **READY | client), np.full(PARTNERS, reach), outlook, P)
    return list(routes)


def test_a_ready_household_finds_work_itself_or_through_a_known_employer() -> None:
    assert routes_of(reach=0.0)[Destination.WORK] == pytest.approx(P.own_way)
    assert routes_of(reach=1.0)[Destination.WORK] == pytest.approx(P.own_way + P.employers)


def test_the_farthest_household_finds_no_work_and_no_measure() -> None:
    far = routes_of(distance=1.0)
    by_help = (Destination.WORK, Destination.SUBSIDISED_WORK, Destination.ACTIVITY_SUPPORT)
    assert [far[destination] for destination in by_help] == [0.0, 0.0, 0.0]
    assert far[Destination.MOVED] == P.elsewhere


def test_silence_closes_the_caseworkers_ways_but_not_ones_own() -> None:
    met, silent = routes_of(), routes_of(silence=12)
    assert silent[Destination.STUDIES] < met[Destination.STUDIES]
    assert silent[Destination.WORK] > P.own_way


@pytest.mark.parametrize(
    ("partner", "destination"),
    [
        (Partner.EMPLOYERS, Destination.WORK),
        (Partner.EMPLOYMENT_SERVICE, Destination.ACTIVITY_SUPPORT),
        (Partner.ADULT_EDUCATION, Destination.STUDIES),
        (Partner.INSURANCE_AGENCY, Destination.SICKNESS_BENEFIT),
    ],
)
def test_each_route_goes_through_its_own_partner(partner: Partner, destination: Destination) -> None:
    reach, without, through = np.zeros(PARTNERS), np.zeros(DESTINATIONS), np.zeros(DESTINATIONS)
    in_python(weigh_routes)(without, row(Client, **READY), reach, USUAL, P)
    reach[partner] = 1.0
    in_python(weigh_routes)(through, row(Client, **READY), reach, USUAL, P)
    assert through[destination] > without[destination]
    assert np.flatnonzero(through != without).tolist() == [destination]


def test_only_who_waits_for_a_benefit_gets_it() -> None:
    assert routes_of(obstacle=Obstacle.WAITING)[Destination.OTHER_BENEFIT] == pytest.approx(P.benefit)
    assert routes_of(obstacle=Obstacle.UNEMPLOYED)[Destination.OTHER_BENEFIT] == 0.0


def test_the_outlook_acts_on_its_own_routes() -> None:
    bad = routes_of(outlook=Outlook(market=0.0, programme=0.0, urge=1.0, push=0.01))
    assert (bad[Destination.WORK], bad[Destination.SUBSIDISED_WORK]) == (0.0, 0.0)
    assert bad[Destination.NOTHING] == 0.01


def test_share_of_work_through_a_known_employer_is_between_none_and_all() -> None:
    routes, client = np.zeros(DESTINATIONS), row(Client, **READY)
    known = []
    for reach, outlook in [(0.0, USUAL), (1.0, USUAL), (1.0, USUAL._replace(urge=0.0))]:
        chance = in_python(weigh_routes)(routes, client, np.full(PARTNERS, reach), outlook, P)
        known.append(in_python(share_known)(routes, chance))
    assert known[0] == 0.0
    assert known[1] == pytest.approx(P.employers / (P.own_way + P.employers))
    assert known[2] == 1.0


def test_a_power_of_zero_is_one() -> None:
    assert in_python(readiness_power)(0.5, 3) == pytest.approx(0.125)
    assert in_python(readiness_power)(0.5, 0) == 1.0


def test_destinations_are_chosen_as_often_as_their_chances_say() -> None:
    routes = np.zeros(DESTINATIONS)
    routes[Destination.WORK], routes[Destination.NOTHING] = 0.3, 0.2
    chosen = [in_python(choose_route)(routes, lot) for lot in lots(Decision.EXIT)]
    assert set(chosen) == {Destination.NONE, Destination.WORK, Destination.NOTHING}
    assert share([it == Destination.WORK for it in chosen]) == pytest.approx(0.3, abs=NEAR)
    assert share([it == Destination.NONE for it in chosen]) == pytest.approx(0.5, abs=NEAR)


def test_without_any_chance_everybody_stays() -> None:
    assert in_python(choose_route)(np.zeros(DESTINATIONS), 0.0) == Destination.NONE


def test_leaving_ends_the_spell_and_what_belonged_to_it() -> None:
    client = row(Client, spell=30, homeless=1, in_crisis=1, met=1)
    in_python(leave)(client, Destination.STUDIES, 0.4, 7)
    assert (client.destination, client.match, client.left) == (Destination.STUDIES, 0.4, 7)
    assert (client.spell, client.homeless, client.in_crisis, client.met) == (0, 0, 0, 0)
