"""The two loops together: a town that was reorganised for years does not come back by itself.

Nothing of this is written down anywhere in the model. It follows from caseload
→ time → trust → exits → caseload, and workload → stress → turnover → lost ties.
"""

import numpy as np
import pytest

from tillit.model.books.counts import Count
from tillit.model.events.reorganisation import Reorganisation
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, read_scenario
from tillit.model.simulation import run_world, settled
from tillit.model.town.seeds import key_of

PAIRS = 16
YEARS = 16
SIX_YEARS = 72
"""Months in which it is reorganised every eighteen; then nobody touches it for ten years."""


@pytest.fixture(scope="module")
def calm() -> Scenario:
    """Return a town of Hässleholm's size with 45 households for each post, to which nothing happens."""
    before = read_scenario("hassleholm").before()
    return Scenario(
        town=before.town, staff=before.staff.model_copy(update={"caseload": 45.0}), policy=before.policy
    )


def households(scenario: Scenario) -> np.ndarray:
    """Return households on assistance over the last year, in each replicate."""
    origin = Origin.of(scenario)
    last = []
    for replicate in range(PAIRS):
        key = key_of(1, replicate)
        run = run_world(origin, scenario, settled(origin, key), key, months=12 * YEARS)
        last.append(run.counts[-12:, Count.HOUSEHOLDS].mean())
    return np.array(last)


def reorganised(scenario: Scenario) -> Scenario:
    """Return the town reorganised every eighteen months for six years."""
    return scenario.with_events(Reorganisation(month=month, share=0.6) for month in range(1, SIX_YEARS, 18))


def test_ten_years_after_the_last_reorganisation_more_households_need_assistance(calm: Scenario) -> None:
    more = households(reorganised(calm)) / households(calm)
    # Twelve of sixteen pairs or more in the same direction happens by chance once in 26 times.
    assert np.count_nonzero(more > 1.0) >= 12
    assert np.median(more) > 1.1
