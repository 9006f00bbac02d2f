"""A partner's own reorganisation: its contact persons change, and its queue grows."""

from tests.model.events.worlds import CHILDREN, TOWN, UNWELL, falls, pairs, untouched
from tillit.model.books.counts import Count

HEALTH = {"partner": "health_care", "share": 1.0, "capacity": 0.8, "months": 24}


def test_ties_to_the_agency_are_lost() -> None:
    assert falls(pairs("agency_reorganisation", share=1.0).change("agency_trust"))


def test_a_longer_queue_is_reached_less() -> None:
    queue = pairs("agency_reorganisation", UNWELL, **HEALTH | {"share": 0.0})
    assert falls(queue.change("reach"))
    assert falls(queue.change("exits_to_sickness_benefit"))


def test_ties_to_employers_and_colleagues_stay() -> None:
    lost = pairs("agency_reorganisation", share=1.0, capacity=0.0)
    first = [
        b.counts[6, Count.EMPLOYER_TRUST] - a.counts[6, Count.EMPLOYER_TRUST]
        for a, b in zip(*lost, strict=True)
    ]
    assert not any(first)
    assert untouched(lost.change("applicants"))


def test_a_partner_of_families_is_lost_to_them_only() -> None:
    lost = pairs("agency_reorganisation", CHILDREN, partner="school", share=1.0)
    assert falls(lost.change("child_partner_trust"))
    assert untouched(pairs("agency_reorganisation", TOWN, partner="school").change("agency_trust"))
