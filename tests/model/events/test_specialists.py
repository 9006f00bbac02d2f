"""Specialists beside fewer managers: support for caseworkers."""

from tests.model.events.worlds import falls, pairs, rises, untouched
from tillit.model.books.ledger import Entry


def test_statutory_work_becomes_less_and_competence_grows() -> None:
    helped = pairs("specialists")
    assert falls(helped.change("statutory_time"))
    assert rises(helped.change("competence"))


def test_they_cost_money_and_managers_save_some() -> None:
    alone, instead = pairs("specialists"), pairs("specialists", fewer_managers=1)
    assert rises(alone.paid(Entry.STAFF))
    assert falls(instead.paid(Entry.STAFF) - alone.paid(Entry.STAFF))


def test_fewer_managers_alone_change_money_only() -> None:
    saved = pairs("specialists", specialists=0, fewer_managers=1)
    assert untouched(saved.change("households"))
    assert untouched(saved.change("stress"))
    assert falls(saved.paid(Entry.STAFF))
