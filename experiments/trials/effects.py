"""Effects: a trial's arms run with the same people and luck, and what that gives for each of its figures.

Nobody is followed by hand: who came when, and who was there already, is read from the rows that
each household, and each child, leaves behind every month; see `model.books`.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from tillit.agents.child import Form
from tillit.agents.client import Destination, Obstacle
from tillit.agents.foundation.identity import GROUP_BITS, NUMBER_BITS
from tillit.agents.foundation.records import Rows
from tillit.agents.tie import NOBODY
from tillit.experiments.comparison.pairs import in_parallel
from tillit.experiments.trials.outcomes import ELSEWHERE, OUTCOMES, SUPPORT, WORK, Followed, Sums, World
from tillit.experiments.trials.reading import read_trial
from tillit.experiments.trials.tables import MANY, Cohort, Figure, Trial
from tillit.experiments.worlds.plan import LARGEST_SEED, MOST_THREADS, within
from tillit.model.assumptions import checked
from tillit.model.books.lives_of_children import ChildEvent
from tillit.model.origin import Origin
from tillit.model.simulation import Run, run_world, settled, usual_inflow
from tillit.model.town.seeds import key_of

SHARE = 0.90  # of the interval that is shown
WORKING = (Destination.WORK, Destination.SUBSIDISED_WORK)
UNKNOWN = -1


@dataclass(frozen=True)
class Effect:
    """What the model gives for one figure of a study."""

    figure: Figure
    value: float  # the figure in the study's own arithmetic; infinite for a payback that never comes
    error: float  # its standard error, from the replications; not a number if the value is none
    replications: int

    @cached_property
    def interval(self) -> tuple[float, float]:
        """Ends of the interval in which the model's effect lies with 90 % certainty."""
        wide = float(stdtrit(self.replications - 1, 0.5 + SHARE / 2.0)) * self.error
        return self.value - wide, self.value + wide

    @property
    def inside(self) -> bool | None:
        """Whether the value lies in the accepted interval; None where the study gives only a direction."""
        accepted = self.figure.accepted
        return None if accepted is None else accepted[0] <= self.value <= accepted[-1]

    @property
    def direction(self) -> str:
        """Whether the direction is ``right``, ``wrong``, or ``unclear`` because chance may have made it.

        Nothing for what one arm was like.
        """
        if self.figure.is_level:
            return ""
        if self.figure.direction == "unchanged":
            return "right" if self.inside else "wrong"
        neutral = OUTCOMES[self.figure.outcome].neutral if self.figure.change == "level" else 0.0
        low, high = self.interval
        if low <= neutral <= high and self.value != neutral:
            return "unclear"
        right = self.value < neutral if self.figure.direction == "falls" else self.value > neutral
        return "right" if right else "wrong"


def effect_of(figure: Figure, sums: NDArray[np.float64]) -> Effect:
    """Return the effect that the sums of all replications give.

    `sums` are of the arm that is held against and of the treated one, shape (2, replications, parts). The
    standard error is a jackknife's: each replication is left out in turn. Arms of a replication share their
    luck, so what they have in common is gone before anything is estimated.
    """
    outcome, replications = OUTCOMES[figure.outcome], sums.shape[1]

    def value_of(here: Sums, there: Sums) -> float:
        if outcome.between is not None:
            return outcome.between(here, there)
        before, after = map(outcome.level, (here, there))
        if figure.change == "level":
            return after
        if figure.change == "difference":
            return after - before
        if figure.change == "odds":
            before, after = (it / (1.0 - it) if it < 1.0 else math.inf for it in (before, after))
        return 100.0 * (after / before - 1.0) if before else math.nan

    total = sums.sum(axis=1)
    without = [value_of(*(total - sums[:, turn])) for turn in range(replications)]
    with np.errstate(invalid="ignore"):
        error = math.sqrt((replications - 1) * np.var(without))
    return Effect(figure, value_of(*total), error, replications)


def effects(  # noqa: PLR0913 - all that decides the numbers
    trial: Trial | str | Path,
    assumptions: Mapping[str, float] | None = None,
    *,
    replications: int | None = None,
    seed: int = 1,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
    live: Callable[..., Run] = run_world,
    inflow: Callable[[Origin], NDArray[np.float64]] = usual_inflow,
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
    # What the file says of its office stays, whatever is assumed.
    changed = {name: checked(name, it) for name, it in (assumptions or {}).items()} | asked.office.parameters
    origin = Origin.of(replace(asked.office, changed_parameters=tuple(sorted(changed.items()))))
    usual = inflow(origin)
    found: list[list[Sums]] = [[]] * many

    def replicate(turn: int) -> None:
        key = key_of(seed, turn)
        town, size = settled(origin, key, usual), {"months": asked.months, "history": bool(asked.cohorts)}
        runs = [live(origin, arm.scenario, town, key, **size) for arm in asked.arms]
        found[turn] = _sums_of(asked, runs, origin.run_in)

    in_parallel(replicate, many, threads, progress)
    each = (np.stack(sums, axis=1) for sums in zip(*found, strict=True))
    return tuple(map(effect_of, asked.figures, each))


def _sums_of(trial: Trial, runs: list[Run], start: int) -> list[Sums]:
    """Return the sums of each figure's two arms, shape (2, parts)."""

    @cache
    def people(cohort: Cohort, side: int) -> Followed:
        lives = [run.child_lives if cohort.of == "children" else run.lives for run in runs]
        if not (cohort.lost or cohort.caseworker):
            return follow(lives[side], cohort, start)
        # Only the last arm tells who lost a meeting, or whose caseworker is the better one.
        return follow(lives[side], cohort, start, follow(lives[-1], cohort, start).person)

    worlds = [World(run.counts, run.ledger, not trial.office.posts) for run in runs]
    sums = []
    for figure in trial.figures:
        cohort, window = trial.cohort_of(figure), slice(*trial.window_of(figure))
        sides = [people(cohort, it) if cohort else worlds[it] for it in trial.sides_of(figure)]
        sums.append(np.stack([OUTCOMES[figure.outcome].sums(it, window) for it in sides]))
    return sums


def follow(lives: Rows, cohort: Cohort, start: int, only: NDArray[np.int64] | None = None) -> Followed:
    """Follow the people of a cohort through one world.

    `lives` are rows of `books.lives.Life` or `books.lives_of_children.ChildLife`, in any order. `start` is
    how many months the office lived before the trial: they tell who came for the first time. `only` are ids
    to follow, whatever else the cohort says.
    """
    rows = lives[np.lexsort((lives["month"], lives["person"]))]
    ids, begins, of_row = np.unique(rows["person"], return_index=True, return_inverse=True)
    firsts = rows[begins]
    chosen = _members(firsts, cohort, start) if only is None else np.isin(ids, only)
    if only is None and cohort.lost:
        chosen &= np.isin(ids, rows["person"][rows["lost"] == 1])
    since = rows["month"].astype(np.int64) - firsts["month"][of_row]
    here = chosen[of_row] & (since < cohort.follow)
    who, when, rows = (np.cumsum(chosen) - 1)[of_row[here]], since[here], rows[here]
    people = int(chosen.sum())
    met, crises = (np.zeros((people, cohort.follow), np.bool_) for _ in range(2))
    met[who, when], crises[who, when] = rows["met"] == 1, rows["in_crisis"] == 1
    if cohort.of == "children":
        ends = well = rows["event"] == ChildEvent.RETURNED_HOME
        where = np.full((people, cohort.follow), ELSEWHERE, np.int8)
        where[who, when] = np.where(rows["form"] == Form.HOME, WORK, SUPPORT)
    else:
        ends, well = rows["destination"] != Destination.NONE, np.isin(rows["destination"], WORKING)
        where = np.full((people, cohort.follow + 1), UNKNOWN, np.int8)
        where[who[ends], when[ends] + 1] = np.where(well, WORK, ELSEWHERE)[ends]
        where[who, when] = SUPPORT
        # Months of which nothing is written are as what was last written.
        known = np.where(where != UNKNOWN, np.arange(where.shape[1]), 0)
        where = np.take_along_axis(where, np.maximum.accumulate(known, axis=1), axis=1)[:, :-1]
    ended, to_goal = np.full(people, cohort.follow + 1), np.zeros(people, np.bool_)
    np.minimum.at(ended, who[ends], when[ends] + 1)
    to_goal[who[ends & well & (when + 1 == ended[who])]] = True
    return Followed(ids[chosen], where, met, crises, ended, to_goal)


def _members(firsts: Rows, cohort: Cohort, start: int) -> NDArray[np.bool_]:
    came: NDArray[np.int64] = (firsts["person"] >> NUMBER_BITS) % (1 << GROUP_BITS) - start
    month = firsts["month"]
    stock: NDArray[np.bool_] = (month == 1) & (came < 1) & (firsts["spell"] >= cohort.least_spell)
    entrants: NDArray[np.bool_] = (came >= 1) & (month >= cohort.first) & (month <= cohort.last)
    there = {"stock": stock, "entrants": entrants, "both": stock | entrants}[cohort.who]
    if cohort.treated:
        there &= firsts["arm"] == 1
    if cohort.of == "children":
        return np.asarray(there & ((firsts["form"] != Form.HOME) | (not cohort.placed)))
    there &= (firsts["distance"] >= cohort.nearest) & (firsts["distance"] <= cohort.furthest)
    if cohort.caseworker:
        there &= firsts["caseworker"] != NOBODY
        better = firsts["skill"] > (np.median(firsts["skill"][there]) if there.any() else 0.0)
        there &= better if cohort.caseworker == "better" else ~better
    if cohort.obstacles:
        there &= np.isin(firsts["obstacle"], [Obstacle[it.upper()] for it in cohort.obstacles])
    return there
