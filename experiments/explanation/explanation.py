"""Explanation: what is asked of two worlds, and the shares of their difference as table, note and bridge."""

from dataclasses import dataclass, field
from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from tillit.experiments.answers import Answer, said_and_shown
from tillit.experiments.answers.wording import scaled
from tillit.experiments.comparison.outcomes import WINDOW
from tillit.experiments.comparison.statistics import Figures
from tillit.experiments.explanation.games import Game
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.catalogue import SOURCE, Words
from tillit.experiments.telling.facts import ENDS
from tillit.experiments.telling.numbers import number, told_conversion
from tillit.experiments.worlds.plan import ENOUGH, Conversion, Plan
from tillit.model.indicators import INDICATORS, Indicator
from tillit.model.scenarios.errors import nearest

NEAR = 1e-9  # rounding, as a share of the figures, by which a sum of shares may miss its total
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
UNCLEAR = "The difference itself is not clear: its 90 % hold 0, so the shares may be chance."
GREY, FALL, RISE = "#7a7a7a", "#0b6e8a", "#c8553d"  # of worlds, and of steps; these differ in lightness too
INCH, WIDE, ACROSS = 0.52, 44, 92  # height of a step; letters in a line of a label, and of the headline


@dataclass(frozen=True)
class Question:
    """What is to be explained, and how; RefusedError if there is no such figure or way."""

    of: str = "payments"  # name of an indicator
    total: bool = False  # whether its sum over all months is explained, not its mean of the last twelve
    by: str = "mechanisms"  # or ``events``
    orders: int | None = None  # of each pair, an even number; if left out, all where that is quick, or else 4
    rates: tuple[str, ...] = ()  # given by hand for towns of two currencies, as in ``SEK/DKK=1.5``

    def __post_init__(self) -> None:
        if self.of not in INDICATORS:
            raise RefusedError(f"there is no indicator {self.of!r}; {nearest(self.of, INDICATORS)}")
        if self.total and not self.indicator.adds:
            adding = ", ".join(name for name, it in INDICATORS.items() if it.adds)
            raise RefusedError(f"{self.of} has no sum over months that means anything; these have: {adding}")
        if self.by not in {"mechanisms", "events"}:
            raise RefusedError(f"by = {self.by!r}: must be mechanisms or events")
        if self.orders is not None and (self.orders < 2 or self.orders % 2):  # noqa: PLR2004 - one and its reverse
            raise RefusedError(f"orders = {self.orders!r}: must be an even number from 2 on")

    @property
    def indicator(self) -> Indicator:
        """What is explained."""
        return INDICATORS[self.of]


@dataclass(frozen=True)
class Explanation:
    """The difference of two worlds, shared out; ArithmeticError if the shares do not sum to it."""

    question: Question
    game: Game  # the worlds, and who shares their difference
    orders: int | None  # tried of each pair; all if None
    plan: Plan  # what was asked for
    converted: Conversion | None  # how amounts of B were made those of A
    a: Figures = field(repr=False)  # figure of world A, shape (pairs,)
    b: Figures = field(repr=False)  # figure of world B, shape (pairs,)
    alone: Figures = field(repr=False)  # difference without any of the players, shape (pairs,)
    shares: Figures = field(repr=False)  # of each player, shape (pairs, players)
    words: Words = Words(SOURCE)  # noqa: RUF009 - of the language in which it is told; they never change

    def __post_init__(self) -> None:
        missed = np.abs(self.alone + self.shares.sum(axis=1) - self.difference)
        if (missed > NEAR * (np.abs(self.a) + np.abs(self.b) + np.abs(self.shares).sum(axis=1))).any():
            raise ArithmeticError(f"the shares miss the difference by up to {missed.max()}")

    @property
    def pairs(self) -> int:
        """Pairs that were run; fewer than planned after Ctrl-C."""
        return len(self.a)

    @property
    def difference(self) -> Figures:
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
        gettext, months = self.words.gettext, self.plan.months
        if self.question.total:
            over = gettext("sum of {months} months", months=months)
        else:
            over = gettext("last {months} months", months=min(WINDOW, months))
        return ", ".join(filter(None, (scaled(self.unit, self.words)[1], over)))

    @property
    def frame(self) -> pd.DataFrame:
        """The table, in the order of the bridge.

        Columns: part (a, rest, share, difference, b), name, label, value (mean of the pairs), percent
        (of the difference), low and high (90 % of the pairs), standard_error (of the mean), unit.
        """
        game, gettext, players = self.game, self.words.gettext, [*self.game.players.items()]
        rows = [("a", "a", self.worlds[0], self.a)]
        rows += [("rest", "rest", gettext(game.rest), self.alone)] if game.rest else []
        for turn in np.argsort(-np.abs(self.shares.mean(axis=0)), kind="stable").tolist():
            name, label = players[turn]
            rows.append(("share", name, label(self.words), self.shares[:, turn]))
        rows.append(("difference", "difference", gettext("Difference"), self.difference))
        rows.append(("b", "b", self.worlds[1], self.b))
        frame = pd.DataFrame([row[:3] for row in rows], columns=["part", "name", "label"])
        values = np.array([row[3] for row in rows])
        frame["value"] = values.mean(axis=1)
        whole = float(self.difference.mean())
        share = 100.0 * frame["value"] / whole + 0.0 if whole else np.nan
        frame["percent"] = np.where(frame["part"].isin(["a", "b"]), np.nan, share)
        frame["low"], frame["high"] = np.quantile(values, ENDS, axis=1)
        return frame.assign(standard_error=pd.DataFrame(values).sem(axis=1), unit=self.unit)

    @property
    def note(self) -> str:
        """What was done, and what it does not mean."""
        gettext = self.words.gettext
        many, asked = (number(it, self.words) for it in (self.pairs, self.plan.pairs))
        pairs = self.words.ngettext("{pairs} pair", "{pairs} pairs", self.pairs, pairs=many)
        if self.pairs < self.plan.pairs:
            pairs += gettext(" (stopped: {asked} were asked for)", asked=asked)
        one = gettext("a mechanism") if self.question.by == "mechanisms" else gettext("an act")
        said = [gettext(ORDERS if self.orders else EVERY, orders=self.orders, pairs=pairs)]
        said.append(gettext(SHAPLEY, one=one))
        low, high = np.quantile(self.difference, ENDS)
        if self.pairs < ENOUGH:
            said.append(gettext("Fewer than {enough} pairs: too few for a verdict.", enough=ENOUGH))
        elif low <= 0.0 <= high:
            said.append(gettext(UNCLEAR))
        said.append(told_conversion(self.converted, self.game.worlds[1].scenario.title, self.words))
        return " ".join(filter(None, said))

    def answer(self) -> Answer:
        """Return the table, the sentence and the bridge together."""
        return Answer(self.frame, self.note, lambda: _bridge(self))

    def _repr_html_(self) -> str:
        return said_and_shown(self.note, self.frame)


def _bridge(it: Explanation) -> Figure:
    frame, (scale, _), gettext = it.frame, scaled(it.unit, it.words), it.words.gettext
    nothing = (frame["part"] == "share") & (frame["low"] == 0.0) & (frame["high"] == 0.0)
    steps = frame[(frame["part"] != "difference") & ~nothing]
    values = steps["value"].to_numpy(float) * scale
    first, inner, last = values[0], values[1:-1], len(values) - 1
    levels = first + np.concatenate([[0.0], np.cumsum(inner)])
    lefts = np.concatenate([[0.0], levels[:-1], [0.0]])
    spread = lefts[:, None] + steps[["low", "high"]].to_numpy(float) * scale
    figure = Figure(figsize=(10.5, 1.7 + INCH * len(steps)), layout="constrained")
    axes = figure.subplots()
    colours = [GREY, *np.where(inner < 0.0, FALL, RISE), GREY]
    axes.barh(range(len(values)), values, 0.62, left=lefts, color=colours)
    for at, level in enumerate(levels):
        axes.plot([level, level], [at - 0.31, at + 1.31], color="#333333", linewidth=0.8)
    axes.hlines(np.arange(len(values)), *spread.T, color="#111111", linewidth=1.2)
    largest, whole = max(abs(first), abs(values[last])), float(values[last] - first)
    decimals = max(0, 2 - int(np.floor(np.log10(largest)))) if largest > 0.0 else 2
    for at, value in enumerate(values):
        end = at in {0, last}
        share = f"  ({round(100.0 * value / whole)} %)" if whole and not end else ""
        said = f"{value:{'' if end else '+'},.{decimals}f}{share}"
        edge, weight = max(lefts[at], lefts[at] + value, *spread[at]), "bold" if end else "normal"
        axes.annotate(said, (edge, at), (6, 0), textcoords="offset points", va="center", weight=weight)
    every = np.concatenate([levels, values[[0, last]], spread.ravel()])
    low, high = min(every.min(), 0.0), max(every.max(), 0.0)
    room = (high - low) or 1.0
    axes.set_xlim(low - 0.02 * room if low < 0.0 else 0.0, high + 0.25 * room)
    axes.axvline(0.0, color="#333333", linewidth=0.8, zorder=0)
    axes.set_yticks(range(len(steps)), [fill(label, WIDE) for label in steps["label"]], fontsize=10)
    axes.invert_yaxis()
    axes.set_xlabel(gettext("{shown}; thin lines: where 90 % of the pairs end", shown=it.shown))
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="y", length=0)
    one, other = it.worlds
    label = it.words.label(it.question.indicator.labels).lower()
    values_of = {"towns": it.title, "label": label, "one": one, "other": other}
    title = gettext("{towns}: {label}, from “{one}” to “{other}”", **values_of)
    figure.suptitle(fill(title, ACROSS), fontsize=12, x=0.01, ha="left")
    return figure
