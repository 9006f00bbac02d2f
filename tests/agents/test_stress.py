"""Workload, crises and reorganisation wear a caseworker down."""

import pytest

from tests.agents.in_python import in_python, row
from tillit.agents.caseworker import Caseworker
from tillit.agents.office import Office
from tillit.agents.stress import Stress, call_of_the_month, feel

P = Stress()
QUIET = {"casework": 100.0, "statutory": 40.0, "wanted": 20.0, "met": 20.0}
PROMISED = 3
"""Months in which everybody is to be met once."""


def call(colleagues: float = 0.0, reorganising: int = 0, p: Stress = P, **worker: float) -> float:
    """Return the stress that a month leads to."""
    office = row(Office, reorganising=reorganising, reorganisation_stress=0.15)
    somebody = row(Caseworker, **QUIET | worker)
    return in_python(call_of_the_month)(somebody, colleagues, PROMISED, office, p)


def test_duties_crises_unmet_clients_and_reorganisation_add_to_stress() -> None:
    assert call(statutory=80.0) > call()
    assert call(acute=30.0) > call()
    assert call(crises=3) > call()
    assert call(met=6.0) > call()
    assert call(reorganising=1) > call()


def test_meeting_everybody_as_often_as_promised_is_no_burden_and_nobody_the_whole_one() -> None:
    assert call(met=20.0 / PROMISED) == pytest.approx(call())
    assert call(met=10.0 / PROMISED) == pytest.approx(call() + 0.5 * P.unmet)
    assert call(met=0.0) == pytest.approx(call() + P.unmet)


def test_hours_beyond_what_anybody_can_do_are_felt_no_more() -> None:
    p = P._replace(load=0.2, most=2.0)
    assert call(statutory=190.0, p=p) < call(statutory=200.0, p=p) == call(statutory=900.0, p=p) < 1.0


def test_trusted_colleagues_take_stress_away() -> None:
    assert call(colleagues=1.0, statutory=90.0) == pytest.approx(call(statutory=90.0) - P.support)


def test_stress_stays_between_0_and_1() -> None:
    assert call(colleagues=1.0, statutory=0.0) == 0.0
    assert call(statutory=1e6, crises=50, met=0.0, reorganising=1) == 1.0


def test_a_month_without_hours_or_clients_can_be_borne() -> None:
    assert 0.0 <= call(casework=0.0, statutory=0.0, wanted=0.0, met=0.0) <= 1.0


def test_stress_moves_a_share_of_the_way_and_never_beyond() -> None:
    worker = row(Caseworker, stress=0.2)
    in_python(feel)(worker, 1.0, P)
    assert worker.stress == pytest.approx(0.2 + 0.8 * P.pace)
    for _ in range(500):
        in_python(feel)(worker, 1.0, P)
    assert worker.stress == pytest.approx(1.0)
    assert worker.stress <= 1.0
