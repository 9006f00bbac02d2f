"""Variants: the same scenario with one value changed."""

from typing import Any

import pytest

from tillit.model.events.consultants import Consultants
from tillit.model.scenarios import ScenarioError, read_scenario
from tillit.model.scenarios.variants import lost_in_steps

STANDARD = read_scenario("standard")


@pytest.mark.parametrize(
    ("changes", "posts"),
    [
        ({"staff.posts": "+3"}, 23),
        ({"staff.posts": "-2"}, 18),
        ({"staff.posts": "=25"}, 25),
        ({"staff.posts": 25}, 25),
        ({"staff.posts": "+10%"}, 22),
        ({"staff.posts": "50%"}, 10),
        ({"staff.posts": "+0.5"}, 20.5),
        ({"staff.posts": "+2%"}, 20.5),
        ({"staff.caseload": 30}, 40),
        ({"staff.caseload": "-10"}, 24),
    ],
)
def test_posts_change_from_month_one_and_not_before(changes: dict[str, Any], posts: float) -> None:
    town = STANDARD.variant(changes)
    assert town.posts_over_time() == [(0, 20), (1, posts)]
    assert town.most_posts() == max(20, posts)
    assert town.before().digest == STANDARD.digest


@pytest.mark.parametrize(
    ("name", "value", "kind", "amount"),
    [
        ("staff.caseload_limit", "=50", "setting", 50.0),
        ("staff.turnover", "+0.5", "setting", 1.5),
        ("setting.inflow", "-15%", "setting", 0.85),
        ("policy.demands", 0.8, "setting", 0.8),
        ("policy.demands", "60%", "setting", 0.6),
        ("setting.demands", "=60 %", "setting", 0.6),
        ("policy.demands", "+10%", "setting", 0.33),
        ("staff.consultants", "40%", "consultants", 0.4),
        ("policy.steering", "6", "joint_steering", 6.0),
        ("policy.programme", "+40", "employment_programme", 40.0),
    ],
)
def test_rule_holds_from_month_one(name: str, value: object, kind: str, amount: float) -> None:
    (event,) = STANDARD.variant({name: value}).events
    assert (event.kind, event.month) == (kind, 1)
    sizes = event.model_dump(exclude={"month", "kind"}).values()
    assert pytest.approx(amount) in [it for it in sizes if isinstance(it, float)]


def test_consultants_are_a_rule_too() -> None:
    (event,) = STANDARD.variant({"staff.consultants": 0.4}).events
    assert event == Consultants(month=1, share=0.4, source=event.source)


def test_rules_come_before_the_town_s_own_events() -> None:
    town = read_scenario("hassleholm").variant({"staff.posts": "+3"})
    assert town.posts_over_time() == [(0, 10), (1, 13), (1, 15), (13, 17), (25, 18)]


def test_changes_of_the_place_make_another_place() -> None:
    town = STANDARD.variant({"town.households": "+10%", "town.employers": "-40"})
    assert (town.town.households, town.employers, town.events) == (1320, 400, ())


def test_obstacles_can_change_together() -> None:
    town = STANDARD.variant({"town.obstacles.sick": "+0.05", "town.obstacles.unemployed": "-0.05"})
    assert town.town.obstacles.shares() == pytest.approx((0.43, 0.14, 0.20, 0.13, 0.10))
    again = STANDARD.variant({"town.obstacles.sick": "14%", "town.obstacles.unemployed": "43%"})
    assert again.town.obstacles == town.town.obstacles


def test_mechanisms_and_parameters_can_be_changed() -> None:
    town = STANDARD.variant({"mechanisms.reach": "false", "parameters.staffing.recruitment": "0.2"})
    assert town.mechanisms.reach == 0
    assert town.parameters == {"staffing.recruitment": 0.2}


def test_no_change_is_the_same_scenario() -> None:
    assert STANDARD.variant({}) == STANDARD


@pytest.mark.parametrize(
    ("town", "name", "other"),
    [
        ("herning", "staff.posts", "children.posts"),
        ("hassleholm", "children.posts", "staff.posts"),
        ("herning", "setting.inflow", "children.inflow"),
    ],
)
def test_value_of_a_unit_that_a_town_lacks_is_told_the_other_units(town: str, name: str, other: str) -> None:
    with pytest.raises(ScenarioError, match=f"the town has no such unit; did you mean '{other}'"):
        read_scenario(town).variant({name: "+2"})


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("staff.post", "+3", "did you mean 'staff.posts'?"),
        ("posts", "+3", "known|did you mean"),
        ("staff.posts", "many", "must be a number"),
        ("staff.posts", "nan", "must be a number"),
        ("staff.posts", "1e999", "must be a number"),
        ("staff.posts", True, "must be a number"),
        ("staff.posts", "-20", "0 posts from month 1"),
        ("staff.posts", "+2.3", "whole or half, such as 2 or 2.5; it must be"),
        ("staff.posts", "+0.3", "whole or half, such as 0.5; it must be"),
        ("staff.posts", "=0", "staff.posts = '=0': must be 1 to 50,000 posts"),
        ("staff.caseload", 0, "at least one post"),
        ("policy.demands", 2, "must be 0 to 1 share"),
        ("town.households", "1e12", "must be 10 to 2,000,000 households"),
        ("town.obstacles.sick", 0.5, "sum to 1.41"),
        ("mechanisms.reach", "maybe", "true or false"),
        ("parameters.staffing.recruitmnt", 0.2, "did you mean 'staffing.recruitment'?"),
    ],
)
def test_change_without_sense_is_refused(name: str, value: object, words: str) -> None:
    with pytest.raises(ScenarioError, match=words.replace("?", r"\?")):
        STANDARD.variant({name: value})


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("staff.posts", "+2%", "goes in steps of 0.5, so 0.2 of 10 would change nothing; give +0.5, or +5%"),
        ("staff.posts", "-2%", "give -0.5, or -5%"),
        ("staff.posts", "102%", "give +0.5, or +5%"),
        ("town.households", "-0.05%", "goes in steps of 1, so 0.27 of 550 would change nothing"),
    ],
)
def test_a_change_that_rounding_would_lose_is_told_with_what_would_not_be_lost(
    name: str, value: str, told: str
) -> None:
    (lost,) = lost_in_steps(read_scenario("hassleholm"), {name: value, "staff.turnover": "+1%"})
    assert lost.startswith(f"{name} = '{value}': ")
    assert told in lost


@pytest.mark.parametrize("value", ["+3%", "+0%", "100%", "+0.5", 10])
def test_a_change_that_comes_to_a_step_or_that_was_none_is_not_lost(value: object) -> None:
    assert lost_in_steps(read_scenario("hassleholm"), {"staff.posts": value}) == []
