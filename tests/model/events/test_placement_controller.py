"""A placement controller: placed children go home, or to gentler forms, sooner."""

from tests.agents.in_python import in_python, row
from tests.model.events.worlds import BOTH, pairs, rises, untouched
from tillit.agents.child import Child, Form
from tillit.agents.office import Office
from tillit.agents.staying import Staying, may_go_home
from tillit.model.books.ledger import Entry

UNKNOWN = BOTH.variant({"parameters.staying.step": 0.3})
"""A town in which children who are known well soon move on from institutions."""


def test_placed_children_move_on_sooner() -> None:
    planned = pairs("placement_controller", UNKNOWN, posts=3, planned=0.9)
    assert rises(planned.change("returns_home") + planned.change("planned_moves"))


def test_controllers_cost_money() -> None:
    assert rises(pairs("placement_controller", BOTH).paid(Entry.STAFF))


def test_households_do_not_notice() -> None:
    planned = pairs("placement_controller", BOTH)
    assert untouched(planned.change("households"))
    assert untouched(planned.change("client_trust"))


def test_a_town_without_children_neither_notices_nor_pays() -> None:
    planned = pairs("placement_controller")
    assert untouched(planned.paid(Entry.STAFF))
    assert untouched(planned.change("households"))


def test_a_placement_may_end_sooner_when_its_end_was_planned() -> None:
    p = Staying(least=6, safe=0.4)
    child = row(Child, placed=5, risk=0.3, form=Form.FOSTER)
    assert not in_python(may_go_home)(child, row(Office, sooner=2), p)
    assert in_python(may_go_home)(child, row(Office, sooner=2, planning=1.0), p)
