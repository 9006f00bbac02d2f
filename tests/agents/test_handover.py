"""What a successor keeps of a predecessor's trust, and who loses its caseworker."""

import pytest

from tests.agents.in_python import LUCK, NEAR, PEOPLE, in_python, row, share
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client
from tillit.agents.foundation.identity import GROUP_BITS, NUMBER_BITS, Kind
from tillit.agents.handover import (
    INSIDE,
    OUTSIDE,
    Handover,
    begin_with,
    expected_cases,
    handed_over,
    lose_caseworker,
    must_move,
    next_holder,
)
from tillit.agents.office import Office
from tillit.agents.tie import NOBODY, Tie
from tillit.model.events.joint_steering import JointSteering

P = Handover(kept=0.2, team=0.1)


def kept(stayed: int = OUTSIDE, steering: float = 0.0, handover: int = 1, p: Handover = P) -> float:
    """Return what is kept of a trust of 0.5."""
    office = row(Office)
    JointSteering(month=1, meetings=steering, keeps=0.4).happen(office)
    return in_python(handed_over)(row(Tie, trust=0.5), stayed, office, handover, p)


def test_colleagues_and_joint_steering_keep_more() -> None:
    assert kept() == pytest.approx(0.5 * 0.2)
    assert kept(stayed=INSIDE) == pytest.approx(0.5 * 0.3)
    assert kept(stayed=INSIDE, steering=6.0) == pytest.approx(0.5 * 0.7)


def test_more_than_six_meetings_keep_no_more_and_nobody_keeps_more_than_all() -> None:
    assert kept(steering=52.0) == kept(steering=6.0)
    assert kept(stayed=INSIDE, steering=6.0, p=Handover(kept=0.6, team=0.6)) == 0.5


def test_without_handover_nothing_is_kept() -> None:
    assert kept(stayed=INSIDE, steering=6.0, handover=0) == 0.0


def test_a_household_begins_with_a_caseworker_and_remembers_how_many_it_had() -> None:
    client, tie = row(Client, caseworkers=2, waited=4), row(Tie, trust=0.9, meetings=7)
    in_python(begin_with)(client, tie, row(Caseworker, person=77), 3, 0.1, 9)
    assert (client.caseworkers, client.waited) == (3, 0)
    assert (tie.other, tie.seat, tie.since, tie.trust, tie.meetings) == (77, 3, 9, 0.1, 0)


def test_a_household_that_loses_its_caseworker_keeps_what_the_next_takes_over() -> None:
    client, tie = row(Client), row(Tie, other=77, seat=3, trust=0.9)
    in_python(lose_caseworker)(client, tie, 0.2)
    assert (tie.other, tie.seat, tie.trust) == (NOBODY, NOBODY, 0.2)


def moved(share_moved: float, idle: int, p: Handover) -> float:
    """Return how often a household must move."""
    office, worker, tie = row(Office, moved=share_moved), row(Caseworker, idle=idle), row(Tie, seat=1)
    clients = (row(Client, person=person) for person in PEOPLE)
    return share([in_python(must_move)(client, tie, worker, office, LUCK, p) for client in clients])


def test_reorganisation_moves_its_share() -> None:
    assert moved(0.6, 0, P) == pytest.approx(0.6, abs=NEAR)
    assert (moved(0.0, 0, P), moved(1.0, 0, P)) == (0.0, 1.0)


def test_households_of_an_empty_post_are_given_to_others_after_a_while() -> None:
    p = P._replace(hurry=2, redistribution=0.3)
    assert moved(0.0, 2, p) == 0.0
    assert moved(0.0, 3, p) == pytest.approx(0.3, abs=NEAR)


def test_a_household_without_a_caseworker_cannot_lose_it() -> None:
    office, worker = row(Office, moved=1.0), row(Caseworker, idle=9)
    assert not in_python(must_move)(row(Client), row(Tie, seat=NOBODY), worker, office, LUCK, P)


@pytest.mark.parametrize(("moved_away", "idle"), [(0.0, 0), (0.6, 0), (1.0, 0), (0.0, 3), (0.6, 3)])
def test_a_caseworker_expects_to_keep_whom_luck_will_leave(moved_away: float, idle: int) -> None:
    p = P._replace(hurry=2, redistribution=0.3)
    worker = row(Caseworker, cases=50, idle=idle)
    expected = in_python(expected_cases)(worker, row(Office, moved=moved_away), p)
    assert expected / 50 == pytest.approx(1.0 - moved(moved_away, idle, p), abs=NEAR)


def test_each_holder_of_a_post_is_somebody_else() -> None:
    holders = {in_python(next_holder)(post, holder) for post in range(20) for holder in range(20)}
    assert len(holders) == 400
    assert {person >> (GROUP_BITS + NUMBER_BITS) for person in holders} == {Kind.CASEWORKER}
