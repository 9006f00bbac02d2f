"""Explanation: the shares of a difference, as a table, a sentence and a bridge."""

import math
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.answers.answer import Answer, said_and_shown
from tillit.experiments.explanation.bridge import draw_bridge
from tillit.experiments.explanation.coalitions import Player
from tillit.experiments.worlds.plan import ENOUGH

ENDS = (0.05, 0.95)
"""Of the 90 % interval over the pairs."""
NEAR = 1e-9
"""Rounding, as a share of the figures, by which a sum of shares may miss its total."""

Array = NDArray[np.float64]


class Subject(NamedTuple):
    """What is explained, in words."""

    title: str
    """The towns."""
    worlds: tuple[str, str]
    """What the two worlds are called."""
    label: str
    """The figure."""
    over: str
    """The months that it is of."""
    unit: str
    """Its unit."""
    by: str
    """``mechanisms`` or ``events``."""
    orders: int | None
    """Orders that were tried of each pair; None if all."""
    planned: int
    """Pairs that were asked for."""
    converted: str = ""
    """How amounts of B were made those of A, in a sentence."""


@dataclass(frozen=True)
class Explanation:
    """The difference of two worlds, shared out; ArithmeticError if the shares do not sum to it."""

    subject: Subject
    """What is explained."""
    players: tuple[Player, ...]
    """Who shares the difference."""
    idle: tuple[Player, ...]
    """Who has no share, and was not tried."""
    rest: str
    """What the difference without any of them is called; empty if there can be none."""
    a: Array = field(repr=False)
    """Figure of world A, shape (pairs,)."""
    b: Array = field(repr=False)
    """Figure of world B, shape (pairs,)."""
    alone: Array = field(repr=False)
    """Difference without any of the players, shape (pairs,)."""
    shares: Array = field(repr=False)
    """Share of each player, shape (pairs, players)."""

    def __post_init__(self) -> None:
        missed = np.abs(self.alone + self.shares.sum(axis=1) - self.difference)
        if (missed > NEAR * (np.abs(self.a) + np.abs(self.b) + np.abs(self.shares).sum(axis=1))).any():
            raise ArithmeticError(f"the shares miss the difference by up to {missed.max()}")

    @property
    def pairs(self) -> int:
        """Pairs that were run; fewer than planned after Ctrl-C."""
        return len(self.a)

    @property
    def complete(self) -> bool:
        """Whether all planned pairs were run."""
        return self.pairs == self.subject.planned

    @property
    def difference(self) -> Array:
        """B less A, shape (pairs,)."""
        return self.b - self.a

    @property
    def frame(self) -> pd.DataFrame:
        """The table, in the order of the bridge.

        Columns: part (a, rest, share, idle, difference, b), name, label, value
        (mean of the pairs), percent (of the difference), low and high (90 % of
        the pairs), standard_error (of the mean), unit.
        """
        rows = [self._row("a", "a", self.subject.worlds[0], self.a)]
        if self.rest:
            rows.append(self._row("rest", "rest", self.rest, self.alone))
        order = np.argsort(-np.abs(self.shares.mean(axis=0)), kind="stable").tolist()
        rows += [
            self._row("share", self.players[turn].name, self.players[turn].label, self.shares[:, turn])
            for turn in order
        ]
        rows += [self._row("idle", *player, np.zeros(self.pairs)) for player in self.idle]
        rows.append(self._row("difference", "difference", "Difference", self.difference))
        rows.append(self._row("b", "b", self.subject.worlds[1], self.b))
        return pd.DataFrame(rows)

    def _row(self, part: str, name: str, label: str, values: Array) -> dict[str, object]:
        low, high = np.quantile(values, ENDS).tolist()
        whole, value = float(self.difference.mean()), float(values.mean())
        error = float(values.std(ddof=1)) / math.sqrt(self.pairs) if self.pairs > 1 else math.nan
        return {
            "part": part,
            "name": name,
            "label": label,
            "value": value,
            "percent": math.nan if part in {"a", "b"} or whole == 0.0 else 100.0 * value / whole + 0.0,
            "low": low,
            "high": high,
            "standard_error": error,
            "unit": self.subject.unit,
        }

    @property
    def note(self) -> str:
        """What was done, and what it does not mean."""
        orders = self.subject.orders
        how = (
            "Every combination was tried"
            if orders is None
            else f"{orders} orders of each pair were tried, so the 90 % hold some chance of the orders too"
        )
        stopped = "" if self.complete else f" (stopped: {self.subject.planned:,} were asked for)"
        pairs = f"{self.pairs:,} pair{'s' if self.pairs > 1 else ''}"
        one = "a mechanism" if self.subject.by == "mechanisms" else "an act"
        return (
            f"{how}; means over {pairs}{stopped}; the lines sum to the difference. "
            "A Shapley value is what one adds on average over all orders in which they could be switched on: "
            f"{one} that works only together with another shares the joint effect with it equally. "
            f"It explains this model, not the town.{self._doubt} {self.subject.converted}"
        ).rstrip()

    @property
    def _doubt(self) -> str:
        """Why the shares say little, if they do."""
        low, high = np.quantile(self.difference, ENDS)
        if self.pairs < ENOUGH:
            return f" Fewer than {ENOUGH} pairs: too few for a verdict."
        if low <= 0.0 <= high:
            return " The difference itself is not clear: its 90 % hold 0, so the shares may be chance."
        return ""

    def answer(self) -> Answer:
        """Return the table, the sentence and the bridge together."""
        frame, of = self.frame, self.subject
        one, other = of.worlds
        title = f"{of.title}: {of.label.lower()}, from “{one}” to “{other}”"
        return Answer(frame, self.note, lambda: draw_bridge(frame, title, of.over))

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the note, and the table."""
        return said_and_shown(self.note, self.frame)
