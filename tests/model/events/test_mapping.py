"""Mapping of long cases: hours once, and long cases come first."""

from tests.agents.in_python import in_python, row
from tests.model.events.worlds import falls, pairs, rises, untouched
from tillit.agents.client import Client
from tillit.agents.queue import CLASSES, Queue, take_turn
from tillit.model.books.counts import Count


def test_it_takes_hours_only_while_it_goes_on() -> None:
    mapped = pairs("mapping", hours=10, months=3, priority=0)
    spent = mapped.counted(Count.STATUTORY_HOURS)
    assert rises(spent)
    assert untouched(pairs("mapping", hours=0, priority=0).counted(Count.STATUTORY_HOURS))


def test_long_cases_come_first_and_others_wait() -> None:
    old, new = (row(Client, spell=months) for months in (24, 2))
    for priority in (0.0, 0.5, 1.0):
        turns = [in_python(take_turn)(it, priority, 0.5, Queue()) for it in (old, new)]
        assert (turns[0] < turns[1]) is (priority > 0.0)
    assert turns[0] < CLASSES // 2 <= turns[1]


def test_nobody_is_met_more_often_than_there_are_hours_for() -> None:
    assert not rises(pairs("mapping", hours=0, priority=1.0).change("client_time"))


def test_nobody_else_applies_and_prices_stay() -> None:
    mapped = pairs("mapping")
    assert untouched(mapped.change("applicants"))
    assert not falls(mapped.change("statutory_time"))
