"""Running: a trial's arms with the same people and the same luck, again and again."""

import dataclasses
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.trials.cohort import Followed, follow
from tillit.experiments.trials.effects import Effect, effect_of
from tillit.experiments.trials.outcomes import OUTCOMES, Sums, World
from tillit.experiments.trials.reading import Trial, read_trial
from tillit.experiments.trials.tables import MANY, Cohort
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
    found: dict[int, list[Sums]] = {}

    def replicate(turn: int) -> None:
        key = key_of(seed, turn)
        town = settled(origin, key, usual)
        runs = [
            live(origin, arm.scenario, town, key, months=asked.months, history=bool(asked.cohorts))
            for arm in asked.arms
        ]
        found[turn] = _sums_of(asked, runs, origin.run_in)

    if in_parallel(replicate, many, threads, progress) < many:
        raise KeyboardInterrupt
    each = zip(*(found[turn] for turn in range(many)), strict=True)
    return tuple(
        effect_of(figure, np.stack(sums, axis=1)) for figure, sums in zip(asked.figures, each, strict=True)
    )


def effect(
    trial: Trial | str | Path,
    assumptions: Mapping[str, float] | None = None,
    replications: int | None = None,
    seed: int = 1,
    threads: int | None = None,
) -> tuple[float, float]:
    """Return what the model gives for the trial's first figure, and its standard error."""
    first = effects(trial, assumptions, replications=replications, seed=seed, threads=threads)[0]
    return first.value, first.error


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
        cohort, window = trial.cohort_of(figure), trial.window_of(figure)
        sides = [people(cohort, it) if cohort else worlds[it] for it in trial.sides_of(figure)]
        sums.append(np.stack([OUTCOMES[figure.outcome].sums(it, *window) for it in sides]))
    return sums
