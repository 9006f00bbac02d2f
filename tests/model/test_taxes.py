"""Wages pay tax by one rule, whoever earns them; clients and employees are two parties."""

import numpy as np
import pytest

from tests.model.small_towns import (
    EVERYTHING,
    EVERYTHING_TO_CHILDREN,
    MEASURES,
    lived,
    only_children,
    village,
)
from tillit.model.books.ledger import Entry, Party
from tillit.model.money.prices import Prices
from tillit.model.scenarios import Scenario

P = Prices()

TO_EMPLOYEES = (Entry.STAFF, Entry.CARE, Entry.NETWORK_CARE, Entry.FOSTER_CARE, Entry.OWN_RESIDENCE)
TO_CLIENTS = (Entry.ASSISTANCE, Entry.BENEFITS, Entry.WAGES)

KRONA = 100.0
"""Kronor by which a year's payments may be off, each rounded on its own."""


def booked(scenario: Scenario) -> np.ndarray:
    """Return what each party received less paid in all, shape (ENTRIES, PARTIES)."""
    total: np.ndarray = lived(scenario).ledger.sum(axis=0)
    return total


def local_tax(wages: float) -> float:
    """Return what somebody with such wages, before tax, pays to municipality and region."""
    return wages * (P.municipal_tax + P.regional_tax)


def before_tax(page: np.ndarray) -> float:
    """Return the staff's wages without the contributions that the municipality pays on them."""
    return float(-page[Entry.STAFF, Party.MUNICIPALITY]) / (1.0 + P.contributions)


@pytest.mark.parametrize(
    "scenario", [village(), village(children=40), only_children()], ids=["one", "both", "other"]
)
def test_staff_pays_the_tax_on_its_wages_and_the_contributions(scenario: Scenario) -> None:
    page = booked(scenario)
    wages = before_tax(page)
    assert wages > 0.0
    paid = -page[Entry.TAXES, Party.EMPLOYEES]
    assert paid == pytest.approx(P.contributions * wages + local_tax(wages), abs=KRONA)


def test_who_has_found_work_pays_by_the_same_rule_and_the_employer_the_contributions() -> None:
    page = booked(village())
    wages = page[Entry.WAGES, Party.HOUSEHOLDS]
    assert wages > 0
    assert -page[Entry.TAXES, Party.HOUSEHOLDS] == pytest.approx(local_tax(wages), abs=KRONA)
    assert -page[Entry.TAXES, Party.EMPLOYERS] == pytest.approx(P.contributions * wages, abs=KRONA)


def test_municipality_and_region_keep_the_same_share_of_the_tax_on_both() -> None:
    page = booked(village())
    wages = before_tax(page) + page[Entry.WAGES, Party.HOUSEHOLDS]
    kept = {Party.MUNICIPALITY: P.municipal_tax, Party.REGION: P.regional_tax}
    for party, rate in kept.items():
        assert page[Entry.TAXES, party] == pytest.approx(P.kept_tax * rate * wages, abs=KRONA)


def test_where_nobody_works_nobody_pays_tax() -> None:
    page = booked(only_children())
    assert page[Entry.WAGES].tolist() == [0] * len(Party)
    assert page[Entry.TAXES, Party.HOUSEHOLDS] == page[Entry.TAXES, Party.EMPLOYERS] == 0


def test_clients_and_employees_are_paid_for_different_things_and_all_sums_to_zero() -> None:
    run = lived(village(*EVERYTHING, *EVERYTHING_TO_CHILDREN, *MEASURES, children=80))
    page = run.ledger.sum(axis=0)
    for entry in TO_EMPLOYEES:
        assert page[entry, Party.HOUSEHOLDS] == 0
    for entry in TO_CLIENTS:
        assert page[entry, Party.EMPLOYEES] == 0
    assert page[Entry.STAFF, Party.EMPLOYEES] > 0
    assert page[Entry.ASSISTANCE, Party.HOUSEHOLDS] > 0
    assert not run.ledger.sum(axis=2).any()
