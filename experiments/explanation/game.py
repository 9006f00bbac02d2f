"""Game: two worlds, who may share their difference, and how both are while only some of them act."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.worlds.world import World
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario


class Player(NamedTuple):
    """What may act or not: a mechanism, or what a town did; its name in files, and what one reads."""

    name: str
    label: str


@dataclass(frozen=True)
class Stage:
    """How one world is while only some players act."""

    scenario: Scenario
    inflow: NDArray[np.float64] | None = None
    """Usual applicants a month by obstacle, if they are not the place's own, shape (OBSTACLES,)."""

    @cached_property
    def origin(self) -> Origin:
        """How its people behave."""
        return Origin.of(self.scenario)


@dataclass(frozen=True)
class Game:
    """A way to explain the difference of two worlds."""

    worlds: tuple[World, World]
    players: tuple[Player, ...]
    """Who shares the difference, in the order of a coalition's bits."""
    rest: str
    """What one calls the difference while nobody acts; empty if there can be none."""
    stages: Callable[[int], tuple[Stage, Stage]]
    """Gives both worlds while only a coalition acts; of A only the mechanisms depend on it.

    RefusedError if they cannot act without the others.
    """
    idle: tuple[Player, ...] = ()
    """Who need not be tried, since both worlds are the same with and without them."""
