"""A placement controller: placed children go home, or to gentler forms, sooner."""

from tests.agents.in_python import in_python, row
from tests.model.events.worlds import BOTH, falls, pairs, rises, untouched
from tillit.agents.child import Child, Form
from tillit.agents.office import Office
from tillit.agents.placing import Placing
from tillit.agents.staying import REVIEW, may_go_home
from tillit.model.books.ledger import Entry


def test_children_go_home_sooner_and_fewer_are_placed() -> None:
    planned = pairs("placement_controller", BOTH)
    assert rises(planned.change("returns_home"))
    assert falls(planned.change("children_placed"))


def test_the_more_is_planned_the_more_children_go_home() -> None:
    some, most = (pairs("placement_controller", BOTH, posts=3, planned=planned) for planned in (0.1, 0.9))
    assert rises(most.change("returns_home") - some.change("returns_home"))


def test_without_controllers_nothing_changes() -> None:
    nobody = pairs("placement_controller", BOTH, posts=0)
    assert untouched(nobody.change("children_placed"))
    assert untouched(nobody.paid(Entry.STAFF))


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
    placing = Placing()
    child = row(Child, placed=REVIEW - 1, risk=0.3, form=Form.FOSTER)
    assert not in_python(may_go_home)(child, row(Office, sooner=2), placing)
    assert in_python(may_go_home)(child, row(Office, sooner=2, planning=1.0), placing)
