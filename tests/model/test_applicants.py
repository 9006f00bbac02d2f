"""A town may say both how many receive assistance and how many new ones it grants: then so many come."""

import numpy as np
import pytest

from tests.model.small_towns import VILLAGE, lived, village
from tillit.agents.client import OBSTACLES
from tillit.model import applicants
from tillit.model.applicants import EXACT, MOST_TRIES, share_with
from tillit.model.books.counts import Count
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, ScenarioError, parse_scenario
from tillit.model.simulation import settled, share_near, usual_inflow
from tillit.model.town.seeds import key_of

TOWN = village(households=240, posts=5)
TEXT = VILLAGE.format(inhabitants=6000, households=240, posts=5)


def usual(scenario: Scenario = TOWN) -> float:
    """Return how many apply in a usual month."""
    return float(usual_inflow(Origin.of(scenario))[:OBSTACLES].sum())


def stating(number: float) -> Scenario:
    """Return the village that says how many it grants assistance."""
    return TOWN.variant({"town.applicants": number})


def test_so_many_come_as_are_stated_and_as_many_are_on_assistance_as_before() -> None:
    fewer = stating(0.93 * usual())
    assert usual(fewer) == pytest.approx(0.93 * usual())
    assert share_near(Origin.of(fewer)) < share_near(Origin.of(TOWN))
    stock = [lived(it, months=1).counts[0, Count.HOUSEHOLDS] for it in (TOWN, fewer)]
    assert stock[1] == pytest.approx(stock[0], rel=0.08)


def test_who_lives_there_is_the_same_when_something_happens() -> None:
    fewer = stating(0.93 * usual())
    acted = fewer.variant({"staff.posts": "+3"})
    towns = [settled(Origin.of(it), key_of(1)) for it in (fewer, acted)]
    assert towns[0].place.near == towns[1].place.near != share_near(Origin.of(TOWN))


def test_other_towns_are_as_they_were_and_keep_their_hash() -> None:
    assert share_near(Origin.of(TOWN)) == Origin.of(TOWN).assumptions.households.near
    assert "applicants" not in TOWN.digest
    assert stating(5.0).digest != TOWN.digest


@pytest.mark.parametrize("number", [0.5, 200.0])
def test_more_or_fewer_than_can_be_are_refused_with_the_range(number: float) -> None:
    words = rf"applicants = {number:g}: with 240 households and 48 cases each between .* a month are possible"
    with pytest.raises(ScenarioError, match=words):
        usual_inflow(Origin.of(stating(number)))


@pytest.mark.parametrize("number", [0.0, -3.0, float("nan"), "many"])
def test_what_is_no_number_of_applicants_is_refused(number: object) -> None:
    with pytest.raises(ScenarioError, match="applicants"):
        TOWN.variant({"town.applicants": number})


def test_applicants_without_households_are_refused() -> None:
    text = TEXT.partition("[town.obstacles]")[0].replace("households = 240", "applicants = 4")
    with pytest.raises(ScenarioError, match="has applicants"):
        parse_scenario(text + "[children]\ncases = 20\nposts = 2\n", "children.toml")


def test_a_file_says_it_once() -> None:
    text = TEXT.replace("[town.obstacles]", "applicants = 9\n\n[town.obstacles]")
    with pytest.raises(ScenarioError, match=r"stands in for the parameter households\.near"):
        parse_scenario(text + "\n[parameters]\nhouseholds.near = 0.5\n", "village.toml")


def test_a_bent_curve_is_searched_in_few_tries_and_always_between_the_ends() -> None:
    tried: list[float] = []

    def came(share: float) -> float:
        tried.append(share)
        return 10.0 + 20.0 * share**3

    share = share_with(12.0, TOWN.town, 5, came)
    assert came(share) == pytest.approx(12.0, rel=EXACT)
    assert len(tried) <= MOST_TRIES + 3
    assert np.all((np.array(tried) >= 0.0) & (np.array(tried) <= 1.0))


def test_a_curve_with_a_step_ends_after_the_last_try(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applicants, "MOST_TRIES", 4)
    share = share_with(15.0, TOWN.town, 5, lambda it: 10.0 if it < 0.3 else 20.0)
    assert 0.0 < share < 1.0
