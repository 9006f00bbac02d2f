"""What holds for each measure and each happening: nothing before its month, nothing without a size."""

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from tests.model.events.worlds import BOTH, CHILDREN, MONTH, TOWN, pairs
from tillit.model.events import EVENTS
from tillit.model.scenarios import Scenario
from tillit.model.simulation import Run

NOTHING: dict[str, dict[str, Any]] = {
    "one_door": {"share": 0},
    "activity_requirement": {"hours": 0},
    "duty_to_study": {"share": 0},
    "adult_education": {"places": 0},
    "sheltered_work": {"places": 0, "summer": 0},
    "automated_decisions": {"share": 0},
    "specialists": {"specialists": 0, "fewer_managers": 0},
    "team_work": {"share": 0},
    "placement_controller": {"posts": 0},
    "fraud_control": {"share": 0},
    "mapping": {"hours": 0, "priority": 0},
    "physician_review": {"reviews": 0},
    "housing_officer": {"posts": 0},
    "demographic_change": {"growth": 0, "ageing": 0},
    "pandemic": {"depth": 0, "distance": 0},
    "agency_reorganisation": {"share": 0, "capacity": 0},
    "employer_contacts": {"hours": 0},
    "work_support": {"share": 0},
    "lot": {"cases": 0, "staff": 0},
    "treatment": {},
}
"""The size of each kind that is none."""

FOR_HOUSEHOLDS_ONLY = sorted(
    NOTHING.keys()
    - {"automated_decisions", "specialists", "team_work", "mapping"}
    - {"placement_controller", "demographic_change", "pandemic"}
    - {"work_support", "lot", "treatment"}
)
"""Kinds that only concern an assistance unit, at their default size."""

WRONG = [
    ("one_door", {"share": 1.1}),
    ("activity_requirement", {"hours": 41}),
    ("activity_requirement", {"days": -1}),
    ("duty_to_study", {"share": -0.1}),
    ("adult_education", {"places": float("nan")}),
    ("sheltered_work", {"summer": -1}),
    ("automated_decisions", {"share": 2}),
    ("specialists", {"specialists": -1}),
    ("team_work", {"share": "much"}),
    ("placement_controller", {"posts": -1}),
    ("placement_controller", {"unit": "assistance"}),
    ("fraud_control", {"share": 1.5}),
    ("mapping", {"months": 0}),
    ("mapping", {"priority": 1.01}),
    ("physician_review", {"reviews": float("inf")}),
    ("housing_officer", {"post": 1}),
    ("demographic_change", {"growth": 0.3}),
    ("pandemic", {"depth": 0.95}),
    ("pandemic", {"months": 0}),
    ("agency_reorganisation", {"partner": "employers"}),
    ("caseload_norm", {"cases": 4}),
    ("caseload_norm", {"cases": 301}),
    ("caseload_norm", {"each": 0}),
    ("caseload_norm", {"fewer": "perhaps"}),
    ("caseload_norm", {"unit": "all"}),
    ("agency_reorganisation", {"share": 1.2}),
    ("employer_contacts", {"hours": -1}),
    ("employer_contacts", {"unit": "children"}),
    ("work_support", {"share": 1.1}),
    ("lot", {"cases": 1.1}),
    ("treatment", {"meetings": 11}),
    ("treatment", {"lost_first": 4, "lost_last": 3}),
    ("treatment", {"meetings_first": 4, "meetings_last": 3}),
    ("treatment", {"swap": -1}),
]


def same(one: Run, other: Run, months: int | None = None) -> bool:
    """Tell whether two worlds are the same, to the last byte, over their first months or all."""
    counts = np.array_equal(one.counts[:months], other.counts[:months])
    return counts and np.array_equal(one.ledger[:months], other.ledger[:months])


def alike(kind: str, town: Scenario, months: int | None = None, **size: Any) -> bool:  # noqa: ANN401 - any size
    """Tell whether all worlds with an event are as those without."""
    return all(same(a, b, months) for a, b in zip(*pairs(kind, town, **size), strict=True))


@pytest.mark.parametrize("kind", NOTHING)
@pytest.mark.parametrize("town", [TOWN, BOTH, CHILDREN], ids=["households", "both", "children"])
def test_everything_before_the_month_is_identical_in_every_town(kind: str, town: Scenario) -> None:
    assert alike(kind, town, months=MONTH - 1)


@pytest.mark.parametrize("kind", NOTHING)
def test_without_a_size_nothing_happens(kind: str) -> None:
    assert alike(kind, BOTH, **NOTHING[kind])


@pytest.mark.parametrize("kind", FOR_HOUSEHOLDS_ONLY)
def test_what_concerns_households_only_does_nothing_where_there_are_none(kind: str) -> None:
    assert alike(kind, CHILDREN)


@pytest.mark.parametrize("kind", sorted(NOTHING.keys() - {"agency_reorganisation"}))
def test_money_is_neither_made_nor_lost(kind: str) -> None:
    assert not any(run.ledger.sum(axis=2).any() for run in pairs(kind, BOTH).within)


@pytest.mark.parametrize(("kind", "size"), WRONG)
def test_size_without_sense_is_refused(kind: str, size: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        EVENTS[kind].model_validate({"month": 1, **size})
