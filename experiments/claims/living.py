"""Living: the worlds that an account's claims need, under each model, as series of their indicators."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.calibration.models import MODELS, Model
from tillit.experiments.calibration.plausible import PlausibleSet, Vector, under
from tillit.experiments.worlds.run import in_parallel
from tillit.experiments.worlds.sizes import NOT_SIZES
from tillit.model.events import Event
from tillit.model.indicators import INDICATORS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.simulation import settled, usual_inflow
from tillit.model.town.arrays import Town
from tillit.model.town.seeds import key_of
from tillit.model.town.tie_history import pooled, settled_trust

LEAD = 24
"""Calm months before the first of a file, so that every account has a past of its own."""
SIZES = (0.5, 1.0, 1.5)
"""How large acts are, times what the file says, where many similar towns are meant."""

Figures = NDArray[np.float64]
Lived = dict[str, dict[str, Figures]]
"""Indicators by world and name, each of shape (vectors, lucks, months)."""
Report = Callable[[int], None]
"""Is called with the number of worlds that were run since the last call."""


@dataclass(frozen=True)
class Plan:
    """How worlds are run."""

    vectors: int = 40
    """Plausible vectors of each model; 0 for the values in force alone."""
    lucks: int = 6
    """Worlds of each vector, each with its own luck."""
    seed: int = 1
    """Root of all luck."""
    threads: int | None = None
    """Vectors that run at once; one for each processor if None."""


@dataclass(frozen=True)
class Cast:
    """The worlds that the claims about one town need."""

    worlds: Mapping[str, Scenario]
    """Scenarios by what they are called here."""
    many: frozenset[str]
    """Those that stand for many similar towns, each with acts of another size."""
    names: tuple[str, ...]
    """Indicators that are needed."""
    months: int
    """Months that each world lives, the lead among them."""
    own: frozenset[str] = field(default=frozenset({"acted"}))
    """Those that share their luck with the town as it acted; all others have other luck."""

    @cached_property
    def later(self) -> dict[str, Scenario]:
        """The worlds after the lead."""
        return {name: after_a_lead(world) for name, world in self.worlds.items()}


def after_a_lead(scenario: Scenario, lead: int = LEAD) -> Scenario:
    """Return the same town, to which everything happens some months later."""
    events = tuple(it.model_copy(update={"month": it.month + lead}) for it in scenario.events)
    return dataclasses.replace(scenario, events=events)


def with_sizes(scenario: Scenario, times: float) -> Scenario:
    """Return a town whose acts are larger or smaller, as far as each may be."""
    return dataclasses.replace(scenario, events=tuple(resized(it, times) for it in scenario.events))


def resized(event: Event, times: float) -> Event:
    """Return an event of another size; itself if it cannot have that size."""
    sizes = {
        name: type(value)(value * times)
        for name, value in event
        if name not in NOT_SIZES and isinstance(value, int | float) and not isinstance(value, bool)
    }
    try:
        return type(event).model_validate({**dict(event), **sizes})
    except ValueError:
        return event


def live_all(
    cast: Cast,
    sets: Mapping[str, PlausibleSet],
    plan: Plan,
    report: Report,
    models: tuple[Model, ...] = MODELS,
) -> dict[str, Lived]:
    """Run every world of an account under every model; return what came of each, by model and world.

    `sets` are the plausible vectors of each model by its name; `report` is called, on any thread, with the
    number of worlds that were run. KeyboardInterrupt if Ctrl-C stopped it.
    """
    found: dict[str, Lived] = {
        model.name: {
            world: {
                name: np.zeros((len(sets[model.name].vectors), plan.lucks, cast.months))
                for name in cast.names
            }
            for world in cast.worlds
        }
        for model in models
    }

    def live(turn: int) -> None:
        towns: dict[Origin, list[Town]] = {}
        for model in models:
            if turn < len(sets[model.name].vectors):
                vector = sets[model.name].vectors[turn]
                for world, series in _live_vector(cast, model, vector, plan, towns).items():
                    for name, figures in series.items():
                        found[model.name][world][name][turn] = figures
                report(plan.lucks * len(cast.worlds))

    most = max(len(sets[model.name].vectors) for model in models)
    if in_parallel(live, most, plan.threads) < most:
        raise KeyboardInterrupt
    return found


def _live_vector(
    cast: Cast, model: Model, vector: Vector, plan: Plan, towns: dict[Origin, list[Town]]
) -> dict[str, dict[str, Figures]]:
    """Run the worlds of an account under one model with one vector; series of shape (lucks, months)."""
    keys = [key_of(plan.seed, turn) for turn in range(plan.lucks)]
    lived: dict[str, dict[str, Figures]] = {}
    for world, scenario in cast.later.items():
        told = model.of(under(scenario, vector))
        origin = Origin.of(told)
        if origin not in towns:
            usual_inflow(origin)
            towns[origin] = [settled(origin, key) for key in keys]
        begun = towns[origin]
        ties = pooled(settled_trust(it) for it in begun)
        series = {name: np.zeros((plan.lucks, cast.months)) for name in cast.names}
        for turn in range(plan.lucks):
            luck = turn if world in cast.own else (turn + 1) % plan.lucks
            acts = with_sizes(told, SIZES[turn % len(SIZES)]) if world in cast.many else told
            run = model.live(origin, acts, begun[luck], keys[luck], months=cast.months, ties=ties)
            for name in cast.names:
                series[name][turn] = INDICATORS[name].compute(
                    run.counts, run.ledger, inhabitants=scenario.town.inhabitants
                )
        lived[world] = series
    return lived
