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
    insurance_open,
    leave,
    readiness_power,
    share_known,
    weigh_routes,
)
from tillit.agents.support import Support

P, SUPPORT = Leaving(unaided=0.0), Support()
USUAL = Outlook(market=1.0, programme=0.4, urge=1.0, push=0.0, pension=780)
READY = {"distance": 0.0, "ability": 1.0, "health": 0.5, "education": 0.5}


BY_HELP = (
    Destination.SUBSIDISED_WORK,
    Destination.ACTIVITY_SUPPORT,
    Destination.STUDIES,
    Destination.SICKNESS_BENEFIT,
)
"""Ways that only a caseworker opens."""


def routes_of(
    reach: float = 1.0, helped: float = 1.0, outlook: Outlook = USUAL, **client: float
) -> list[float]:
    """Return a household's chances by destination."""
    routes, household = np.zeros(DESTINATIONS), row(Client, **READY | client)
    in_python(weigh_routes)(routes, household, helped, np.full(PARTNERS, reach), outlook, P, SUPPORT)
    return list(routes)


def test_a_ready_household_finds_work_itself_and_sooner_with_help_or_a_known_employer() -> None:
    alone = 0.5 * P.own_way
    assert routes_of(helped=0.0)[Destination.WORK] == pytest.approx(alone)
    assert routes_of(reach=0.0)[Destination.WORK] == pytest.approx(alone * (1.0 + P.search))
    assert routes_of()[Destination.WORK] == pytest.approx(alone * (1.0 + P.search) + P.employers)


def test_ones_own_way_asks_for_health() -> None:
    well, unwell = (routes_of(helped=0.0, health=health)[Destination.WORK] for health in (1.0, 0.0))
    assert [well, unwell] == pytest.approx([P.own_way, 0.0])


def test_the_ill_are_not_helped_to_work_but_to_sickness_benefit() -> None:
    alone, helped = (routes_of(helped=helped, obstacle=Obstacle.SICK) for helped in (0.0, 1.0))
    assert helped[Destination.WORK] == alone[Destination.WORK] == pytest.approx(0.5 * P.own_way)
    assert helped[Destination.SICKNESS_BENEFIT] == pytest.approx(0.5 * P.sickness)
    assert alone[Destination.SICKNESS_BENEFIT] == 0.0


def test_the_farthest_household_finds_no_work_itself_but_is_helped_on_every_other_way() -> None:
    near, far = routes_of(), routes_of(distance=1.0)
    assert far[Destination.WORK] == pytest.approx(P.far * P.employers)
    assert [far[way] for way in BY_HELP] == [near[way] for way in BY_HELP]
    assert min(far[way] for way in BY_HELP) > 0.0
    assert routes_of(distance=1.0, helped=0.0)[Destination.WORK] == 0.0


def test_ways_that_a_caseworker_opens_are_as_wide_as_the_help_and_closed_without() -> None:
    full, half, none = (routes_of(helped=helped) for helped in (1.0, 0.5, 0.0))
    assert [half[way] for way in BY_HELP] == pytest.approx([0.5 * full[way] for way in BY_HELP])
    assert [none[way] for way in BY_HELP] == [0.0] * len(BY_HELP)
    assert none[Destination.MOVED] == P.elsewhere


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
    in_python(weigh_routes)(without, row(Client, **READY), 1.0, reach, USUAL, P, SUPPORT)
    reach[partner] = 1.0
    in_python(weigh_routes)(through, row(Client, **READY), 1.0, reach, USUAL, P, SUPPORT)
    assert through[destination] > without[destination]
    assert np.flatnonzero(through != without).tolist() == [destination]


def test_a_household_finds_some_ways_by_itself_whomever_the_caseworker_reaches() -> None:
    routes = np.zeros(DESTINATIONS)
    p = P._replace(unaided=0.1)
    in_python(weigh_routes)(routes, row(Client, **READY), 0.0, np.zeros(PARTNERS), USUAL, p, SUPPORT)
    ways = (Destination.ACTIVITY_SUPPORT, Destination.STUDIES, Destination.SICKNESS_BENEFIT)
    assert routes[list(ways)] == pytest.approx(
        0.1 * np.array([p.activity, 0.25 * p.studies, 0.5 * p.sickness])
    )


def test_the_way_to_sickness_benefit_is_fully_open_with_a_certificate_and_shut_without_the_agency() -> None:
    reach = np.zeros(PARTNERS)
    reach[Partner.HEALTH_CARE] = 1.0
    assert in_python(insurance_open)(reach, SUPPORT) == 0.0
    reach[Partner.INSURANCE_AGENCY] = 1.0
    assert in_python(insurance_open)(reach, SUPPORT) == 1.0
    reach[Partner.HEALTH_CARE] = 0.0
    assert in_python(insurance_open)(reach, SUPPORT) == pytest.approx(SUPPORT.own)


def test_only_who_waits_for_a_benefit_gets_it_and_sooner_with_help() -> None:
    waiting = [routes_of(helped=helped, obstacle=Obstacle.WAITING) for helped in (0.0, 1.0)]
    chances = [routes[Destination.OTHER_BENEFIT] for routes in waiting]
    assert chances == pytest.approx([P.benefit, 2.0 * P.benefit])
    assert routes_of(obstacle=Obstacle.UNEMPLOYED)[Destination.OTHER_BENEFIT] == 0.0


def test_activity_support_is_mostly_for_those_who_can_work() -> None:
    able, unable = (
        routes_of(obstacle=obstacle)[Destination.ACTIVITY_SUPPORT]
        for obstacle in (Obstacle.LANGUAGE, Obstacle.SOCIAL)
    )
    assert unable == pytest.approx(P.inactive * able)


def test_a_pension_comes_at_its_age_and_not_a_month_before() -> None:
    ages = (USUAL.pension - 1, USUAL.pension)
    assert [routes_of(age=age)[Destination.PENSION] for age in ages] == [0.0, 1.0]


def test_the_outlook_acts_on_its_own_routes() -> None:
    bad = routes_of(outlook=Outlook(market=0.0, programme=0.0, urge=1.0, push=0.01, pension=780))
    assert (bad[Destination.WORK], bad[Destination.SUBSIDISED_WORK]) == (0.0, 0.0)
    assert bad[Destination.NOTHING] == 0.01


def test_share_of_work_through_a_known_employer_is_between_none_and_all() -> None:
    routes, client = np.zeros(DESTINATIONS), row(Client, **READY)
    known = []
    for reach, outlook in [(0.0, USUAL), (1.0, USUAL), (1.0, USUAL._replace(urge=0.0))]:
        chance = in_python(weigh_routes)(routes, client, 1.0, np.full(PARTNERS, reach), outlook, P, SUPPORT)
        known.append(in_python(share_known)(routes, chance))
    alone = 0.5 * P.own_way * (1.0 + P.search)
    assert known[0] == 0.0
    assert known[1] == pytest.approx(P.employers / (alone + P.employers))
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
