"""Child cases: a second unit by the same rules, in any town, that leaves the first one alone."""

from typing import Any

import numpy as np
import pytest

from tests.model.hours_spent import check_hours
from tests.model.small_towns import (
    EVERYTHING,
    EVERYTHING_TO_CHILDREN,
    fingerprint,
    lived,
    only_children,
    people,
    village,
)
from tests.model.test_conservation import outside
from tillit.agents.caseworker import Caseworker
from tillit.agents.child import Child, Form
from tillit.agents.client import Client
from tillit.agents.tie import Tie
from tillit.model import Municipality
from tillit.model.books.counts import UNIT, ChildCount, Count
from tillit.model.books.ledger import Entry, Party
from tillit.model.events import Units
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, ScenarioError, read_scenario
from tillit.model.simulation import Run, advance, begin, settled
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of

MONTHS = 24
PAIRS = range(10)
ENDS = (ChildCount.WELL, ChildCount.GROWN, ChildCount.MOVED_AWAY)


def of_children(run: Run) -> np.ndarray:
    """Return the child unit's counts, shape (months, columns)."""
    return run.counts[:, UNIT:]


def child_workers(model: Municipality) -> list[Caseworker]:
    """Return the caseworkers of the child and family unit."""
    return [it for it in people(model, Caseworker) if it.unit == "children"]


def check_children(town: Town) -> None:
    """Check that every child is in one place, by rows and by caseworkers' own counts."""
    rows = int(town.children.office.rows)
    assert not town.cases["running"][rows:].any()
    here = town.cases["running"] == 1
    seats = town.case_ties["seat"][here & (town.case_ties["seat"] >= 0)]
    assert np.array_equal(
        town.children.caseworkers["cases"], np.bincount(seats, minlength=len(town.children.caseworkers))
    )
    assert len(np.unique(town.cases["person"][here])) == int(here.sum())
    assert outside(Child, town.cases[here]) == []
    assert outside(Caseworker, town.children.caseworkers) == []
    ties = (town.case_ties, town.children.colleagues, town.children.partners)
    assert [outside(Tie, it) for it in ties] == [[], [], []]


@pytest.mark.parametrize(
    "scenario",
    [
        village(*EVERYTHING, *EVERYTHING_TO_CHILDREN, children=40),
        only_children(*EVERYTHING_TO_CHILDREN),
        only_children(cases=5, posts=1),
    ],
)
def test_nothing_is_made_or_lost_among_children(scenario: Scenario) -> None:
    origin, key = Origin.of(scenario), key_of(3)
    town = begin(settled(origin, key), months=MONTHS)
    for month in range(MONTHS):
        saved = town.children.caseworkers["saved"].copy()
        town = advance(town, origin, key, page=month, months=1, events=scenario.events)
        saved = np.pad(saved, (0, len(town.children.caseworkers) - len(saved)))
        check_hours(saved, town.children, town.counts[month, UNIT:], scenario.mechanisms)
        check_children(town)
    counts = town.counts[:, UNIT:]
    came = counts[1:, ChildCount.NEW] - counts[:-1, ENDS].sum(axis=1)
    assert np.array_equal(np.diff(counts[:, ChildCount.CHILDREN]), came)
    forms = counts[:, [ChildCount.IN_FORM + form for form in Form]].sum(axis=1)
    assert np.array_equal(forms, counts[:, ChildCount.CHILDREN])
    assert not town.ledger.sum(axis=2).any()


def test_households_do_not_notice_whether_there_are_child_cases() -> None:
    without, beside = lived(village(*EVERYTHING)), lived(village(*EVERYTHING, children=40))
    assert fingerprint([without.counts[:, :UNIT]]) == fingerprint([beside.counts[:, :UNIT]])
    assert not without.counts[:, UNIT:].any()
    assert beside.counts[:, UNIT + ChildCount.CHILDREN].min() > 0


def test_what_happens_to_one_unit_leaves_the_other_alone() -> None:
    calm = lived(village(children=40))
    change = {"kind": "posts", "month": 2, "change": 2}
    of_one, of_other = (
        lived(village({**change, "unit": unit}, children=40)) for unit in ("children", "assistance")
    )
    assert np.array_equal(of_one.counts[:, :UNIT], calm.counts[:, :UNIT])
    assert not np.array_equal(of_children(of_one), of_children(calm))
    assert np.array_equal(of_children(of_other), of_children(calm))
    assert not np.array_equal(of_other.counts[:, :UNIT], calm.counts[:, :UNIT])


def test_the_same_town_twice_differs_by_nothing_and_a_later_event_changes_nothing_before() -> None:
    calm, again = lived(only_children()), lived(only_children())
    assert fingerprint([calm.counts, calm.ledger]) == fingerprint([again.counts, again.ledger])
    late = lived(only_children({"kind": "reorganisation", "month": 13, "share": 0.8}))
    assert np.array_equal(late.counts[:12], calm.counts[:12])
    assert not np.array_equal(late.counts[12:], calm.counts[12:])


def test_an_event_of_no_unit_in_particular_is_the_only_units() -> None:
    cut = {"kind": "posts", "month": 1, "change": 3}
    assert fingerprint([lived(only_children(cut)).counts]) == fingerprint(
        [lived(only_children({**cut, "unit": "children"})).counts]
    )
    assert only_children(cut).posts_over_time(Units.CHILDREN) == [(0, 2), (1, 5)]


def test_more_posts_do_not_make_more_acute_placements() -> None:
    hired = {"kind": "posts", "month": 1, "change": 3}
    acute, met = [], []
    for pair in PAIRS:
        before, after = (
            of_children(lived(only_children(*events, cases=120, posts=3), replicate=pair, months=48))
            for events in ((), (hired,))
        )
        acute.append(after[:, ChildCount.ACUTE].sum() - before[:, ChildCount.ACUTE].sum())
        met.append(after[:, Count.MET].sum() - before[:, Count.MET].sum())
    assert np.mean(acute) <= 0.0
    assert min(met) > 0.0


def test_every_form_costs_what_the_file_says_in_its_own_currency() -> None:
    scenario = only_children()
    unit = scenario.children
    assert unit is not None
    costs = {"prevention": 1.0, "network": 2.0, "foster": 3.0, "residence": 5.0, "institution": 7.0}
    priced = unit.model_copy(update={"costs": unit.costs.model_copy(update=costs)})
    town = scenario.town.model_copy(update={"price_level": 0.5})
    run = lived(Scenario(town, scenario.staff, children=priced))
    counts = of_children(run)
    entries = (Entry.NETWORK_CARE, Entry.FOSTER_CARE, Entry.OWN_RESIDENCE, Entry.INSTITUTION)
    for form, entry in zip(list(Form)[1:], entries, strict=True):
        paid = -run.ledger[:, entry, Party.MUNICIPALITY]
        assert np.array_equal(paid, costs[form.name.lower()] * counts[:, ChildCount.IN_FORM + form])
    prevented = -run.ledger[:, Entry.PREVENTION, Party.MUNICIPALITY]
    assert np.array_equal(prevented, counts[:, ChildCount.SUPPORTED])


def test_children_and_their_caseworkers_are_agents_with_ties() -> None:
    model = Municipality(scenario=village(children=40), seed=1, months=12)
    model.step()
    children, workers = people(model, Child), child_workers(model)
    assert len(children) == model.town.counts[0, UNIT + ChildCount.CHILDREN] - sum(
        model.town.counts[0, UNIT + end] for end in ENDS
    )
    others = [it for it in people(model, Caseworker) if it.unit == "assistance"]
    assert len(workers) + len(others) == len(model.agents_by_type[Caseworker])
    assert {worker.unique_id for worker in workers}.isdisjoint(it.unique_id for it in others)
    tied = [child for child in children if any(it in workers for it in model.trust[child])]
    assert len(tied) > 0.8 * len(children)
    assert not any(isinstance(it, Client) for child in children for it in model.trust[child])


def test_a_child_and_its_caseworker_can_be_taken_out_by_hand() -> None:
    model = Municipality(scenario=village(children=40), seed=1, months=12)
    model.step()
    child, worker = people(model, Child)[0], child_workers(model)[0]
    child.remove()
    worker.remove()
    assert child not in model.trust
    assert worker not in model.trust
    model.step()
    check_children(model.town)


def test_a_town_that_hires_many_and_gets_many_reports_makes_room() -> None:
    flood = {"kind": "setting", "month": 2, "rule": "inflow", "value": 10.0}
    run = lived(only_children(flood, {"kind": "posts", "month": 2, "change": 60}, cases=100), months=48)
    assert of_children(run)[-1, Count.POSTS] == 62
    assert of_children(run)[-1, ChildCount.CHILDREN] > 200


@pytest.mark.parametrize(
    ("make", "match"),
    [
        (lambda: village({"kind": "posts", "month": 1, "change": 1, "unit": "children"}), "no such unit"),
        (
            lambda: only_children({"kind": "posts", "month": 1, "change": 1, "unit": "assistance"}),
            "no such unit",
        ),
        (lambda: village(changes={"children.posts": "+1"}), "cannot be changed"),
        (lambda: only_children().variant({"staff.posts": "+1"}), "cannot be changed"),
        (lambda: only_children().variant({"town.households": 50}), "cannot be changed"),
        (lambda: only_children().variant({"town.obstacles.sick": 0.3}), "cannot be changed"),
        (lambda: only_children({"kind": "posts", "month": 1, "to": 1, "unit": "everybody"}), "unit"),
    ],
)
def test_a_unit_that_is_not_there_is_refused(make: Any, match: str) -> None:  # noqa: ANN401 - a scenario, or its error
    with pytest.raises(ScenarioError, match=match):
        make()


@pytest.mark.parametrize(("change", "number"), [("+3", 7), ("=6", 6), ("-50%", 2)])
def test_posts_of_the_child_unit_can_be_changed(change: str, number: int) -> None:
    town = only_children(posts=4).variant({"children.posts": change})
    assert town.posts_over_time(Units.CHILDREN) == [(0, 4), (1, number)]
    assert town.before().digest == only_children(posts=4).digest


@pytest.mark.parametrize("change", ["+3", "=5", 5])
def test_where_there_are_two_units_the_other_keeps_its_posts(change: str | int) -> None:
    town = village(children=20)
    changed = town.variant({"children.posts": change})
    assert changed.posts_over_time(Units.CHILDREN)[-1] == (1, 5)
    assert changed.most_posts() == town.most_posts()


def test_short_names_mean_the_unit_that_there_is() -> None:
    assert (
        Municipality(scenario=only_children(), posts="+2", months=1).scenario.most_posts(Units.CHILDREN) == 4
    )
    assert (
        Municipality(scenario=village(children=20), posts="+2", months=1).scenario.most_posts(Units.CHILDREN)
        == 2
    )


def test_herning_has_the_figures_of_its_account() -> None:
    town = read_scenario("herning")
    assert town.children is not None
    assert town.posts == 0
    assert town.posts_over_time(Units.CHILDREN) == [(0, 4), (1, 9)]
    said = {it.indicator: it.figure for it in town.expect}
    assert said["children_placed"] == -6.0
    assert said["placement_cost"] == -3.7
    assert said["institution_share"] == -45.0
