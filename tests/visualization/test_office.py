"""The office: every month holds who is there, and one life is the same person's in both worlds."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tillit.experiments.telling.life import middle_household
from tillit.model.books.counts import Count
from tillit.model.indicators import INDICATORS
from tillit.model.simulation import advance, begin
from tillit.model.town.seeds import key_of
from tillit.visualization.address.reading import read
from tillit.visualization.engine.worlds import Asked
from tillit.visualization.office.frames import CRISIS, FIGURES, frames, unit_of
from tillit.visualization.office.lives import both_lives, lives

REORGANISED = Asked(read("v=1&t=village&e=reorganisation:month=7,share=1&h=12"))


def test_as_many_are_drawn_as_are_counted() -> None:
    film = frames(REORGANISED, "assistance", 0)
    drawn = np.diff(film["ends"])
    assert film["months"] == 12
    assert len(drawn) == 13
    # Those who left within a month were counted in it, and are gone at its end.
    assert (drawn[1:] <= film["figures"][0]).all()
    np.testing.assert_array_equal(at_a_desk(film)[1:], cases_of(REORGANISED))


def at_a_desk(film: dict[str, Any]) -> NDArray[np.int64]:
    """Return how many are drawn at a caseworker's desk, before and after each month."""
    months = pairwise(film["ends"])
    return np.array([np.count_nonzero(film["seat"][start:end] >= 0) for start, end in months])


def cases_of(asked: Asked) -> NDArray[np.float64]:
    """Return how many cases the caseworkers have after each month."""
    town = begin(asked.town(0), months=asked.months)
    key, events = key_of(asked.seed, 0), asked.scenario.events
    for month in range(asked.months):
        town = advance(town, asked.origin, key, page=month, months=1, events=events)
    cases: NDArray[np.float64] = town.counts[:, Count.CASES]
    return cases


def test_a_reorganisation_gives_households_to_other_desks() -> None:
    film = frames(REORGANISED, "assistance", 0)

    def desks(month: int) -> dict[int, int]:
        there = slice(film["ends"][month], film["ends"][month + 1])
        return dict(zip(film["turn"][there].tolist(), film["seat"][there].tolist(), strict=True))

    def moved(month: int) -> int:
        before, after = desks(month - 1), desks(month)
        return sum(before[it] != after[it] for it in before.keys() & after.keys() if before[it] >= 0)

    assert moved(7) > 3 * max(moved(5), moved(6), 1)


def test_the_town_as_it_was_is_not_reorganised() -> None:
    changed, was = frames(REORGANISED, "assistance", 0), frames(REORGANISED, "assistance", 0, changed=False)
    end = changed["ends"][7]
    np.testing.assert_array_equal(changed["trust"][:end], was["trust"][:end])
    assert was["figures"][2][11] > changed["figures"][2][11]


@pytest.mark.parametrize(
    ("town", "wanted", "unit"),
    [
        ("herning", "assistance", "children"),
        ("vaxjo", "children", "children"),
        ("gavle", "children", "assistance"),
    ],
)
def test_a_town_shows_the_unit_that_it_has(town: str, wanted: str, unit: str) -> None:
    asked = Asked(read(f"t={town}&h=12"))
    assert unit_of(asked.before, wanted) == unit
    film = frames(asked, unit, 0)
    assert set(np.unique(film["marks"]) & CRISIS) <= {0, CRISIS}
    assert film["figures"].shape == (len(FIGURES[unit]), 12)
    assert set(FIGURES[unit]) <= set(INDICATORS)


def test_the_life_that_opens_is_the_command_s_middle_one() -> None:
    was, now = both_lives(REORGANISED, "assistance", 0)
    assert lives(REORGANISED, "assistance", 0, -1)["person"] == middle_household(was, now)


def test_one_life_is_told_of_both_worlds() -> None:
    told = lives(REORGANISED, "assistance", 0, -1)
    assert len(told["was"]["month"])
    assert len(told["now"]["month"])
    before = told["was"]["month"] < 7
    np.testing.assert_array_equal(
        told["was"]["trust"][before], told["now"]["trust"][told["now"]["month"] < 7]
    )


def test_a_caseworker_is_counted_anew_only_when_it_is_another() -> None:
    for person in lives(REORGANISED, "assistance", 0, -1)["offered"]:
        turns = lives(REORGANISED, "assistance", 0, person)["now"]["caseworker"]
        held = turns[turns > 0]
        assert (np.diff(held) >= 0).all()
        assert (np.diff(held) <= 1).all()


def test_everybody_has_a_number_of_their_own() -> None:
    film = frames(REORGANISED, "assistance", 0)
    told = lives(REORGANISED, "assistance", 0, -1)
    known = np.isin(film["persons"], told["everybody"])
    numbers = film["numbers"][known]
    assert len(set(numbers.tolist())) == len(numbers)
    np.testing.assert_array_equal(told["everybody"][numbers - 1], film["persons"][known])
