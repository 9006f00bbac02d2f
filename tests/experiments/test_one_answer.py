"""One answer: the documented ways to ask for a post more agree, within what each says of its sureness."""

import dataclasses

from tests.experiments.town_files import town_file
from tillit.agents.foundation.parameters import Grade
from tillit.experiments.comparison.pairs import run_pairs
from tillit.experiments.sensitivity.sureness import guesses, under_assumptions
from tillit.experiments.telling.facts import facts_of
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import World
from tillit.model.events.setting import Setting
from tillit.model.scenarios import Scenario, parse_scenario
from tillit.model.scenarios.facts import Fact

PLAN = Plan(pairs=20, months=60)
VECTORS = 12
CHANGE = {"staff.posts": "+1"}


def known() -> Scenario:
    """Return an own town whose posts are known."""
    return parse_scenario(town_file("own", "Own", households=235, posts=5), "own")


def guessed() -> Scenario:
    """Return the same town with the posts that 60 households each make, marked as a guess."""
    town = known()
    staff = town.staff.model_copy(update={"posts": None, "caseload": 60.0})
    fact = Fact(name="staff.caseload", value=60.0, source="national: assumed", grade=Grade.ASSUMED)
    return dataclasses.replace(town, staff=staff, facts=(fact,))


def fitted() -> Scenario:
    """Return the same town with an inflow that was fitted to a mismatch of some per cent."""
    fact = Setting(month=1, rule="inflow", value=0.97, source="fitted to observed figures", fact=True)
    return known().with_events([fact])


def stated(town: Scenario) -> tuple[float, float]:
    """Return the ends between which an answer says that it lies: chance, assumptions and guesses together."""
    a, b = World("a", town), World("with the change", town.variant(CHANGE))
    facts = facts_of(run_pairs(a, b, PLAN))
    assumed = under_assumptions(a, b, PLAN, VECTORS)
    assert assumed is not None
    spreads = (facts.saved["municipality"], assumed.saved)
    ends = [end for it in spreads for end in (it.low, it.high)]
    ends += [end for it in guesses(a, b, PLAN) for end in (it.less, it.more)]
    return min(ends), max(ends)


def test_routes_to_one_post_more_agree_within_what_each_says() -> None:
    routes = {"posts known": known(), "posts guessed": guessed(), "inflow fitted": fitted()}
    found = {name: stated(town) for name, town in routes.items()}
    for name, (low, high) in found.items():
        for other, (other_low, other_high) in found.items():
            assert low <= other_high, (name, other, found)
            assert other_low <= high, (name, other, found)


def test_fitted_inflow_is_in_both_worlds_of_a_comparison() -> None:
    town = fitted()
    both = run_pairs(World("a", town.before()), World("b", town.variant(CHANGE)), Plan(pairs=2, months=12))
    facts = facts_of(both)
    assert [event.kind for event, _, _ in facts.acts] == ["posts"]
