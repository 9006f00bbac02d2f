"""What a successor keeps of a predecessor's trust, and who loses its caseworker."""

import pytest

from tests.agents.in_python import LUCK, NEAR, PEOPLE, in_python, row, share
from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.client import Client
from tillit.agents.foundation.identity import GROUP_BITS, NUMBER_BITS, Kind
from tillit.agents.handover import (
    Handover,
    begin_with,
    expected_cases,
    handed_on,
    handed_over,
    level_cases,
    lose_caseworker,
    must_move,
    next_holder,
)
from tillit.agents.office import Office
from tillit.agents.tie import NOBODY, Tie
from tillit.model.events.joint_steering import JointSteering

P = Handover(kept=0.2)


def kept(steering: float = 0.0, handover: int = 1, p: Handover = P) -> float:
    """Return what is kept of a trust of 0.5."""
    office = row(Office)
    JointSteering(month=1, meetings=steering, keeps=0.4).happen(office)
    return in_python(handed_over)(row(Tie, trust=0.5), office, handover, p)


def test_joint_steering_keeps_more() -> None:
    assert kept() == pytest.approx(0.5 * 0.2)
    assert kept(steering=6.0) == pytest.approx(0.5 * 0.6)


def test_more_than_six_meetings_keep_no_more_and_nobody_keeps_more_than_all() -> None:
    assert kept(steering=52.0) == kept(steering=6.0)
    assert kept(steering=6.0, p=Handover(kept=0.7)) == 0.5


def test_without_handover_nothing_is_kept() -> None:
    assert kept(steering=6.0, handover=0) == 0.0


def test_a_household_begins_with_a_caseworker_and_remembers_how_many_it_had() -> None:
    client = row(Client, caseworkers=2, waited=4, contact=3.0)
    tie = row(Tie, trust=0.9, meetings=7)
    in_python(begin_with)(client, tie, row(Caseworker, person=77), 3, 0.1, 9)
    assert (client.caseworkers, client.waited, client.contact) == (3, 0, 0.0)
    assert (tie.other, tie.seat, tie.since, tie.trust, tie.meetings) == (77, 3, 9, 0.1, 0)


def test_a_household_that_loses_its_caseworker_keeps_what_the_next_takes_over() -> None:
    client, tie = row(Client, contact=3.0), row(Tie, other=77, seat=3, trust=0.9)
    in_python(lose_caseworker)(client, tie, 0.2)
    assert client.contact == 0.0
    assert (tie.other, tie.seat, tie.trust) == (NOBODY, NOBODY, 0.2)


def moved(share_moved: float, idle: int, p: Handover, excess: float = 0.0) -> float:
    """Return how often a household must move."""
    office, tie = row(Office, moved=share_moved), row(Tie, seat=1)
    worker = row(Caseworker, idle=idle, excess=excess)
    clients = (row(Client, person=person) for person in PEOPLE)
    return share([in_python(must_move)(client, tie, worker, office, LUCK, p) for client in clients])


def test_reorganisation_moves_its_share() -> None:
    assert moved(0.6, 0, P) == pytest.approx(0.6, abs=NEAR)
    assert (moved(0.0, 0, P), moved(1.0, 0, P)) == (0.0, 1.0)


def test_households_of_an_empty_post_are_given_to_others() -> None:
    p = P._replace(redistribution=0.3)
    assert moved(0.0, 0, p) == 0.0
    assert moved(0.0, 1, p) == pytest.approx(0.3, abs=NEAR)


def test_who_has_more_than_others_gives_the_excess_away() -> None:
    assert moved(0.0, 0, P, excess=0.4) == pytest.approx(0.4, abs=NEAR)
    assert moved(0.0, 0, P, excess=0.0) == 0.0


def excess(cases: int, fair: float = 50.0) -> float:
    """Return the share of the cases that is given to others."""
    worker = row(Caseworker, cases=cases, excess=0.9)
    in_python(level_cases)(worker, fair, P._replace(redistribution=0.5))
    return float(worker.excess)


def test_half_of_what_is_above_the_fair_share_is_given_away_a_month() -> None:
    assert excess(100) == pytest.approx(0.25)
    assert excess(75) == pytest.approx(0.5 * 25.0 / 75.0)


def test_at_the_fair_share_below_it_and_without_cases_nothing_is_given_away() -> None:
    assert [excess(50), excess(49), excess(0), excess(0, fair=0.0)] == [0.0] * 4


def test_a_post_keeps_a_share_of_its_holders_partners_in_the_month_after_they_left_and_then_all_of_it() -> (
    None
):
    left, later = row(Caseworker, post=Post.VACANT), row(Caseworker, post=Post.VACANT, idle=1)
    assert in_python(handed_on)(left, 1, P) == pytest.approx(P.kept)
    assert in_python(handed_on)(left, 0, P) == 0.0
    assert in_python(handed_on)(later, 1, P) == in_python(handed_on)(later, 0, P) == 1.0


def test_of_a_post_that_is_closed_nothing_is_handed_on() -> None:
    closed = [row(Caseworker, post=Post.NONE, idle=idle) for idle in (0, 1)]
    assert [in_python(handed_on)(worker, 1, P) for worker in closed] == [0.0, 0.0]


def test_a_household_without_a_caseworker_cannot_lose_it() -> None:
    office, worker = row(Office, moved=1.0), row(Caseworker, idle=9, excess=1.0)
    assert not in_python(must_move)(row(Client), row(Tie, seat=NOBODY), worker, office, LUCK, P)


@pytest.mark.parametrize(
    ("moved_away", "idle", "above"),
    [(0.0, 0, 0.0), (0.6, 0, 0.0), (1.0, 0, 0.0), (0.0, 3, 0.0), (0.6, 3, 0.0), (0.0, 0, 0.4), (0.3, 3, 0.4)],
)
def test_a_caseworker_expects_to_keep_whom_luck_will_leave(
    moved_away: float, idle: int, above: float
) -> None:
    p = P._replace(redistribution=0.3)
    worker = row(Caseworker, cases=50, idle=idle, excess=above)
    expected = in_python(expected_cases)(worker, row(Office, moved=moved_away), p)
    assert expected / 50 == pytest.approx(1.0 - moved(moved_away, idle, p, above), abs=NEAR)


def test_each_holder_of_a_post_is_somebody_else() -> None:
    holders = {in_python(next_holder)(post, holder) for post in range(20) for holder in range(20)}
    assert len(holders) == 400
    assert {person >> (GROUP_BITS + NUMBER_BITS) for person in holders} == {Kind.CASEWORKER}
