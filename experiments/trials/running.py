"""Running: a trial's arms with the same people and the same luck, again and again."""

import dataclasses
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.trials.cohort import Followed, follow
from tillit.experiments.trials.effects import Effect, effect_of
from tillit.experiments.trials.outcomes import OUTCOMES, World
from tillit.experiments.trials.tables import MANY, Cohort
from tillit.experiments.trials.trial import Trial
from tillit.experiments.worlds.plan import LARGEST_SEED, MOST_THREADS, within
from tillit.experiments.worlds.run import in_parallel
from tillit.model.assumptions import checked
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.simulation import Run, run_world, settled, usual_inflow
from tillit.model.town.seeds import key_of

Progress = Callable[[int], None]
"""Is called with the number of replications that are done."""
Live = Callable[..., Run]
"""Runs one world from a settled town, as `model.simulation.run_world` does."""
Inflow = Callable[[Origin], NDArray[np.float64]]
"""Finds an office's usual inflow, as `model.simulation.usual_inflow` does."""
Sums = dict[int, NDArray[np.float64]]
"""Sums of each figure's two arms, shape (2, parts), by the figure's number."""


def effects(  # noqa: PLR0913 - all that decides the numbers
    trial: Trial,
    assumptions: Mapping[str, float] | None = None,
    *,
    replications: int | None = None,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress | None = None,
    live: Live = run_world,
    inflow: Inflow = usual_inflow,
) -> tuple[Effect, ...]:
    """Run a trial, and return what the model gives for each of its figures.

    `assumptions` are values of behaviour by ``group.name``, in place of those in force; `replications`
    offices are run, as many as the trial's file says if left out, and `threads` at once, which changes no
    number; `seed` is the root of all luck. `progress` is called with the number of replications that are
    done, `live` runs one arm of one office, and `inflow` finds the office's usual inflow.

    ParameterError if a value is not declared or outside its range, RefusedError if a number is outside its
    range, KeyboardInterrupt if Ctrl-C came before all were done.
    """
    many = trial.about.replications if replications is None else replications
    within("replications", many, 2, MANY)
    within("seed", seed, 0, LARGEST_SEED)
    within("threads", 1 if threads is None else threads, 1, MOST_THREADS)
    origin = Origin.of(behaving(trial.office, assumptions or {}))
    usual = inflow(origin)
    found: dict[int, Sums] = {}

    def replicate(turn: int) -> None:
        key = key_of(seed, turn)
        town = settled(origin, key, usual)
        runs = [
            live(origin, arm.scenario, town, key, months=trial.months, history=bool(trial.cohorts))
            for arm in trial.arms
        ]
        found[turn] = _sums_of(trial, runs, origin.run_in)

    if in_parallel(replicate, many, threads, progress) < many:
        raise KeyboardInterrupt
    return tuple(
        effect_of(figure, np.stack([found[turn][number] for turn in range(many)], axis=1))
        for number, figure in enumerate(trial.figures)
    )


def behaving(office: Scenario, assumptions: Mapping[str, float]) -> Scenario:
    """Return the office in which people behave by other values; what its file says of it stays.

    ParameterError if a value is not declared, or outside its range.
    """
    changed = {name: checked(name, it) for name, it in assumptions.items()} | office.parameters
    return dataclasses.replace(office, changed_parameters=tuple(sorted(changed.items())))


def _sums_of(trial: Trial, runs: list[Run], start: int) -> Sums:
    followed: dict[tuple[str, int], Followed] = {}

    def people(cohort: Cohort, side: int) -> Followed:
        if (cohort.name, side) not in followed:
            lives = [run.child_lives if cohort.of == "children" else run.lives for run in runs]
            only = follow(lives[-1], cohort, start).person if cohort.known_in_last_arm else None
            followed[cohort.name, side] = follow(lives[side], cohort, start, only)
        return followed[cohort.name, side]

    children = not trial.office.posts
    worlds = [World(run.counts, run.ledger, children) for run in runs]
    sums: Sums = {}
    for number, figure in enumerate(trial.figures):
        outcome, cohort, window = OUTCOMES[figure.outcome], trial.cohort_of(figure), trial.window_of(figure)
        sides = trial.sides_of(figure)
        if outcome.of_people is not None and cohort is not None:
            sums[number] = np.stack([outcome.of_people(people(cohort, side), *window) for side in sides])
        elif outcome.of_office is not None:
            sums[number] = np.stack([outcome.of_office(worlds[side], *window) for side in sides])
    return sums
