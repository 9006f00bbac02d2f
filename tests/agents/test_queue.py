"""The queue is served in order, whole classes at a time, while the hours last."""

import numpy as np
import pytest

from tests.agents.in_python import PEOPLE, in_python, lots, row
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client
from tillit.agents.foundation.decisions import Decision
from tillit.agents.hours import Hours
from tillit.agents.queue import CLASSES, serve, take_turn

PROMISED = 6


def turn(silence: int, lot: float) -> int:
    """Return the turn of a household that has not been met for so long."""
    return in_python(take_turn)(row(Client, silence=silence), 0.0, PROMISED, lot)


def test_who_waited_longer_stands_further_ahead_by_half_the_queue_at_most() -> None:
    turns = [turn(months, 0.5) for months in range(7)]
    assert turns == sorted(turns, reverse=True)
    assert turns[0] - turns[-1] == CLASSES // 2


def test_waiting_beyond_what_was_promised_gains_no_more_and_nobody_stands_behind_the_last_class() -> None:
    assert turn(600, 0.0) == turn(PROMISED, 0.0) == 0
    assert turn(0, 0.999) == CLASSES - 1


def test_luck_spreads_those_who_waited_equally_over_half_the_queue() -> None:
    turns = [turn(0, lot) for lot in lots(Decision.QUEUE)]
    half = CLASSES // 2
    expected = len(PEOPLE) / half
    counts = np.bincount(turns, minlength=CLASSES)
    assert counts[:half].sum() == 0
    # The 99.999 % point of chi-square with 15 degrees of freedom.
    assert sum((count - expected) ** 2 / expected for count in counts[half:]) < 53.0


HOURS = Hours()._replace(along=0.3)


def served(hours: float, *wanted: float, saved: float = 0.0, longest: float = 4.0) -> Caseworker:
    """Return a caseworker whose hours were given to the first classes, which want so many each."""
    worker = row(Caseworker, hours=hours, saved=saved)
    of_classes = np.zeros(CLASSES)
    of_classes[: len(wanted)] = wanted
    in_python(serve)(worker, of_classes, HOURS, longest)
    assert worker.hours == 0.0
    return worker


def test_hours_are_given_to_whole_classes_in_order_and_the_rest_is_saved() -> None:
    worker = served(5.0, 2.0, 2.0, 2.0, 1.0)
    assert (worker.served, worker.met, worker.wanted) == (2, 4.0, 7.0)
    assert (worker.depth, worker.outward, worker.saved) == (1.0, 0.0, 1.0)


def test_hours_that_were_saved_are_used_in_the_next_month() -> None:
    worker = served(5.0, 2.0, 2.0, 2.0, 1.0, saved=1.0)
    assert (worker.served, worker.met, worker.saved) == (3, 6.0, 0.0)


def test_no_more_than_a_months_hours_are_saved() -> None:
    assert served(5.0, 100.0, saved=5.0).saved == 5.0
    assert served(5.0, saved=5.0).saved == 5.0
    assert served(0.0, 100.0, saved=5.0).saved == 0.0


def test_without_hours_only_empty_classes_are_served() -> None:
    worker = served(0.0, 0.0, 0.0, 0.0, 1.3)
    assert (worker.served, worker.met, worker.outward) == (3, 0.0, 0.0)


def test_with_hours_for_all_every_class_is_met_longer_and_some_of_it_at_a_partners() -> None:
    worker = served(64.0, *[1.0] * CLASSES)
    assert (worker.served, worker.wanted, worker.met, worker.saved) == (CLASSES, 32.0, 64.0, 0.0)
    assert worker.depth == pytest.approx(2.0)
    assert worker.outward == pytest.approx(0.3 * 32.0)


def test_just_enough_hours_for_all_make_ordinary_meetings() -> None:
    worker = served(32.0, *[1.0] * CLASSES)
    assert (worker.served, worker.depth, worker.outward) == (CLASSES, 1.0, 0.0)


def test_nobody_is_met_without_end_and_what_is_left_goes_to_partners() -> None:
    worker = served(200.0, *[1.0] * CLASSES, longest=4.0)
    assert (worker.depth, worker.met) == (4.0, 128.0)
    assert worker.outward == pytest.approx(0.3 * 96.0 + 72.0)
