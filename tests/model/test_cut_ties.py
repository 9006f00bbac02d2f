"""A tie that is cut takes the help away at once, and help comes back as the tie does."""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.model.small_towns import only_children, village
from tillit.agents.client import State
from tillit.agents.foundation.records import Rows
from tillit.agents.tie import NOBODY
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.simulation import advance, begin, settled
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of

CUT = 3
"""Month in which all ties are cut."""
LATER = 24
"""Months after which they have come back."""

HOUSEHOLDS = village(households=240, posts=5)
CHILDREN = only_children(cases=150, posts=5)
REORGANISED: dict[str, Any] = {
    "kind": "reorganisation",
    "month": CUT,
    "share": 1.0,
    "months": 0,
    "hours": 0.0,
}
DESERTED: dict[str, Any] = {"kind": "resignation_wave", "month": CUT - 1, "share": 1.0}
"""Everybody has gone as the month begins in which all ties are cut."""


class Cases(NamedTuple):
    """The cases of a town's one unit as a month ends, and their ties."""

    cases: Rows
    ties: Rows

    @property
    def held(self) -> float:
        """Mean of contact times trust."""
        return float((self.cases["contact"] * self.ties["trust"]).mean())


def cases_of(town: Town) -> Cases:
    """Return the cases that a town's unit has."""
    if town.has_children:
        here = town.cases["running"] == 1
        return Cases(town.cases[here], town.case_ties[here])
    here = (town.households["state"] == State.ASSISTED) | (town.households["state"] == State.PLACED)
    return Cases(town.households[here], town.ties[here])


@cache
def home(scenario: Scenario) -> Town:
    """Return the settled town."""
    return settled(Origin.of(scenario), key_of(1))


@cache
def lived(scenario: Scenario, event: str) -> list[Cases]:
    """Return a town's cases, month by month, after an event that cuts all ties, or after none."""
    events = {"reorganised": [REORGANISED], "deserted": [DESERTED], "calm": []}[event]
    if scenario is CHILDREN:
        events = [{**it, "unit": "children"} for it in events]
    happened = (only_children(*events, cases=150, posts=5)) if scenario is CHILDREN else scenario_of(events)
    origin, key = Origin.of(scenario), key_of(1)
    town = begin(home(scenario), months=LATER)
    seen = []
    for page in range(LATER):
        town = advance(town, origin, key, page=page, months=1, events=happened.events)
        seen.append(cases_of(town.copied()))
    return seen


def scenario_of(events: list[dict[str, Any]]) -> Scenario:
    """Return the village to which something happens."""
    return village(*events, households=240, posts=5)


def contacts(cases: Cases, met: int) -> NDArray[np.float64]:
    """Return the contact of those who met their caseworker this month, or of those who did not."""
    values: NDArray[np.float64] = cases.cases["contact"][cases.cases["met"] == met]
    return values


both_units = pytest.mark.parametrize("scenario", [HOUSEHOLDS, CHILDREN], ids=["households", "children"])


@both_units
def test_who_keeps_the_caseworker_has_something_left_of_the_meetings_before(scenario: Scenario) -> None:
    assert contacts(lived(scenario, "calm")[CUT - 1], met=0).mean() > 0.1


@both_units
def test_a_successor_has_met_nobody_yet(scenario: Scenario) -> None:
    month = lived(scenario, "reorganised")[CUT - 1]
    assert len(contacts(month, met=0)) > 0
    assert not contacts(month, met=0).any()
    assert contacts(month, met=1).min() > 0.0


@both_units
def test_what_somebody_was_to_the_case_is_gone_as_soon_as_the_post_is_vacant(scenario: Scenario) -> None:
    month = lived(scenario, "deserted")[CUT - 1]
    # A post may be filled within the month; its few first meetings are with somebody new.
    assert month.cases["met"].mean() < 0.05
    assert not contacts(month, met=0).any()


@both_units
def test_a_newcomer_has_met_nobody_yet(scenario: Scenario) -> None:
    for month in lived(scenario, "calm"):
        new = month.cases["spell"] == (0 if scenario is CHILDREN else 1)
        unmet = new & (month.cases["met"] == 0) & (month.cases["caseworkers"] <= 1)
        assert not month.cases["contact"][unmet].any()
    assert sum(int((month.cases["spell"] <= 1).sum()) for month in lived(scenario, "calm")) > 10


@both_units
def test_help_comes_back_as_the_tie_does(scenario: Scenario) -> None:
    calm, cut = lived(scenario, "calm"), lived(scenario, "reorganised")
    shares = [after.held / before.held for before, after in zip(calm, cut, strict=True)]
    assert shares[: CUT - 1] == [1.0] * (CUT - 1)
    assert shares[CUT - 1] < 0.5
    assert shares[CUT - 1] < shares[CUT] < shares[CUT + 3]
    # Who has told it all before trusts more slowly, so that a part is still missing after two years.
    assert np.mean(shares[-6:]) > 1.3 * np.mean(shares[CUT : CUT + 3])


def test_a_household_without_anybody_has_no_contact() -> None:
    for month in lived(HOUSEHOLDS, "deserted")[CUT - 1 :]:
        alone = month.ties["seat"] == NOBODY
        assert not month.cases["contact"][alone].any()
