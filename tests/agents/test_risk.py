"""Risk moves towards the family's strain, and away from it while somebody helps."""

import numpy as np
import pytest

from tests.agents.in_python import in_python, row
from tillit.agents.child import Child, Form
from tillit.agents.people import People
from tillit.agents.risk import AROUND, Risks, live_with_strain, partners_around
from tillit.agents.support import Support

P, SUPPORT = Risks(), Support()
REACH = np.arange(7) / 10.0


def after_month(helped: float = 0.0, partners: float = 0.0, **fields: float) -> float:
    """Return the risk after a month."""
    child = row(Child, **fields)
    in_python(live_with_strain)(child, helped, partners, P, SUPPORT)
    return float(child.risk)


def test_risk_moves_towards_the_strain_from_both_sides() -> None:
    assert after_month(risk=0.2, strain=0.8) == pytest.approx(0.2 + P.drift * 0.6)
    assert after_month(risk=0.8, strain=0.2) == pytest.approx(0.8 - P.drift * 0.6)
    assert after_month(risk=0.4, strain=0.4) == pytest.approx(0.4)


def test_while_a_child_is_placed_home_changes_as_before() -> None:
    placed = after_month(risk=0.2, strain=0.8, form=Form.FOSTER)
    assert placed == after_month(risk=0.2, strain=0.8) == pytest.approx(0.2 + P.drift * 0.6)


def test_a_crisis_at_home_adds_risk_and_one_elsewhere_does_not() -> None:
    assert after_month(risk=0.5, strain=0.5, in_crisis=1) == pytest.approx(0.5 + P.shock * 0.5)
    assert after_month(risk=0.5, strain=0.5, in_crisis=1, form=Form.FOSTER) == pytest.approx(0.5)
    assert after_month(risk=1.0, strain=1.0, in_crisis=1) == 1.0


def test_help_keeps_strain_from_the_child_and_more_with_partners() -> None:
    level = {"risk": 0.6, "strain": 0.6}
    with_all = after_month(helped=1.0, partners=1.0, **level)
    assert with_all == pytest.approx(0.6 - P.drift * P.relief * 0.6)
    assert with_all < after_month(helped=1.0, partners=0.0, **level) < after_month(**level)
    assert with_all < after_month(helped=0.5, partners=1.0, **level) < after_month(**level)


def test_partners_without_a_caseworkers_help_keep_nothing_away() -> None:
    assert after_month(helped=0.0, partners=1.0, risk=0.6, strain=0.6) == pytest.approx(0.6)


def test_help_never_makes_a_family_less_than_calm() -> None:
    p = P._replace(relief=0.9)
    child = row(Child, risk=0.0, strain=0.8)
    in_python(live_with_strain)(child, 2.0, 1.0, p, SUPPORT)
    assert child.risk == 0.0


def test_when_help_ends_so_does_what_it_did() -> None:
    child = row(Child, risk=0.6, strain=0.6)
    for helped in [1.0] * 200 + [0.0] * 200:
        in_python(live_with_strain)(child, helped, 1.0, P, SUPPORT)
    assert child.strain == 0.6
    assert child.risk == pytest.approx(0.6, abs=1e-3)


def test_day_care_and_health_nurse_are_around_the_small_and_school_around_the_others() -> None:
    people = People()
    small, large = row(Child, age=people.school_age - 1), row(Child, age=people.school_age)
    for child, at_school in ((small, 0), (large, 1)):
        expected = REACH[AROUND[at_school]].mean()
        assert in_python(partners_around)(child, REACH, people) == pytest.approx(expected)
