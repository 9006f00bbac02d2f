"""Trial targets: what studies found, as targets, and what the model gives for it in the same trials."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tillit.experiments import trials
from tillit.experiments.calibration.models import THEORY, Model
from tillit.experiments.calibration.targets import OfTrials, Target
from tillit.experiments.trials import Effect, Trial
from tillit.experiments.trials.reading import find
from tillit.experiments.trials.tables import Figure
from tillit.model.origin import Origin
from tillit.model.scenarios import ScenarioError
from tillit.model.simulation import usual_inflow

WIDE = 2.0 * 1.645
"""Standard deviations between the ends of what is accepted, read as 90 % of a normal distribution."""
ALL = "all"
INFLOW = 15_000
"""Households that the search for an inflow lives through: a quarter of what a run takes, which else
would be most of what a vector costs. A fit asks many towns only once."""


class TrialTarget(Target):
    """A figure of a study."""

    trial: str
    """Name or file of the trial."""
    turn: int
    """Number of the figure in it, from 0."""
    replications: int
    """Offices that are run."""


def read_trial_targets(asked: OfTrials, problems: list[str]) -> tuple[TrialTarget, ...]:
    """Return the targets that are trials' figures; note what is wrong with them."""
    files = tuple(trials.trial_files())
    names = tuple(dict.fromkeys(it for name in asked.names for it in (files if name == ALL else (name,))))
    problems += [f"[trials] more: {name} is not among the trials" for name in asked.more if name not in names]
    targets: list[TrialTarget] = []
    for name in names:
        try:
            trial = trials.read_trial(name)
        except ScenarioError as error:
            problems.append("[trials]: " + " ".join(str(error).split()))
            continue
        found = [(turn, it) for turn, it in enumerate(trial.figures) if it.counts and it.is_about]
        if not found and name in asked.names:
            problems.append(f"[trials]: no figure of {name} counts and says how far; take it out of `names`")
        many = asked.more.get(name, asked.replications)
        targets += [
            target_of(trial, name, turn, figure, many)
            for turn, figure in found[: None if asked.every_figure else 1]
        ]
    return tuple(targets)


def trial_texts(targets: Sequence[Target]) -> list[str]:
    """Return what is in the files of the trials that are among some targets."""
    names = dict.fromkeys(it.trial for it in targets if isinstance(it, TrialTarget))
    return [find(name).read_text(encoding="utf-8") for name in names]


def target_of(trial: Trial, name: str, turn: int, figure: Figure, replications: int) -> TrialTarget:
    """Return a study's figure as a target."""
    value, low, high = (float(it) for it in (figure.value, figure.low, figure.high) if it is not None)
    return TrialTarget(
        name=trial.name.lower() + (f"-{turn + 1}" if turn else ""),
        label=f"{trial.name} {figure.claim}"[:200],
        measure=figure.outcome,
        figure=value,
        tolerance=(high - low) / WIDE,
        unit=figure.unit,
        source=figure.source,
        grade=figure.grade,
        trial=name,
        turn=turn,
        replications=replications,
    )


@dataclass(frozen=True)
class TrialRuns:
    """The evaluator that runs trials."""

    targets: tuple[TrialTarget, ...]
    replicates: int
    """Rows that are returned; see `as_replicates`."""
    seed: int
    explanation: Model = THEORY

    def __call__(self, values: Mapping[str, float]) -> NDArray[np.float64]:
        """Return what the model gives for each target, shape (replicates, targets)."""
        figures = np.zeros((self.replicates, len(self.targets)))
        for name in dict.fromkeys(it.trial for it in self.targets):
            mine = [at for at, it in enumerate(self.targets) if it.trial == name]
            effects = self._effects(name, values, self.targets[mine[0]].replications)
            for at in mine:
                figures[:, at] = as_replicates(effects[self.targets[at].turn], self.replicates)
        return figures

    def _effects(self, name: str, values: Mapping[str, float], replications: int) -> tuple[Effect, ...]:
        trial = self.explanation.of_trial(trials.read_trial(name))
        if all(arm.scenario.events == trial.arms[0].scenario.events for arm in trial.arms):
            return tuple(nothing_came_of(figure, replications) for figure in trial.figures)
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


def nothing_came_of(figure: Figure, replications: int) -> Effect:
    """Return the effect where nothing is done in any arm: no change, and nothing saved; it needs no run."""
    return Effect(figure, 0.0, 0.0, math.nan, math.nan, replications)


def as_replicates(effect: Effect, replicates: int) -> NDArray[np.float64]:
    """Return figures with the effect's value as their mean, and its standard error as that of the mean.

    An effect is one figure of all its offices together. A fit reads replicates, and of them the mean
    and its error only, so any figures with these two do.
    """
    steps = np.linspace(-1.0, 1.0, replicates)
    even: NDArray[np.float64] = steps / steps.std(ddof=1)
    return effect.value + effect.error * math.sqrt(replicates) * even
