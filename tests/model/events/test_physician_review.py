"""Review of medical histories: the way to sickness compensation opens for the long-term sick."""

from tests.agents.in_python import in_python, row
from tests.model.events.worlds import MONTHS, TOWN, UNWELL, falls, pairs, rises, untouched
from tillit.agents.client import Client, Destination, Obstacle
from tillit.agents.office import Office
from tillit.agents.review import awaits_review
from tillit.model.books.counts import Count
from tillit.model.books.ledger import Entry
from tillit.model.money.prices import Prices


def test_more_leave_to_sickness_benefit() -> None:
    reviewed = pairs("physician_review", UNWELL, reviews=20)
    assert rises(reviewed.counted(Count.EXITS + Destination.SICKNESS_BENEFIT, months=12))
    assert falls(reviewed.change("long_term_share"))


def test_reviews_cost_money_and_are_limited() -> None:
    few, many = (pairs("physician_review", UNWELL, reviews=reviews) for reviews in (1, 20))
    assert rises(few.paid(Entry.MEASURES))
    assert rises(many.paid(Entry.MEASURES) - few.paid(Entry.MEASURES))
    assert few.paid(Entry.MEASURES).mean() < 1.5 * MONTHS * Prices().review


def test_where_nobody_is_sick_nothing_is_reviewed() -> None:
    well = TOWN.variant({"town.obstacles.sick": 0.0, "town.obstacles.unemployed": 0.55})
    reviewed = pairs("physician_review", well)
    assert untouched(reviewed.change("households"))
    assert untouched(reviewed.paid(Entry.MEASURES))


def test_a_history_is_reviewed_once_and_after_some_time() -> None:
    for spell, reviewed, awaits in ((9, 0, False), (10, 0, True), (30, 1, False)):
        client = row(Client, obstacle=Obstacle.SICK, spell=spell, reviewed=reviewed)
        assert bool(in_python(awaits_review)(client, row(Office, review_after=10))) is awaits
