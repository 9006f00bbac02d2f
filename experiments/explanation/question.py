"""Question: what is to be explained of two worlds, and how."""

from collections.abc import Callable
from dataclasses import dataclass

from tillit.experiments.explanation.games import Game, by_events, by_mechanisms
from tillit.experiments.explanation.shapley import Way
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.conversion import Conversion, conversion
from tillit.experiments.worlds.world import World
from tillit.model.indicators import INDICATORS, Indicator
from tillit.model.scenarios.errors import nearest

GAMES: dict[str, Callable[[World, World], Game]] = {"mechanisms": by_mechanisms, "events": by_events}
"""Ways to explain."""
AFFORDABLE = 80
"""Coalitions of a pair up to which all are tried: more pairs tell more than more coalitions of each."""
MOST_EXACT = 12
"""Players up to whom all coalitions can be asked for: 4,096 of them."""
ORDERS, MOST_ORDERS = 4, 1_000
"""Usual number of orders where not all coalitions are tried, and the most."""


@dataclass(frozen=True)
class Question:
    """What is to be explained, and how; RefusedError if there is no such figure or way."""

    of: str = "payments"
    """Name of an indicator."""
    total: bool = False
    """Whether its sum over the horizon is explained, not its mean of the last twelve months."""
    by: str = "mechanisms"
    """``mechanisms`` or ``events``."""
    orders: int | None = None
    """Orders of each pair, an even number; if left out, all where that is quick, and otherwise 4."""
    exact: bool = False
    """Whether all coalitions are tried however long it takes."""
    rates: tuple[str, ...] = ()
    """Rates that are given by hand for towns of two currencies, as in ``SEK/DKK=1.5``."""

    def __post_init__(self) -> None:
        if self.of not in INDICATORS:
            raise RefusedError(f"there is no indicator {self.of!r}; {nearest(self.of, INDICATORS)}")
        if self.total and not self.indicator.adds:
            adding = ", ".join(name for name, it in INDICATORS.items() if it.adds)
            raise RefusedError(f"{self.of} has no sum over months that means anything; these have: {adding}")
        if self.by not in GAMES:
            raise RefusedError(f"by = {self.by!r}: must be {' or '.join(GAMES)}")
        if self.orders is not None and self.orders not in range(2, MOST_ORDERS + 1, 2):
            raise RefusedError(f"orders = {self.orders!r}: must be an even number from 2 to {MOST_ORDERS:,}")
        if self.orders is not None and self.exact:
            raise RefusedError("give a number of orders or ask for all, not both")

    @property
    def indicator(self) -> Indicator:
        """What is explained."""
        return INDICATORS[self.of]

    def converted(self, a: World, b: World) -> Conversion | None:
        """Return how amounts of B are made those of A, if they are any; RefusedError as `conversion`."""
        amounts = "SEK" in self.indicator.unit
        return conversion(a.scenario.town, b.scenario.town, self.rates) if amounts else None

    def game(self, a: World, b: World) -> Game:
        """Return who may share the difference; RefusedError if there is none, or nobody who could."""
        if a.scenario.digest == b.scenario.digest:
            raise RefusedError(
                f"{b.scenario.name}: both worlds are the same, so there is no difference to explain; "
                "name a town that did something, a second town, or a change: --set staff.posts=+3"
            )
        return GAMES[self.by](a, b)

    def way(self, game: Game, seed: int) -> Way:
        """Return how the difference is shared out; RefusedError if all of too many coalitions are asked."""
        players = len(game.players)
        if self.exact and players > MOST_EXACT:
            raise RefusedError(
                f"{players} share the difference, in {2**players:,} combinations: all can be tried of "
                f"at most {MOST_EXACT}; try some orders instead"
            )
        every = self.exact or (self.orders is None and 2**players <= AFFORDABLE)
        return Way(players, None if every else self.orders or ORDERS, seed)
