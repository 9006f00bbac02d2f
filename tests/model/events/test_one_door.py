"""One door for employers: their contacts are there for all colleagues."""

import numpy as np

from tests.agents.in_python import in_python, row
from tests.model.events.worlds import TOWN, pairs, rises, untouched
from tillit.agents.agency import PARTNERS, Partner
from tillit.agents.office import Office
from tillit.agents.partnership import Partnerships
from tillit.agents.reach import reach_through
from tillit.model.books.ledger import Entry


def test_more_employers_are_reached() -> None:
    assert rises(pairs("one_door").change("reach"))


def test_through_a_colleague_more_of_employers_is_reached_and_no_more_of_agencies() -> None:
    ways = []
    for one_door in (0.0, 0.5, 1.0):
        reach, own = np.zeros(PARTNERS), np.full(PARTNERS, 0.6)
        in_python(reach_through)(
            reach, own, 0.5, row(Office, one_door=one_door, door_opens=0.6), Partnerships()
        )
        ways.append(reach)
    employers = [way[Partner.EMPLOYERS] for way in ways]
    assert employers == sorted(set(employers))
    assert employers[-1] <= 0.6
    assert all(np.array_equal(way[: Partner.EMPLOYERS], ways[0][: Partner.EMPLOYERS]) for way in ways)


def test_it_costs_part_of_a_post() -> None:
    assert rises(pairs("one_door").paid(Entry.STAFF))


def test_without_reach_through_colleagues_it_opens_nothing() -> None:
    alone = TOWN.variant({"mechanisms.reach": False})
    assert untouched(pairs("one_door", alone).change("exits_to_work"))
