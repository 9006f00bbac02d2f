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
class Exact:
    """All coalitions are tried."""

    players: int

    def coalitions(self, pair: int) -> Sequence[int]:  # noqa: ARG002 - the same of every pair
        """Return all coalitions."""
        return range(2**self.players)

    def shares(self, pair: int, values: Mapping[int, float]) -> NDArray[np.float64]:
        """Return the Shapley values."""
        return shapley_values(np.array([values[coalition] for coalition in self.coalitions(pair)]))


@dataclass(frozen=True)
class Sampled:
    """Some orders are tried in which the players begin to act, each with its reverse.

    What a player adds is the mean over the orders; each order sums to the
    total. The orders of a pair are a function of the seed and the pair.
    """

    players: int
    orders: int
    """Orders of a pair, an even number."""
    seed: int = 1

    def drawn(self, pair: int) -> Iterator[NDArray[np.int64]]:
        """Return the orders of a pair."""
        luck = np.random.Generator(
            np.random.Philox(key=np.array([key_of(self.seed, pair), ORDERS], np.uint64))
        )
        for _ in range(self.orders // 2):
            order = luck.permutation(self.players)
            yield order
            yield order[::-1]

    def coalitions(self, pair: int) -> Sequence[int]:
        """Return nobody, everybody, and those that the orders pass through."""
        return sorted({0} | {after for order in self.drawn(pair) for _, _, after in steps(order)})

    def shares(self, pair: int, values: Mapping[int, float]) -> NDArray[np.float64]:
        """Return the mean of what each player adds."""
        added = np.zeros(self.players)
        for order in self.drawn(pair):
            for player, before, after in steps(order):
                added[player] += values[after] - values[before]
        return added / self.orders


Way = Exact | Sampled
"""A way to share out."""


def steps(order: NDArray[np.int64]) -> Iterator[tuple[int, int, int]]:
    """Return each player of an order, and the coalitions before and after it joins."""
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
