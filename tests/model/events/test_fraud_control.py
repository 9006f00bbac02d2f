"""Control of payments: some are stopped, and being checked costs trust."""

from tests.model.events.worlds import falls, pairs, rises, untouched
from tillit.model.books.ledger import Entry


def test_more_leave_to_nothing() -> None:
    assert rises(pairs("fraud_control").change("exits_to_nothing"))


def test_being_checked_makes_anxious_and_costs_trust() -> None:
    checked = pairs("fraud_control")
    assert rises(checked.change("anxiety"))
    assert falls(checked.change("client_trust"))


def test_it_takes_posts_and_hours() -> None:
    checked = pairs("fraud_control")
    assert rises(checked.paid(Entry.STAFF))
    assert rises(checked.change("statutory_time"))


def test_other_payments_stay_as_they_are() -> None:
    harmless = pairs("fraud_control", stopped=0.0, hours=0.0, mistrust=0.0, suspicion=0.0)
    assert untouched(harmless.change("payments"))
