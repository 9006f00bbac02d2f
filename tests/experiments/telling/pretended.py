"""Pretended worlds: facts of costs that a test chooses, without a run."""

import dataclasses

import numpy as np

from tillit.experiments.telling.facts import Facts, facts_from
from tillit.experiments.worlds.world import World
from tillit.model.events import Event
from tillit.model.events.posts import Posts
from tillit.model.scenarios import Scenario, read_scenario

PAIRS, MONTHS = 100, 120
HIRE = Posts(month=13, change=3)


def facts(
    municipality: float,
    region: float = 0.0,
    state: float = 0.0,
    *,
    sd: float = 0.0,
    pairs: int = PAIRS,
    events: tuple[Event, ...] = (HIRE,),
    town: str = "hassleholm",
) -> Facts:
    """Return the facts of a town that saves so many millions in ten years, each payer with some luck."""
    place = read_scenario(town).before()
    return facts_from(
        World("as it was", place),
        World("as it acted", with_events(place, events)),
        *series(pairs, (municipality, region, state), sd),
        planned=pairs,
    )


def with_events(place: Scenario, events: tuple[Event, ...]) -> Scenario:
    """Return a place in which just this happens."""
    return dataclasses.replace(place, events=events)


def series(pairs: int, saved: tuple[float, ...], sd: float) -> tuple[dict[str, np.ndarray], ...]:
    """Return the indicators of both worlds: costs of 10 million a month, less what is saved."""
    names = ("municipal_cost", "regional_cost", "state_cost")
    luck = np.linspace(-sd, sd, pairs)[:, None]
    usual = np.full((pairs, MONTHS), 1e7)
    one = dict.fromkeys(names, usual)
    less = zip(names, saved, strict=True)
    other = {name: usual - (amount + (luck if amount else 0.0)) * 1e6 / MONTHS for name, amount in less}
    worlds = []
    for costs in (one, other):
        every = costs | {"payments": costs["municipal_cost"], "households": usual / 20_000.0}
        worlds.append(every | {"public_cost": sum(costs.values())})
    return tuple(worlds)
