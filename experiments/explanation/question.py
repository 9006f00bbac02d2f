"""Question: what is to be explained of two worlds, and how the difference is shared out among players.

A coalition is a whole number: bit ``i`` is set if player ``i`` acts.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.explanation.games import Game, by_events, by_mechanisms
from tillit.experiments.refused import RefusedError
from tillit.experiments.worlds.plan import Conversion, conversion
from tillit.experiments.worlds.world import World
from tillit.model.indicators import INDICATORS, Indicator
from tillit.model.scenarios.errors import nearest
from tillit.model.town.seeds import key_of

GAMES: dict[str, Callable[[World, World], Game]] = {"mechanisms": by_mechanisms, "events": by_events}
"""Ways to explain."""
AFFORDABLE = 80
"""Coalitions of a pair up to which all are tried: more pairs tell more than more coalitions of each."""
ORDERS = 4
"""Usual number of orders where not all coalitions are tried."""
LUCK = 0x5A4E
"""Sets the luck of the orders apart from the luck of the towns."""


@dataclass(frozen=True)
class Way:
    """A way to share out: all coalitions are tried, or some orders in which the players begin to act.

    What a player adds is the mean over the orders, of which each has its reverse too and sums to the total.
    The orders of a pair are a function of the seed and the pair.
    """

    players: int
    orders: int | None = None
    """Orders of a pair, an even number; None for all coalitions."""
    seed: int = 1

    def drawn(self, pair: int) -> Iterator[NDArray[np.int64]]:
        """Yield the orders of a pair."""
        key = np.array([key_of(self.seed, pair), LUCK], np.uint64)
        luck = np.random.Generator(np.random.Philox(key=key))
        for _ in range((self.orders or 0) // 2):
            order = luck.permutation(self.players)
            yield order
            yield order[::-1]

    def coalitions(self, pair: int) -> Sequence[int]:
        """Return all coalitions, or nobody, everybody, and those that the orders of a pair pass through."""
        if self.orders is None:
            return range(2**self.players)
        return sorted({0} | {after for order in self.drawn(pair) for _, _, after in steps(order)})

    def shares(self, pair: int, values: Mapping[int, float]) -> NDArray[np.float64]:
        """Return what each player adds, shape (players,), by the values of a pair's coalitions."""
        if self.orders is None:
            return shapley_values(np.array([values[coalition] for coalition in self.coalitions(pair)]))
        added = np.zeros(self.players)
        for order in self.drawn(pair):
            for player, before, after in steps(order):
                added[player] += values[after] - values[before]
        return added / self.orders


def steps(order: NDArray[np.int64]) -> Iterator[tuple[int, int, int]]:
    """Yield each player of an order, and the coalitions before and after it joins."""
    before = 0
    for player in order.tolist():
        after = before | 1 << player
        yield player, before, after
        before = after


def shapley_values(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what each player adds, the mean over all orders in which the players may begin (Shapley 1953).

    `values` is the value of each coalition, shape (2 ** players,). The sum of what is returned, shape
    (players,), is the value of everybody less the value of nobody.
    """
    coalitions = np.arange(len(values))
    players = len(values).bit_length() - 1
    weights = np.array([1.0 / (players * comb(players - 1, size)) for size in range(players)])
    shares = np.zeros(players)
    for player in range(players):
        without = coalitions[coalitions >> player & 1 == 0]
        added = values[without | 1 << player] - values[without]
        shares[player] = weights[np.bitwise_count(without)] @ added
    return shares


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
        if self.orders is not None and (self.orders < 2 or self.orders % 2):  # noqa: PLR2004 - an order and its reverse
            raise RefusedError(f"orders = {self.orders!r}: must be an even number from 2 on")

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

    def way(self, players: int, seed: int) -> Way:
        """Return how the difference is shared out."""
        every = self.orders is None and 2**players <= AFFORDABLE
        return Way(players, None if every else self.orders or ORDERS, seed)
