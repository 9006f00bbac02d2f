"""A trial within an office: a lot draws people, and only these are treated otherwise."""

from typing import Any

import numpy as np
import pytest

from tests.model.small_towns import lived, only_children, village
from tillit.agents.foundation.records import Rows
from tillit.model.books.counts import UNIT, ChildCount, Count
from tillit.model.simulation import Run

LOT = {"kind": "lot", "month": 1, "cases": 0.4}
SIZE: dict[str, Any] = {"households": 400, "posts": 10}


def run(**treatment: float) -> Run:
    """Return an office in which those whom the lot draws are treated."""
    treated = {"kind": "treatment", "month": 1, **treatment}
    return lived(village(LOT, treated, **SIZE), months=12, history=True)


@pytest.fixture(scope="module")
def untreated() -> Run:
    return run()


def of_arm(run: Run, arm: int) -> Rows:
    """Return the lives of one arm's households."""
    rows: Rows = run.lives[run.lives["arm"] == arm]
    return rows


def test_a_lot_alone_changes_nothing(untreated: Run) -> None:
    usual = lived(village(**SIZE), months=12)
    assert np.array_equal(untreated.counts, usual.counts)
    assert np.array_equal(untreated.ledger, usual.ledger)


def test_the_lot_draws_its_share_of_all_who_come(untreated: Run) -> None:
    people, first = np.unique(untreated.lives["person"], return_index=True)
    share = untreated.lives["arm"][first].mean()
    assert share == pytest.approx(0.4, abs=4.0 * np.sqrt(0.24 / len(people)))


def test_nobody_changes_arms(untreated: Run) -> None:
    arms = {
        (person, arm) for person, arm in zip(untreated.lives["person"], untreated.lives["arm"], strict=True)
    }
    assert len(arms) == len({person for person, _ in arms})


def test_further_meetings_reach_those_who_are_drawn(untreated: Run) -> None:
    met = run(meetings=2.0)
    assert of_arm(met, 1)["met"].mean() > of_arm(untreated, 1)["met"].mean() + 0.2
    assert of_arm(met, 1)["trust"].mean() > of_arm(untreated, 1)["trust"].mean() + 0.1


def test_a_lost_meeting_is_one_of_those_who_are_drawn(untreated: Run) -> None:
    lost = run(lost_first=1, lost_last=3)
    losing = np.unique(lost.lives["person"][lost.lives["lost"] == 1])
    assert len(losing) > 20
    assert not of_arm(lost, 0)["lost"].any()
    assert not untreated.lives["lost"].any()


def test_a_change_of_caseworker_costs_trust_of_those_who_are_drawn_and_hardly_of_others(
    untreated: Run,
) -> None:
    changed = run(swap=4)
    before, after = (it.lives[it.lives["month"] == 4] for it in (untreated, changed))
    drawn = before["arm"] == 1
    assert np.array_equal(before["person"], after["person"])
    assert after["trust"][drawn].mean() < 0.8 * before["trust"][drawn].mean()
    # A new case takes hours, which some others' meetings go without.
    assert after["trust"][~drawn].mean() > 0.95 * before["trust"][~drawn].mean()


def test_demands_on_some_make_these_leave_to_nothing(untreated: Run) -> None:
    asked = run(demands=1.0, activity=40.0)
    left = [(of_arm(it, 1)["destination"] == 8).mean() for it in (untreated, asked)]
    assert left[1] > 1.5 * left[0]


def test_better_caseworkers_do_their_work_better() -> None:
    lot = {"kind": "lot", "month": 1, "cases": 0.0, "staff": 1.0}
    usual, better = (
        lived(
            village(lot, {"kind": "treatment", "month": 1, "ability": ability}, **SIZE),
            months=1,
            history=True,
        )
        for ability in (0.0, 1.0)
    )
    known = usual.lives["caseworker"] >= 0
    assert np.array_equal(usual.lives["person"], better.lives["person"])
    assert (better.lives["skill"][known] > usual.lives["skill"][known]).all()


def test_a_caseworker_with_half_of_the_load_gets_fewer_new_cases() -> None:
    lot = {"kind": "lot", "month": 1, "cases": 0.0, "staff": 0.5}
    usual, less = (
        lived(village(lot, {"kind": "treatment", "month": 1, "load": load}, **SIZE), months=24, history=True)
        for load in (1.0, 0.3)
    )
    spread = [np.ptp(np.unique(_last(it)["caseworker"], return_counts=True)[1]) for it in (usual, less)]
    assert spread[1] > spread[0]


def _last(run: Run) -> Rows:
    rows: Rows = run.lives[(run.lives["month"] == 24) & (run.lives["caseworker"] >= 0)]
    return rows


def test_hours_for_employers_build_ties_to_them() -> None:
    usual, more = (
        lived(village({"kind": "employer_contacts", "month": 1, "hours": hours}, **SIZE), months=12)
        for hours in (0, 30)
    )
    trust = [it.counts[-1, Count.EMPLOYER_TRUST] / it.counts[-1, Count.EMPLOYER_TIES] for it in (usual, more)]
    assert trust[1] > trust[0]


def test_support_for_the_work_lowers_stress() -> None:
    usual, supported = (
        lived(village({"kind": "work_support", "month": 1, "share": share}, **SIZE), months=12)
        for share in (0.0, 0.5)
    )
    assert supported.counts[-1, Count.STRESS] < usual.counts[-1, Count.STRESS]


def test_children_are_drawn_too_and_their_caseworkers_change() -> None:
    lot = {**LOT, "cases": 1.0}
    usual, changed = (
        lived(only_children(lot, {"kind": "treatment", "month": 1, "swap": swap}), months=6, history=True)
        for swap in (0, 1)
    )
    assert (usual.child_lives["arm"] == 1).all()
    trust = [
        it.counts[0, UNIT + Count.CLIENT_TRUST] / it.counts[0, UNIT + ChildCount.CHILDREN]
        for it in (usual, changed)
    ]
    assert trust[1] < 0.8 * trust[0]
