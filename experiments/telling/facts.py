"""Facts: what a sentence about two worlds may say, computed once for all languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tillit.experiments.comparison.break_even import NEVER, PAYERS, break_even
from tillit.experiments.comparison.outcomes import Comparison
from tillit.experiments.telling.acts import Act, acts_between
from tillit.experiments.worlds.conversion import Conversion
from tillit.experiments.worlds.plan import ENOUGH
from tillit.experiments.worlds.world import World
from tillit.model.scenarios import Scenario
from tillit.model.scenarios.own_values import STAND_INS

Series = NDArray[np.float64]
"""An indicator's months, shape (pairs, months)."""
ENDS = (0.05, 0.95)
"""Of the 90 % interval."""
YEAR = 12
COSTS = {
    "municipality": "municipal_cost",
    "region": "regional_cost",
    "state": "state_cost",
    "public": "public_cost",
}
"""Who pays, public payers only, and the indicator of each one's net cost."""
CHANGES = ("payments", "households")
CHILD_CHANGES = ("placement_cost", "children_placed")
"""What a sentence says of a unit, beside costs."""


@dataclass(frozen=True)
class Spread:
    """A difference over the pairs: its mean, and the ends of the interval that holds nine pairs in ten."""

    mean: float
    low: float
    high: float
    agreeing: int
    """Pairs whose difference has the sign of the mean."""

    @classmethod
    def of(cls, values: Series) -> "Spread":
        """Return the spread of one value a pair."""
        mean = float(values.mean())
        low, high = np.quantile(values, ENDS).tolist()
        return cls(mean, low, high, int((np.sign(values) == np.sign(mean)).sum()))

    @property
    def clear(self) -> bool:
        """Whether nine pairs in ten have one sign."""
        return self.gain or self.loss

    @property
    def gain(self) -> bool:
        """Whether it is above nothing, clearly."""
        return self.low > 0.0

    @property
    def loss(self) -> bool:
        """Whether it is below nothing, clearly."""
        return self.high < 0.0

    @property
    def ends(self) -> tuple[float, float]:
        """The ends as one says them: of a loss without its sign."""
        return (-self.high, -self.low) if self.loss else (self.low, self.high)


@dataclass(frozen=True)
class PaidBack:
    """When an effort has paid for itself, and stays paid."""

    month: int | None
    """The month by which half of the pairs have; None if they have not within the horizon."""
    pairs: int
    """Pairs that have by the end."""


@dataclass(frozen=True)
class Change:
    """An indicator in the last year of both worlds: means over the pairs."""

    indicator: str
    a: float
    b: float
    difference: Spread


@dataclass(frozen=True)
class Assumed:
    """How far the answer depends on assumptions that fit what is known about equally well."""

    vectors: int
    """Sets of assumptions that were tried, each with `pairs` pairs."""
    pairs: int
    saved: Spread
    """What the municipality saves, a mean for each set; `agreeing` counts sets with the sign of the mean."""
    agreeing: int
    """Sets under which the sign is that of the answer."""
    hangs_on: tuple[str, ...] = ()
    """Assumptions on which it hangs most, by declared name, strongest first."""


@dataclass(frozen=True)
class Guess:
    """The answer when a value that nobody told is a fifth more or less."""

    name: str
    """The value, ``staff.posts``."""
    value: float
    less: float
    more: float
    """What the municipality saves with a fifth less, and with a fifth more."""


@dataclass(frozen=True)
class Fit:
    """The published base year beside the model's."""

    year: str
    indicator: str
    published: float
    model: float


@dataclass(frozen=True)
class Implausible:
    """A price or an hour of a town outside the range of the parameter for which it stands in."""

    name: str
    """The value, ``prices.benefit``."""
    value: float
    low: float
    high: float
    """Ends of what is plausible, in the town's own money."""
    unit: str
    """Unit of the parameter, with SEK for the town's money."""


@dataclass(frozen=True)
class Facts:
    """What is said of two worlds. Amounts are what B saves beside A, in A's money."""

    title: str
    other: str
    """Titles of the towns of B and of A."""
    same_place: bool
    """Whether both are one place, so that a cost of B beside A is caused by what is done."""
    alike: bool
    """Whether B is A, and nothing is done."""
    acts: tuple[Act, ...]
    """What is done in B and not in A."""
    label: str
    """What B is called; said where no act differs."""
    start: str | None
    """First month, ``2013-01``; None where years are counted from the start."""
    months: int
    pairs: int
    planned: int
    """Pairs that were run, and that are to be run: more while it works, or after Ctrl-C."""
    currency: str
    saved: Mapping[str, Spread]
    """By payer: municipality, region, state, public."""
    paid_back: Mapping[str, PaidBack]
    """The same: municipal, public."""
    changes: tuple[Change, ...] = ()
    converted: Conversion | None = None
    assumed: Assumed | None = None
    guessed: tuple[Guess, ...] = ()
    fits: tuple[Fit, ...] = ()
    implausible: tuple[Implausible, ...] = ()
    """The town's own prices and hours that are not plausible."""
    without_effect: bool = False
    """Whether no number of any month differs, whatever was asked for."""

    @property
    def enough(self) -> bool:
        """Whether there are pairs enough to say anything."""
        return self.pairs >= ENOUGH

    def also(self, **further: object) -> "Facts":
        """Return the same with further facts: `assumed`, `guessed`, `fits`, `planned`."""
        return replace(self, **further)  # type: ignore[arg-type]


def facts_of(comparison: Comparison) -> Facts:
    """Return the facts of a comparison."""
    a, b = comparison.a, comparison.b
    facts = facts_from(a.world, b.world, a.series, b.series, planned=comparison.plan.pairs)
    same = all(np.array_equal(a.series[name], b.series[name]) for name in a.series)
    return facts.also(
        implausible=tuple(implausible_values(b.world.scenario)),
        converted=comparison.conversion,
        without_effect=same and not facts.alike,
    )


def implausible_values(town: Scenario) -> Iterator[Implausible]:
    """Yield the town's own prices and hours outside the ranges that the parameters are declared with."""
    from tillit.model.assumptions import DECLARED  # noqa: PLC0415 - lazy: reads all source files

    for name, mark in STAND_INS.items():
        group, _, field = name.partition(".")
        value = getattr(getattr(town, group), field)
        par = DECLARED[mark.parameter].par
        level = town.town.price_level if mark.money else 1.0
        if value is not None and not level * par.low <= value <= level * par.high and value != 0.0:
            yield Implausible(name, value, level * par.low, level * par.high, par.unit)


def facts_from(
    a: World, b: World, one: Mapping[str, Series], other: Mapping[str, Series], *, planned: int
) -> Facts:
    """Return the facts of two worlds from their indicators, each of shape (pairs, months).

    There must be the costs of `COSTS`; of `CHANGES` and `CHILD_CHANGES` only what is there is told.
    """
    here, town = a.scenario, b.scenario
    pairs, months = one["municipal_cost"].shape
    households, children = (all(it.posts for it in (here, town)), all(it.children for it in (here, town)))
    told = (*(CHANGES if households else ()), *(CHILD_CHANGES if children else ()))
    even = {who: break_even("", one[cost], other[cost]) for who, cost in PAYERS.items()}
    return Facts(
        title=town.title,
        other=here.title,
        same_place=same_place(here, town),
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
        paid_back={
            who: PaidBack(it.quantile(0.5), int((it.months != NEVER).sum())) for who, it in even.items()
        },
        changes=tuple(_changed(name, one[name], other[name]) for name in told if name in one),
    )


def same_place(a: Scenario, b: Scenario) -> bool:
    """Tell whether two worlds are one place: what differs is what is done there, or how people behave."""
    return a.name == b.name or a.before().digest == b.before().digest


def _changed(name: str, one: Series, other: Series) -> Change:
    """Return an indicator's means in the last year, and the difference."""
    a, b = (it[:, -YEAR:].mean(axis=-1) for it in (one, other))
    return Change(name, float(a.mean()), float(b.mean()), Spread.of(b - a))
