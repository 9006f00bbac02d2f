"""Who is drawn by lot is treated otherwise, in the months that the office says; nobody else is."""

import pytest

from tests.agents.in_python import LUCK, NEAR, PEOPLE, in_python, row, share
from tillit.agents.arm import (
    active_of,
    asked_of,
    changes_caseworker,
    drawn_by_lot,
    further_meetings,
    improve,
    loses_meeting,
    share_of_cases,
    treated_for,
)
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client
from tillit.agents.learning import MOST_TALENT
from tillit.agents.office import Office


def drawn(**fields: float) -> Client:
    """Return a household that the lot has drawn."""
    return row(Client, arm=1, **fields)


def test_the_lot_draws_the_share_that_it_is_told_and_the_same_people_in_every_month() -> None:
    first = [in_python(drawn_by_lot)(person, 0.3, LUCK) for person in PEOPLE]
    later = [in_python(drawn_by_lot)(person, 0.3, LUCK._replace(month=90)) for person in PEOPLE]
    assert first == later
    assert share([it == 1 for it in first]) == pytest.approx(0.3, abs=NEAR)


def test_nobody_leaves_the_arm_when_the_share_grows() -> None:
    few = [in_python(drawn_by_lot)(person, 0.2, LUCK) for person in PEOPLE]
    many = [in_python(drawn_by_lot)(person, 0.6, LUCK) for person in PEOPLE]
    assert all(one <= other for one, other in zip(few, many, strict=True))


def test_the_treatment_begins_with_the_trial_or_with_the_spell_of_who_comes_later() -> None:
    office = row(Office, trial_months=5)
    months = [
        in_python(treated_for)(it, office) for it in (drawn(spell=30), drawn(spell=2), row(Client, spell=30))
    ]
    assert months == [5, 2, 0]


def test_further_meetings_are_held_in_their_months_only_and_by_their_mean_number() -> None:
    office = row(Office, trial_months=9, further=1.5, further_first=2, further_last=3)
    of_month = [
        [in_python(further_meetings)(drawn(spell=spell, person=it), office, LUCK) for it in PEOPLE]
        for spell in (1, 2, 4)
    ]
    assert set(of_month[0]) | set(of_month[2]) == {0}
    assert set(of_month[1]) == {1, 2}
    assert share([it == 2 for it in of_month[1]]) == pytest.approx(0.5, abs=NEAR)


def test_one_planned_meeting_is_lost_and_never_a_second() -> None:
    office, worker = row(Office, trial_months=9, lost_first=2, lost_last=4), row(Caseworker, served=32)
    lost = []
    for person in PEOPLE[:200]:
        client = drawn(person=person)
        months = [spell for spell in range(1, 9) if _loses(client, spell, worker, office)]
        assert len(months) == 1
        lost += months
    assert set(lost) == {2, 3, 4}


def _loses(client: Client, spell: int, worker: Caseworker, office: Office) -> bool:
    client.spell = spell
    return in_python(loses_meeting)(client, worker, office, LUCK)


def test_a_meeting_that_was_not_planned_cannot_be_lost() -> None:
    office = row(Office, trial_months=9, lost_first=1, lost_last=1)
    client = drawn(spell=1, turn=4)
    assert not in_python(loses_meeting)(client, row(Caseworker, served=4), office, LUCK)
    assert client.lost == 0


def test_an_office_without_a_trial_loses_no_meeting() -> None:
    assert not in_python(loses_meeting)(row(Client, spell=3), row(Caseworker, served=32), row(Office), LUCK)


def test_a_case_changes_its_caseworker_once_or_again_and_again() -> None:
    once, often = (
        row(Office, trial_months=99, swap_first=3),
        row(Office, trial_months=99, swap_first=3, swap_each=4),
    )
    assert [it for it in range(1, 13) if in_python(changes_caseworker)(drawn(spell=it), once)] == [3]
    assert [it for it in range(1, 13) if in_python(changes_caseworker)(drawn(spell=it), often)] == [3, 7, 11]
    assert not in_python(changes_caseworker)(row(Client, spell=3), once)


def test_only_those_who_are_drawn_feel_other_demands() -> None:
    office = row(Office, trial_months=1, asked=0.3, arm_asked=0.7, active=0.0, arm_active=0.9)
    assert [in_python(asked_of)(it, office) for it in (drawn(), row(Client))] == [0.7, 0.3]
    assert [in_python(active_of)(it, office) for it in (drawn(), row(Client))] == [0.9, 0.0]


def test_talent_stays_between_none_and_the_most_that_there_is() -> None:
    best, worst = row(Caseworker, talent=MOST_TALENT - 0.1), row(Caseworker, talent=0.1)
    in_python(improve)(best, 0.3)
    in_python(improve)(worst, -0.3)
    assert (best.talent, worst.talent) == (MOST_TALENT, 0.0)


def test_a_drawn_caseworker_has_a_share_of_the_others_cases() -> None:
    office = row(Office, staff_load=0.5)
    assert in_python(share_of_cases)(row(Caseworker, arm=1, part=1.0), office) == 0.5
    assert in_python(share_of_cases)(row(Caseworker, part=1.0), office) == 1.0
    assert in_python(share_of_cases)(row(Caseworker, arm=1, part=1.0), row(Office)) == 1.0
