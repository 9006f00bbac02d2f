"""A duty to study: slower now, better matched later."""

from tests.model.events.worlds import EAGER, TOWN, falls, pairs, rises, untouched

TEACHING_NOTHING = TOWN.variant(
    {f"parameters.study.{name}": 0.0 for name in ("ordinary", "lessons", "locked_in", "funded", "lasting")}
)
"""A town in which a course changes nobody."""


def test_households_come_nearer_to_self_support() -> None:
    assert falls(pairs("duty_to_study", share=1.0).change("distance"))


def test_more_leave_to_studies() -> None:
    assert rises(pairs("duty_to_study", EAGER, share=1.0).change("exits_to_studies"))


def test_who_studies_is_slower_to_work() -> None:
    held = TOWN.variant({"parameters.study.ordinary": 0.0, "parameters.study.locked_in": 1.0})
    assert falls(pairs("duty_to_study", held, share=1.0).change("exits_to_work"))


def test_it_costs_the_municipality_no_places() -> None:
    assert untouched(pairs("duty_to_study", TEACHING_NOTHING, share=1.0).change("measures_cost"))
