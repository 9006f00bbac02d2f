"""Figures: what each world gives for the indicators that claims are about.

Worlds that are read alike are run once, and worlds that begin alike share their
run-in and their luck, so that any two of them are a pair.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.question import Asked, Question
from tillit.experiments.validation.questions import asked_by_world
from tillit.experiments.worlds.run import in_parallel
from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.simulation import Run, run_world, settled, usual_inflow
from tillit.model.town.seeds import key_of

Values = NDArray[np.float64]
Figures = dict[str, dict[Asked, Values]]
"""By digest of the world, then by what is asked of it, one for each pair."""
Report = Callable[[int], None]
"""Is called with the number of worlds that were run since the last call."""


@dataclass(frozen=True)
class Plan:
    """How worlds are run."""

    pairs: int
    """Pairs of worlds, each with its own luck."""
    months: int = 120
    """Months that each world lives."""
    seed: int = 1
    """Root of all luck."""
    threads: int | None = None
    """Pairs that run at once; one for each processor if None."""


def worlds_of(questions: Iterable[Question]) -> dict[str, Scenario]:
    """Return the worlds of some questions by their digest, each once."""
    return {world.digest: world for question in questions for world in question.worlds}


def figures_of(questions: Sequence[Question], plan: Plan, report: Report) -> Figures:
    """Run the worlds of some questions, and return their figures.

    Raises
    ------
    KeyboardInterrupt
        If Ctrl-C stopped it; nothing is kept.
    """
    asked = asked_by_world(questions)
    found: Figures = {}
    by_origin: dict[Origin, dict[str, Scenario]] = {}
    for digest, world in worlds_of(questions).items():
        by_origin.setdefault(Origin.of(world), {})[digest] = world
        found[digest] = {it: np.zeros(plan.pairs) for it in sorted(asked[digest], key=str)}
    for origin, worlds in by_origin.items():
        run_origin(origin, worlds, plan, found, report)
    return found


def run_origin(
    origin: Origin, worlds: Mapping[str, Scenario], plan: Plan, found: Figures, report: Report
) -> None:
    """Run all worlds that begin at one place, and write their figures down."""
    usual_inflow(origin)  # here, and not on several threads at once

    def live(pair: int) -> None:
        key = key_of(plan.seed, pair)
        town = settled(origin, key)
        for digest, world in worlds.items():
            run = run_world(origin, world, town, key, months=plan.months)
            for asked, values in found[digest].items():
                values[pair] = figure_of(run, asked, world.town.inhabitants)

    run_all(live, plan.pairs, plan.threads, lambda more: report(more * len(worlds)))


def run_all(live: Callable[[int], None], number: int, threads: int | None, report: Report) -> None:
    """Live every replicate, and report how many more are done.

    Raises
    ------
    KeyboardInterrupt
        If Ctrl-C stopped it.
    """
    before = 0

    def tell(done: int) -> None:
        nonlocal before
        report(done - before)
        before = done

    if in_parallel(live, number, threads, tell) < number:
        raise KeyboardInterrupt
    tell(number)


def figure_of(run: Run, asked: Asked, inhabitants: int) -> float:
    """Return what is asked of one run, from its own series."""
    series = INDICATORS[asked.indicator].compute(run.counts, run.ledger, inhabitants=inhabitants)
    return float(asked.of(series))
