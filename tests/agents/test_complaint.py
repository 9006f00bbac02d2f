"""Families that are let down grow frustrated, and some complain."""

import pytest

from tests.agents.in_python import LUCK, NEAR, PEOPLE, in_python, row, share
from tillit.agents.child import Child
from tillit.agents.complaint import Complaints, be_frustrated, complains
from tillit.agents.tie import Bonds

P, BONDS = Complaints(), Bonds()


def test_frustration_takes_a_share_of_what_is_missing_and_stays_below_one() -> None:
    child = row(Child, anxiety=0.5)
    in_python(be_frustrated)(child, 0.3)
    assert child.anxiety == pytest.approx(0.65)
    full = row(Child, anxiety=1.0)
    in_python(be_frustrated)(full, 0.3)
    assert full.anxiety == 1.0


def test_frustrated_families_without_trust_complain_as_often_as_said() -> None:
    p = P._replace(complaint=0.5)
    for trust, expected in ((0.0, 0.5), (0.5, 0.25), (1.0, 0.0)):
        made = [
            in_python(complains)(row(Child, person=person, anxiety=1.0), trust, LUCK, p, BONDS)
            for person in PEOPLE
        ]
        assert share(made) == pytest.approx(expected, abs=NEAR)


def test_a_content_family_does_not_complain() -> None:
    children = (row(Child, person=person) for person in range(300))
    assert not any(in_python(complains)(child, 0.0, LUCK, P, BONDS) for child in children)


def test_a_month_calms_and_a_meeting_as_much_again() -> None:
    alone, met = row(Child, person=1, anxiety=0.5), row(Child, person=1, anxiety=0.5, met=1)
    for child in (alone, met):
        in_python(complains)(child, 1.0, LUCK, P, Bonds(calming=0.2))
    assert alone.anxiety == pytest.approx(0.4)
    assert met.anxiety == pytest.approx(0.3)
