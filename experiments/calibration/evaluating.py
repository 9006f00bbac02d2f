"""Evaluating: what the model gives for each target with one vector of values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.calibration.measures import MEASURES, Lived
from tillit.experiments.calibration.models import THEORY, Model
from tillit.experiments.calibration.targets import Target, Value
from tillit.experiments.calibration.trial_targets import TrialRuns, TrialTarget, roughly_usual
from tillit.experiments.comparison.statistics import YEAR
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, read_scenario
from tillit.model.simulation import Run, settled
from tillit.model.town.seeds import key_of

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
    """As its file has it, before it did anything."""
    caseload: float | None
    changes: tuple[tuple[str, Value], ...]
    treatment: tuple[tuple[str, Value], ...]
    acted: Scenario | None
    """The town with its events, if these are the treatment."""
    months: int
    explanation: Model = THEORY

    def worlds(self, values: Mapping[str, float]) -> tuple[Scenario, Scenario | None]:
        """Return the town with some parameters, and the treated town, if there is one."""
        parameters = {f"parameters.{name}": value for name, value in values.items()}
        # The situation's own changes come later: a trial that fixes a parameter fixes it.
        tell = self.explanation.of
        before = self._dense(self.town.variant(parameters | dict(self.changes)))
        if self.acted is not None:
            acted = self._dense(self.acted.variant(parameters | dict(self.changes)))
            return tell(before), tell(acted.variant(dict(self.treatment)))
        return tell(before), tell(before.variant(dict(self.treatment))) if self.treatment else None

    def _dense(self, town: Scenario) -> Scenario:
        return town if self.caseload is None else always_so_dense(town, self.caseload)


@dataclass(frozen=True)
class Everything:
    """The evaluator that runs towns and trials."""

    towns: "Towns"
    trials: TrialRuns
    order: tuple[bool, ...]
    """Of each target, whether it is a trial's."""

    @classmethod
    def of(
        cls,
        targets: tuple[Target, ...],
        months: int,
        replicates: int,
        seed: int,
        explanation: Model = THEORY,
    ) -> "Everything":
        """Return the evaluator of some targets, of both sorts and in any order."""
        of_trials = tuple(it for it in targets if isinstance(it, TrialTarget))
        levels = tuple(it for it in targets if not isinstance(it, TrialTarget))
        towns = Towns.of(levels, months, replicates, seed, explanation)
        order = tuple(isinstance(it, TrialTarget) for it in targets)
        return cls(towns, TrialRuns(of_trials, replicates, seed, explanation), order)

    def __call__(self, values: Mapping[str, float]) -> Figures:
        """Return what the model gives with some values."""
        figures = np.zeros((self.towns.replicates, len(self.order)))
        of_trial = np.array(self.order)
        figures[:, ~of_trial] = self.towns(values)
        figures[:, of_trial] = self.trials(values)
        return figures


@dataclass(frozen=True)
class Towns:
    """The evaluator that runs towns."""

    targets: tuple[Target, ...]
    months: int
    replicates: int
    seed: int
    situations: tuple[tuple[Situation, ...], ...]
    """Of each target, one for each caseload."""
    others: tuple[tuple[Situation, ...], ...]
    """Of each target, the one that these are compared with, if any."""

    @classmethod
    def of(
        cls,
        targets: tuple[Target, ...],
        months: int,
        replicates: int,
        seed: int,
        explanation: Model = THEORY,
    ) -> "Towns":
        """Return the evaluator of some targets."""
        every = tuple(situations_of(it, it.caseload, months, explanation) for it in targets)
        others = tuple(
            () if it.against is None else situations_of(it, (it.against,), months, explanation)
            for it in targets
        )
        return cls(targets, months, replicates, seed, every, others)

    def __call__(self, values: Mapping[str, float]) -> Figures:
        """Return what the model gives with some values."""
        figures = np.zeros((self.replicates, len(self.targets)))
        base = np.zeros_like(figures)
        asked = self.situations + self.others
        for situation in dict.fromkeys(it for several in asked for it in several):
            mine = [at for at, several in enumerate(asked) if situation in several]
            history = any(MEASURES[self.targets[at % len(self.targets)].measure].history for at in mine)
            runs = self._runs(situation, values, history=history)
            for at in mine:
                turn = at % len(self.targets)
                part = self._figures(self.targets[turn], situation.town, runs) / len(asked[at])
                (figures if at == turn else base)[:, turn] += part
        return figures_against(figures, base, [bool(it) for it in self.others])

    def _runs(
        self, situation: Situation, values: Mapping[str, float], *, history: bool
    ) -> list[tuple[Run, ...]]:
        before, treated = situation.worlds(values)
        worlds = (before,) if treated is None else (before, treated)
        live = situation.explanation.live
        origin = Origin.of(before)
        usual = roughly_usual(origin)
        runs = []
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

    def _figures(self, target: Target, town: Scenario, runs: list[tuple[Run, ...]]) -> NDArray[np.float64]:
        """Return one figure for each replicate."""
        measure = MEASURES[target.measure]
        window = window_of(target)
        found: NDArray[np.float64] = np.array(
            [[measure.figure(Lived(run, town.town.inhabitants, window)) for run in pair] for pair in runs]
        )
        if target.compared in {None, "level"}:
            alone: NDArray[np.float64] = found[:, -1]
            return alone
        difference: NDArray[np.float64] = found[:, 1] - found[:, 0]
        if target.compared == "difference":
            return difference
        # Of the mean over the replicates: a replicate's own small number would make its percentage wild.
        base = found[:, 0].mean()
        percent: NDArray[np.float64] = 100.0 * difference / (base or np.nan)
        return percent


def figures_against(figures: Figures, base: Figures, compared: list[bool]) -> Figures:
    """Return the figures, in percent of the base's mean where they are compared with it."""
    means = np.where(compared, base.mean(axis=0), 1.0)
    return np.where(compared, 100.0 * (figures - base) / np.where(means == 0.0, np.nan, means), figures)


def window_of(target: Target) -> slice:
    """Return the months that count for a target."""
    if target.last is not None:
        return slice(-target.last, None)
    return slice(YEAR if target.compared is None else 0, None)


def situations_of(
    target: Target, asked: tuple[float, ...], months: int, explanation: Model = THEORY
) -> tuple[Situation, ...]:
    """Return the towns in which a target is measured, one for each caseload."""
    scenario = read_scenario(target.town)
    acted = scenario if target.acts else None
    pairs = tuple(target.changes.items()), tuple(target.treatment.items())
    caseloads: tuple[float | None, ...] = asked or (None,)
    return tuple(
        Situation(scenario.before(), caseload, *pairs, acted, target.months or months, explanation)
        for caseload in caseloads
    )


def always_so_dense(scenario: Scenario, caseload: float) -> Scenario:
    """Return a town that has always had so many cases for each post, its own events kept."""
    density = {"caseload": float(caseload), "posts": None}
    if scenario.posts or scenario.children is None:
        return replace(scenario, staff=scenario.staff.model_copy(update=density))
    return replace(scenario, children=scenario.children.model_copy(update=density))
