"""The roll lists everybody once, in order of arrival, those who came back among them."""

from typing import Any

import numpy as np
import pytest

from tests.agents.in_python import LUCK, in_python, lots
from tillit.agents.client import State
from tillit.agents.foundation.decisions import Decision
from tillit.model.roll import call_roll, call_up, draw_lots, fall_in, report_back
from tillit.model.town import HANDFUL, Town, empty_town

STATES = (State.ABSENT, State.AWAY, State.ASSISTED, State.AWAY, State.PLACED, State.AWAY, State.ASSISTED)


def town_of(states: tuple[State, ...] = STATES) -> Town:
    """Return a town whose households are in these states, as the kernel's plain mode sees it."""
    town = empty_town(clients=len(states), posts=1, employers=1, desks=1, months=1)
    town.clients["state"] = states
    town.clients["person"] = np.arange(len(states))
    town.office["rows"] = len(states)
    arrays: Any = (array.view(np.recarray) if array.dtype.names else array for array in town)
    return Town(*arrays)


def called(town: Town) -> tuple[list[int], list[int]]:
    """Return the rows of those on assistance, and of those away."""
    office = town.office[0]
    return town.roll[: office.on_roll].tolist(), town.away[: office.away].tolist()


def test_everybody_is_listed_once_and_who_is_gone_is_not() -> None:
    town = town_of()
    in_python(call_roll)(town)
    assert called(town) == ([2, 4, 6], [1, 3, 5])


def test_an_empty_town_has_an_empty_roll() -> None:
    town = town_of((State.ABSENT, State.ABSENT))
    in_python(call_roll)(town)
    assert called(town) == ([], [])


@pytest.mark.parametrize(
    ("back", "roll"),
    [((), [2, 4, 6]), ((1, 5), [1, 2, 4, 5, 6]), ((1, 3, 5), [1, 2, 3, 4, 5, 6])],
    ids=str,
)
def test_who_came_back_stands_where_their_arrival_puts_them(back: tuple[int, ...], roll: list[int]) -> None:
    town = town_of()
    in_python(call_roll)(town)
    for row in back:
        in_python(report_back)(town, row)
    in_python(fall_in)(town)
    assert called(town)[0] == roll


def test_everybody_can_come_back_to_a_town_without_households() -> None:
    town = town_of((State.AWAY, State.AWAY))
    in_python(call_roll)(town)
    for row in (0, 1):
        in_python(report_back)(town, row)
    in_python(fall_in)(town)
    assert called(town)[0] == [0, 1]


def test_lots_are_the_draws_of_those_who_were_called_up() -> None:
    town = town_of((State.ASSISTED,) * (HANDFUL + 3))
    in_python(call_roll)(town)
    with np.errstate(over="ignore"):  # the generator's products wrap
        everybodys = lots(Decision.EXIT)
        for first, expected in [(0, HANDFUL), (HANDFUL, 3)]:
            many = in_python(call_up)(town, town.roll, first, town.office[0].on_roll)
            in_python(draw_lots)(town, 1, many, Decision.EXIT, LUCK)
            assert many == expected
            assert town.lots[1, :many].tolist() == everybodys[first : first + many]
