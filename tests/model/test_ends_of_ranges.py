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
from tillit.model.events import EVENTS
from tillit.model.town.arrays import Town

STRENGTHS = {
    f"{kind}.{name}": size for kind, event in EVENTS.items() for name, size in event.strengths().items()
}
"""How strong each measure may be, by ``kind.name``."""

SELDOM = {
    "adult_education.full",
    "adult_education.funded",
    "adult_education.lasting",
    "duty_to_study.full",
    "duty_to_study.funded",
    "duty_to_study.health",
    "duty_to_study.lessons",
    "duty_to_study.lasting",
    "duty_to_study.locked_in",
    "housing_officer.cases",
    "placement_controller.sooner",
    "placement_controller.span",
    "placing.families",
    "placing.network",
    "staffing.burnout",
    "staffing.flight",
    "staffing.settled",
    "staying.reunion",
}
"""What may pass a few persons by in two years, or what a later event overrules; nothing else is left out."""


@pytest.fixture(scope="module")
def usual() -> dict[str, str]:
    """Return what the village is like at the defaults."""
    return told(short_life(philox=False))


def check_children(town: Town) -> None:
    """Check that every field of the child unit lies in its declared range."""
    assert outside(Child, town.cases[town.cases["running"] == 1]) == []
    assert outside(Caseworker, town.children.caseworkers) == []
    assert outside(Tie, town.case_ties) == []


def check(town: Town) -> None:
    """Check that people, values and books are in order."""
    check_people(town)
    check_ranges(town)
    check_children(town)
    check_books(town, Mechanisms())
    assert np.isfinite(town.counts).all()


@pytest.mark.parametrize("name", DECLARED)
def test_a_village_lives_on_at_both_ends_of_a_range_and_notices(name: str, usual: dict[str, str]) -> None:
    par = DECLARED[name].par
    lives = [short_life(philox=False, changes={f"parameters.{name}": end}) for end in (par.low, par.high)]
    for town in lives:
        check(town)
    noticed = any(told(town) != usual for town in lives)
    assert noticed or name in SELDOM


def test_what_is_said_to_be_seldom_noticed_is_declared() -> None:
    assert DECLARED.keys() | STRENGTHS.keys() >= SELDOM


@pytest.mark.parametrize("name", STRENGTHS)
def test_a_village_lives_on_with_a_measure_of_every_strength_and_notices(
    name: str, usual: dict[str, str]
) -> None:
    size = STRENGTHS[name]
    lives = [short_life(philox=False, strengths={name: end}) for end in (size.low, size.high)]
    for town in lives:
        check(town)
    noticed = any(told(town)[array] != usual[array] for town in lives for array in ("counts", "ledger"))
    assert noticed or name in SELDOM


@pytest.mark.parametrize("name", STRENGTHS)
def test_every_strength_has_a_default_in_its_range(name: str) -> None:
    kind, _, field = name.partition(".")
    default = EVENTS[kind].model_fields[field].default
    assert STRENGTHS[name].low <= default <= STRENGTHS[name].high
