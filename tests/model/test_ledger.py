"""Every entry is booked twice, in whole kronor."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.agents.in_python import in_python
from tests.model.small_towns import EVERYTHING, lived, village
from tillit.model.books.ledger import ENTRIES, PARTIES, Entry, Party, book


def page() -> np.ndarray:
    """Return an empty page."""
    return np.zeros((ENTRIES, PARTIES), np.int64)


def test_what_one_party_pays_another_receives() -> None:
    booked = page()
    in_python(book)(booked, Entry.WAGES, Party.EMPLOYERS, Party.HOUSEHOLDS, 24500.0)
    assert booked[Entry.WAGES].tolist() == [0, 0, 0, -24500, 24500, 0]
    assert np.count_nonzero(booked) == 2


@pytest.mark.parametrize(("amount", "kronor"), [(0.0, 0), (0.49, 0), (0.5, 1), (1e12, 10**12)])
def test_amounts_are_rounded_to_whole_kronor(amount: float, kronor: int) -> None:
    booked = page()
    in_python(book)(booked, Entry.CARE, Party.REGION, Party.HOUSEHOLDS, amount)
    assert booked[Entry.CARE, Party.HOUSEHOLDS] == kronor


Booking = tuple[Entry, Party, Party, float]


@settings(max_examples=50, deadline=None, derandomize=True, database=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(Entry), st.sampled_from(Party), st.sampled_from(Party), st.floats(0.0, 1e9))
    )
)
def test_any_bookings_sum_to_zero_for_each_kind(bookings: list[Booking]) -> None:
    booked = page()
    for entry, payer, payee, amount in bookings:
        in_python(book)(booked, entry, payer, payee, amount)
    assert not booked.sum(axis=1).any()


def test_every_kind_is_booked_in_a_town_in_which_everything_happens() -> None:
    often = {"parameters.placing.network": 0.6}
    ledger = lived(village(*EVERYTHING, children=80, child_posts=6, changes=often)).ledger
    assert [entry.name for entry in Entry if not ledger[:, entry].any()] == []


def test_the_municipality_pays_assistance_and_households_receive_it() -> None:
    assistance = lived(village()).ledger[:, Entry.ASSISTANCE]
    assert (assistance[:, Party.MUNICIPALITY] < 0).all()
    assert np.array_equal(assistance[:, Party.HOUSEHOLDS], -assistance[:, Party.MUNICIPALITY])
