"""Families at home get support when there is concern and the caseworker knows them."""

import pytest

from tests.agents.in_python import LUCK, NEAR, PEOPLE, in_python, row, share
from tillit.agents.child import Child, Form
from tillit.agents.prevention import Prevention, support_family

P, WELL = Prevention(), 0.2


def supported(known: float, person: int = 1, p: Prevention = P, **fields: float) -> Child:
    """Return a child after this month's decision about support."""
    child = row(Child, person=person, **fields)
    in_python(support_family)(child, known, WELL, LUCK, p)
    return child


def test_support_begins_as_often_as_the_family_is_known() -> None:
    p = P._replace(offer=0.8)
    begun = [supported(0.5, person, p, risk=0.6).supported == 1 for person in PEOPLE]
    assert share(begun) == pytest.approx(0.4, abs=NEAR)


def test_a_family_that_nobody_knows_gets_none() -> None:
    assert supported(0.0, p=P._replace(offer=1.0), risk=0.9).supported == 0


def test_support_lowers_the_risk_and_ends_when_it_is_low_enough() -> None:
    child = supported(0.0, risk=0.3, supported=1)
    assert child.supported == 1
    assert child.risk == pytest.approx(0.3 * (1.0 - P.effect))
    over = supported(1.0, risk=WELL - 0.01, supported=1)
    assert (over.supported, over.risk) == (0, WELL - 0.01)


def test_nobody_who_is_placed_is_supported_at_home() -> None:
    assert supported(1.0, p=P._replace(offer=1.0), risk=0.9, supported=1, form=Form.FOSTER).supported == 0
