"""Demands have an effect of their own: on work found, on exits to nothing, and on anxiety."""

import pytest

from tests.agents.in_python import in_python, row
from tillit.agents.client import Client, Obstacle
from tillit.agents.demands import ORDINARY, Demands, pushed_out, urge, worry
from tillit.agents.tie import Bonds

P, BONDS = Demands(fear=0.2), Bonds(calming=0.1)


def anxiety(demanded: float, **client: float) -> float:
    """Return a household's anxiety after a month."""
    household = row(Client, **client)
    in_python(worry)(household, demanded, P, BONDS)
    return household.anxiety


def test_demands_that_are_far_away_worry() -> None:
    assert anxiety(1.0, distance=1.0) == pytest.approx(0.2 * 0.9)
    assert anxiety(1.0, distance=0.5) < anxiety(1.0, distance=1.0)


def test_without_demands_or_distance_anxiety_only_calms_down() -> None:
    assert anxiety(0.0, distance=1.0, anxiety=0.5) == pytest.approx(0.45)
    assert anxiety(1.0, distance=0.0, anxiety=0.5) == pytest.approx(0.45)


def test_a_meeting_calms_as_much_again_as_the_month_and_never_more_than_all() -> None:
    assert anxiety(0.0, anxiety=0.5, met=1) == pytest.approx(0.5 * 0.8)
    client = row(Client, anxiety=0.5, met=1)
    in_python(worry)(client, 0.0, P, Bonds(calming=0.5))
    assert client.anxiety == 0.0


@pytest.mark.parametrize("before", [0.0, 1.0])
def test_anxiety_stays_between_0_and_1(before: float) -> None:
    assert 0.0 <= anxiety(1.0, distance=1.0, anxiety=before) <= 1.0


def test_ordinary_demands_change_nothing_in_what_households_find_themselves() -> None:
    assert in_python(urge)(ORDINARY, P) == 1.0
    assert in_python(urge)(1.0, P) > 1.0 > in_python(urge)(0.0, P)


def pushed(demanded: float = 1.0, met: float = 1.0, **client: float) -> float:
    """Return the chance of being pushed out to nothing."""
    return in_python(pushed_out)(row(Client, **client), demanded, met, P)


def test_demands_push_out_the_anxious_first_and_nobody_without_demands() -> None:
    assert pushed(anxiety=1.0) > pushed(anxiety=0.0) == P.push
    assert pushed(0.0, anxiety=1.0) == 0.0


def test_demands_are_made_where_one_meets_and_of_nobody_who_is_not_met() -> None:
    assert pushed(met=0.5) == pytest.approx(0.5 * P.push)
    assert pushed(met=0.0) == 0.0


@pytest.mark.parametrize("obstacle", Obstacle)
def test_nothing_is_demanded_of_the_sick(obstacle: Obstacle) -> None:
    assert (pushed(obstacle=obstacle, anxiety=1.0) > 0.0) == (obstacle != Obstacle.SICK)
