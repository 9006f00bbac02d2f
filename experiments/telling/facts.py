"""Facts: what a sentence about two worlds may say, computed once for all languages."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.comparison.outcomes import Comparison, Outcome
from tillit.experiments.comparison.statistics import PAYERS, BreakEven, break_even
from tillit.experiments.telling.numbers import YEAR
from tillit.experiments.worlds.plan import Conversion
from tillit.experiments.worlds.world import World
from tillit.model.events import Event
from tillit.model.events.posts import Posts
from tillit.model.events.units import Units
from tillit.model.scenarios import Scenario

Series = NDArray[np.float64]
Names = tuple[str, ...]
Acts = tuple[tuple[Event, float, int], ...]  # the first time, posts more by all times, and how often
ENDS = (0.05, 0.95)  # of the 90 % interval
PAID = {"municipality": "municipal", "region": "regional", "state": "state", "public": "public"}
COSTS = {who: f"{cost}_cost" for who, cost in PAID.items()}  # who pays, and the indicator of the net cost
POSTS = ("staff.posts", "staff.caseload")  # facts that tell how many posts there are
FOLLOWED = 24  # months for which most trials on record followed people; few did for longer, of three years
FEWEST = 30  # sets of assumptions from which it can be told on which of them an answer hangs
CHANGES = ("payments", "households")  # what a sentence says of a unit, beside costs
CHILD_CHANGES = ("placement_cost", "children_placed")


@dataclass(frozen=True)
class Spread:
    """A difference over the pairs: its mean, and the ends of the interval that holds nine pairs in ten."""

    mean: float
    low: float
    high: float
    agreeing: int  # pairs whose difference has the sign of the mean

    @classmethod
    def of(cls, values: Series) -> "Spread":
        """Return the spread of one value a pair."""
        mean = float(values.mean())
        low, high = np.quantile(values, ENDS).tolist()
        return cls(mean, low, high, int((np.sign(values) == np.sign(mean)).sum()))

    @property
    def sign(self) -> int:
        """Whether nine pairs in ten are above nothing (1), below it (-1), or neither (0)."""
        return (self.low > 0.0) - (self.high < 0.0)


class Change(NamedTuple):
    """An indicator in the last year of both worlds: means over the pairs."""

    indicator: str
    a: float
    b: float
    difference: Spread


class Fit(NamedTuple):
    """A mean month of the published base year beside the model's."""

    year: str
    indicator: str
    published: float
    model: float


class Miss(NamedTuple):
    """A change of the town beside its own past that the model misses, in shares."""

    said: float  # by the account
    given: float  # by the model


@dataclass(frozen=True)
class Assumed:
    """How far the answer depends on assumptions that fit what is known about equally well."""

    vectors: int  # sets that were tried
    pairs: int  # of each
    saved: Spread  # of the mean that the municipality saves under each
    agreeing: int  # sets under which it has the sign of the answer
    hangs_on: Names = ()  # the strongest first
    strongest: Names = ()  # the first few, even where chance may be all of it


@dataclass(frozen=True)
class Guess:
    """What the municipality saves when a value that nobody told is a fifth less, and a fifth more."""

    name: str
    value: float
    less: float
    more: float


@dataclass(frozen=True)
class Facts:
    """What is said of two worlds. Amounts are what B saves beside A, in A's money, by payer."""

    title: str  # of B's town
    other: str  # of A's
    same_place: bool  # only acts, or how people behave, differ: then they cause what B costs more
    alike: bool  # B is A, and nothing is done
    acts: Acts
    label: str  # what B is called, said where no act differs
    start: str | None  # the first month, 2013-01; None where years are counted from the start
    months: int
    pairs: int  # fewer than planned while it works, or after Ctrl-C
    planned: int
    currency: str
    saved: Mapping[str, Spread]
    paid_back: Mapping[str, BreakEven]
    followed: Spread | None = None  # what the municipality saves while trials follow people
    missed: Miss | None = None
    changes: tuple[Change, ...] = ()
    converted: Conversion | None = None
    assumed: Assumed | None = None
    guessed: tuple[Guess, ...] = ()
    fits: tuple[Fit, ...] = ()
    without_effect: bool = False  # no number of any month differs, whatever was asked for

    def also(self, **further: object) -> "Facts":
        """Return the same with further facts: `assumed`, `guessed`, `fits`, `planned`."""
        return replace(self, **further)  # type: ignore[arg-type]


def facts_of(comparison: Comparison) -> Facts:
    """Return the facts of a comparison."""
    a, b = comparison.a, comparison.b
    facts = facts_from(a.world, b.world, a.series, b.series, planned=comparison.plan.pairs)
    same = all(np.array_equal(a.series[name], b.series[name]) for name in a.series)
    return facts.also(converted=comparison.conversion, without_effect=same and not facts.alike)


def facts_from(
    a: World, b: World, one: Mapping[str, Series], other: Mapping[str, Series], *, planned: int
) -> Facts:
    """Return the facts of two worlds from their indicators, each of shape (pairs, months).

    There must be the costs of `COSTS`; of `CHANGES` and `CHILD_CHANGES` only what is there is told.
    """
    here, town, changes = a.scenario, b.scenario, []
    pairs, months = one["municipal_cost"].shape
    for name in of_both((here, town), CHANGES, CHILD_CHANGES):
        if name in one:
            was, now = (it[name][:, -YEAR:].mean(axis=-1) for it in (one, other))
            changes.append(Change(name, float(was.mean()), float(now.mean()), Spread.of(now - was)))
    own = one["municipal_cost"] - other["municipal_cost"]
    acted = (*beyond(here.events, town.events), *beyond(town.events, here.events))
    followed = min((it.month for it in acted), default=1) - 1 + FOLLOWED
    return Facts(
        title=town.title,
        other=here.title,
        same_place=here.name == town.name or here.before().digest == town.before().digest,
        alike=here.digest == town.digest,
        # Where each does what the other does not, no list of acts says what differs.
        acts=() if acts_between(town, here) else acts_between(here, town),
        label=b.label,
        start=town.town.start if here.town.start == town.town.start else None,
        months=months,
        pairs=pairs,
        planned=planned,
        currency=here.town.currency,
        saved={who: Spread.of((one[cost] - other[cost]).sum(axis=-1)) for who, cost in COSTS.items()},
        paid_back={who: break_even(one[cost], other[cost]) for who, cost in PAYERS.items()},
        followed=Spread.of(own[:, :followed].sum(axis=-1)) if months > followed + YEAR else None,
        changes=tuple(changes),
    )


def of_both(towns: Sequence[Scenario], households: Names, children: Names) -> Names:
    """Return the indicators of the units that all towns have."""
    told = households if all(town.posts for town in towns) else ()
    return (*told, *(children if all(town.children for town in towns) else ()))


def acts_between(a: Scenario, b: Scenario) -> Acts:
    """Return what happens in `b` and not in `a`, an act for each kind, in order of time."""
    acts: dict[tuple[object, ...], tuple[Event, float, int]] = {}
    for event in sorted(beyond(b.events, a.events), key=lambda it: it.month):
        key = (event.kind, getattr(event, "unit", None), getattr(event, "rule", None))
        first, change, times = acts.get(key, (event, 0.0, 0))
        if isinstance(event, Posts):
            unit = Units.CHILDREN if event.happens_to(Units.CHILDREN, b.first_unit) else Units.ASSISTANCE
            before = [posts for month, posts in b.posts_over_time(unit) if month < event.month][-1]
            change += event.after(before) - before if event.change is None else event.change
        acts[key] = first, change, times + 1
    return tuple(acts.values())


def beyond(events: Iterable[Event], others: Iterable[Event]) -> Iterator[Event]:
    """Yield the events that are not among others, each as often as it is there more often."""
    left = Counter(event.read() for event in others)
    for event in events:
        left[event.read()] -= 1
        if left[event.read()] < 0:
            yield event


def published_in(scenario: Scenario, year: str) -> dict[str, float]:
    """Return the published mean of twelve months of a year, preliminary or not, by indicator."""
    found = {
        it.indicator: [value for period, value in it.values if period.startswith(f"{year}-")]
        for it in scenario.observed
        if it.indicator in CHANGES and it.monthly
    }
    return {name: sum(months) / YEAR for name, months in found.items() if len(months) == YEAR}


def base_year_fits(outcome: Outcome) -> tuple[Fit, ...]:
    """Return the published base year beside the model's, of the world in which nothing is done."""
    scenario = outcome.world.scenario
    year, _, month = scenario.town.start.partition("-")
    if month != "01" or outcome.counts.shape[1] < YEAR:
        return ()
    found = sorted(published_in(scenario, year).items())
    return tuple(Fit(year, name, it, float(outcome.series[name][:, :YEAR].mean())) for name, it in found)
