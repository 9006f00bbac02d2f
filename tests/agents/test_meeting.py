"""A meeting is held when it is the client's turn and the client comes."""

import pytest

from tests.agents.in_python import LUCK, NEAR, PEOPLE, in_python, row, share
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client
from tillit.agents.meeting import Meetings, go_without, keeps_appointment, meet, rapport
from tillit.agents.tie import Bonds, Tie

SURE = Meetings()._replace(attendance=1.0, loyalty=0.0, dread=0.0)


def test_kept_meeting_builds_trust_and_ends_the_silence() -> None:
    client, tie = row(Client, turn=3, silence=5, caseworkers=1), row(Tie, trust=0.4)
    held = in_python(meet)(client, row(Caseworker, served=4), tie, 0.4, 0.0, LUCK, SURE, Bonds())
    assert held
    assert (client.met, client.silence) == (1, 0)
    assert tie.trust == pytest.approx(0.4 + Bonds().rapport * 0.6)
    assert (tie.meetings, tie.last) == (1, LUCK.month)


def test_without_hours_for_the_turn_nobody_meets_and_trust_fades() -> None:
    client, tie = row(Client, turn=4, met=1, caseworkers=1), row(Tie, trust=0.4)
    held = in_python(meet)(client, row(Caseworker, served=4), tie, 0.4, 0.0, LUCK, SURE, Bonds())
    assert not held
    assert not in_python(go_without)(client, tie, SURE, Bonds())
    assert (client.met, client.silence) == (0, 1)
    assert tie.trust == pytest.approx(0.4 * (1.0 - Bonds().fading))


def test_a_client_is_let_down_each_time_the_promised_months_have_passed() -> None:
    tie, client = row(Tie, trust=1.0), row(Client, turn=32)
    falls, broken = [], []
    for _ in range(2 * SURE.promised):
        before = tie.trust
        broken.append(in_python(go_without)(client, tie, SURE, Bonds()))
        falls.append(1.0 - tie.trust / before)
    usual = [Bonds().fading] * (SURE.promised - 1) + [Bonds().broken_promise]
    assert falls == pytest.approx(usual * 2)
    assert broken == ([False] * (SURE.promised - 1) + [True]) * 2


def test_the_story_told_to_many_builds_trust_more_slowly_and_so_does_anxiety() -> None:
    first, fifth = row(Client, caseworkers=1), row(Client, caseworkers=5)
    anxious = row(Client, caseworkers=1, anxiety=1.0)
    shares = [in_python(rapport)(client, Bonds()) for client in (first, fifth, anxious)]
    assert shares[0] == Bonds().rapport
    assert shares[1] == pytest.approx(Bonds().rapport / (1.0 + 4.0 * Bonds().weariness))
    assert shares[2] < shares[0]


def test_a_client_without_any_caseworker_before_is_not_weary() -> None:
    assert in_python(rapport)(row(Client, caseworkers=0), Bonds()) == Bonds().rapport


@pytest.mark.parametrize(("trust", "anxiety"), [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)])
def test_clients_come_as_often_as_trust_and_anxiety_say(trust: float, anxiety: float) -> None:
    p = Meetings()._replace(attendance=0.6, loyalty=0.3, dread=0.2)
    came = [
        in_python(keeps_appointment)(row(Client, person=person, anxiety=anxiety), trust, 0.0, LUCK, p)
        for person in PEOPLE
    ]
    assert share(came) == pytest.approx(0.6 + 0.3 * trust - 0.2 * anxiety, abs=NEAR)
