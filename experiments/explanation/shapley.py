"""Shapley: a total shared out among players, by what each adds to those who are there already.

A coalition is a whole number: bit ``i`` is set if player ``i`` acts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

from tillit.model.town.seeds import key_of

ORDERS = 0x5A4E
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
        key = np.array([key_of(self.seed, pair), ORDERS], np.uint64)
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
