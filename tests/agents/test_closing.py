"""Cases close when all stays well at home, when the child is grown, and when the family moves."""

import pytest

from tests.agents.in_python import LUCK, NEAR, PEOPLE, in_python, row, share
from tillit.agents.child import Child, Form
from tillit.agents.closing import Closing, End, close_case
from tillit.agents.family import ADULT
from tillit.agents.leaving import Leaving
from tillit.agents.prevention import Prevention

P, PREVENTION = Closing(), Prevention()


def end(person: int = 1, elsewhere: float = 0.0, **fields: float) -> int:
    """Return how a case ends this month."""
    child = row(Child, person=person, **{"age": 100, "met": 1, **fields})
    return in_python(close_case)(child, LUCK, P, Leaving(elsewhere=elsewhere), PREVENTION)


def test_cases_are_closed_when_all_is_well_and_the_family_was_met() -> None:
    closed = [end(person, risk=P.well - 0.01) == End.WELL for person in PEOPLE]
    assert share(closed) == pytest.approx(PREVENTION.offer, abs=NEAR)
    assert all(end(person, risk=P.well) == End.OPEN for person in range(300))
    assert all(end(person, risk=0.0, strain=P.well) == End.OPEN for person in range(300))
    assert all(end(person, risk=0.0, met=0) == End.OPEN for person in range(300))


def test_a_placed_child_is_kept_until_it_is_grown() -> None:
    assert all(end(person, 0.02, form=Form.FOSTER, risk=0.0) == End.OPEN for person in range(300))
    assert end(form=Form.FOSTER, age=ADULT) == End.GROWN
    assert end(age=ADULT - 1, risk=0.5) == End.OPEN


def test_some_families_move_away_whatever_the_risk() -> None:
    moved = [end(person, 0.02, risk=0.9) == End.MOVED for person in PEOPLE]
    assert share(moved) == pytest.approx(0.02, abs=NEAR)
