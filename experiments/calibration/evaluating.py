"""Evaluating: what the model gives for each target with one vector of values."""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np

from tillit.experiments import trials
from tillit.experiments.calibration.measures import MEASURES, Array, Lived
from tillit.experiments.calibration.models import THEORY, Model
from tillit.experiments.calibration.targets import Target, TrialTarget
from tillit.experiments.comparison.statistics import YEAR
from tillit.experiments.trials import Effect
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, read_scenario
from tillit.model.simulation import settled, usual_inflow
from tillit.model.town.seeds import key_of

INFLOW = 15_000
"""Households that the search for an inflow lives through: a quarter of what a run takes, which else
would be most of what a vector costs. A fit asks many towns only once."""


@dataclass(frozen=True)
class Everything:
    """What the model gives for targets of both sorts in any order, with some values by name."""

    targets: tuple[Target, ...]
    months: int  # how long a town is run, unless its target says
    replicates: int
    seed: int
    explanation: Model = THEORY

    def __call__(self, values: Mapping[str, float]) -> Array:
        """Return what the model gives with some values, shape (replicates, targets)."""
        figures, base = np.zeros((2, self.replicates, len(self.targets)))
        # Targets of one place share its runs. With each goes where it is added, and as which part of a mean.
        places = defaultdict[tuple[str, float | None, int], list[tuple[int, Array, int]]](list)
        effects = cache(partial(self._effects, values))
        for at, it in enumerate(self.targets):
            if isinstance(it, TrialTarget):
                figures[:, at] = as_replicates(effects(it.trial, it.replications)[it.turn], self.replicates)
                continue
            loads = it.caseload or (None,)
            for load in loads:
                places[it.town, load, it.months or self.months].append((at, figures, len(loads)))
            if it.against is not None:
                places[it.town, it.against, it.months or self.months].append((at, base, 1))
        for place, asked in places.items():
            history = any(MEASURES[self.targets[at].measure].history for at, _, _ in asked)
            lives = self._lives(*place, values, history=history)
            for at, into, parts in asked:
                it = self.targets[at]
                window = slice(YEAR if it.last is None else -it.last, None)
                found = [MEASURES[it.measure].figure(life._replace(window=window)) for life in lives]
                into[:, at] += np.array(found) / parts
        for at, it in enumerate(self.targets):
            if it.against is not None:
                # Of the mean over the replicates: one's own small number would make its percentage wild.
                figures[:, at] = 100.0 * (figures[:, at] - base[:, at]) / (base[:, at].mean() or np.nan)
        return figures

    def _lives(
        self, name: str, load: float | None, months: int, values: Mapping[str, float], *, history: bool
    ) -> list[Lived]:
        town = of_density(read_scenario(name).before(), load)
        changes = {f"parameters.{parameter}": it for parameter, it in values.items()}
        scenario = self.explanation.of(town.variant(changes))
        origin = Origin.of(scenario)
        live = partial(self.explanation.live, origin, scenario, months=months, history=history)
        usual, keys = usual_inflow(origin, INFLOW), (key_of(self.seed, it) for it in range(self.replicates))
        runs = [live(settled(origin, key, usual), key) for key in keys]
        return [Lived(run, scenario.town.inhabitants, slice(None)) for run in runs]

    def _effects(self, values: Mapping[str, float], name: str, replications: int) -> tuple[Effect, ...]:
        """Return what comes of a trial; where nothing is done in any arm, nothing, and without a run."""
        trial = self.explanation.of_trial(trials.read_trial(name))
        if all(arm.scenario.events == trial.arms[0].scenario.events for arm in trial.arms):
            return tuple(Effect(it, 0.0, 0.0, replications) for it in trial.figures)
        live, inflow = self.explanation.live, partial(usual_inflow, lived=INFLOW)
        return trials.effects(
            trial, values, replications=replications, seed=self.seed, threads=1, live=live, inflow=inflow
        )


def of_density(town: Scenario, caseload: float | None) -> Scenario:
    """Return a town that has always had a caseload (children, if it has a child unit only), or as it is."""
    if caseload is None:
        return town
    density = {"caseload": float(caseload), "posts": None}
    if town.posts or town.children is None:
        return replace(town, staff=town.staff.model_copy(update=density))
    return replace(town, children=town.children.model_copy(update=density))


def as_replicates(effect: Effect, replicates: int) -> Array:
    """Return figures with the effect's value as their mean, and its standard error as that of the mean.

    An effect is one figure of all its offices together. A fit reads replicates, and of them the mean
    and its error only, so any figures with these two do.
    """
    steps = np.linspace(-1.0, 1.0, replicates)
    even: Array = steps / steps.std(ddof=1)
    return effect.value + effect.error * math.sqrt(replicates) * even
