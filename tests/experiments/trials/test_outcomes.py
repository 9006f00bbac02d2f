"""Outcomes are sums of people or of books, and figures of sums."""

import math

import numpy as np
import pytest

from tests.experiments.trials.tiny import START, lives, months, person
from tillit.agents.client import Destination
from tillit.experiments.trials.effects import follow
from tillit.experiments.trials.outcomes import DAYS, OUTCOMES, Followed, World, money_back, payback
from tillit.experiments.trials.tables import Cohort
from tillit.model.books.counts import COUNTS, UNIT, Count
from tillit.model.books.ledger import ENTRIES, PARTIES, Entry, Party


@pytest.fixture
def two() -> Followed:
    """Return two people: one works after two months, one stays for all four."""
    first = months(person(1), 1, 2, destination=Destination.WORK)
    return follow(lives(*first, *months(person(1, 1), 1, 4, met=1)), Cohort(follow=4), START)


def level(name: str, followed: Followed, first: int = 0, last: int = 4) -> float:
    """Return a figure of one arm."""
    outcome = OUTCOMES[name]
    assert outcome.of_people
    return outcome.level(outcome.sums(followed, slice(first, last)))


def test_days_are_of_everybody_and_add_up(two: Followed) -> None:
    assert level("days_on_support", two) == pytest.approx(DAYS * 6 / 2)
    assert level("days_in_work", two) == pytest.approx(DAYS * 2 / 2)
    assert level("days_elsewhere", two) == 0.0
    assert level("days_to_work", two) == pytest.approx(DAYS * (2 + 4) / 2)


def test_spells_shares_and_chances(two: Followed) -> None:
    assert level("spell", two) == 3.0
    assert level("left", two) == level("left_to_work", two) == 0.5
    assert level("exit_rate", two) == level("work_rate", two) == pytest.approx(1 / 6)
    assert level("exit_rate", two, 1, 2) == 0.5
    assert level("exit_rate", two, 2, 4) == 0.0
    assert level("kept_meetings", two) == pytest.approx(4 / 6)


def test_the_median_lies_between_two_months_by_proportion() -> None:
    rows = [
        row
        for turn, last in enumerate((1, 2, 2, 3))
        for row in months(person(1, turn), 1, last, destination=Destination.WORK)
    ]
    assert level("median_spell", follow(lives(*rows), Cohort(follow=4), START)) == pytest.approx(1.5)


def test_there_is_no_median_while_half_are_still_there(two: Followed) -> None:
    assert level("median_spell", two) == 2.0
    assert math.isnan(level("median_spell", two, last=1))


def world(children: bool = False, **counts: float) -> World:
    """Return an office whose books say the same in each of twenty months."""
    made = np.zeros((20, COUNTS))
    for name, value in counts.items():
        made[:, Count[name] + UNIT * children] = value
    return World(made, np.zeros((20, ENTRIES, PARTIES), np.int64), children)


def of_office(name: str, it: World) -> float:
    """Return a figure of one office."""
    outcome = OUTCOMES[name]
    assert not outcome.of_people
    return outcome.level(outcome.sums(it, slice(0, 12)))


def test_office_figures_are_those_of_its_books() -> None:
    assert of_office("households", world(HOUSEHOLDS=80.0)) == 80.0
    assert of_office("leaving_staff", world(RESIGNED=0.1, PRESENT=10.0)) == pytest.approx(0.12)
    assert of_office("leaving_staff", world(children=True, RESIGNED=0.2, PRESENT=10.0)) == pytest.approx(0.24)


def money(saved: list[float], spent: list[float]) -> np.ndarray:
    """Return sums of assistance that is saved, and staff that costs more."""
    return np.array([-it for it in saved] + spent)


def test_money_comes_back_and_pays_back_in_the_month_in_which_it_is_even() -> None:
    nothing = np.zeros(8)
    there = money([0.0, 10.0, 20.0, 40.0], [10.0, 10.0, 10.0, 10.0])
    assert money_back(nothing, there) == pytest.approx(70 / 40)
    assert payback(nothing, there) == 3.0


def test_payback_goes_on_beyond_what_was_followed_or_never_comes() -> None:
    nothing = np.zeros(48)
    slowly = money([0.0] * 12 + [15.0] * 12, [10.0] * 24)
    assert payback(nothing, slowly) == pytest.approx(24 + 60 / 5)
    assert payback(nothing, money([0.0] * 24, [10.0] * 24)) == math.inf


def test_an_office_that_never_spent_more_has_nothing_to_pay_back() -> None:
    assert payback(np.zeros(8), np.zeros(8)) == math.inf
    assert math.isnan(money_back(np.zeros(8), np.zeros(8)))


def test_spending_is_what_the_municipality_paid() -> None:
    it = world()
    it.ledger[:, Entry.ASSISTANCE, Party.MUNICIPALITY] = -70
    it.ledger[:, Entry.ASSISTANCE, Party.HOUSEHOLDS] = 70
    assert it.spent(Entry.ASSISTANCE).tolist() == [70.0] * 20
