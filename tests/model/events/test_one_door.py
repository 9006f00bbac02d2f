"""One door for employers: their contacts are there for all colleagues."""

from model.ledger import Entry
from tests.model.events.worlds import EAGER, TOWN, pairs, rises, untouched


def test_more_employers_are_reached() -> None:
    assert rises(pairs("one_door").change("reach"))


def test_more_become_trainees() -> None:
    assert rises(pairs("one_door", EAGER).change("trainees"))


def test_it_costs_part_of_a_post() -> None:
    assert rises(pairs("one_door").paid(Entry.STAFF))


def test_without_reach_through_colleagues_it_opens_nothing() -> None:
    alone = TOWN.variant({"mechanisms.reach": False})
    assert untouched(pairs("one_door", alone).change("exits_to_work"))
