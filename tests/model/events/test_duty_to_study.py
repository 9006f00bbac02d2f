"""A duty to study: slower now, better matched later."""

from typing import Any

from tests.model.events.worlds import EAGER, falls, pairs, rises, untouched

NOTHING: dict[str, Any] = dict.fromkeys(("pace", "lessons", "locked_in", "funded", "lasting"), 0.0)
"""A course that changes nobody."""


def test_households_come_nearer_to_self_support() -> None:
    assert falls(pairs("duty_to_study", share=1.0).change("distance"))


def test_more_leave_to_studies() -> None:
    assert rises(pairs("duty_to_study", EAGER, share=1.0).change("exits_to_studies"))


def test_who_studies_is_slower_to_work() -> None:
    held = pairs("duty_to_study", share=1.0, pace=0.0, locked_in=1.0)
    assert falls(held.change("exits_to_work"))


def test_it_costs_the_municipality_no_places() -> None:
    assert untouched(pairs("duty_to_study", share=1.0, **NOTHING).change("measures_cost"))
