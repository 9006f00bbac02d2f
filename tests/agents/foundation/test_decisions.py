"""Each decision has a number of its own, and so has each of its offsets."""

import pytest

from tillit.agents.agency import AGENCIES
from tillit.agents.caseworker import TEAM
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import DECISION_BITS
from tillit.agents.partnership import PAGES

OFFSETS = {
    Decision.ASSIGNMENT: 1,
    Decision.LOST_CONTACT: AGENCIES + PAGES + TEAM,
    Decision.PARTNER_CONTACT: 8 + PAGES,
    Decision.NEW_EMPLOYER: PAGES,
}
"""Decisions that are several: how many numbers each uses, from its own on."""


def test_no_two_decisions_share_a_number() -> None:
    assert len(Decision) == len(Decision.__members__)


def test_all_numbers_fit_into_the_key() -> None:
    assert min(Decision) > 0
    assert max(Decision) < 2**DECISION_BITS


@pytest.mark.parametrize("decision", OFFSETS)
def test_offsets_do_not_reach_the_next_decision(decision: Decision) -> None:
    last = Decision[f"{decision.name}_LAST"]
    assert decision + OFFSETS[decision] - 1 <= last
    assert [it for it in Decision if decision < it < last] == []


def test_agencies_and_pages_of_the_contact_book_do_not_share_a_number() -> None:
    assert AGENCIES <= 8
