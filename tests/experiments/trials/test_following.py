"""A cohort is followed from the month in which each came, on support, in work, or elsewhere."""

import numpy as np

from tests.experiments.trials.tiny import START, child_lives, lives, months, person
from tillit.agents.child import Form
from tillit.agents.client import Destination, Obstacle
from tillit.agents.foundation.identity import Kind
from tillit.experiments.trials.effects import follow
from tillit.experiments.trials.outcomes import ELSEWHERE, SUPPORT, WORK
from tillit.experiments.trials.tables import Cohort
from tillit.model.books.lives_of_children import ChildEvent

S, W, E = SUPPORT, WORK, ELSEWHERE
NEW = Cohort(last=3, follow=6)


def test_somebody_works_from_the_month_after_leaving_until_coming_back() -> None:
    who = person(2)
    rows = [*months(who, 2, 3, destination=Destination.WORK), *months(who, 6, 7)]
    followed = follow(lives(*rows), NEW, START)
    assert followed.where.tolist() == [[S, S, W, W, S, S]]
    assert (followed.ended.tolist(), followed.to_goal.tolist()) == ([2], [True])


def test_other_destinations_are_elsewhere_and_subsidised_work_is_work() -> None:
    rows = [
        *months(person(1), 1, 1, destination=Destination.SICKNESS_BENEFIT),
        *months(person(1, 1), 1, 2, destination=Destination.SUBSIDISED_WORK),
    ]
    followed = follow(lives(*rows), NEW, START)
    assert followed.where.tolist() == [[S, E, E, E, E, E], [S, S, W, W, W, W]]
    assert followed.to_goal.tolist() == [False, True]


def test_a_spell_that_lasts_is_longer_than_all_that_was_followed() -> None:
    followed = follow(lives(*months(person(1), 1, 9)), NEW, START)
    assert followed.ended.tolist() == [7]
    assert not followed.to_goal.any()


def test_only_the_first_spell_ends_where_the_first_spell_ends() -> None:
    who = person(1)
    rows = [
        *months(who, 1, 2, destination=Destination.NOTHING),
        *months(who, 4, 5, destination=Destination.WORK),
    ]
    followed = follow(lives(*rows), NEW, START)
    assert (followed.ended.tolist(), followed.to_goal.tolist()) == ([2], [False])
    assert followed.where.tolist() == [[S, S, E, S, S, W]]


def test_entrants_came_in_their_months_and_the_stock_was_there_before() -> None:
    old, early, late = person(-40), person(1, 1), person(5, 2)
    arrived = person(3, 3, Kind.NEWLY_ARRIVED)
    rows = lives(
        *months(old, 1, 2, spell=41), *months(early, 1, 2), *months(late, 5, 6), *months(arrived, 3, 4)
    )
    assert set(follow(rows, NEW, START).person) == {early, arrived}
    assert set(follow(rows, Cohort(who="stock", follow=6), START).person) == {old}
    assert set(follow(rows, Cohort(who="both", last=3, follow=6), START).person) == {old, early, arrived}
    assert not len(follow(rows, Cohort(who="stock", least_spell=50, follow=6), START).person)


def test_who_came_back_is_no_entrant() -> None:
    assert not len(follow(lives(*months(person(-3), 2, 4)), NEW, START).person)


def test_obstacle_distance_and_arm_decide_who_is_followed() -> None:
    kinds = [
        {"obstacle": Obstacle.SICK, "distance": 0.9, "arm": 1},
        {"obstacle": Obstacle.UNEMPLOYED, "distance": 0.1, "arm": 0},
    ]
    rows = lives(*(it for turn, kind in enumerate(kinds) for it in months(person(1, turn), 1, 2, **kind)))
    for chosen in (
        {"obstacles": ["sick"]},
        {"nearest": 0.5},
        {"treated": True},
    ):
        cohort = Cohort.model_validate({"follow": 6, **chosen})
        assert follow(rows, cohort, START).person.tolist() == [person(1)], chosen
    assert follow(rows, Cohort(furthest=0.2), START).person.tolist() == [person(1, 1)]


def test_those_who_lost_a_meeting_are_followed_in_the_other_arm_too() -> None:
    losing = lives(*months(person(1), 1, 3, lost=1), *months(person(1, 1), 1, 3))
    cohort = Cohort(lost=True, follow=6)
    ids = follow(losing, cohort, START).person
    keeping = lives(*months(person(1), 1, 2, destination=Destination.WORK), *months(person(1, 1), 1, 3))
    assert follow(keeping, cohort, START, ids).where.tolist() == [[S, S, W, W, W, W]]


def test_the_half_with_better_caseworkers_leaves_out_who_has_none() -> None:
    rows = lives(
        *months(person(1), 1, 1, skill=0.9, caseworker=5),
        *months(person(1, 1), 1, 1, skill=0.2, caseworker=6),
        *months(person(1, 2), 1, 1, caseworker=-1),
    )
    better, worse = (follow(rows, Cohort(caseworker=half), START) for half in ("better", "worse"))
    assert better.person.tolist() == [person(1)]
    assert worse.person.tolist() == [person(1, 1)]


def test_meetings_and_crises_stand_in_their_months() -> None:
    rows = [*months(person(1), 1, 2, met=1), *months(person(1), 3, 3, in_crisis=1)]
    followed = follow(lives(*rows), Cohort(follow=4), START)
    assert followed.met.tolist() == [[True, True, False, False]]
    assert followed.crises.tolist() == [[False, False, True, False]]


def test_the_order_of_the_rows_does_not_matter() -> None:
    rows = lives(*months(person(1), 1, 4), *months(person(2, 1), 2, 3, destination=Destination.WORK))
    mixed = rows[np.random.default_rng(1).permutation(len(rows))]
    assert np.array_equal(follow(rows, NEW, START).where, follow(mixed, NEW, START).where)


def test_a_placed_child_is_followed_until_it_goes_home() -> None:
    who = person(-9, kind=Kind.CHILD)
    rows = [
        {"person": who, "month": 1, "form": Form.FOSTER},
        {"person": who, "month": 2, "form": Form.HOME, "event": ChildEvent.RETURNED_HOME},
        {"person": who, "month": 3, "form": Form.HOME},
        {"person": person(-9, 1, Kind.CHILD), "month": 1, "form": Form.HOME},
    ]
    cohort = Cohort(of="children", who="stock", placed=True, follow=4)
    followed = follow(child_lives(*rows), cohort, START)
    assert followed.where.tolist() == [[SUPPORT, WORK, WORK, ELSEWHERE]]
    assert (followed.ended.tolist(), followed.to_goal.tolist()) == ([2], [True])


def test_nobody_can_be_followed_without_harm() -> None:
    followed = follow(lives(), NEW, START)
    assert followed.where.shape == (0, 6)
