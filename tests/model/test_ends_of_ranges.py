"""Every parameter can be at either end of its range: a village lives on in order, and notices."""

import numpy as np
import pytest

from tests.model.living_a_village import short_life, told
from tests.model.test_conservation import check_books, check_people, check_ranges, outside
from tillit.agents.caseworker import Caseworker
from tillit.agents.child import Child
from tillit.agents.mechanisms import Mechanisms
from tillit.agents.tie import Tie
from tillit.model.assumptions import DECLARED
from tillit.model.town.arrays import Town

SWITCHED_OFF = {"support.ordinary", "returning.ordinary", "staffing.ordinary"}
"""Parameters that only act while a mechanism is switched off."""

SELDOM = {
    "homelessness.officer_cases",
    "placements.boom",
    "placements.surest",
    "placing.network",
    "placing.rooms",
    "staffing.burnout",
    "staffing.flight",
    "staffing.restless",
    "staffing.settled",
    "staying.sooner",
    "staying.span",
}
"""Parameters of what may pass a few persons by in two years; nobody else is to be left out."""


@pytest.fixture(scope="module")
def usual() -> dict[str, str]:
    """Return what the village is like at the defaults."""
    return told(short_life(philox=False))


def check_children(town: Town) -> None:
    """Check that every field of the child unit lies in its declared range."""
    assert outside(Child, town.cases[town.cases["running"] == 1]) == []
    assert outside(Caseworker, town.children.caseworkers) == []
    assert outside(Tie, town.case_ties) == []


@pytest.mark.parametrize("name", DECLARED)
def test_a_village_lives_on_at_both_ends_of_a_range_and_notices(name: str, usual: dict[str, str]) -> None:
    par = DECLARED[name].par
    lives = [short_life(philox=False, changes={f"parameters.{name}": end}) for end in (par.low, par.high)]
    for town in lives:
        check_people(town)
        check_ranges(town)
        check_children(town)
        check_books(town, Mechanisms())
        assert np.isfinite(town.counts).all()
    noticed = any(told(town) != usual for town in lives)
    assert noticed or name in SWITCHED_OFF | SELDOM
