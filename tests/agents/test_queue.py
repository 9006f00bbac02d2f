"""The queue is served in order, whole classes at a time, while the hours last."""

import numpy as np
import pytest

from tests.agents.in_python import PEOPLE, in_python, lots, row
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client
from tillit.agents.foundation.decisions import Decision
from tillit.agents.queue import CLASSES, Queue, serve, take_turn

FAIR = Queue()._replace(fairness=1.0, patience=6)


def test_who_waited_longest_comes_first_in_a_fair_queue() -> None:
    turns = [in_python(take_turn)(row(Client, silence=months), 0.0, 0.5, FAIR) for months in range(7)]
    assert turns == sorted(turns, reverse=True)
    assert turns[-1] == 0


def test_waiting_beyond_patience_gains_no_more_and_nobody_stands_behind_the_last_class() -> None:
    assert in_python(take_turn)(row(Client, silence=600), 0.0, 0.5, FAIR) == 0
    assert in_python(take_turn)(row(Client, silence=0), 0.0, 0.5, FAIR) == CLASSES - 1


def test_luck_alone_spreads_turns_evenly() -> None:
    lottery = Queue()._replace(fairness=0.0)
    turns = [in_python(take_turn)(row(Client), 0.0, lot, lottery) for lot in lots(Decision.QUEUE)]
    expected = len(PEOPLE) / CLASSES
    chi_square = sum((count - expected) ** 2 / expected for count in np.bincount(turns, minlength=CLASSES))
    # The 99.999 % point of chi-square with 31 degrees of freedom.
    assert chi_square < 81.5


def test_hours_are_given_to_whole_classes_in_order_and_the_rest_to_partners() -> None:
    worker = row(Caseworker, hours=10.0)
    wanted = np.zeros(CLASSES)
    wanted[:4] = [2.0, 2.0, 2.0, 1.0]
    in_python(serve)(worker, wanted, Queue()._replace(outward=0.5))
    assert (worker.served, worker.met, worker.wanted) == (2, 4.0, 7.0)
    assert worker.outward == pytest.approx(6.0)
    assert worker.hours == 0.0


def test_without_hours_only_empty_classes_are_served() -> None:
    worker = row(Caseworker, hours=0.0)
    wanted = np.zeros(CLASSES)
    wanted[3] = 1.3
    in_python(serve)(worker, wanted, Queue())
    assert (worker.served, worker.met, worker.outward) == (3, 0.0, 0.0)


def test_with_hours_for_all_every_class_is_served() -> None:
    worker = row(Caseworker, hours=100.0)
    in_python(serve)(worker, np.ones(CLASSES), Queue()._replace(outward=0.35))
    assert (worker.served, worker.met) == (CLASSES, 32.0)
    assert worker.outward == pytest.approx(68.0)
