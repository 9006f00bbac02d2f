"""Whoever left assistance lives on: a year older after a year, and met by nobody meanwhile."""

from functools import cache

import numpy as np

from tests.model.small_towns import village
from tillit.agents.client import State
from tillit.agents.foundation.records import Rows
from tillit.model.origin import Origin
from tillit.model.simulation import advance, begin, settled
from tillit.model.town.seeds import key_of

MONTHS = 30

Living = dict[int, tuple[int, int, float]]
"""Age, state and contact of everybody, by id."""


@cache
def snapshots() -> list[Living]:
    """Return who lives in a village as each month ends."""
    scenario, key = village(households=200, posts=4), key_of(1)
    origin = Origin.of(scenario)
    town = begin(settled(origin, key), months=MONTHS)
    seen = []
    for page in range(MONTHS):
        town = advance(town, origin, key, page=page, months=1)
        seen.append(everybody(town.households))
    return seen


def everybody(households: Rows) -> Living:
    """Return what is known of each household."""
    here = households[households["state"] != State.ABSENT]
    names = ("age", "state", "contact")
    columns = [here[name].tolist() for name in ("person", *names)]
    return {person: (age, state, contact) for person, age, state, contact in zip(*columns, strict=True)}


def on_assistance(living: Living) -> Living:
    """Return those on assistance."""
    return {person: it for person, it in living.items() if it[1] != State.AWAY}


def returned() -> list[tuple[int, int, int]]:
    """Return each return: the month of the last assistance, the month back, and who."""
    found, last = [], dict.fromkeys(on_assistance(snapshots()[0]), 0)
    for month, living in enumerate(snapshots()):
        for person in on_assistance(living):
            if 0 <= last.get(person, month) < month - 1:
                found.append((last[person], month, person))
            last[person] = month
    return found


def test_whoever_stays_on_assistance_is_a_month_older_each_month() -> None:
    for before, after in zip(snapshots(), snapshots()[1:], strict=False):
        stayed = on_assistance(before).keys() & on_assistance(after).keys()
        assert stayed
        assert {after[person][0] - before[person][0] for person in stayed} == {1}


def test_whoever_comes_back_has_aged_by_all_the_months_that_have_passed() -> None:
    back = returned()
    assert len(back) > 20
    aged = [snapshots()[now][person][0] - snapshots()[then][person][0] for then, now, person in back]
    assert aged == [now - then for then, now, _ in back]
    assert max(aged) > 6


def test_whoever_comes_back_has_met_nobody_but_perhaps_this_month() -> None:
    contacts = np.array([snapshots()[now][person][2] for _, now, person in returned()])
    assert (contacts == 0.0).any()
    assert (contacts[contacts > 0.0] >= 0.8).all()
