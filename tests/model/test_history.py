"""Each household's life is written down, month by month, when somebody asks for it."""

import numpy as np
import pytest

from tests.model.small_towns import EVERYTHING, lived, village
from tillit.agents.client import Destination, State
from tillit.agents.foundation.records import Rows, fields
from tillit.model.books.counts import Count
from tillit.model.books.ledger import Entry, Party
from tillit.model.books.lives import Life
from tillit.model.books.observers import LONG
from tillit.model.simulation import Run


@pytest.fixture(scope="module")
def run() -> Run:
    """Return a village in which everything happens, with its histories."""
    return lived(village(*EVERYTHING), history=True)


def in_month(run: Run, month: int) -> Rows:
    """Return everybody's life in one month."""
    lives: Rows = run.lives[run.lives["month"] == month]
    return lives


def test_without_asking_nothing_is_written() -> None:
    assert len(lived(village()).lives) == 0


def test_histories_add_up_to_what_the_observers_counted_and_the_ledger_booked(run: Run) -> None:
    for month in range(1, 25):
        lives, counts = in_month(run, month), run.counts[month - 1]
        assert len(lives) == counts[Count.HOUSEHOLDS]
        assert lives["met"].sum() == counts[Count.MET]
        assert lives["in_crisis"].sum() == counts[Count.CRISES]
        exits = [(lives["destination"] == destination).sum() for destination in list(Destination)[1:]]
        assert exits == counts[Count.EXITS + 1 : Count.EXITS + len(Destination)].tolist()
        booked = run.ledger[month - 1, Entry.ASSISTANCE, Party.HOUSEHOLDS]
        # Each payment is rounded to whole kronor on its own.
        assert lives["paid"].sum() == pytest.approx(booked, abs=0.5 * len(lives) + 1.0)


def test_a_year_is_counted_as_the_histories_of_its_twelve_months_say(run: Run) -> None:
    for month in range(12, 25):
        last = run.lives[(run.lives["month"] > month - 12) & (run.lives["month"] <= month)]
        months = np.unique(last["person"], return_counts=True)[1]
        counts = run.counts[month - 1]
        assert counts[Count.YEAR_HOUSEHOLDS] == len(months)
        assert counts[Count.YEAR_MONTHS] == months.sum()
        assert counts[Count.LONG_TERM] == (months >= LONG).sum()


def test_nobody_has_two_lives_in_a_month(run: Run) -> None:
    pairs = np.stack([run.lives["person"], run.lives["month"]])
    assert np.unique(pairs, axis=1).shape == pairs.shape


def test_a_household_that_left_has_a_destination_and_the_others_have_none(run: Run) -> None:
    left = run.lives["destination"] != Destination.NONE
    assert left.any()
    assert (run.lives["state"][left] == State.AWAY).all()
    assert (run.lives["state"][~left] != State.AWAY).all()


@pytest.mark.parametrize(("name", "field"), list(fields(Life)))
def test_every_field_lies_in_its_range(run: Run, name: str, field: object) -> None:
    low, high = getattr(field, "low", None), getattr(field, "high", None)
    assert low is not None
    assert high is not None
    assert low <= run.lives[name].min() <= run.lives[name].max() <= high
