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
from tillit.agents.tie import NOBODY, Bonds, Tie

P = Placements()


def test_a_placement_needs_reach_ability_and_help() -> None:
    able = row(Client, ability=1.0)
    assert in_python(placement_chance)(able, 1.0, 1.0, P) == P.begin
    assert in_python(placement_chance)(able, 0.5, 1.5, P) == pytest.approx(0.75 * P.begin)
    assert in_python(placement_chance)(row(Client, ability=0.5), 1.0, 1.0, P) == pytest.approx(0.5 * P.begin)


@pytest.mark.parametrize(("reach", "helped", "ability"), [(0.0, 1.0, 1.0), (1.0, 0.0, 1.0), (1.0, 1.0, 0.0)])
def test_without_one_of_them_there_is_no_placement(reach: float, helped: float, ability: float) -> None:
    assert in_python(placement_chance)(row(Client, ability=ability), reach, helped, P) == 0.0


def test_no_employer_has_more_trainees_than_employees() -> None:
    room = [
        in_python(takes_trainee)(row(Employer, headcount=headcount, trainees=trainees))
        for headcount, trainees in [(0.5, 0), (0.5, 1), (50.0, 49), (50.0, 50)]
    ]
    assert room == [True, False, True, False]


def test_a_placement_begins_and_ends_on_both_sides() -> None:
    client, tie = row(Client, state=State.ASSISTED), row(Tie)
    employer = row(Employer, person=99, trainees=1)
    in_python(begin_placement)(client, tie, employer, 4, 7, 0.25)
    assert (client.state, employer.trainees, tie.other, tie.seat, tie.since) == (State.PLACED, 2, 99, 4, 7)
    assert tie.trust == 0.25
    in_python(end_placement)(client, tie, employer)
    assert (client.state, employer.trainees, tie.other) == (State.ASSISTED, 1, NOBODY)


def test_a_month_in_the_workplace_teaches_and_makes_familiar() -> None:
    client, tie = row(Client, distance=0.5), row(Tie, trust=0.2)
    in_python(work_as_trainee)(client, tie, 7, P, Bonds(rapport=0.1))
    assert client.distance == pytest.approx(0.5 - P.learning)
    assert tie.trust == pytest.approx(0.2 + 0.1 * 0.8)


def test_somebody_who_is_ready_learns_no_further() -> None:
    client = row(Client, distance=0.0)
    in_python(work_as_trainee)(client, row(Tie), 7, P, Bonds())
    assert client.distance == 0.0


def test_placements_end_as_often_as_declared() -> None:
    p = P._replace(end=0.4)
    ended = [in_python(placement_ends)(row(Client, person=person), LUCK, p) for person in PEOPLE]
    assert share(ended) == pytest.approx(0.4, abs=NEAR)


def successes(trust: float, distance: float, market: float, success: float, p: Placements = P) -> float:
    """Return how often employers hire such a trainee."""
    p = p._replace(success=success)
    clients = (row(Client, person=person, distance=distance) for person in PEOPLE)
    return share([in_python(placement_succeeds)(one, trust, market, LUCK, p) for one in clients])


def test_middling_trainees_are_hired_as_often_as_declared() -> None:
    assert successes(0.5, 0.5, 1.0, 0.4) == pytest.approx(0.4, abs=NEAR)


def test_trust_adds_and_distance_takes_away() -> None:
    assert successes(1.0, 0.0, 1.0, 0.4) == pytest.approx(0.8, abs=NEAR)
    assert successes(0.0, 1.0, 1.0, 0.4) == 0.0


def test_a_slump_makes_fewer_jobs_of_placements_and_a_boom_no_more() -> None:
    assert successes(0.5, 0.5, 0.5, 0.4) == pytest.approx(0.2, abs=NEAR)
    assert successes(0.5, 0.5, 5.0, 0.4) == pytest.approx(0.4, abs=NEAR)
