"""Models: every simpler explanation leaves out what it says, and nothing else."""

import pytest

from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.calibration.models import ABOUT_TIES, MODELS, NULL_MODELS, THEORY
from tillit.model.assumptions import DECLARED
from tillit.model.indicators import INDICATORS
from tillit.model.scenarios import Scenario

BY_NAME = {it.name: it for it in MODELS}


def test_theory_tells_a_town_as_it_is(hamlet: Scenario) -> None:
    assert THEORY.of(hamlet) == hamlet


def test_where_nothing_is_done_only_the_surroundings_change(hamlet: Scenario) -> None:
    told = BY_NAME["nothing_done"].of(hamlet)
    assert [it.kind for it in told.events] == ["price_change"]
    assert told.before().digest == hamlet.before().digest


@pytest.mark.parametrize("name", ["ties_frozen", "random_ties"])
def test_explanations_that_are_about_ties_alone_leave_the_town_as_it_is(name: str, hamlet: Scenario) -> None:
    assert BY_NAME[name].of(hamlet).digest == hamlet.digest
    assert BY_NAME[name].ties != "lasting"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("hours_only", ["posts", "administrative_support", "setting", "price_change"]),
        ("control_only", ["setting", "price_change"]),
        ("faster_decisions", ["administrative_support", "price_change"]),
    ],
)
def test_only_what_an_explanation_is_about_happens(name: str, kept: list[str], hamlet: Scenario) -> None:
    model = BY_NAME[name]
    told = model.of(hamlet)
    assert [it.kind for it in told.events] == kept
    assert model.ties == "frozen"
    off = {mechanism for mechanism, on in told.mechanisms._asdict().items() if not on}
    assert off == set(model.off)
    assert all(told.parameters[parameter] == 0.0 for parameter in model.nothing)


def test_names_are_known_and_different() -> None:
    assert len({it.name for it in MODELS}) == len(MODELS) == 7
    assert {name for it in NULL_MODELS for name in it.nothing} <= set(DECLARED)
    assert {name for it in NULL_MODELS for name in it.off} <= set(Mechanisms._fields)
    assert set(INDICATORS) >= ABOUT_TIES
    assert len(ABOUT_TIES) == 10
