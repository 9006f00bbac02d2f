"""Game: who shares the difference of two worlds, and what the worlds are while only some act."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.worlds.world import World
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario


@dataclass(frozen=True)
class Player:
    """What may act or not: a mechanism, or what a town did."""

    name: str
    """Its name in files."""
    label: str
    """What one reads."""


class Stage(NamedTuple):
    """How one world is while only some players act."""

    origin: Origin
    """How its people behave."""
    scenario: Scenario
    """What happens there."""
    inflow: NDArray[np.float64] | None = None
    """Usual applicants a month by obstacle, if they are not the place's own, shape (OBSTACLES,)."""


class Game(Protocol):
    """A way to explain the difference of two worlds."""

    @property
    def worlds(self) -> tuple[World, World]:
        """The two worlds, A and B."""

    @property
    def players(self) -> tuple[Player, ...]:
        """Who shares the difference, in the order of a coalition's bits."""

    @property
    def idle(self) -> tuple[Player, ...]:
        """Who need not be tried, since both worlds are the same with and without them."""

    @property
    def rest(self) -> str:
        """What one calls the difference while nobody acts; empty if there can be none."""

    def part_of_a(self, coalition: int) -> int:
        """Return the part of a coalition that world A depends on."""

    def stage_a(self, coalition: int) -> Stage:
        """Return world A while only a coalition acts."""

    def stage_b(self, coalition: int) -> Stage:
        """Return world B while only a coalition acts."""
