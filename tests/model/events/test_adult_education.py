"""Adult education with the language: limited places, and exits that last."""

import pytest

from tests.agents.in_python import in_python, row
from tests.model.events.worlds import EAGER, MONTHS, falls, pairs, rises
from tillit.agents.client import Client
from tillit.agents.office import Office
from tillit.agents.study import better_match, learn_in_course
from tillit.model.books.ledger import Entry
from tillit.model.events.adult_education import AdultEducation
from tillit.model.money.prices import Prices


def teaching() -> Office:
    """Return an office with courses as they usually are."""
    office = row(Office)
    AdultEducation(month=1).happen(office)
    return office


def test_households_come_nearer_to_self_support_and_more_find_work() -> None:
    taught = pairs("adult_education", places=40)
    assert falls(taught.change("distance"))
    assert rises(taught.change("exits_to_work"))
    assert rises(pairs("adult_education", EAGER, places=40).change("exits_to_studies"))


def test_more_places_do_more_and_cost_more() -> None:
    few, many = (pairs("adult_education", places=places) for places in (10, 40))
    assert rises(many.paid(Entry.MEASURES) - few.paid(Entry.MEASURES))
    assert falls(many.change("distance") - few.change("distance"))


def test_no_more_places_are_paid_for_than_there_are() -> None:
    most = MONTHS * 5 * Prices().course_place
    assert pairs("adult_education", places=5).paid(Entry.MEASURES).mean() < 1.1 * most


def test_combined_teaching_does_most_for_those_without_the_language() -> None:
    speaks, new = (row(Client, language=language, distance=0.5) for language in (0.9, 0.1))
    for client in (speaks, new):
        in_python(learn_in_course)(client, True, teaching())  # noqa: FBT003 - a behaviour takes no keywords
    assert new.distance < speaks.distance < 0.5
    assert new.language > 0.1


def test_a_job_after_a_course_fits_better_and_without_one_as_before() -> None:
    match = [
        in_python(better_match)(row(Client, lessons=months), 0.3, teaching()) for months in (0, 6, 12, 30)
    ]
    assert match[0] == 0.3
    assert match == sorted(match)
    assert match[2] == match[3] == pytest.approx(0.3 + 0.7 * AdultEducation(month=1).lasting)
