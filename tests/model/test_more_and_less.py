"""More of something gives more, or less, of what it must: over pairs that share their luck."""

from typing import Any

import numpy as np
import pytest

from tests.model.small_towns import lived, total, village
from tillit.model.books.counts import Count
from tillit.model.books.ledger import Entry, Party
from tillit.model.simulation import Run

PAIRS = range(10)
"""Pairs in which nothing changes agree in sign by chance once in 512 times; means move far less often."""


def pairs(
    *events: dict[str, Any], changes: dict[str, Any] | None = None, posts: int = 4
) -> list[tuple[Run, Run]]:
    """Return the village as it is, beside the village with a change, under the same luck."""
    before, after = (
        village(households=120, posts=posts),
        village(*events, households=120, posts=posts, changes=changes),
    )
    return [(lived(before, replicate=number), lived(after, replicate=number)) for number in PAIRS]


def differences(worlds: list[tuple[Run, Run]], count: Count) -> list[float]:
    """Return by how much a count is larger with the change, for each pair."""
    return [total(after, count) - total(before, count) for before, after in worlds]


def paid(run: Run, entry: Entry, party: Party) -> int:
    """Return what one party paid for something."""
    return -int(run.ledger[:, entry, party].sum())


def kept(run: Run) -> float:
    """Return the kept meetings for each household and month; fewer households need fewer."""
    return total(run, Count.MET) / total(run, Count.HOUSEHOLDS)


def test_where_hours_are_short_more_posts_never_make_fewer_kept_meetings_for_each_household() -> None:
    worlds = pairs({"kind": "posts", "month": 1, "change": 3}, posts=2)
    assert min(kept(after) - kept(before) for before, after in worlds) > 0.0


def test_with_hours_for_everybody_more_posts_make_meetings_longer_rather_than_more() -> None:
    # At ten cases everybody is met who comes; newcomers may cost a meeting here and there.
    worlds = pairs({"kind": "posts", "month": 1, "change": 6}, posts=12)
    assert max(abs(kept(after) - kept(before)) for before, after in worlds) < 0.05
    lengths = [[total(run, Count.MEETING_HOURS) / total(run, Count.MET) for run in pair] for pair in worlds]
    assert min(after / before for before, after in lengths) > 1.1


def test_fewer_posts_never_make_more_kept_meetings_for_each_household() -> None:
    worlds = pairs({"kind": "posts", "month": 1, "change": -2})
    assert max(kept(after) - kept(before) for before, after in worlds) < 0.0


def test_a_reorganisation_that_moves_nobody_leaves_the_ties_alone_and_one_that_moves_many_cuts_them() -> None:
    size = {"kind": "reorganisation", "month": 6, "months": 0, "hours": 0.0}
    gentle, harsh = pairs({**size, "share": 0.0}), pairs({**size, "share": 0.8})
    assert set(differences(gentle, Count.OLD_TIES)) == {0.0}
    assert set(differences(gentle, Count.CLIENT_TRUST)) == {0.0}
    assert max(differences(harsh, Count.OLD_TIES)) < 0.0
    assert np.mean(differences(harsh, Count.CLIENT_TRUST)) < 0.0


def test_a_larger_share_moved_cuts_more_ties() -> None:
    size = {"kind": "reorganisation", "month": 6, "months": 0, "hours": 0.0}
    some, most = (
        np.mean(differences(pairs({**size, "share": share}), Count.OLD_TIES)) for share in (0.3, 0.9)
    )
    assert most < some < 0.0


def test_a_wave_of_resignations_empties_posts() -> None:
    wave = pairs({"kind": "resignation_wave", "month": 6, "share": 1.0})
    assert min(differences(wave, Count.RESIGNED)) > 0.0
    assert min(differences(wave, Count.VACANT)) > 0.0


def test_bad_times_leave_more_households_on_assistance() -> None:
    shock = pairs({"kind": "labour_market_shock", "month": 1, "depth": 0.8, "recovery": 0.0})
    assert np.mean(differences(shock, Count.HOUSEHOLDS)) > 0.0


def test_newly_arrived_households_apply() -> None:
    arriving = pairs({"kind": "newly_arrived", "month": 2, "households": 6, "months": 10})
    # Sixty are expected in each pair; a Poisson number of 60 is below 20 once in ten billion times.
    assert min(differences(arriving, Count.APPLICANTS)) > 20.0


def test_higher_prices_change_kronor_and_nobodys_life() -> None:
    for before, after in pairs({"kind": "price_change", "month": 1, "prices": 2.0, "wages": 2.0}):
        assert np.array_equal(before.counts, after.counts)
        costs = [paid(run, Entry.ASSISTANCE, Party.MUNICIPALITY) for run in (before, after)]
        assert costs[1] == pytest.approx(2 * costs[0], rel=1e-3)


def test_administrators_take_over_statutory_hours() -> None:
    support = pairs({"kind": "administrative_support", "month": 1, "administrators": 2, "share": 0.5})
    assert np.mean(differences(support, Count.MET)) > 0.0
    assert max(differences(support, Count.UNDONE_HOURS)) <= 0.0


def test_a_stronger_pull_of_other_workplaces_means_more_resignations() -> None:
    pulled = pairs(changes={"staff.turnover": 5.0})
    assert np.mean(differences(pulled, Count.RESIGNED)) > 0.0


def test_without_inflow_the_village_empties() -> None:
    empty = pairs(changes={"setting.inflow": 0.0})
    assert max(differences(empty, Count.HOUSEHOLDS)) < 0.0
    assert max(total(after, Count.APPLICANTS) for _, after in empty) == 0.0


def test_demands_push_households_out_to_nothing() -> None:
    demanding = pairs(changes={"policy.demands": 1.0})
    nothing = [
        after.counts[:, Count.EXITS + 8].sum() - before.counts[:, Count.EXITS + 8].sum()
        for before, after in demanding
    ]
    assert np.mean(nothing) > 0.0
    assert np.mean(differences(demanding, Count.ANXIETY)) > 0.0


def test_a_lower_caseload_limit_makes_households_wait() -> None:
    limited = pairs({"kind": "setting", "month": 1, "rule": "caseload_limit", "value": 15})
    assert min(differences(limited, Count.UNASSIGNED)) > 0.0
