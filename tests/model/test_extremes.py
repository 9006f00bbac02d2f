"""Extremes and monotonicity: however far one goes a town lives on in order, and more is never the wrong way.

Pairs share their luck. What may not go the wrong way is tested by the mean over
pairs, which may be wrong by three of its standard errors: that happens by chance
once in 700 times to what does nothing at all, and less to what does something.
"""

from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.model.small_towns import village
from tillit.agents.tie import OWN
from tillit.model.books.counts import Count
from tillit.model.books.ledger import Entry, Party
from tillit.model.origin import Origin
from tillit.model.scenarios import ScenarioError, one_event
from tillit.model.simulation import advance, begin, settled, usual_inflow
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of

HOUSEHOLDS = 120
YEARS = 10
PAIRS = 10
CASELOADS = (20, 40, 70, 130)
ALLOWED = 3.0
"""Standard errors of a mean over pairs."""
NEWCOMERS = 0.03
"""Meetings a household and month that they may make out."""
SEARCHED = 16 * HOUSEHOLDS
"""Households that the search for the inflow lives through: it is the same in both worlds."""

Pairs = NDArray[np.float64]
"""One value a pair, shape (PAIRS,)."""

BETTER: dict[str, tuple[dict[str, Any], ...]] = {
    "half as many posts again": ({"kind": "posts", "month": 1, "change": "half"},),
    "ten times the posts": ({"kind": "posts", "month": 1, "change": "ten"},),
    "hardly any turnover": ({"kind": "setting", "month": 1, "rule": "turnover", "value": 0.2},),
    "training": ({"kind": "training", "month": 1, "hours": 4, "months": 120},),
    "contacts with employers": ({"kind": "employer_contacts", "month": 1, "their_own": True},),
}
WORSE: dict[str, tuple[dict[str, Any], ...]] = {
    "half the posts": ({"kind": "posts", "month": 1, "change": "-half"},),
    "much turnover": ({"kind": "setting", "month": 1, "rule": "turnover", "value": 3.0},),
}


@cache
def starts(posts: int) -> tuple[Origin, list[Town]]:
    """Return a village with so many posts as each replicate begins it."""
    origin = Origin.of(village(households=HOUSEHOLDS, posts=posts))
    inflow = usual_inflow(origin, SEARCHED)
    return origin, [settled(origin, key_of(1, replicate), inflow) for replicate in range(PAIRS)]


def posts_of(caseload: int) -> int:
    """Return the posts at which so many households come on each."""
    return max(1, round(HOUSEHOLDS / caseload))


def lived(
    posts: int, *events: dict[str, Any], trust: float = OWN, kinds: tuple[str, ...] = (), pairs: int = PAIRS
) -> list[Town]:
    """Return the village ten years later in each replicate; ties of some kinds frozen at a trust."""
    origin, towns = starts(posts)
    happening = [it for event in events for it in one_event(sized(event, posts))]
    worlds = []
    for replicate, town in enumerate(towns[:pairs]):
        world = begin(town, months=12 * YEARS)
        for kind in kinds:
            setattr(world.assistance.frozen, kind, trust)
        key = key_of(1, replicate)
        worlds.append(advance(world, origin, key, page=0, months=12 * YEARS, events=happening))
    return worlds


@cache
def calm(posts: int) -> list[Town]:
    """Return the village to which nothing happens."""
    return lived(posts)


def sized(event: dict[str, Any], posts: int) -> dict[str, Any]:
    """Return an event with a change of posts by the number that there are."""
    half = max(1, round(posts / 2))
    changes = {"half": half, "-half": -min(half, posts - 1), "ten": 9 * posts}
    return event | {"change": changes[event["change"]]} if event.get("change") in changes else event


def households(worlds: list[Town], first: int, last: int) -> Pairs:
    """Return mean households over some years, counted from 1."""
    return np.array([it.counts[12 * first - 12 : 12 * last, Count.HOUSEHOLDS].mean() for it in worlds])


def payments(worlds: list[Town], first: int, last: int) -> Pairs:
    """Return what assistance costs over some years, counted from 1."""
    months = slice(12 * first - 12, 12 * last)
    return -np.array([it.ledger[months, Entry.ASSISTANCE, Party.MUNICIPALITY].sum() for it in worlds], float)


def a_household(worlds: list[Town], what: Count) -> Pairs:
    """Return a count for each household and month over the last two years."""
    counts = [it.counts[-24:].sum(axis=0) for it in worlds]
    return np.array([it[what] / max(1.0, it[Count.HOUSEHOLDS]) for it in counts])


def check(worlds: list[Town]) -> None:
    """Check that everything is a number and that the books agree."""
    for world in worlds:
        assert np.isfinite(world.counts).all()
        assert not world.ledger.sum(axis=2).any()


def not_above(more: Pairs) -> bool:
    """Tell whether a mean over pairs is at most zero, but for what chance may do."""
    allowance = ALLOWED * more.std(ddof=1) / np.sqrt(len(more))
    return bool(more.mean() <= allowance)


@pytest.mark.parametrize("caseload", CASELOADS)
@pytest.mark.parametrize("name", BETTER)
def test_what_should_help_never_makes_more_households_or_payments(name: str, caseload: int) -> None:
    posts = posts_of(caseload)
    helped, usual = lived(posts, *BETTER[name]), calm(posts)
    check(helped)
    for measure in (households, payments):
        for years in ((2, 2), (9, 10)):
            assert not_above(measure(helped, *years) - measure(usual, *years)), (measure, years)


@pytest.mark.parametrize("caseload", CASELOADS[:-1])
@pytest.mark.parametrize("name", WORSE)
def test_what_should_harm_never_makes_fewer_households_or_payments(name: str, caseload: int) -> None:
    posts = posts_of(caseload)
    harmed, usual = lived(posts, *WORSE[name]), calm(posts)
    check(harmed)
    for measure in (households, payments):
        for years in ((2, 2), (9, 10)):
            assert not_above(measure(usual, *years) - measure(harmed, *years)), (measure, years)


def test_more_posts_never_mean_fewer_meetings_for_each_household_in_the_long_run() -> None:
    ladder = [lived(4, {"kind": "posts", "month": 1, "to": posts}) for posts in (1, 2, 4, 8, 16, 60)]
    for fewer, more in pairwise(ladder):
        assert not_above(a_household(fewer, Count.MEETING_HOURS) - a_household(more, Count.MEETING_HOURS))
        # Where everybody is met who comes, stays are short, and newcomers are more of those who are there.
        assert not_above(a_household(fewer, Count.MET) - a_household(more, Count.MET) - NEWCOMERS)
    meetings = [a_household(worlds, Count.MET).mean() for worlds in ladder]
    assert meetings[:4] == sorted(meetings[:4])
    assert meetings[-1] > 2.0 * meetings[0]


@pytest.mark.parametrize("kinds", [("client",), ("client", "agency", "employer", "colleague")])
def test_more_trust_never_means_more_households(kinds: tuple[str, ...]) -> None:
    ladder = [lived(4, trust=trust, kinds=kinds) for trust in (0.0, 0.25, 0.5, 0.75, 1.0)]
    ends = [households(worlds, 9, 10) for worlds in ladder]
    for worlds in ladder:
        check(worlds)
    for less, more in pairwise(ends):
        assert not_above(more - less)
    assert ends[-1].mean() < ends[0].mean()


def test_without_any_partner_more_households_stay_and_not_as_many_as_without_staff() -> None:
    alone = households(lived(4, trust=0.0, kinds=("agency", "employer")), 9, 10)
    assert not_above(households(calm(4), 9, 10) - alone)
    nobody = households(lived(4, {"kind": "posts", "month": 1, "to": 1}), 9, 10)
    assert not_above(alone - nobody)


def test_a_town_without_posts_is_refused() -> None:
    with pytest.raises(ScenarioError, match="must be 1 to"):
        village(posts=2).with_events(one_event({"kind": "posts", "month": 1, "to": 0}))


def test_one_post_for_everybody_leaves_duties_undone_and_decisions_late() -> None:
    worlds = lived(4, {"kind": "posts", "month": 1, "to": 1})
    check(worlds)
    undone = [
        np.mean([it.counts[-12:, Count.UNDONE_HOURS].sum() for it in which]) for which in (worlds, calm(4))
    ]
    assert undone[0] > 10.0 * undone[1]
    assert min(it.assistance.office.late for it in worlds) > 0.1
    assert a_household(worlds, Count.MET).min() > 0.0


def test_with_no_inflow_nearly_everybody_leaves() -> None:
    worlds = lived(4, {"kind": "setting", "month": 1, "rule": "inflow", "value": 0.0})
    check(worlds)
    assert max(it.counts[:, Count.APPLICANTS].sum() for it in worlds) == 0.0
    assert households(worlds, 10, 10).max() < 0.5 * HOUSEHOLDS


def test_ten_times_the_inflow_drowns_a_town_and_breaks_nothing() -> None:
    worlds = lived(4, {"kind": "setting", "month": 1, "rule": "inflow", "value": 10.0}, pairs=3)
    check(worlds)
    assert households(worlds, 10, 10).min() > 5.0 * HOUSEHOLDS
    stress = [it.counts[-1, Count.STRESS] / max(1.0, it.counts[-1, Count.PRESENT]) for it in worlds]
    assert min(stress) > 0.3
    assert max(stress) <= 1.0
    assert a_household(worlds, Count.MET).max() < a_household(calm(4), Count.MET).mean()
