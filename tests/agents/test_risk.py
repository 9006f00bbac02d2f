"""Risk moves towards the family's strain, and away from it with meetings."""

import numpy as np
import pytest

from tests.agents.in_python import in_python, row
from tillit.agents.child import Child, Form
from tillit.agents.risk import AROUND, PSYCHIATRY, Risks, live_with_strain, partners_around, relieve
from tillit.agents.support import Support

P, SUPPORT = Risks(), Support()
REACH = np.arange(7) / 10.0


def after_month(**fields: float) -> float:
    """Return the risk after a month."""
    child = row(Child, **fields)
    in_python(live_with_strain)(child, P)
    return float(child.risk)


def after_meeting(trust: float = 0.5, ability: float = 0.5, partners: float = 0.5) -> float:
    """Return the risk after a meeting."""
    child = row(Child, risk=0.6, strain=0.8)
    in_python(relieve)(child, trust, ability, partners, P, SUPPORT)
    return float(child.risk)


def test_risk_moves_towards_the_strain_from_both_sides() -> None:
    assert 0.2 < after_month(risk=0.2, strain=0.8) < 0.8
    assert 0.2 < after_month(risk=0.8, strain=0.2) < 0.8
    assert after_month(risk=0.4, strain=0.4) == pytest.approx(0.4)


def test_while_a_child_is_placed_home_changes_more_slowly() -> None:
    assert after_month(risk=0.2, strain=0.8, form=Form.FOSTER) < after_month(risk=0.2, strain=0.8)


def test_a_crisis_at_home_adds_risk_and_one_elsewhere_does_not() -> None:
    assert after_month(risk=0.5, strain=0.5, in_crisis=1) == pytest.approx(0.5 + P.shock * 0.5)
    assert after_month(risk=0.5, strain=0.5, in_crisis=1, form=Form.FOSTER) == pytest.approx(0.5)
    assert after_month(risk=1.0, strain=1.0, in_crisis=1) == 1.0


def test_a_meeting_takes_more_risk_away_with_trust_skill_and_partners() -> None:
    usual = after_meeting()
    assert after_meeting(trust=1.0) < usual
    assert after_meeting(ability=1.0) < usual
    assert after_meeting(partners=1.0) < usual


def test_a_caseworker_without_any_skill_takes_nothing_away() -> None:
    assert after_meeting(ability=0.0, trust=1.0, partners=1.0) == 0.6


def test_a_part_of_the_relief_lasts() -> None:
    child = row(Child, risk=0.6, strain=0.8)
    in_python(relieve)(child, 1.0, 1.0, 1.0, P, SUPPORT)
    assert child.strain == pytest.approx(0.8 * (1.0 - P.lasting * P.relief))


def test_day_care_and_health_nurse_are_around_the_small_and_school_around_the_others() -> None:
    p = P._replace(first=0.45, second=0.35)
    small, large = row(Child, age=P.school_age - 1), row(Child, age=P.school_age)
    for child, at_school in ((small, 0), (large, 1)):
        first, second = AROUND[at_school]
        expected = 0.45 * REACH[first] + 0.35 * REACH[second] + 0.2 * REACH[PSYCHIATRY]
        assert in_python(partners_around)(child, REACH, p) == pytest.approx(expected)
