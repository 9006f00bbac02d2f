"""By mechanisms: what is left of a difference when some explanations are switched off in both worlds.

The people, their ties and the inflow at the start are those of the whole model;
the switches turn when the comparison begins.
"""

import dataclasses
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.explanation.game import Game, Player, Stage
from tillit.experiments.telling.names import MECHANISMS
from tillit.experiments.worlds.world import World
from tillit.model.events import Event, in_order
from tillit.model.households.arrivals import FLOWS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario
from tillit.model.simulation import usual_inflow

FROM_OUTSIDE = {
    "prices": frozenset({"price_change"}),
    "inflow": frozenset({"inflow", "newly_arrived", "labour_market_shock"}),
}
"""Kinds of event, or rules of a `setting`, that come upon a town; off: world B meets those of world A."""
ALONE = "Posts, hours and places by themselves, with all below switched off"
"""The difference that is left when every mechanism is switched off in both worlds."""
ALONE_IN_TWO = "The places themselves, posts and hours, with all below switched off"
"""The same, where the worlds are two different places."""


def by_mechanisms(a: World, b: World) -> Game:
    """Return what comes upon the towns from outside, and the mechanisms of the theory, as players.

    Idle is what is the same in both worlds, or switched off in both.
    """
    one, other = a.scenario, b.scenario
    alike = Origin.of(one) == Origin.of(other)
    inflow_of_a = None if alike else _inflow_for(one, other)
    acts = {
        name: _read(one.events, kinds) != _read(other.events, kinds)
        or (name == "inflow" and inflow_of_a is not None)
        for name, kinds in FROM_OUTSIDE.items()
    }
    differing = [name for name, differs in acts.items() if differs]
    for name in Mechanisms._fields:
        acts[name] = bool(getattr(one.mechanisms, name) or getattr(other.mechanisms, name))
    players, idle = (
        tuple(Player(name, MECHANISMS[name]) for name, it in acts.items() if it == wanted)
        for wanted in (True, False)
    )

    def stages(coalition: int) -> tuple[Stage, Stage]:
        acting = {player.name for bit, player in enumerate(players) if coalition >> bit & 1}
        off = dict.fromkeys(set(Mechanisms._fields) - acting, 0)
        before, after = (
            dataclasses.replace(it, mechanisms=it.mechanisms._replace(**off)) for it in (one, other)
        )
        for name in differing:
            if name not in acting:
                kinds = FROM_OUTSIDE[name]
                own = (event for event in after.events if not _meets(event, kinds))
                met = (event for event in one.events if _meets(event, kinds))
                events = sorted((*own, *met), key=lambda event: event.month)
                after = dataclasses.replace(after, events=tuple(events))
        return Stage(before), Stage(after, None if "inflow" in acting else inflow_of_a)

    return Game((a, b), players, ALONE if alike else ALONE_IN_TWO, stages, idle)


def _meets(event: Event, kinds: frozenset[str]) -> bool:
    return not kinds.isdisjoint((event.kind, getattr(event, "rule", "")))


def _read(events: Iterable[Event], kinds: frozenset[str]) -> list[str]:
    return [event.read() for event in in_order(tuple(it for it in events if _meets(it, kinds)))]


def _inflow_for(a: Scenario, b: Scenario) -> NDArray[np.float64] | None:
    """Return A's usual inflow for as many households and children as B has; None if B's own is the same."""
    stock_a, stock_b = (
        np.array([it.town.households] * (FLOWS - 1) + [it.children.cases if it.children else 0.0])
        for it in (a, b)
    )
    inflow = usual_inflow(Origin.of(a)) * (stock_b / np.maximum(1.0, stock_a))
    return None if np.array_equal(inflow, usual_inflow(Origin.of(b))) else inflow
