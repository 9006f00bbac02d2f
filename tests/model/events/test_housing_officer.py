"""A housing officer: temporary housing ends sooner, and fewer need it."""

from tests.model.events.worlds import TOWN, falls, pairs, rises, untouched
from tillit.model.books.ledger import Entry

HOMELESS = TOWN.variant({"town.homeless": 0.2, "parameters.homelessness.risk": 0.2})
"""A town in which many have no home."""


def test_fewer_live_in_temporary_housing_and_it_costs_less() -> None:
    helped = pairs("housing_officer", HOMELESS)
    assert falls(helped.change("temporary_housing"))
    assert falls(helped.paid(Entry.TEMPORARY_HOUSING))


def test_an_officer_costs_a_post() -> None:
    assert rises(pairs("housing_officer").paid(Entry.STAFF))


def test_an_officer_can_help_so_many_at_a_time() -> None:
    one, ten = (pairs("housing_officer", HOMELESS, posts=posts) for posts in (0.04, 10))
    assert falls(ten.change("temporary_housing") - one.change("temporary_housing"))


def test_homes_are_kept_and_homes_are_found_each_for_itself() -> None:
    for only in ({"keeps": 0.0}, {"finds": 0.0}):
        assert falls(pairs("housing_officer", HOMELESS, **only).change("temporary_housing"))


def test_crises_are_as_many_as_before_and_nobody_meets_more_often() -> None:
    helped = pairs("housing_officer", HOMELESS)
    assert untouched(helped.change("crises"))
    assert untouched(helped.change("kept_meetings"))
