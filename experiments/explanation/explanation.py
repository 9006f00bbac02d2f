"""Explanation: the shares of a difference, as a table, a sentence and a bridge."""

import math
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tillit.experiments.answers.answer import Answer, said_and_shown
from tillit.experiments.comparison.outcomes import WINDOW
from tillit.experiments.explanation.bridge import draw_bridge
from tillit.experiments.explanation.game import Game
from tillit.experiments.explanation.question import Question
from tillit.experiments.explanation.shapley import Way
from tillit.experiments.telling.catalogue import words
from tillit.experiments.telling.sentences import told_conversion
from tillit.experiments.worlds.plan import ENOUGH, Plan

ENDS = (0.05, 0.95)
"""Of the 90 % interval over the pairs."""
NEAR = 1e-9
"""Rounding, as a share of the figures, by which a sum of shares may miss its total."""

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Explanation:
    """The difference of two worlds, shared out; ArithmeticError if the shares do not sum to it."""

    question: Question
    game: Game
    """The worlds, and who shares their difference."""
    way: Way
    plan: Plan
    """What was asked for."""
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
        return self.pairs == self.plan.pairs

    @property
    def difference(self) -> Array:
        """B less A, shape (pairs,)."""
        return self.b - self.a

    @property
    def title(self) -> str:
        """The towns."""
        return " and ".join(dict.fromkeys(it.scenario.title for it in self.game.worlds))

    @property
    def worlds(self) -> tuple[str, str]:
        """What the two worlds are called."""
        a, b = (it.label for it in self.game.worlds)
        return (a, b) if a != b else (f"A: {a}", f"B: {b}")

    @property
    def unit(self) -> str:
        """Unit of the figure, in the money of world A."""
        unit = self.question.indicator.unit.replace("SEK", self.game.worlds[0].scenario.town.currency)
        return unit.replace("/month", "") if self.question.total else unit

    @property
    def frame(self) -> pd.DataFrame:
        """The table, in the order of the bridge.

        Columns: part (a, rest, share, idle, difference, b), name, label, value
        (mean of the pairs), percent (of the difference), low and high (90 % of
        the pairs), standard_error (of the mean), unit.
        """
        game, order = self.game, np.argsort(-np.abs(self.shares.mean(axis=0)), kind="stable").tolist()
        parts = [
            ("a", "a", self.worlds[0], self.a),
            *([("rest", "rest", game.rest, self.alone)] if game.rest else []),
            *(("share", *game.players[turn], self.shares[:, turn]) for turn in order),
            *(("idle", *player, np.zeros(self.pairs)) for player in game.idle),
            ("difference", "difference", "Difference", self.difference),
            ("b", "b", self.worlds[1], self.b),
        ]
        frame = pd.DataFrame([part[:3] for part in parts], columns=["part", "name", "label"])
        values = np.array([part[3] for part in parts])
        frame["value"] = values.mean(axis=1)
        whole = float(self.difference.mean())
        share = 100.0 * frame["value"] / whole + 0.0 if whole else np.nan
        frame["percent"] = np.where(frame["part"].isin(["a", "b"]), np.nan, share)
        frame["low"], frame["high"] = np.quantile(values, ENDS, axis=1)
        error = values.std(axis=1, ddof=1) / math.sqrt(self.pairs) if self.pairs > 1 else math.nan
        return frame.assign(standard_error=error, unit=self.unit)

    @property
    def note(self) -> str:
        """What was done, and what it does not mean."""
        how = (
            "Every combination was tried"
            if self.way.orders is None
            else f"{self.way.orders} orders of each pair were tried, so the 90 % hold some chance of the "
            "orders too"
        )
        stopped = "" if self.complete else f" (stopped: {self.plan.pairs:,} were asked for)"
        pairs = f"{self.pairs:,} pair{'s' if self.pairs > 1 else ''}"
        one = "a mechanism" if self.question.by == "mechanisms" else "an act"
        low, high = np.quantile(self.difference, ENDS)
        doubt = ""
        if self.pairs < ENOUGH:
            doubt = f" Fewer than {ENOUGH} pairs: too few for a verdict."
        elif low <= 0.0 <= high:
            doubt = " The difference itself is not clear: its 90 % hold 0, so the shares may be chance."
        converted = self.question.converted(*self.game.worlds)
        told = told_conversion(converted, self.game.worlds[1].scenario.title, words("en"))
        return (
            f"{how}; means over {pairs}{stopped}; the lines sum to the difference. "
            "A Shapley value is what one adds on average over all orders in which they could be switched on: "
            f"{one} that works only together with another shares the joint effect with it equally. "
            f"It explains this model, not the town.{doubt} {told}"
        ).rstrip()

    def answer(self) -> Answer:
        """Return the table, the sentence and the bridge together."""
        frame, (one, other) = self.frame, self.worlds
        label = self.question.indicator.labels["en"].lower()
        title = f"{self.title}: {label}, from “{one}” to “{other}”"
        months = self.plan.months
        over = f"sum of {months} months" if self.question.total else f"last {min(WINDOW, months)} months"
        return Answer(frame, self.note, lambda: draw_bridge(frame, title, over))

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the note, and the table."""
        return said_and_shown(self.note, self.frame)
