"""Sheltered work all year for those who are far, summer work for the young in three months."""

import numpy as np
import pytest

from tests.agents.in_python import in_python
from tests.model.events.worlds import REPLICATES, falls, pairs, rises
from tillit.agents.sheltered import is_summer
from tillit.model.books.ledger import Entry, Party


def test_sheltered_work_brings_nearer_and_calms() -> None:
    sheltered = pairs("sheltered_work", places=30, summer=0)
    assert falls(sheltered.change("distance"))
    assert falls(sheltered.change("anxiety"))


def test_places_cost_money() -> None:
    assert rises(pairs("sheltered_work", places=30, summer=0).paid(Entry.MEASURES))


def test_summer_work_is_paid_for_in_summer_only() -> None:
    summer = pairs("sheltered_work", places=0, summer=30)
    paid = np.sum([b.ledger[:12, Entry.MEASURES, Party.HOUSEHOLDS] for b in summer.within], axis=0)
    without = np.sum([a.ledger[:12, Entry.MEASURES, Party.HOUSEHOLDS] for a in summer.without], axis=0)
    first = [month for month in range(12) if paid[month] - without[month] > 10_000 * REPLICATES]
    assert first == [6, 7]


@pytest.mark.parametrize(("month", "summer"), [(4, False), (5, True), (7, True), (8, False), (17, True)])
def test_summer_is_june_to_august_of_every_year(month: int, summer: bool) -> None:
    assert in_python(is_summer)(month) is summer
