"""An activity requirement: demands that are felt soon, and many hours a week."""

from tests.model.events.worlds import TOWN, falls, pairs, rises, untouched
from tillit.model.books.ledger import Entry


def test_more_leave_to_nothing_and_anxiety_rises() -> None:
    required = pairs("activity_requirement")
    assert rises(required.change("exits_to_nothing"))
    assert rises(required.change("anxiety"))


def test_fewer_households_but_more_of_them_come_back() -> None:
    required = pairs("activity_requirement")
    assert falls(required.change("households"))
    assert rises(required.change("returns"))


def test_it_costs_places_and_caseworkers_time() -> None:
    required = pairs("activity_requirement")
    assert rises(required.paid(Entry.MEASURES))
    assert rises(required.change("statutory_time"))


def test_fewer_hours_and_a_later_beginning_are_felt_less() -> None:
    nothing = pairs("activity_requirement").change("exits_to_nothing").mean()
    assert pairs("activity_requirement", hours=10).change("exits_to_nothing").mean() < 0.5 * nothing
    assert pairs("activity_requirement", days=120).change("exits_to_nothing").mean() < 0.5 * nothing


def test_without_the_mechanism_of_demands_nobody_feels_it() -> None:
    unfelt = TOWN.variant({"mechanisms.demands": False})
    required = pairs("activity_requirement", unfelt)
    assert untouched(required.change("exits"))
    assert untouched(required.change("anxiety"))


def test_nobody_more_applies() -> None:
    assert untouched(pairs("activity_requirement").change("applicants"))
