"""Automated decisions: fewer statutory hours, in every unit, for a licence."""

from tests.model.events.worlds import BOTH, CHILDREN, TOWN, falls, pairs, rises, untouched
from tillit.model.books.ledger import Entry


def test_statutory_work_becomes_less_and_licences_cost() -> None:
    automated = pairs("automated_decisions", share=1.0)
    assert falls(automated.change("statutory_time"))
    assert rises(automated.paid(Entry.MEASURES))


def test_relations_do_not_change_where_the_hours_lead_to_nothing() -> None:
    ample = TOWN.variant({"parameters.hours.statutory": 0.8})
    automated = pairs("automated_decisions", ample, share=1.0, work=0.0)
    assert untouched(automated.change("client_trust"))
    assert untouched(automated.change("anxiety"))


def test_a_town_of_children_automates_too() -> None:
    assert falls(pairs("automated_decisions", CHILDREN, share=1.0).change("child_stress"))


def test_one_unit_is_automated_without_the_other() -> None:
    automated = pairs("automated_decisions", BOTH, share=1.0, unit="children")
    assert untouched(automated.change("statutory_time"))
    assert falls(automated.change("child_stress"))
