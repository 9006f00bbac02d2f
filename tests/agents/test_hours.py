"""A month's hours go to the organisation first, then to crises and duties; a share is kept for meetings."""

from typing import Any

import pytest

from tests.agents.in_python import in_python, row
from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.hours import Hours, at_work, begin_month, spend_on_duties, statutory_hours
from tillit.agents.office import Office

P = Hours()._replace(month=100.0, overhead=0.2, novice=0.5, introduction=4)
NEW, NOT_NEW = True, False


def hours_of(tenure: int = 24, post: int = Post.PRESENT, part: float = 1.0, **office: float) -> float:
    """Return a colleague's casework hours."""
    worker = row(Caseworker, post=post, part=part, tenure=tenure, hours=7.0, worked=7.0, casework=7.0)
    in_python(begin_month)(worker, row(Office, **office), P)
    assert worker.hours == worker.casework
    assert worker.worked == (100.0 * part if post in {Post.PRESENT, Post.CONSULTANT} else 0.0)
    return worker.hours


def test_only_present_colleagues_and_consultants_are_at_work() -> None:
    working = [post for post in Post if in_python(at_work)(row(Caseworker, post=post))]
    assert working == [Post.PRESENT, Post.CONSULTANT]


def test_overhead_is_taken_from_an_ordinary_month() -> None:
    assert hours_of() == pytest.approx(80.0)


def test_nobody_works_on_an_empty_post_or_while_ill() -> None:
    assert [hours_of(post=post) for post in (Post.NONE, Post.VACANT, Post.SICK)] == [0.0, 0.0, 0.0]


def test_reorganisation_takes_its_share_only_while_it_goes_on() -> None:
    assert hours_of(reorganising=2, reorganisation_hours=0.25) == pytest.approx(60.0)
    assert hours_of(reorganising=0, reorganisation_hours=0.25) == pytest.approx(80.0)


def test_half_a_post_has_half_the_hours_whatever_the_organisation_takes() -> None:
    assert hours_of(part=0.5) == hours_of() / 2
    takes: dict[str, Any] = {
        "steering": 12.0,
        "steering_hours": 1.0,
        "reorganising": 1,
        "reorganisation_hours": 0.25,
    }
    assert hours_of(tenure=1, part=0.5, **takes) == hours_of(tenure=1, **takes) / 2


def test_newcomers_manage_less_until_they_are_introduced() -> None:
    assert hours_of(tenure=3) == pytest.approx(40.0)
    assert hours_of(tenure=4) == pytest.approx(80.0)


def test_training_and_joint_steering_take_hours() -> None:
    assert hours_of(teaching=8.0, teaching_months=1) == pytest.approx(0.8 * 92.0)
    assert hours_of(teaching=8.0, teaching_months=0) == pytest.approx(80.0)
    assert hours_of(steering=12.0, steering_hours=1.0) == pytest.approx(79.0)


def test_hours_never_fall_below_zero() -> None:
    assert hours_of(teaching=160.0, teaching_months=1) == 0.0


def test_a_new_case_needs_an_investigation_and_administrators_take_their_share() -> None:
    p = P._replace(statutory=1.0, first_month=3.0)
    assert in_python(statutory_hours)(NOT_NEW, row(Office), p) == pytest.approx(1.0)
    assert in_python(statutory_hours)(NEW, row(Office, administration=0.5), p) == 2.0
    assert in_python(statutory_hours)(NEW, row(Office, administration=1.0), p) == 0.0


def spent(crowding_out: int = 1, cover: float = 0.0, **worker: float) -> Caseworker:
    """Return a caseworker with a hundred hours after duties, a tenth of them kept for meetings."""
    p = P._replace(planned=0.1, clients=0.3, partners=0.25)
    somebody = row(Caseworker, **{"part": 1.0, "casework": 100.0, "statutory": 30.0, **worker})
    in_python(spend_on_duties)(somebody, cover, crowding_out, p)
    return somebody


def test_what_duties_and_crises_leave_is_divided_between_clients_partners_and_care() -> None:
    worker = spent(cover=10.0, acute=10.0)
    free = 100.0 - 10.0 - 10.0 - 40.0
    assert (worker.statutory, worker.calm, worker.late) == (40.0, 1.0, 0.0)
    assert worker.hours == pytest.approx(10.0 + 0.3 * free)
    assert worker.outward == pytest.approx(0.25 * free)
    assert worker.duties == pytest.approx(40.0 + 0.45 * free)


def test_where_hours_are_short_duties_come_late_and_meetings_keep_their_share() -> None:
    worker = spent(statutory=300.0, acute=30.0)
    assert (worker.hours, worker.outward) == (10.0, 0.0)
    assert worker.duties == pytest.approx(60.0)
    assert worker.late == pytest.approx(0.8)
    assert worker.calm == 1.0


def test_crises_come_before_duties_and_are_half_answered_in_half_the_time() -> None:
    worker = spent(acute=180.0)
    assert (worker.calm, worker.late, worker.duties, worker.hours) == (0.5, 1.0, 0.0, 10.0)


def test_a_month_without_crises_is_calm_and_one_without_duties_has_none_late() -> None:
    worker = spent(statutory=0.0)
    assert (worker.calm, worker.late) == (1.0, 0.0)
    nothing = spent(casework=0.0)
    assert (nothing.calm, nothing.late, nothing.hours, nothing.outward) == (1.0, 1.0, 0.0, 0.0)


def test_without_crowding_out_crises_take_no_hours() -> None:
    quiet, worker = spent(), spent(acute=40.0, crowding_out=0)
    assert (worker.hours, worker.duties, worker.outward) == (quiet.hours, quiet.duties, quiet.outward)
    assert worker.calm == 1.0


@pytest.mark.parametrize(
    ("statutory", "acute"), [(0.0, 0.0), (40.0, 20.0), (90.0, 0.0), (60.0, 60.0), (1e3, 1e3)]
)
def test_every_hour_of_casework_goes_to_one_thing(statutory: float, acute: float) -> None:
    worker = spent(statutory=statutory, acute=acute)
    answered = worker.calm * acute
    assert worker.hours + worker.outward + worker.duties + answered == pytest.approx(100.0)
