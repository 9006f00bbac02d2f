"""Workload, crises and reorganisation wear a caseworker down."""

import pytest

from tests.agents.in_python import in_python, row
from tillit.agents.caseworker import Caseworker
from tillit.agents.office import Office
from tillit.agents.stress import Stress, call_of_the_month, feel

P = Stress()
QUIET = {"casework": 100.0, "statutory": 40.0, "wanted": 20.0, "met": 20.0}


def call(colleagues: float = 0.0, reorganising: int = 0, **worker: float) -> float:
    """Return the stress that a month leads to."""
    office = row(Office, reorganising=reorganising)
    return in_python(call_of_the_month)(row(Caseworker, **QUIET | worker), colleagues, office, P)


def test_duties_crises_unmet_clients_and_reorganisation_add_to_stress() -> None:
    assert call(statutory=80.0) > call()
    assert call(acute=30.0) > call()
    assert call(crises=3) > call()
    assert call(met=10.0) > call()
    assert call(reorganising=1) > call()


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
