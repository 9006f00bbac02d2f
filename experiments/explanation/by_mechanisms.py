"""By mechanisms: what is left of a difference when some explanations are switched off in both worlds.

The people, their ties and the inflow at the start are those of the whole model;
the switches turn when the comparison begins.
"""

import dataclasses
from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.explanation.coalitions import Game, Player, Stage
from tillit.experiments.telling.names import MECHANISMS
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
EVERYBODY = (*FROM_OUTSIDE, *Mechanisms._fields)

ALONE = "Posts, hours and places by themselves, with all below switched off"
"""The difference that is left when every mechanism is switched off in both worlds."""
ALONE_IN_TWO = "The places themselves, posts and hours, with all below switched off"
"""The same, where the worlds are two different places."""


class ByMechanisms(Game):
    """The mechanisms of the theory, and what comes upon the towns from outside."""

    @cached_property
    def players(self) -> tuple[Player, ...]:
        """Who acts in at least one of the worlds: first from outside, then the mechanisms."""
        return tuple(Player(name, MECHANISMS[name]) for name in EVERYBODY if self._acts(name))

    @cached_property
    def idle(self) -> tuple[Player, ...]:
        """Who is switched off in both worlds, or is the same in both."""
        return tuple(Player(name, MECHANISMS[name]) for name in EVERYBODY if not self._acts(name))

    @property
    def rest(self) -> str:
        """What one calls the difference while nobody acts."""
        return ALONE if self.one_place else ALONE_IN_TWO

    @cached_property
    def inflow_of_a(self) -> NDArray[np.float64] | None:
        """A's usual inflow for as many households and children as B has; None if B's own is the same."""
        if self.one_place:
            return None
        one, other = self.a.scenario, self.b.scenario
        inflow = usual_inflow(Origin.of(one)) * (_stock_of(other) / np.maximum(1.0, _stock_of(one)))
        return None if np.array_equal(inflow, usual_inflow(Origin.of(other))) else inflow

    def stage_a(self, coalition: int) -> Stage:
        """Return world A while only a coalition acts."""
        return Stage(self._switched(self.a.scenario, coalition))

    def stage_b(self, coalition: int) -> Stage:
        """Return world B while only a coalition acts; without what comes from outside it meets A's."""
        acting = self.acting(coalition)
        scenario = self._switched(self.b.scenario, coalition)
        for name, kinds in FROM_OUTSIDE.items():
            if name not in acting and self._acts(name):
                own = (event for event in scenario.events if event not in _met(scenario.events, kinds))
                events = sorted((*own, *_met(self.a.scenario.events, kinds)), key=lambda event: event.month)
                scenario = dataclasses.replace(scenario, events=tuple(events))
        return Stage(scenario, None if "inflow" in acting else self.inflow_of_a)

    def _acts(self, name: str) -> bool:
        if name not in FROM_OUTSIDE:
            return any(getattr(it.scenario.mechanisms, name) for it in self.worlds)
        mine, theirs = (
            [event.read() for event in in_order(_met(it.scenario.events, FROM_OUTSIDE[name]))]
            for it in self.worlds
        )
        return mine != theirs or (name == "inflow" and self.inflow_of_a is not None)

    def _switched(self, scenario: Scenario, coalition: int) -> Scenario:
        off = dict.fromkeys(set(Mechanisms._fields) - self.acting(coalition), 0)
        return dataclasses.replace(scenario, mechanisms=scenario.mechanisms._replace(**off))


def _met(events: Iterable[Event], kinds: frozenset[str]) -> tuple[Event, ...]:
    return tuple(event for event in events if {event.kind, getattr(event, "rule", "")} & kinds)


def _stock_of(town: Scenario) -> NDArray[np.float64]:
    """Return the cases that each kind of inflow is for, shape (FLOWS,)."""
    stock = np.full(FLOWS, float(town.town.households))
    stock[-1] = town.children.cases if town.children else 0.0
    return stock
