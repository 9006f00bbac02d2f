"""Switches: an effect is run with everything, and without ties, or reach, or both."""

from tillit.experiments.claims.continuity import (
    PAIRS,
    REPLICATES,
    SWITCHES,
    WORLDS,
    effects_of,
    questions,
)
from tillit.model.scenarios import Scenario


def test_where_nothing_is_done_nothing_differs_under_any_switch(hamlet: Scenario) -> None:
    ran: list[int] = []
    calm = hamlet.before()
    found = effects_of(calm, calm, ran.append, pairs=2, months=12, threads=1)
    assert found == {name: [0.0, 0.0, 0.0] for name in SWITCHES}
    assert sum(ran) == 2 * 2 * len(SWITCHES)


def test_bar_counts_every_world() -> None:
    assert len(questions()) * len(SWITCHES) * PAIRS * 2 + 2 * REPLICATES == WORLDS
