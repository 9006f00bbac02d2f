"""Tie history: frozen ties keep the level and lose the history, ties drawn anew keep the spread."""

import numpy as np
import pytest

from tests.model.small_towns import fingerprint, village
from tillit.agents.tie import NOBODY, OWN
from tillit.model.books.counts import Count
from tillit.model.origin import Origin
from tillit.model.simulation import run_world, settled
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of
from tillit.model.town.tie_history import KINDS, draw_anew, freeze, pooled, settled_trust

KEY = key_of(1)
CALM = village()
ORIGIN = Origin.of(CALM)


@pytest.fixture(scope="module")
def town() -> Town:
    return settled(ORIGIN, KEY)


def test_ties_have_their_own_trust_unless_somebody_freezes_them(town: Town) -> None:
    assert [getattr(town.assistance.frozen, kind) for kind in KINDS] == [OWN] * 4


def test_each_kind_is_frozen_at_its_own_mean_and_the_town_that_was_given_is_not(town: Town) -> None:
    frozen = freeze(town, settled_trust(town)).assistance.frozen
    books = town.assistance.books
    assert frozen.employer == pytest.approx(books["trust"][books["other"] != NOBODY].mean())
    assert len({getattr(frozen, kind) for kind in KINDS}) == 4
    assert town.assistance.frozen.client == OWN


def test_continuity_that_is_off_freezes_the_ties_of_the_settled_town(town: Town) -> None:
    off = CALM.variant({"mechanisms.continuity": False})
    origin = Origin.of(off)
    one = run_world(origin, off, settled(origin, KEY), KEY, months=12)
    other = run_world(ORIGIN, CALM, freeze(town, settled_trust(town)), KEY, months=12)
    assert fingerprint([one.counts, one.ledger]) == fingerprint([other.counts, other.ledger])


def test_frozen_ties_do_not_feel_what_happens_to_them(town: Town) -> None:
    """All ties to partners lose their trust: nothing that is counted changes but that trust itself."""
    frozen = freeze(town, settled_trust(town))
    cut = frozen.copied()
    cut.assistance.partners["trust"] = 0.0
    counts = [run_world(ORIGIN, CALM, it, KEY, months=3).counts for it in (frozen, cut)]
    assert fingerprint([counts[0]]) != fingerprint([counts[1]])
    one, other = (np.delete(it, [Count.AGENCY_TRUST], 1) for it in counts)
    assert fingerprint([one]) == fingerprint([other])


def test_ties_drawn_anew_are_those_that_there_were_and_nobody_else_gets_one(town: Town) -> None:
    anew = town.copied()
    draw_anew(anew, settled_trust(town), np.random.default_rng(1))
    assert np.array_equal(anew.ties["other"], town.ties["other"])
    there = town.ties["other"] != NOBODY
    assert set(anew.ties["trust"][there]) <= set(town.ties["trust"][there])
    assert not np.array_equal(anew.ties["trust"], town.ties["trust"])
    assert (anew.ties["trust"][~there] == town.ties["trust"][~there]).all()


def test_ties_of_several_towns_are_pooled_by_kind(town: Town) -> None:
    one = settled_trust(town)
    both = pooled([one, one])
    for kind in KINDS:
        assert len(both[0][kind]) == 2 * len(one[0][kind])
        assert both[0][kind].mean() == pytest.approx(one[0][kind].mean())
