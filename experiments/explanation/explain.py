"""Inquiry: from two worlds to the shares of their difference."""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np

from tillit.experiments.comparison.outcomes import WINDOW
from tillit.experiments.comparison.statistics import in_window
from tillit.experiments.explanation.by_events import ByEvents
from tillit.experiments.explanation.by_mechanisms import ByMechanisms
from tillit.experiments.explanation.coalitions import Coalitions, Game, Measure
from tillit.experiments.explanation.explanation import Explanation, Subject
from tillit.experiments.explanation.shapley import Exact, Sampled, Way
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.catalogue import words
from tillit.experiments.telling.surroundings import told_conversion
from tillit.experiments.worlds.conversion import Conversion, conversion
from tillit.experiments.worlds.plan import Plan
from tillit.experiments.worlds.world import Source, World
from tillit.model.indicators import INDICATORS, Indicator
from tillit.model.scenarios import Scenario
from tillit.model.simulation import Run

GAMES: dict[str, Callable[[World, World], Game]] = {"mechanisms": ByMechanisms, "events": ByEvents}
"""Ways to explain."""
AFFORDABLE = 80
"""Coalitions of a pair up to which all are tried: more pairs tell more than more coalitions of each."""
MOST_EXACT = 12
"""Players up to whom all coalitions can be asked for: 4,096 of them."""
ORDERS = 4
"""Usual number of orders where not all coalitions are tried."""
MOST_ORDERS = 1_000
WORLDS = 8_000
"""Worlds that are run if nobody says how many pairs: about a minute of a small town on two processors."""
FEWEST, USUAL = 10, 100
"""Pairs that are run at least and at most, if nobody says how many."""


@dataclass(frozen=True)
class Question:
    """What is to be explained, and how.

    RefusedError if there is no such figure or way, or a number is out of range.
    """

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
            near = get_close_matches(self.of, INDICATORS, n=1, cutoff=0.4)
            hint = f"did you mean {near[0]!r}? All: " if near else "there are "
            raise RefusedError(f"there is no indicator {self.of!r}; {hint}{', '.join(INDICATORS)}")
        if self.total and not self.indicator.adds:
            adding = ", ".join(name for name, it in INDICATORS.items() if it.adds)
            raise RefusedError(f"{self.of} has no sum over months that means anything; these have: {adding}")
        if self.by not in GAMES:
            raise RefusedError(f"by = {self.by!r}: must be {' or '.join(GAMES)}")
        if self.orders is not None and (not 2 <= self.orders <= MOST_ORDERS or self.orders % 2):  # noqa: PLR2004 - each with its reverse
            raise RefusedError(f"orders = {self.orders!r}: must be an even number from 2 to {MOST_ORDERS:,}")
        if self.orders is not None and self.exact:
            raise RefusedError("give a number of orders or ask for all, not both")

    @property
    def indicator(self) -> Indicator:
        """What is explained."""
        return INDICATORS[self.of]

    def converted(self, a: World, b: World) -> Conversion | None:
        """Return how amounts of B are made those of A; None if they are no amounts, or in the same money.

        RefusedError if nothing says what the money of one buys in the other.
        """
        if "SEK" not in self.indicator.unit:
            return None
        return conversion(a.scenario.town, b.scenario.town, self.rates)

    def way(self, game: Game, seed: int) -> Way:
        """Return how the difference is shared out.

        RefusedError if all coalitions are asked for, and there are too many.
        """
        players = len(game.players)
        if self.exact and players > MOST_EXACT:
            raise RefusedError(
                f"{players} share the difference, in {2**players:,} combinations: all can be tried of "
                f"at most {MOST_EXACT}; try some orders instead"
            )
        if self.exact or (self.orders is None and 2**players <= AFFORDABLE):
            return Exact(players)
        return Sampled(players, self.orders or ORDERS, seed)

    def measure(self, game: Game) -> Measure:
        """Return what is asked of a run."""
        converted = self.converted(*game.worlds)
        rates = (1.0, converted.rate if converted else 1.0)

        def figure(run: Run, side: int) -> float:
            inhabitants = game.worlds[side].scenario.town.inhabitants
            series = self.indicator.compute(run.counts, run.ledger, inhabitants=inhabitants)
            found = series.sum() if self.total else in_window(series, self.indicator, WINDOW)
            return float(found) * rates[side]

        return figure


def explain(  # noqa: PLR0913 - one argument a choice
    a: World | Source | Scenario | str,
    b: World | Source | Scenario | str,
    question: Question | None = None,
    *,
    pairs: int | None = None,
    months: int = 120,
    seed: int = 1,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Explanation:
    """Share the difference of two worlds out among mechanisms, or among what was done.

    Parameters
    ----------
    a, b
        The worlds, as in `experiments.compare`.
    question
        What is to be explained, and how; payments by mechanisms if left out.
    pairs
        Pairs, 1 to 10,000; as many as take about a minute if left out.
    months, seed, threads
        As in `experiments.compare`: the same numbers give the same pairs.
    progress
        Called with the number of pieces of work that are done, and of all.

    Returns
    -------
    Explanation
        Of all pairs, or after Ctrl-C of those that were done.

    Raises
    ------
    ScenarioError
        If a world cannot be read.
    RefusedError
        If the worlds do not differ, or something is outside its range.
    KeyboardInterrupt
        If Ctrl-C came before the first pair was done.
    """
    coalitions = prepared(World.of(a), World.of(b), question or Question(), pairs, months, seed, threads)
    return shared(coalitions, question or Question(), progress)


def prepared(
    a: World,
    b: World,
    question: Question,
    pairs: int | None,
    months: int,
    seed: int,
    threads: int | None,
) -> Coalitions:
    """Return all worlds that are needed; see `explain`."""
    Plan(1 if pairs is None else pairs, months, seed, threads)
    question.converted(a, b)
    game = GAMES[question.by](a, b)
    way = question.way(game, seed)
    plan = Plan(_usual_pairs(game, way) if pairs is None else pairs, months, seed, threads)
    return Coalitions(game, way, plan, question.measure(game))


def shared(
    coalitions: Coalitions, question: Question, progress: Callable[[int, int], None] | None = None
) -> Explanation:
    """Run all worlds, and share the difference out."""
    pieces = len(coalitions.pieces)
    pairs = coalitions.run(None if progress is None else lambda done: progress(done, pieces))
    if pairs == 0:
        raise KeyboardInterrupt
    game, found = coalitions.game, coalitions.found[:pairs]
    shares = [
        coalitions.way.shares(pair, {coalition: b - a for coalition, (a, b) in of_pair.items()})
        for pair, of_pair in enumerate(found)
    ]
    nobody, everybody = (np.array([it[who] for it in found]) for who in (0, 2 ** len(game.players) - 1))
    return Explanation(
        subject=_subject_of(coalitions, question),
        players=game.players,
        idle=game.idle,
        rest=game.rest,
        a=everybody[:, 0],
        b=everybody[:, 1],
        alone=nobody[:, 1] - nobody[:, 0],
        shares=np.array(shares),
    )


def _usual_pairs(game: Game, way: Way) -> int:
    needed = way.coalitions(0)
    worlds = len(needed) + len({game.stage_a(coalition).scenario.mechanisms for coalition in needed})
    return min(USUAL, max(FEWEST, WORLDS // worlds))


def _subject_of(coalitions: Coalitions, question: Question) -> Subject:
    a, b = coalitions.game.worlds
    labels = (a.label, b.label) if a.label != b.label else (f"A: {a.label}", f"B: {b.label}")
    unit = question.indicator.unit.replace("SEK", a.scenario.town.currency)
    converted = question.converted(a, b)
    months = coalitions.plan.months
    over = f"sum of {months} months" if question.total else f"last {min(WINDOW, months)} months"
    return Subject(
        converted=told_conversion(converted, b.scenario.title, words("en")) if converted else "",
        title=" and ".join(dict.fromkeys((a.scenario.title, b.scenario.title))),
        worlds=labels,
        label=question.indicator.labels["en"],
        over=over,
        unit=unit.replace("/month", "") if question.total else unit,
        by=question.by,
        orders=coalitions.way.orders if isinstance(coalitions.way, Sampled) else None,
        planned=coalitions.plan.pairs,
    )
