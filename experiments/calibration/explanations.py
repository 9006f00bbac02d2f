"""Explanations: the theory, and simpler ones, each of which is fitted for itself.

A simpler explanation with values that were found under the theory would be a straw man. So each has
its own fit to the same targets, and its own plausible set.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.calibration.models import NULL_MODELS, Model, live_one
from tillit.experiments.refused import RefusedError
from tillit.experiments.trials import Trial
from tillit.experiments.trials.running import Live
from tillit.model.events.lot import Lot
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.scenarios.errors import nearest
from tillit.model.simulation import Run, run_world, usual_inflow
from tillit.model.town.arrays import Town
from tillit.model.town.tie_history import settled_trust

INFLOW = 15_000
"""Households that the search for an inflow lives through: a quarter of what a run takes, which else
would be most of what a vector costs. A fit asks many towns only once."""


def roughly_usual(origin: Origin) -> NDArray[np.float64]:
    """Return a town's usual inflow, exact enough for a fit."""
    return usual_inflow(origin, INFLOW)


def as_it_is(scenario: Scenario) -> Scenario:
    """Return the scenario."""
    return scenario


@dataclass(frozen=True)
class Explanation:
    """One explanation, as calibration needs it."""

    name: str
    """What one types."""
    label: str
    """What one reads."""
    of: Callable[[Scenario], Scenario] = as_it_is
    """Returns a scenario as this explanation tells it."""
    live: Live = run_world
    """Runs one world from a settled town."""

    def of_trial(self, trial: Trial) -> Trial:
        """Return a trial as this explanation tells it: the same people are drawn and followed."""
        arms = tuple(replace(arm, scenario=self._of_arm(arm.scenario)) for arm in trial.arms)
        return replace(trial, office=self.of(trial.office), arms=arms)

    def _of_arm(self, scenario: Scenario) -> Scenario:
        told = self.of(scenario)
        # A lot only says who is followed: it changes nothing by itself.
        kept = tuple(it for it in scenario.events if it in told.events or isinstance(it, Lot))
        return replace(told, events=kept)


def live_as(model: Model) -> Live:
    """Return what runs one world with what lies behind a model's ties."""

    def live(
        origin: Origin, scenario: Scenario, town: Town, key: np.uint64, *, months: int, history: bool = False
    ) -> Run:
        return live_one(origin, scenario, town, key, months, settled_trust(town), model.ties, history=history)

    return live


THEORY: Explanation = Explanation("theory", "the theory")
EXPLANATIONS = {
    THEORY.name: THEORY,
    **{it.name: Explanation(it.name, it.label, it.of, live_as(it)) for it in NULL_MODELS},
}
"""All explanations, by name."""


def explanation_of(name: str) -> Explanation:
    """Return an explanation by its name.

    Raises
    ------
    RefusedError
        If there is none of that name.
    """
    if name not in EXPLANATIONS:
        message = f"there is no model {name!r}; {nearest(name, EXPLANATIONS)}: {', '.join(EXPLANATIONS)}"
        raise RefusedError(message)
    return EXPLANATIONS[name]
