"""What a caseworker's help is worth: contact of late, trust and skill, and what it does to a household."""

import numpy as np
import pytest

from tests.agents.in_python import in_python, row
from tillit.agents.agency import AGENCIES, PARTNERS
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client, Obstacle
from tillit.agents.support import (
    KEY_PARTNERS,
    MOST_HELP,
    Support,
    come_nearer,
    held,
    help_now,
    key_partners,
    let_contact_fade,
    skill,
)

P = Support()


def helped(contact: float, trust: float = 0.5, ability: float = 0.5) -> float:
    """Return what help is worth."""
    return in_python(help_now)(row(Client, contact=contact), trust, ability, P)


def nearer(worth: float, partners: float = 1.0, distance: float = 1.0, p: Support = P) -> float:
    """Return how much nearer help brings a household in a month."""
    client = row(Client, distance=distance)
    in_python(come_nearer)(client, worth, partners, p)
    return distance - client.distance


def test_help_is_contact_trust_and_skill_and_more_of_each_is_more_help() -> None:
    half = helped(P.half, trust=1.0, ability=1.0)
    assert half == pytest.approx(0.5)
    assert helped(P.half, trust=0.0, ability=1.0) == pytest.approx(0.5 * P.alone)
    assert helped(2.0 * P.half, trust=1.0, ability=1.0) > half > helped(P.half, trust=0.9, ability=1.0)
    assert helped(P.half, trust=1.0, ability=0.9) < half


def test_who_was_never_met_is_not_helped_however_much_trust_and_skill_there_is() -> None:
    assert helped(0.0, trust=1.0, ability=2.0) == 0.0
    assert helped(4.0, trust=1.0, ability=0.0) == 0.0


def test_twice_the_meetings_do_not_help_twice_and_no_help_is_more_than_the_most() -> None:
    assert helped(4.0) < 2.0 * helped(2.0)
    assert helped(100.0, trust=1.0, ability=2.0) < MOST_HELP


def test_a_case_without_contact_is_in_nobodys_hands() -> None:
    assert in_python(held)(row(Client, contact=0.0), 1.0, P) == 0.0
    assert in_python(held)(row(Client, contact=100.0), 1.0, P) == pytest.approx(1.0, abs=0.02)


def test_a_meeting_helps_most_in_its_own_month_and_less_in_each_that_follows() -> None:
    client, worth = row(Client, contact=1.0), []
    for _ in range(4):
        worth.append(in_python(help_now)(client, 0.5, 0.5, P))
        in_python(let_contact_fade)(client, P)
    assert client.contact == pytest.approx(P.carried**4)
    assert worth == sorted(set(worth), reverse=True)


def test_full_help_takes_its_share_of_the_distance_and_without_partners_less() -> None:
    p = P._replace(discouragement=0.0)
    assert nearer(1.0, p=p) == pytest.approx(P.pace)
    assert nearer(1.0, partners=0.0, p=p) == pytest.approx(P.own * P.pace)
    assert nearer(0.5, distance=0.5, p=p) == pytest.approx(0.25 * P.pace)


def test_nobody_comes_nearer_than_ready_or_drifts_beyond_the_farthest() -> None:
    p = P._replace(pace=0.15, discouragement=0.0)
    assert nearer(MOST_HELP, distance=0.0, p=p) == 0.0
    assert nearer(0.0, distance=1.0) == 0.0


def test_a_month_without_help_drives_away() -> None:
    assert nearer(0.0, distance=0.0) == pytest.approx(-P.discouragement)
    assert nearer(0.0, distance=0.5) == pytest.approx(-0.5 * P.discouragement)


def test_skill_is_talent_times_training_and_knowing_the_town() -> None:
    new, old = row(Caseworker, talent=1.0), row(Caseworker, talent=1.0, training=1.0, local=1.0)
    basic = 1.0 - P.training - P.local
    assert in_python(skill)(new, 1, P) == pytest.approx(basic)
    assert in_python(skill)(new, 1, P) < in_python(skill)(old, 1, P) <= 1.0
    gifted = row(Caseworker, talent=1.5)
    assert in_python(skill)(gifted, 1, P) == pytest.approx(1.5 * basic)


def test_nobody_learns_more_than_all_there_is() -> None:
    assert in_python(skill)(row(Caseworker, talent=2.0, training=1.0, local=1.0), 1, P) == MOST_HELP


def test_without_local_knowledge_all_know_the_town_fully() -> None:
    same = [in_python(skill)(row(Caseworker, talent=1.0, local=local), 0, P) for local in (0.0, 1.0)]
    assert same == pytest.approx([1.0 - P.training] * 2)


@pytest.mark.parametrize("obstacle", Obstacle)
def test_each_obstacle_has_two_key_partners_that_matter_alike(obstacle: Obstacle) -> None:
    first, second = KEY_PARTNERS[obstacle]
    assert first != second
    assert max(first, second) < AGENCIES
    only_first, only_second = np.zeros(PARTNERS), np.zeros(PARTNERS)
    only_first[first], only_second[second] = 1.0, 1.0
    client = row(Client, obstacle=obstacle)
    worth = [in_python(key_partners)(client, reach) for reach in (only_first, only_second)]
    assert worth == [0.5, 0.5]
    assert in_python(key_partners)(client, np.ones(PARTNERS)) == pytest.approx(1.0)
