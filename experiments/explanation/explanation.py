"""Explanation: the shares of a difference, as a table, a sentence and a bridge, in one language."""

import math
from dataclasses import dataclass, field
from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from numpy.typing import NDArray

from tillit.experiments.answers import Answer, said_and_shown
from tillit.experiments.answers.figures import scaled
from tillit.experiments.comparison.outcomes import WINDOW
from tillit.experiments.explanation.games import Game
from tillit.experiments.explanation.question import Question, Way
from tillit.experiments.telling.catalogue import SOURCE, Words, words
from tillit.experiments.telling.facts import ENDS
from tillit.experiments.telling.numbers import millions, number, told_conversion, unit_in_words
from tillit.experiments.worlds.plan import ENOUGH, Plan

NEAR = 1e-9
"""Rounding, as a share of the figures, by which a sum of shares may miss its total."""
EVERY = "Every combination was tried; means over {pairs}; the lines sum to the difference."
ORDERS = (
    "{orders} orders of each pair were tried, so the 90 % hold some chance of the orders too; means over "
    "{pairs}; the lines sum to the difference."
)
SHAPLEY = (
    "A Shapley value is what one adds on average over all orders in which they could be switched on: {one} "
    "that works only together with another shares the joint effect with it equally. It explains this model, "
    "not the town."
)
GREY = "#7a7a7a"
FALL, RISE = "#0b6e8a", "#c8553d"
"""Of steps down and up; they differ in lightness too."""
INCH = 0.52
"""Height of one step."""
WIDE, ACROSS = 44, 92
"""Letters in a line of a label, and of the headline."""
FULL = 0.15
"""Share of the width from which the figure does not begin at 0."""
UNCLEAR = "The difference itself is not clear: its 90 % hold 0, so the shares may be chance."

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
    language: str = SOURCE
    """In which it is told: ``sv``, ``da`` or ``en``."""

    def __post_init__(self) -> None:
        missed = np.abs(self.alone + self.shares.sum(axis=1) - self.difference)
        if (missed > NEAR * (np.abs(self.a) + np.abs(self.b) + np.abs(self.shares).sum(axis=1))).any():
            raise ArithmeticError(f"the shares miss the difference by up to {missed.max()}")

    @property
    def words(self) -> Words:
        """The words of its language."""
        return words(self.language)

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
        titles = (self.words.gettext(it.scenario.title) for it in self.game.worlds)
        return self.words.gettext(" and ").join(dict.fromkeys(titles))

    @property
    def worlds(self) -> tuple[str, str]:
        """What the two worlds are called."""
        a, b = (self.words.gettext(it.label) for it in self.game.worlds)
        return (a, b) if a != b else (f"A: {a}", f"B: {b}")

    @property
    def unit(self) -> str:
        """Unit of the figure, in the money of world A."""
        unit = self.question.indicator.unit.replace("SEK", self.game.worlds[0].scenario.town.currency)
        return unit.replace("/month", "") if self.question.total else unit

    @property
    def shown(self) -> str:
        """Unit of what is shown, and over which months."""
        months, currency = self.plan.months, self.game.worlds[0].scenario.town.currency
        over = self.words.gettext("last {months} months", months=min(WINDOW, months))
        unit = unit_in_words(self.question.indicator.unit, currency, self.words)
        if self.question.total:
            over = self.words.gettext("sum of {months} months", months=months)
            unit = millions(currency, self.words) if self.unit == currency else ""
        if self.language == SOURCE:
            unit = scaled(self.unit)[1]
        return ", ".join(filter(None, (unit, over)))

    @property
    def frame(self) -> pd.DataFrame:
        """The table, in the order of the bridge.

        Columns: part (a, rest, share, difference, b), name, label, value (mean of the pairs), percent
        (of the difference), low and high (90 % of the pairs), standard_error (of the mean), unit.
        """
        game, order = self.game, np.argsort(-np.abs(self.shares.mean(axis=0)), kind="stable").tolist()
        gettext, players = self.words.gettext, [(*game.players[turn], self.shares[:, turn]) for turn in order]
        parts = [
            ("a", "a", self.worlds[0], self.a),
            *([("rest", "rest", gettext(game.rest), self.alone)] if game.rest else []),
            *(("share", name, label(self.words), values) for name, label, values in players),
            ("difference", "difference", gettext("Difference"), self.difference),
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
        gettext, orders = self.words.gettext, self.way.orders
        many, asked = (number(it, self.words) for it in (self.pairs, self.plan.pairs))
        pairs = self.words.ngettext("{pairs} pair", "{pairs} pairs", self.pairs, pairs=many)
        if not self.complete:
            pairs += gettext(" (stopped: {asked} were asked for)", asked=asked)
        one = gettext("a mechanism") if self.question.by == "mechanisms" else gettext("an act")
        said = [gettext(ORDERS if orders else EVERY, orders=orders, pairs=pairs), gettext(SHAPLEY, one=one)]
        low, high = np.quantile(self.difference, ENDS)
        if self.pairs < ENOUGH:
            said.append(gettext("Fewer than {enough} pairs: too few for a verdict.", enough=ENOUGH))
        elif low <= 0.0 <= high:
            said.append(gettext(UNCLEAR))
        converted = self.question.converted(*self.game.worlds)
        said.append(told_conversion(converted, self.game.worlds[1].scenario.title, self.words))
        return " ".join(filter(None, said))

    def answer(self) -> Answer:
        """Return the table, the sentence and the bridge together."""
        one, other = self.worlds
        label = self.words.label(self.question.indicator.labels).lower()
        values = {"towns": self.title, "label": label, "one": one, "other": other}
        title = self.words.gettext("{towns}: {label}, from “{one}” to “{other}”", **values)
        return Answer(self.frame, self.note, lambda: _bridge(self, title))

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the note, and the table."""
        return said_and_shown(self.note, self.frame)


def _bridge(it: Explanation, title: str) -> Figure:
    frame, (scale, _) = it.frame, scaled(it.unit)
    nothing = (frame["part"] == "share") & (frame["low"] == 0.0) & (frame["high"] == 0.0)
    steps = frame[frame["part"].isin(["a", "rest", "share", "b"]) & ~nothing]
    values = steps["value"].to_numpy(float) * scale
    inner, ends = values[1:-1], values[[0, -1]]
    levels = values[0] + np.concatenate([[0.0], np.cumsum(inner)])
    lefts = np.concatenate([[0.0], levels[:-1], [0.0]])
    spread = lefts[:, None] + steps[["low", "high"]].to_numpy(float) * scale
    figure = Figure(figsize=(10.5, 1.7 + INCH * len(steps)), layout="constrained")
    axes = figure.subplots()
    colours = [GREY, *(FALL if value < 0.0 else RISE for value in inner), GREY]
    axes.barh(range(len(values)), values, 0.62, left=lefts, color=colours)
    for at, level in enumerate(levels):
        axes.plot([level, level], [at - 0.31, at + 1.31], color="#333333", linewidth=0.8)
    axes.hlines(np.arange(len(values)), *spread.T, color="#111111", linewidth=1.2)
    largest, whole = np.abs(ends).max(), float(ends[1] - ends[0])
    decimals = max(0, 2 - int(np.floor(np.log10(largest)))) if largest > 0.0 else 2
    for at, value in enumerate(values):
        end = at in {0, len(values) - 1}
        said = f"{value:{'' if end else '+'},.{decimals}f}"
        if whole and not end:
            said += f"  ({round(100.0 * value / whole)} %)"
        edge = max(lefts[at], lefts[at] + value, *spread[at])
        weight = "bold" if end else "normal"
        axes.annotate(said, (edge, at), (6, 0), textcoords="offset points", va="center", weight=weight)
    every = np.concatenate([levels, ends, spread.ravel()])
    low, high = float(every.min()), float(every.max())
    if low > 0.0 and 0.0 < high - low < FULL * high:
        room = 0.35 * (high - low)
        axes.set_xlim(low - room, high + room)
        warning = it.words.gettext("the axis does not begin at 0")
        axes.set_title(warning, loc="right", fontsize=9, color="#555555")
    else:
        low, high = min(low, 0.0), max(high, 0.0)
        room = (high - low) or 1.0
        axes.set_xlim(low - 0.02 * room if low < 0.0 else 0.0, high + 0.25 * room)
        axes.axvline(0.0, color="#333333", linewidth=0.8, zorder=0)
    axes.set_yticks(range(len(steps)), [fill(label, WIDE) for label in steps["label"]], fontsize=10)
    axes.invert_yaxis()
    axes.set_xlabel(it.words.gettext("{shown}; thin lines: where 90 % of the pairs end", shown=it.shown))
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    figure.suptitle(fill(title, ACROSS), fontsize=12, x=0.01, ha="left")
    return figure
