"""The monthly lists hold everybody once, in order of arrival, those who came back among them."""

import numpy as np
import pytest

from tests.agents.in_python import LUCK, in_python, lots
from tillit.agents.client import State
from tillit.agents.foundation.decisions import Decision
from tillit.model.households.lists import draw_lots, list_assisted, list_due, take_batch
from tillit.model.town.arrays import BATCH, Town, as_records, empty_town, mapped

STATES = (State.ABSENT, State.AWAY, State.ASSISTED, State.AWAY, State.PLACED, State.AWAY, State.ASSISTED)

MONTH = 7
"""Month in which something may happen to those who are away."""


def town_of(states: tuple[State, ...] = STATES) -> Town:
    """Return a town whose households are in these states, as the kernel's plain mode sees it."""
    town = empty_town(households=len(states), posts=1, employers=1, desks=1, months=1)
    town.households["state"] = states
    town.households["person"] = np.arange(len(states))
    town.households["due"] = MONTH
    town.assistance.office.rows = len(states)
    seen: Town = mapped(town, as_records)
    return seen


def list_all(town: Town) -> None:
    """Write both lists."""
    in_python(list_due)(town, MONTH)
    in_python(list_assisted)(town)


def listed(town: Town) -> tuple[list[int], list[int]]:
    """Return the rows of those on assistance, and of those away whose month it is."""
    office = town.assistance.office
    return town.assisted[: office.assisted].tolist(), town.away[: office.away].tolist()


def test_everybody_is_listed_once_and_who_is_gone_is_not() -> None:
    town = town_of()
    list_all(town)
    assert listed(town) == ([2, 4, 6], [1, 3, 5])


def test_who_is_away_waits_for_their_month() -> None:
    town = town_of()
    town.households["due"][3] = MONTH + 1
    list_all(town)
    assert listed(town) == ([2, 4, 6], [1, 5])


def test_an_empty_town_has_empty_lists() -> None:
    town = town_of((State.ABSENT, State.ABSENT))
    list_all(town)
    assert listed(town) == ([], [])


@pytest.mark.parametrize(
    ("back", "assisted"),
    [((), [2, 4, 6]), ((1, 5), [1, 2, 4, 5, 6]), ((1, 3, 5), [1, 2, 3, 4, 5, 6])],
    ids=str,
)
def test_who_came_back_stands_where_their_arrival_puts_them(
    back: tuple[int, ...], assisted: list[int]
) -> None:
    town = town_of()
    in_python(list_due)(town, MONTH)
    town.households["state"][list(back)] = State.ASSISTED
    in_python(list_assisted)(town)
    assert listed(town) == (assisted, [1, 3, 5])


def test_lots_are_the_draws_of_those_in_the_batch() -> None:
    town = town_of((State.ASSISTED,) * (BATCH + 3))
    in_python(list_assisted)(town)
    with np.errstate(over="ignore"):  # the generator's products wrap
        everybodys = lots(Decision.EXIT)
        for first, expected in [(0, BATCH), (BATCH, 3)]:
            many = in_python(take_batch)(town, town.assisted, first, town.assistance.office.assisted)
            in_python(draw_lots)(town, 1, many, Decision.EXIT, LUCK)
            assert many == expected
            assert town.lots[1, :many].tolist() == everybodys[first : first + many]
