"""Whom a caseworker reaches, with own ties or through a colleague."""

import numpy as np
import pytest

from tests.agents.in_python import in_python, row
from tillit.agents.agency import PARTNERS, Partner
from tillit.agents.employer import Employer
from tillit.agents.office import Office
from tillit.agents.partnership import PAGES, Partnerships
from tillit.agents.reach import book_worth, reach_through, welcome
from tillit.agents.tie import NOBODY, OWN, Tie

OPEN = {"openings": 1.0, "willingness": 1.0, "memory": 1.0}


def worth(trusts: list[float], frozen: float = OWN, **employer: float) -> float:
    """Return what a contact book with such ties is worth."""
    book = np.zeros(PAGES, Tie.dtype).view(np.recarray)
    book.other = NOBODY
    for page, trust in enumerate(trusts):
        book[page].other, book[page].trust, book[page].seat = 1, trust, 0
    employers = np.zeros(1, Employer.dtype).view(np.recarray)
    for name, value in (OPEN | employer).items():
        employers[name] = value
    return in_python(book_worth)(book, employers, frozen, Partnerships())


def test_an_employer_welcomes_with_openings_will_and_good_memories() -> None:
    p = Partnerships(wary=0.3)
    assert in_python(welcome)(row(Employer, **OPEN), p) == pytest.approx(1.0)
    for name in ("openings", "willingness"):
        assert in_python(welcome)(row(Employer, **OPEN | {name: 0.0}), p) == 0.0
    assert in_python(welcome)(row(Employer, **OPEN | {"memory": 0.0}), p) == pytest.approx(0.3)


def test_each_employer_in_the_book_adds_to_its_worth() -> None:
    assert worth([0.5]) == pytest.approx(0.5)
    assert worth([0.5, 0.5]) == pytest.approx(0.75)
    assert worth([0.5], openings=0.5) == pytest.approx(0.25)


def test_an_empty_book_is_worth_nothing_and_full_trust_everything() -> None:
    assert worth([]) == 0.0
    assert worth([1.0] * PAGES) == 1.0


def test_frozen_every_page_counts_alike() -> None:
    assert worth([0.0], frozen=0.4) == worth([1.0], frozen=0.4) == pytest.approx(0.4)


def through(trust: float, reach: float, own: float) -> tuple[object, bool]:
    """Return what is reached with a colleague's help, and whether employers are reached through them."""
    reached = np.full(PARTNERS, reach)
    best = in_python(reach_through)(
        reached, np.full(PARTNERS, own), trust, row(Office), Partnerships(delegation=0.8)
    )
    return reached.tolist(), best


def test_a_colleague_is_reached_through_at_the_product_of_the_trusts() -> None:
    assert through(0.5, 0.1, 1.0) == ([pytest.approx(0.4)] * PARTNERS, True)


def test_a_colleague_never_narrows_what_one_reaches_alone() -> None:
    assert through(0.5, 0.4, 1.0) == ([0.4] * PARTNERS, False)
    assert through(0.0, 0.0, 1.0) == ([0.0] * PARTNERS, False)


@pytest.mark.parametrize("partner", list(Partner)[:PARTNERS])
def test_only_the_colleagues_own_partners_are_borrowed(partner: Partner) -> None:
    reach, own = np.zeros(PARTNERS), np.zeros(PARTNERS)
    own[partner] = 1.0
    best = in_python(reach_through)(reach, own, 1.0, row(Office), Partnerships(delegation=0.8))
    assert np.flatnonzero(reach).tolist() == [partner]
    assert best == (partner == Partner.EMPLOYERS)
