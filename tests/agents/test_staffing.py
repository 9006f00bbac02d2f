"""Caseworkers fall ill, recover, resign, and are replaced after a while."""

from collections.abc import Callable

import numpy as np
import pytest

from tests.agents.in_python import LUCK, NEAR, PEOPLE, in_python, row, share
from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.handover import next_holder
from tillit.agents.office import Office
from tillit.agents.staffing import (
    CAREER,
    Staffing,
    consultant_comes,
    consultant_goes,
    departure,
    falls_ill,
    is_filled,
    recovers,
    resigns,
    strain,
    take_office,
    tenure_there,
    vacate,
)

P = Staffing()


def often(decide: Callable[[Caseworker], bool], **worker: float) -> float:
    """Return how often something happens to caseworkers who are alike but for their luck."""
    return share([decide(row(Caseworker, person=person, **worker)) for person in PEOPLE])


def test_stress_acts_as_it_is_and_not_at_all_when_switched_off() -> None:
    assert in_python(strain)(row(Caseworker, stress=0.5), 1) == 0.5
    assert in_python(strain)(row(Caseworker, stress=1.0), 0) == 0.0


def leavers(stress: float = 0.0, pull: float = 1.0, wave: float = 0.0, tenure: int = CAREER - 1) -> float:
    """Return how often somebody resigns."""
    p = P._replace(resignation=0.1, flight=0.3, settled=24)
    return often(lambda worker: in_python(resigns)(worker, stress, pull, wave, LUCK, p), tenure=tenure)


def test_resignation_rises_with_stress_pull_and_newness() -> None:
    assert leavers() == pytest.approx(0.1, abs=NEAR)
    assert leavers(stress=1.0) == pytest.approx(0.4, abs=NEAR)
    assert leavers(pull=3.0) == pytest.approx(0.3, abs=NEAR)
    assert leavers(tenure=0) == pytest.approx(0.2, abs=NEAR)
    assert leavers(tenure=24) == pytest.approx(0.15, abs=NEAR)


def test_nobody_resigns_without_pull_and_everybody_in_a_full_wave() -> None:
    assert (leavers(pull=0.0), leavers(pull=0.0, wave=1.0)) == (0.0, 1.0)


def test_everybody_retires_after_a_working_life_on_the_post() -> None:
    assert leavers(pull=0.0, tenure=CAREER) == 1.0


def tenures(stress: float, pull: float = 1.0) -> np.ndarray:
    """Return tenures that evenly spread lots lead to, in ascending order."""
    lots = (np.arange(80) + 0.5) / 80.0
    return np.array([in_python(tenure_there)(stress, pull, lot, P) for lot in lots])


def test_where_nobody_resigns_tenures_are_spread_evenly_over_a_working_life() -> None:
    assert tenures(0.0, pull=0.0) == pytest.approx(CAREER * (np.arange(80) + 0.5) / 80.0, abs=1.0)


def test_where_people_have_long_come_and_gone_a_month_of_leaving_and_ageing_changes_no_tenures() -> None:
    held = np.bincount(tenures(0.5), minlength=CAREER) / 80.0
    stay = np.array([1.0 - in_python(departure)(tenure, 0.5, 1.0, P) for tenure in range(CAREER)])
    aged = np.append(0.0, held * stay)[:CAREER]
    aged[0] = 1.0 - aged.sum()  # their successors
    assert np.cumsum(aged) == pytest.approx(np.cumsum(held), abs=0.02)


def test_stress_makes_tenures_short() -> None:
    means = [tenures(stress).mean() for stress in (0.1, 0.2, 0.4)]
    assert means == sorted(means, reverse=True)
    assert means[2] < 0.6 * means[0]


def test_sick_leave_comes_with_stress_and_ends_in_time() -> None:
    p = P._replace(sickness=0.0, burnout=0.5, recovery=0.3)
    assert often(lambda worker: in_python(falls_ill)(worker, 0.0, LUCK, p)) == 0.0
    assert often(lambda worker: in_python(falls_ill)(worker, 0.4, LUCK, p)) == pytest.approx(0.2, abs=NEAR)
    assert often(lambda worker: in_python(recovers)(worker, LUCK, p)) == pytest.approx(0.3, abs=NEAR)


def test_vacant_posts_are_filled_by_employees_or_by_consultants_who_are_sought() -> None:
    p, office = P._replace(recruitment=0.3), row(Office, consultants=0.5, consultant_found=0.8)
    assert often(lambda worker: in_python(is_filled)(worker, LUCK, p)) == pytest.approx(0.3, abs=NEAR)
    sought = often(lambda worker: in_python(consultant_comes)(worker, office, LUCK))
    assert sought == pytest.approx(0.4, abs=NEAR)
    assert (
        often(lambda worker: in_python(consultant_comes)(worker, row(Office, consultant_found=0.8), LUCK))
        == 0.0
    )


def test_consultants_assignments_end() -> None:
    office = row(Office, consultant_goes=0.2)
    ended = often(lambda worker: in_python(consultant_goes)(worker, office, LUCK))
    assert ended == pytest.approx(0.2, abs=NEAR)


def test_the_next_holders_id_is_on_a_post_as_soon_as_it_is_vacant() -> None:
    worker = row(Caseworker, post=Post.PRESENT, holder=2, person=5, tenure=40, idle=3)
    in_python(vacate)(worker, 6)
    assert (worker.post, worker.holder, worker.tenure, worker.idle) == (Post.VACANT, 3, 0, 0)
    assert worker.person == in_python(next_holder)(6, 3)


def test_somebody_who_begins_knows_nothing_of_the_town() -> None:
    worker = row(Caseworker, post=Post.VACANT, local=0.8, tenure=3, idle=9, stress=1.0)
    in_python(take_office)(worker, Post.CONSULTANT, 0.6, 1.3, 0.2)
    assert (worker.post, worker.training, worker.local, worker.stress) == (Post.CONSULTANT, 0.6, 0.0, 0.2)
    assert (worker.tenure, worker.idle, worker.talent) == (0, 0, 1.3)
