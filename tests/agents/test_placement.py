"""A household becomes a trainee with an employer, and perhaps an employee."""

import pytest

from tests.agents.in_python import LUCK, NEAR, PEOPLE, in_python, row, share
from tillit.agents.client import Client, State
from tillit.agents.employer import Employer
from tillit.agents.placement import (
    Placements,
    begin_placement,
    end_placement,
    placement_chance,
    placement_ends,
    placement_succeeds,
    takes_trainee,
    work_as_trainee,
)
from tillit.agents.tie import NOBODY, Tie

P = Placements()


def test_a_placement_needs_reach_ability_and_help() -> None:
    able = row(Client, ability=1.0)
    assert in_python(placement_chance)(able, 1.0, 1.0, P) == P.begin
    assert in_python(placement_chance)(able, 0.5, 1.5, P) == pytest.approx(0.75 * P.begin)
    assert in_python(placement_chance)(row(Client, ability=0.5), 1.0, 1.0, P) == pytest.approx(0.5 * P.begin)


@pytest.mark.parametrize(("reach", "helped", "ability"), [(0.0, 1.0, 1.0), (1.0, 0.0, 1.0), (1.0, 1.0, 0.0)])
def test_without_one_of_them_there_is_no_placement(reach: float, helped: float, ability: float) -> None:
    assert in_python(placement_chance)(row(Client, ability=ability), reach, helped, P) == 0.0


def test_every_employer_has_room_for_one_trainee_and_large_ones_for_more() -> None:
    p = P._replace(most=0.1)
    room = [
        in_python(takes_trainee)(row(Employer, headcount=headcount, trainees=trainees), p)
        for headcount, trainees in [(2.0, 0), (2.0, 1), (50.0, 4), (50.0, 5)]
    ]
    assert room == [True, False, True, False]


def test_a_placement_begins_and_ends_on_both_sides() -> None:
    client, tie = row(Client, state=State.ASSISTED), row(Tie)
    employer = row(Employer, person=99, trainees=1)
    in_python(begin_placement)(client, tie, employer, 4, 7, P._replace(first=0.25))
    assert (client.state, employer.trainees, tie.other, tie.seat, tie.since) == (State.PLACED, 2, 99, 4, 7)
    assert tie.trust == 0.25
    in_python(end_placement)(client, tie, employer)
    assert (client.state, employer.trainees, tie.other) == (State.ASSISTED, 1, NOBODY)


def test_a_month_in_the_workplace_teaches_and_makes_familiar() -> None:
    client, tie = row(Client, distance=0.5), row(Tie, trust=0.2)
    in_python(work_as_trainee)(client, tie, 7, P)
    assert client.distance == pytest.approx(0.5 - P.learning)
    assert tie.trust == pytest.approx(0.2 + P.familiarity * 0.8)


def test_somebody_who_is_ready_learns_no_further() -> None:
    client = row(Client, distance=0.0)
    in_python(work_as_trainee)(client, row(Tie), 7, P)
    assert client.distance == 0.0


def test_placements_end_as_often_as_declared() -> None:
    p = P._replace(end=0.4)
    ended = [in_python(placement_ends)(row(Client, person=person), LUCK, p) for person in PEOPLE]
    assert share(ended) == pytest.approx(0.4, abs=NEAR)


def successes(trust: float, distance: float, market: float, success: float, p: Placements = P) -> float:
    """Return how often employers hire such a trainee."""
    p = p._replace(success=success)
    tie = row(Tie, trust=trust)
    clients = (row(Client, person=person, distance=distance) for person in PEOPLE)
    return share([in_python(placement_succeeds)(one, tie, market, LUCK, p) for one in clients])


def test_middling_trainees_are_hired_as_often_as_declared() -> None:
    assert successes(0.5, 0.5, 1.0, 0.4) == pytest.approx(0.4, abs=NEAR)


def test_trust_readiness_and_market_matter_as_far_as_declared() -> None:
    flat = P._replace(trusted=0.0, ready=0.0, market=0.0)
    assert successes(0.0, 1.0, 0.0, 0.4, flat) == pytest.approx(0.4, abs=NEAR)
    assert successes(0.0, 0.5, 1.0, 0.4, flat._replace(trusted=0.5)) == pytest.approx(0.2, abs=NEAR)
    assert successes(0.5, 1.0, 1.0, 0.4, flat._replace(ready=1.0)) == 0.0
    assert successes(0.5, 0.5, 5.0, 0.4, flat._replace(market=0.5)) == pytest.approx(0.5, abs=NEAR)


def test_even_the_best_trainees_are_not_always_hired() -> None:
    assert successes(1.0, 0.0, 5.0, 0.7) == pytest.approx(0.95, abs=NEAR)
