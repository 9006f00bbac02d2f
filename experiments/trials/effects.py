"""Effects: a trial's arms run with the same people and luck, and what that gives for each of its figures."""

import dataclasses
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from tillit.experiments.trials.cohort import Followed, follow
from tillit.experiments.trials.outcomes import OUTCOMES, Sums, World, is_level
from tillit.experiments.trials.reading import Trial, read_trial
from tillit.experiments.trials.tables import MANY, Cohort, Figure
from tillit.experiments.worlds.plan import LARGEST_SEED, MOST_THREADS, within
from tillit.experiments.worlds.run import in_parallel
from tillit.model.assumptions import checked
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.simulation import Run, run_world, settled, usual_inflow
from tillit.model.town.seeds import key_of

Live = Callable[..., Run]
"""Runs one world from a settled town, as `model.simulation.run_world` does."""
Inflow = Callable[[Origin], NDArray[np.float64]]
"""Finds an office's usual inflow, as `model.simulation.usual_inflow` does."""
SHARE = 0.90
"""Of the interval that is shown."""


@dataclass(frozen=True)
class Effect:
    """What the model gives for one figure of a study."""

    figure: Figure
    value: float
    """The figure in the study's own arithmetic; infinite for a payback that never comes."""
    error: float
    """Its standard error, from the replications; not a number if the value is none."""
    before: float
    """What the arm gives that it is held against."""
    after: float
    """What the treated arm gives."""
    replications: int

    @cached_property
    def interval(self) -> tuple[float, float]:
        """Ends of the interval in which the model's effect lies with 90 % certainty."""
        wide = float(student.ppf(0.5 + SHARE / 2.0, self.replications - 1)) * self.error
        return self.value - wide, self.value + wide

    @property
    def neutral(self) -> float:
        """What the figure is if nothing came of it."""
        return OUTCOMES[self.figure.outcome].neutral if self.figure.change == "level" else 0.0

    @property
    def is_level(self) -> bool:
        """Whether it says what one arm was like, and nothing of what was changed."""
        return is_level(self.figure.outcome, self.figure.change)

    @property
    def inside(self) -> bool | None:
        """Whether the value lies in the accepted interval; None where the study gives only a direction."""
        if self.figure.accepted is None:
            return None
        low, _, high = self.figure.accepted
        return low <= self.value <= high

    @property
    def direction(self) -> str:
        """Whether the direction is ``right``, ``wrong``, or ``unclear`` because chance may have made it."""
        if self.figure.direction == "unchanged":
            return "right" if self.inside else "wrong"
        if math.isnan(self.value) or self.value == self.neutral:
            return "wrong"
        low, high = self.interval
        if low <= self.neutral <= high:
            return "unclear"
        falls = self.value < self.neutral
        return "right" if falls == (self.figure.direction == "falls") else "wrong"


def effect_of(figure: Figure, sums: NDArray[np.float64]) -> Effect:
    """Return the effect that the sums of all replications give.

    `sums` are of the arm that is held against and of the treated one, shape (2, replications, parts). The
    standard error is a jackknife's: each replication is left out in turn. Arms of a replication share their
    luck, so what they have in common is gone before anything is estimated.
    """
    outcome, total, replications = OUTCOMES[figure.outcome], sums.sum(axis=1), sums.shape[1]

    def value_of(here: NDArray[np.float64], there: NDArray[np.float64]) -> float:
        if outcome.between is not None:
            return outcome.between(here, there)
        if figure.change == "level":
            return outcome.level(there)
        before, after = outcome.level(here), outcome.level(there)
        if figure.change == "difference":
            return after - before
        if figure.change == "odds":
            before, after = (it / (1.0 - it) if it < 1.0 else math.inf for it in (before, after))
        return 100.0 * (after / before - 1.0) if before else math.nan

    without = np.array([value_of(*(total - sums[:, turn])) for turn in range(replications)])
    with np.errstate(invalid="ignore"):
        spread = ((without - without.mean()) ** 2).sum()
    error = math.sqrt((replications - 1) / replications * spread)
    before, after = (outcome.level(it) if outcome.between is None else math.nan for it in total)
    return Effect(figure, value_of(*total), error, before, after, replications)


def effects(  # noqa: PLR0913 - all that decides the numbers
    trial: Trial | str | Path,
    assumptions: Mapping[str, float] | None = None,
    *,
    replications: int | None = None,
    seed: int = 1,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
    live: Live = run_world,
    inflow: Inflow = usual_inflow,
) -> tuple[Effect, ...]:
    """Run a trial, or the one of a name or file, and return what the model gives for each of its figures.

    `assumptions` are values of behaviour by ``group.name``, in place of those in force; `replications`
    offices are run, as many as the trial's file says if left out, and `threads` at once, which changes no
    number; `seed` is the root of all luck. `progress` is called with the number of replications that are
    done, `live` runs one arm of one office, and `inflow` finds the office's usual inflow.

    ScenarioError if the trial cannot be read, ParameterError if a value is not declared or outside its range,
    RefusedError if a number is outside its range, KeyboardInterrupt if Ctrl-C came before all were done.
    """
    asked = trial if isinstance(trial, Trial) else read_trial(trial)
    many = asked.about.replications if replications is None else replications
    within("replications", many, 2, MANY)
    within("seed", seed, 0, LARGEST_SEED)
    within("threads", 1 if threads is None else threads, 1, MOST_THREADS)
    origin = Origin.of(behaving(asked.office, assumptions or {}))
    usual = inflow(origin)
    found: list[list[Sums]] = [[]] * many

    def replicate(turn: int) -> None:
        key = key_of(seed, turn)
        town, size = settled(origin, key, usual), {"months": asked.months, "history": bool(asked.cohorts)}
        runs = [live(origin, arm.scenario, town, key, **size) for arm in asked.arms]
        found[turn] = _sums_of(asked, runs, origin.run_in)

    if in_parallel(replicate, many, threads, progress) < many:
        raise KeyboardInterrupt
    each = (np.stack(sums, axis=1) for sums in zip(*found, strict=True))
    return tuple(map(effect_of, asked.figures, each))


def behaving(office: Scenario, assumptions: Mapping[str, float]) -> Scenario:
    """Return the office in which people behave by other values; what its file says of it stays.

    ParameterError if a value is not declared, or outside its range.
    """
    changed = {name: checked(name, it) for name, it in assumptions.items()} | office.parameters
    return dataclasses.replace(office, changed_parameters=tuple(sorted(changed.items())))


def _sums_of(trial: Trial, runs: list[Run], start: int) -> list[Sums]:
    """Return the sums of each figure's two arms, shape (2, parts)."""

    @cache
    def people(cohort: Cohort, side: int) -> Followed:
        lives = [run.child_lives if cohort.of == "children" else run.lives for run in runs]
        only = follow(lives[-1], cohort, start).person if cohort.known_in_last_arm else None
        return follow(lives[side], cohort, start, only)

    worlds = [World(run.counts, run.ledger, not trial.office.posts) for run in runs]
    sums = []
    for figure in trial.figures:
        cohort, window = trial.cohort_of(figure), slice(*trial.window_of(figure))
        sides = [people(cohort, it) if cohort else worlds[it] for it in trial.sides_of(figure)]
        sums.append(np.stack([OUTCOMES[figure.outcome].sums(it, window) for it in sides]))
    return sums
