"""Ties to partners: joint visits build them, and colleagues introduce each other where they know somebody."""

import numpy as np
from numpy.typing import NDArray

from tests.model.small_towns import lived, total, village
from tillit.agents.caseworker import TEAM, Post
from tillit.agents.tie import NOBODY
from tillit.model.books.counts import Count
from tillit.model.origin import Origin
from tillit.model.simulation import advance, begin, settled
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of

KEY = key_of(1)


def along(share: float, households: int) -> tuple[float, float]:
    """Return the hours for partners and the mean trust in agencies, with six caseworkers."""
    run = lived(village(households=households, posts=6, changes={"parameters.hours.along": share}))
    return total(run, Count.OUTWARD_HOURS), total(run, Count.AGENCY_TRUST) / total(run, Count.AGENCY_TIES)


def a_month(*, reach: bool, ill: int = 0) -> Town:
    """Return a settled village a month later, lived with mechanism `reach` or without; the last are ill."""
    town = begin(settled(Origin.of(village(households=120, posts=6)), KEY), months=1)
    town.assistance.caseworkers["post"][6 - ill : 6] = Post.SICK
    scenario = village(households=120, posts=6, changes={"mechanisms.reach": reach})
    return advance(town, Origin.of(scenario), KEY, page=0, months=1)


def faster(town: Town, other: Town) -> NDArray[np.bool_]:
    """Tell which ties to agencies have more trust than in the other town, shape (P, AGENCIES)."""
    ties = [it.assistance.partners["trust"] for it in (town, other)]
    assert (ties[0] >= ties[1]).all()
    more: NDArray[np.bool_] = ties[0] > ties[1]
    return more


def known_by_a_colleague(town: Town) -> NDArray[np.bool_]:
    """Tell which contact persons a colleague of the team, at work, knows as well, shape (P, AGENCIES)."""
    people, workers = town.assistance.partners["other"], town.assistance.caseworkers
    here = (workers["worked"] > 0.0)[:, None]
    known = np.zeros(people.shape, np.bool_)
    for seat in range(len(people)):
        first = seat - seat % TEAM
        mates = [mate for mate in range(first, first + TEAM) if mate != seat]
        same = (people[mates] == people[seat]) & here[mates] & (people[seat] != NOBODY)
        known[seat] = same.any(axis=0)
    return known


def test_where_everybody_is_met_joint_visits_give_partners_hours_and_trust() -> None:
    # Everybody at the agencies is known nearly as well as can be as it is: several towns are looked at.
    apart, together = (
        np.sum([along(share, it) for it in (90, 100, 110, 150)], axis=0) for share in (0.0, 1.0)
    )
    assert together[1] > apart[1]
    assert together[0] != apart[0]


def test_where_nobody_is_met_twice_there_are_no_joint_visits() -> None:
    assert along(0.0, 900) == along(1.0, 900)


def test_a_colleague_who_knows_the_same_contact_person_introduces() -> None:
    with_colleagues, alone = a_month(reach=True), a_month(reach=False)
    sooner = faster(with_colleagues, alone)
    assert sooner.any()
    assert not (sooner & ~known_by_a_colleague(with_colleagues)).any()


def test_nobody_is_introduced_who_has_no_colleague_at_work() -> None:
    with_reach, without = a_month(reach=True, ill=5), a_month(reach=False, ill=5)
    assert not known_by_a_colleague(with_reach)[0].any()
    assert not faster(with_reach, without).any()
