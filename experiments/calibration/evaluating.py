"""Evaluating: what the model gives for each target with one vector of values."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

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

Figures = NDArray[np.float64]
"""What the model gives, shape (replicates, targets)."""


class Evaluator(Protocol):
    """Whatever can say what the model gives."""

    def __call__(self, values: Mapping[str, float]) -> Figures:
        """Return what the model gives with some values, by name; the same for the same values."""


@dataclass(frozen=True)
class Situation:
    """A town in which something is measured; targets that share it share its runs."""

    town: Scenario
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
            town = town.variant(changes)
            return town if self.caseload is None else always_so_dense(town, self.caseload)

        before = changed(self.town.before())
        if not self.acts and not self.treatment:
            return [before]
        return [before, (changed(self.town) if self.acts else before).variant(dict(self.treatment))]


@dataclass(frozen=True)
class Everything:
    """The evaluator that runs towns and trials."""

    targets: tuple[Target, ...]
    """Of both sorts, in any order."""
    months: int
    """How long a town is run, unless its target says."""
    replicates: int
    seed: int
    explanation: Model = THEORY

    def __call__(self, values: Mapping[str, float]) -> Figures:
        """Return what the model gives with some values."""
        figures = np.zeros((self.replicates, len(self.targets)))
        base = np.zeros_like(figures)
        for situation, places in self.situations.items():
            history = any(MEASURES[self.targets[at].measure].history for at, _ in places)
            runs = self._runs(situation, values, history=history)
            for at, against in places:
                target = self.targets[at]
                part = _figures(target, situation.town.town.inhabitants, runs)
                part = part / (1 if against else max(1, len(target.caseload)))
                (base if against else figures)[:, at] += part
        compared = [it.against is not None for it in self.targets]
        means = np.where(compared, base.mean(axis=0), 1.0)
        percent = 100.0 * (figures - base) / np.where(means == 0.0, np.nan, means)
        figures = np.where(compared, percent, figures)
        for name, of_trial in self.of_trials.items():
            effects = self._effects(name, values, of_trial[0][1].replications)
            for at, target in of_trial:
                figures[:, at] = as_replicates(effects[target.turn], self.replicates)
        return figures

    @cached_property
    def of_trials(self) -> dict[str, list[tuple[int, TrialTarget]]]:
        """Targets that are trials', with their places, by trial."""
        found: dict[str, list[tuple[int, TrialTarget]]] = {}
        for at, it in enumerate(self.targets):
            if isinstance(it, TrialTarget):
                found.setdefault(it.trial, []).append((at, it))
        return found

    @cached_property
    def situations(self) -> dict[Situation, list[tuple[int, bool]]]:
        """What is run, and for which targets; True for what a target's own figure is compared with."""
        found: dict[Situation, list[tuple[int, bool]]] = {}
        levels = [(at, it) for at, it in enumerate(self.targets) if not isinstance(it, TrialTarget)]
        for at, it in levels:
            for caseload in it.caseload or (None,):
                found.setdefault(self._situation(it, caseload), []).append((at, False))
        for at, it in levels:
            if it.against is not None:
                found.setdefault(self._situation(it, it.against), []).append((at, True))
        return found

    def _situation(self, it: Target, caseload: float | None) -> Situation:
        pairs = tuple(it.changes.items()), tuple(it.treatment.items())
        return Situation(read_scenario(it.town), caseload, *pairs, it.acts, it.months or self.months)

    def _runs(
        self, situation: Situation, values: Mapping[str, float], *, history: bool
    ) -> list[tuple[Run, ...]]:
        worlds = [self.explanation.of(world) for world in situation.worlds(values)]
        origin = Origin.of(worlds[0])
        usual = roughly_usual(origin)
        runs, live = [], self.explanation.live
        for replicate in range(self.replicates):
            key = key_of(self.seed, replicate)
            town = settled(origin, key, usual)
            runs.append(
                tuple(
                    live(Origin.of(world), world, town, key, months=situation.months, history=history)
                    for world in worlds
                )
            )
        return runs

    def _effects(self, name: str, values: Mapping[str, float], replications: int) -> tuple[Effect, ...]:
        """Return what comes of a trial; where nothing is done in any arm, nothing, and without a run."""
        trial = self.explanation.of_trial(trials.read_trial(name))
        if all(arm.scenario.events == trial.arms[0].scenario.events for arm in trial.arms):
            return tuple(Effect(it, 0.0, 0.0, math.nan, math.nan, replications) for it in trial.figures)
        return trials.effects(
            trial,
            values,
            replications=replications,
            seed=self.seed,
            threads=1,
            live=self.explanation.live,
            inflow=roughly_usual,
        )


def roughly_usual(origin: Origin) -> NDArray[np.float64]:
    """Return a town's usual inflow, exact enough for a fit."""
    return usual_inflow(origin, INFLOW)


def _figures(target: Target, inhabitants: int, runs: Iterable[tuple[Run, ...]]) -> NDArray[np.float64]:
    measure = MEASURES[target.measure].figure
    # After a first year, unless the target says, or something is done that counts at once.
    last = target.last
    window = slice(YEAR if target.compared is None else 0, None) if last is None else slice(-last, None)
    found = np.array([[measure(Lived(run, inhabitants, window)) for run in pair] for pair in runs])
    if target.compared in {None, "level"}:
        return found[:, -1]
    difference: NDArray[np.float64] = found[:, 1] - found[:, 0]
    if target.compared == "difference":
        return difference
    # Of the mean over the replicates: a replicate's own small number would make its percentage wild.
    return 100.0 * difference / (float(found[:, 0].mean()) or np.nan)


def as_replicates(effect: Effect, replicates: int) -> NDArray[np.float64]:
    """Return figures with the effect's value as their mean, and its standard error as that of the mean.

    An effect is one figure of all its offices together. A fit reads replicates, and of them the mean
    and its error only, so any figures with these two do.
    """
    steps = np.linspace(-1.0, 1.0, replicates)
    even: NDArray[np.float64] = steps / steps.std(ddof=1)
    return effect.value + effect.error * math.sqrt(replicates) * even


def always_so_dense(scenario: Scenario, caseload: float) -> Scenario:
    """Return a town that has always had so many cases for each post, its own events kept."""
    density = {"caseload": float(caseload), "posts": None}
    if scenario.posts or scenario.children is None:
        return replace(scenario, staff=scenario.staff.model_copy(update=density))
    return replace(scenario, children=scenario.children.model_copy(update=density))
