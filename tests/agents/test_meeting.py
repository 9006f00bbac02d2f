"""A meeting is held when it is the client's turn and the client comes."""

import pytest

from tests.agents.in_python import LUCK, NEAR, PEOPLE, in_python, row, share
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client
from tillit.agents.meeting import MOST, Meetings, go_without, is_due, keeps_appointment, meet, rapport
from tillit.agents.tie import Bonds, Tie

SURE = Meetings()._replace(attendance=1.0, loyalty=0.0)


def test_kept_meeting_builds_trust_and_ends_the_silence() -> None:
    client, tie = row(Client, turn=3, silence=5, caseworkers=1), row(Tie, trust=0.4)
    held = in_python(meet)(client, row(Caseworker, served=4, depth=1.0), tie, 0.4, 0.0, LUCK, SURE, Bonds())
    assert held
    assert (client.met, client.silence, client.contact) == (1, 0, 1.0)
    assert tie.trust == pytest.approx(0.4 + Bonds().rapport * 0.6)
    assert (tie.meetings, tie.last) == (1, LUCK.month)


def test_without_hours_for_the_turn_nobody_meets_and_trust_fades() -> None:
    client, tie = row(Client, turn=4, met=1, caseworkers=1), row(Tie, trust=0.4)
    held = in_python(meet)(client, row(Caseworker, served=4, depth=1.0), tie, 0.4, 0.0, LUCK, SURE, Bonds())
    assert not held
    assert not in_python(go_without)(client, tie, SURE, Bonds())
    assert (client.met, client.silence, client.contact) == (0, 1, 0.0)
    assert tie.trust == pytest.approx(0.4 * (1.0 - Bonds().fading))


def met(depth: float, remote: float = 0.0, loyalty: float = 0.0) -> tuple[Client, Caseworker, Tie]:
    """Return who met, and their tie, in a month in which one meeting is worth so many ordinary ones."""
    client, worker = row(Client, caseworkers=1, contact=0.5), row(Caseworker, served=1, depth=depth, kept=2.0)
    tie = row(Tie, trust=0.4)
    p = SURE._replace(attendance=2.0, loyalty=loyalty)
    assert in_python(meet)(client, worker, tie, 0.4, remote, LUCK, p, Bonds())
    return client, worker, tie


def test_a_deep_meeting_is_so_many_ordinary_ones_in_contact_hours_and_trust() -> None:
    client, worker, tie = met(2.0)
    assert client.contact == 2.5
    assert worker.kept == pytest.approx(2.0 + 2.0 * SURE.hours)
    assert tie.trust == pytest.approx(0.4 + 2.0 * Bonds().rapport * 0.6)


def test_no_month_builds_more_than_most_of_the_missing_trust() -> None:
    _, _, tie = met(50.0)
    assert tie.trust == pytest.approx(0.4 + MOST * 0.6)


def test_meeting_at_a_distance_is_less_contact_for_the_same_hours() -> None:
    near, far = met(1.0, loyalty=0.2), met(1.0, remote=1.0, loyalty=0.2)
    assert (near[0].contact, far[0].contact) == (1.5, 1.3)
    assert near[1].kept == far[1].kept
    assert near[2].trust > far[2].trust


def test_nothing_is_given_to_a_client_who_does_not_come() -> None:
    client, worker, tie = row(Client, contact=0.5), row(Caseworker, served=1, depth=2.0), row(Tie, trust=0.4)
    never = SURE._replace(attendance=0.0)
    assert not in_python(meet)(client, worker, tie, 0.4, 0.0, LUCK, never, Bonds())
    assert [client.contact, worker.kept, tie.trust] == pytest.approx([0.5, 0.0, 0.4])


@pytest.mark.parametrize("interval", [0, 1])
def test_without_a_rule_of_the_office_a_meeting_is_sought_every_month(interval: int) -> None:
    assert in_python(is_due)(row(Client, silence=0), interval)


def test_with_a_rule_a_meeting_is_sought_when_it_is_due_or_in_a_crisis() -> None:
    due = [in_python(is_due)(row(Client, silence=months), 3) for months in range(4)]
    assert due == [False, False, True, True]
    assert in_python(is_due)(row(Client, in_crisis=1), 3)


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
    assert shares[1] == pytest.approx(Bonds().rapport / (1.0 + 4.0 * Bonds().guarded))
    assert shares[2] == pytest.approx(Bonds().rapport * (1.0 - Bonds().guarded))


def test_a_client_without_any_caseworker_before_is_not_weary() -> None:
    assert in_python(rapport)(row(Client, caseworkers=0), Bonds()) == Bonds().rapport


@pytest.mark.parametrize(
    ("trust", "anxiety", "remote"), [(0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)]
)
def test_clients_come_as_often_as_trust_anxiety_and_distance_say(
    trust: float, anxiety: float, remote: float
) -> None:
    p = Meetings()._replace(attendance=0.6, loyalty=0.3)
    came = [
        in_python(keeps_appointment)(row(Client, person=person, anxiety=anxiety), trust, remote, LUCK, p)
        for person in PEOPLE
    ]
    assert share(came) == pytest.approx(0.6 + 0.3 * (trust - anxiety - remote), abs=NEAR)


def test_a_client_with_full_trust_and_a_good_office_always_comes() -> None:
    sure = Meetings()._replace(attendance=0.95, loyalty=0.5)
    assert all(
        in_python(keeps_appointment)(row(Client, person=person), 1.0, 0.0, LUCK, sure) for person in PEOPLE
    )
