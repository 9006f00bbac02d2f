"""A meeting brings a household nearer to self-support; silence drives it away."""

import numpy as np
import pytest

from tests.agents.in_python import in_python, row
from tillit.agents.agency import AGENCIES, PARTNERS
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client, Obstacle
from tillit.agents.support import KEY_PARTNERS, Support, bring_nearer, discourage, key_partners, skill

P = Support()


def step(trust: float, ability: float, partners: float) -> float:
    """Return how much nearer one meeting brings a household."""
    client = row(Client, distance=1.0)
    in_python(bring_nearer)(client, trust, ability, partners, P)
    return 1.0 - client.distance


def test_full_trust_skill_and_partner_take_the_whole_pace() -> None:
    assert step(1.0, 1.0, 1.0) == pytest.approx(P.pace)


def test_trust_skill_and_partner_each_help_and_without_skill_nothing_does() -> None:
    assert step(1.0, 1.0, 1.0) > max(step(0.0, 1.0, 1.0), step(1.0, 0.5, 1.0), step(1.0, 1.0, 0.0))
    assert step(1.0, 0.0, 1.0) == 0.0


def test_nobody_comes_nearer_than_ready() -> None:
    client = row(Client, distance=1e-6)
    in_python(bring_nearer)(client, 1.0, 1.0, 1.0, P)
    assert client.distance == 0.0


def test_skill_is_training_and_knowing_the_town() -> None:
    new, old = row(Caseworker), row(Caseworker, training=1.0, local=1.0)
    assert in_python(skill)(new, 1, P) == P.basic
    assert in_python(skill)(new, 1, P) < in_python(skill)(old, 1, P) <= 1.0


def test_without_local_knowledge_all_know_the_town_alike() -> None:
    p = P._replace(ordinary=0.25)
    same = [in_python(skill)(row(Caseworker, local=local), 0, p) for local in (0.0, 1.0)]
    assert same == pytest.approx([P.basic + 0.25 * P.local] * 2)


@pytest.mark.parametrize("obstacle", Obstacle)
def test_each_obstacle_has_two_key_partners_of_which_the_first_matters_more(obstacle: Obstacle) -> None:
    first, second = KEY_PARTNERS[obstacle]
    assert first != second
    assert max(first, second) < AGENCIES
    only_first, only_second = np.zeros(PARTNERS), np.zeros(PARTNERS)
    only_first[first], only_second[second] = 1.0, 1.0
    client = row(Client, obstacle=obstacle)
    worth = [in_python(key_partners)(client, reach, P) for reach in (only_first, only_second)]
    assert worth[0] > worth[1] > 0.0
    assert in_python(key_partners)(client, np.ones(PARTNERS), P) == pytest.approx(1.0)


def test_a_month_without_contact_drives_away_but_never_beyond_the_farthest() -> None:
    near, far = row(Client, distance=0.0), row(Client, distance=1.0)
    in_python(discourage)(near, P)
    in_python(discourage)(far, P)
    assert (near.distance, far.distance) == (P.discouragement, 1.0)
