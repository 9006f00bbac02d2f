"""Evaluating: what the model gives for each target with one vector of values."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.experiments import trials
from tillit.experiments.calibration.measures import MEASURES, Lived
from tillit.experiments.calibration.models import THEORY, Model
from tillit.experiments.calibration.targets import Target, TrialTarget, Value
from tillit.experiments.comparison.statistics import YEAR
from tillit.experiments.trials import Effect
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, read_scenario
from tillit.model.simulation import Run, settled, usual_inflow
from tillit.model.town.seeds import key_of

INFLOW = 15_000
"""Households that the search for an inflow lives through: a quarter of what a run takes, which else
would be most of what a vector costs. A fit asks many towns only once."""

Array = NDArray[np.float64]
Evaluator = Callable[[Mapping[str, float]], Array]
"""Whatever can say what the model gives with some values by name, shape (replicates, targets); the same for
the same values."""


class Situation(NamedTuple):
    """A town in which something is measured; targets that share it share its runs."""

    town: str
    caseload: float | None
    changes: tuple[tuple[str, Value], ...]
    treatment: tuple[tuple[str, Value], ...]
    acts: bool
    """Whether the town's events are the treatment."""
    months: int

    def worlds(self, values: Mapping[str, float]) -> list[Scenario]:
        """Return the town with some parameters, and the treated town, if there is one."""
        # The situation's own changes come later: a trial that fixes a parameter fixes it.
        changes = {f"parameters.{name}": value for name, value in values.items()} | dict(self.changes)

        def changed(town: Scenario) -> Scenario:
            """Return the town with the changes; of a caseload that it has always had, its own events kept."""
            town = town.variant(changes)
            if self.caseload is None:
                return town
            density = {"caseload": float(self.caseload), "posts": None}
            if town.posts or town.children is None:
                return replace(town, staff=town.staff.model_copy(update=density))
            return replace(town, children=town.children.model_copy(update=density))

        town = read_scenario(self.town)
        before = changed(town.before())
        if not self.acts and not self.treatment:
            return [before]
        return [before, (changed(town) if self.acts else before).variant(dict(self.treatment))]


@dataclass(frozen=True)
class Everything:
    """The evaluator that runs towns and trials, for targets of both sorts in any order."""

    targets: tuple[Target, ...]
    months: int
    """How long a town is run, unless its target says."""
    replicates: int
    seed: int
    explanation: Model = THEORY

    def __call__(self, values: Mapping[str, float]) -> Array:
        """Return what the model gives with some values, shape (replicates, targets)."""
        figures, base = np.zeros((2, self.replicates, len(self.targets)))
        for situation, places in self.situations().items():
            history = any(MEASURES[self.targets[at].measure].history for at, _ in places)
            runs = self._runs(situation, values, history=history)
            inhabitants = read_scenario(situation.town).town.inhabitants
            for at, against in places:
                many = 1 if against else max(1, len(self.targets[at].caseload))
                found = _figures(self.targets[at], inhabitants, runs) / many
                (base if against else figures)[:, at] += found
        effects: dict[str, tuple[Effect, ...]] = {}
        for at, it in enumerate(self.targets):
            if isinstance(it, TrialTarget):
                if it.trial not in effects:
                    effects[it.trial] = self._effects(it.trial, values, it.replications)
                figures[:, at] = as_replicates(effects[it.trial][it.turn], self.replicates)
            elif it.against is not None:
                mean = base[:, at].mean() or np.nan
                figures[:, at] = 100.0 * (figures[:, at] - base[:, at]) / mean
        return figures

    def situations(self) -> dict[Situation, list[tuple[int, bool]]]:
        """Return what is run, and for which targets; True for what a target's own figure is compared with."""
        found: dict[Situation, list[tuple[int, bool]]] = {}
        for at, it in enumerate(self.targets):
            if isinstance(it, TrialTarget):
                continue
            pairs = tuple(it.changes.items()), tuple(it.treatment.items())
            loads = [(load, False) for load in it.caseload or (None,)]
            loads += [] if it.against is None else [(it.against, True)]
            for load, against in loads:
                situation = Situation(it.town, load, *pairs, it.acts, it.months or self.months)
                found.setdefault(situation, []).append((at, against))
        return found

    def _runs(
        self, situation: Situation, values: Mapping[str, float], *, history: bool
    ) -> list[tuple[Run, ...]]:
        worlds = [self.explanation.of(world) for world in situation.worlds(values)]
        origin, months = Origin.of(worlds[0]), situation.months
        usual = usual_inflow(origin, INFLOW)
        runs, live = [], self.explanation.live
        for replicate in range(self.replicates):
            key = key_of(self.seed, replicate)
            town = settled(origin, key, usual)
            pair = (live(Origin.of(it), it, town, key, months=months, history=history) for it in worlds)
            runs.append(tuple(pair))
        return runs

    def _effects(self, name: str, values: Mapping[str, float], replications: int) -> tuple[Effect, ...]:
        """Return what comes of a trial; where nothing is done in any arm, nothing, and without a run."""
        trial = self.explanation.of_trial(trials.read_trial(name))
        if all(arm.scenario.events == trial.arms[0].scenario.events for arm in trial.arms):
            return tuple(Effect(it, 0.0, 0.0, math.nan, math.nan, replications) for it in trial.figures)
        live, inflow = self.explanation.live, partial(usual_inflow, lived=INFLOW)
        return trials.effects(
            trial, values, replications=replications, seed=self.seed, threads=1, live=live, inflow=inflow
        )


def _figures(target: Target, inhabitants: int, runs: list[tuple[Run, ...]]) -> Array:
    measure = MEASURES[target.measure].figure
    # After a first year, unless the target says, or something is done that counts at once.
    begin = YEAR if target.compared is None else 0
    window = slice(begin if target.last is None else -target.last, None)
    found = np.array([[measure(Lived(run, inhabitants, window)) for run in pair] for pair in runs])
    if target.compared in {None, "level"}:
        return found[:, -1]
    difference: Array = found[:, 1] - found[:, 0]
    if target.compared == "difference":
        return difference
    # Of the mean over the replicates: a replicate's own small number would make its percentage wild.
    return 100.0 * difference / (float(found[:, 0].mean()) or np.nan)


def as_replicates(effect: Effect, replicates: int) -> Array:
    """Return figures with the effect's value as their mean, and its standard error as that of the mean.

    An effect is one figure of all its offices together. A fit reads replicates, and of them the mean
    and its error only, so any figures with these two do.
    """
    steps = np.linspace(-1.0, 1.0, replicates)
    even: Array = steps / steps.std(ddof=1)
    return effect.value + effect.error * math.sqrt(replicates) * even
