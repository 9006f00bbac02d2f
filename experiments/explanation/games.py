"""Games: who may share the difference of two worlds, and how both are while only some of them act.

By mechanisms, some explanations are switched off in both worlds. The people, their ties and the inflow at
the start are those of the whole model; the switches turn when the comparison begins. By events, B does only
some of what only B did, and leaves undone only some of what only A did; what both did belongs to both.
"""

import dataclasses
from collections.abc import Callable
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.refused import RefusedError
from tillit.experiments.telling.catalogue import Words
from tillit.experiments.telling.facts import beyond
from tillit.experiments.telling.names import mechanism
from tillit.experiments.telling.numbers import number
from tillit.experiments.worlds.world import World, sizes
from tillit.model.events import Event, in_order
from tillit.model.events.setting import RULES, Setting
from tillit.model.households.arrivals import FLOWS
from tillit.model.origin import Origin
from tillit.model.scenarios import Scenario, ScenarioError
from tillit.model.scenarios.dates import date_of
from tillit.model.simulation import usual_inflow

FROM_OUTSIDE = {
    "prices": frozenset({"price_change"}),
    "inflow": frozenset({"inflow", "newly_arrived", "labour_market_shock"}),
}
"""Kinds of event, or rules of a `setting`, that come upon a town; off: world B meets those of world A."""
ALONE = "Posts, hours and places by themselves, with all below switched off"
"""The difference that is left when every mechanism is switched off in both worlds."""
ALONE_IN_TWO = "The places themselves, posts and hours, with all below switched off"
"""The same, where the worlds are two different places."""
MOST_DATES = 2
"""Dates that are named; of more, the first and the last."""
PLACES = "The places themselves, without what only one of them did"
"""The difference that is left when no act is done that only one of two places did."""
DONE, NOT_DONE = "Done: {act}", "Not done: {act}"


class Player(NamedTuple):
    """What may act or not: a mechanism, or what a town did; its name in files, and what one reads."""

    name: str
    label: Callable[[Words], str]


@dataclasses.dataclass(frozen=True)
class Stage:
    """How one world is while only some players act."""

    scenario: Scenario
    inflow: NDArray[np.float64] | None = None
    """Usual applicants a month by obstacle, if they are not the place's own, shape (OBSTACLES,)."""

    @cached_property
    def origin(self) -> Origin:
        """How its people behave."""
        return Origin.of(self.scenario)


class Game(NamedTuple):
    """A way to explain the difference of two worlds."""

    worlds: tuple[World, World]
    players: tuple[Player, ...]
    """Who shares the difference, in the order of a coalition's bits."""
    rest: str
    """What one calls the difference while nobody acts; empty if there can be none."""
    stages: Callable[[int], tuple[Stage, Stage]]
    """Gives both worlds while only a coalition acts; of A only the mechanisms depend on it.

    RefusedError if they cannot act without the others.
    """


def by_mechanisms(a: World, b: World) -> Game:
    """Return what comes upon the towns from outside, and the mechanisms of the theory, as players.

    What is the same in both worlds, or switched off in both, is none.
    """
    one, other = a.scenario, b.scenario
    alike = Origin.of(one) == Origin.of(other)
    inflow_of_a = None if alike else _inflow_for(one, other)
    acts = {
        name: [it.read() for it in _met(one, kinds)] != [it.read() for it in _met(other, kinds)]
        for name, kinds in FROM_OUTSIDE.items()
    }
    acts["inflow"] |= inflow_of_a is not None
    differing = [name for name, differs in acts.items() if differs]
    for name in Mechanisms._fields:
        acts[name] = bool(getattr(one.mechanisms, name) or getattr(other.mechanisms, name))
    players = tuple(Player(name, partial(mechanism, name)) for name, it in acts.items() if it)

    def stages(coalition: int) -> tuple[Stage, Stage]:
        acting = {player.name for bit, player in enumerate(players) if coalition >> bit & 1}
        off = dict.fromkeys(set(Mechanisms._fields) - acting, 0)
        before, after = (
            dataclasses.replace(it, mechanisms=it.mechanisms._replace(**off)) for it in (one, other)
        )
        for name in differing:
            if name not in acting:
                theirs, ours = (_met(it, FROM_OUTSIDE[name]) for it in (after, one))
                own = beyond(after.events, theirs)
                events = sorted((*own, *ours), key=lambda event: event.month)
                after = dataclasses.replace(after, events=tuple(events))
        return Stage(before), Stage(after, None if "inflow" in acting else inflow_of_a)

    return Game((a, b), players, ALONE if alike else ALONE_IN_TWO, stages)


def _met(town: Scenario, kinds: frozenset[str]) -> list[Event]:
    """Return what comes upon a town, of some kinds, in the order in which it happens."""
    return in_order(it for it in town.events if kinds & {it.kind, getattr(it, "rule", "")})


def _inflow_for(a: Scenario, b: Scenario) -> NDArray[np.float64] | None:
    """Return A's usual inflow for as many households and children as B has; None if B's own is the same."""
    stock_a, stock_b = (
        np.array([it.town.households] * (FLOWS - 1) + [it.children.cases if it.children else 0.0])
        for it in (a, b)
    )
    inflow = usual_inflow(Origin.of(a)) * (stock_b / np.maximum(1.0, stock_a))
    return None if np.array_equal(inflow, usual_inflow(Origin.of(b))) else inflow


def by_events(a: World, b: World) -> Game:
    """Return the acts of only one of the worlds as players; RefusedError if both did the same."""
    one, other = a.scenario, b.scenario
    undone, done = _acts_of(one, other), _acts_of(other, one)
    acts = undone + done
    if not acts:
        raise RefusedError(
            f"{one.name} and {other.name} did the same, so no act explains their "
            "difference; --by mechanisms asks for the mechanisms"
        )
    players = []
    for turn, act in enumerate(acts):
        left = turn < len(undone)
        whether = (NOT_DONE if left else DONE) if undone else "{act}"
        label = partial(_label, act, (other, one)[left].town.start, whether)
        players.append(Player(f"{'no_' if left else ''}{act[0].kind}_{turn + 1}", label))

    def stages(coalition: int) -> tuple[Stage, Stage]:
        events = one.events  # in the very order of A's file: events of the same month happen in order
        if coalition:
            absent = [turn for turn in range(len(acts)) if not coalition >> turn & 1]
            still_done = [event for turn in absent if turn < len(undone) for event in acts[turn]]
            not_done = [event for turn in absent if turn >= len(undone) for event in acts[turn]]
            every = (*beyond(other.events, not_done), *still_done)
            events = tuple(sorted(every, key=lambda event: event.month))
        try:
            return Stage(one), Stage(dataclasses.replace(other, events=events))
        except ScenarioError as error:
            raise RefusedError(
                f"some of what was done cannot be done without the rest, so they cannot share: {error}"
            ) from None

    return Game((a, b), tuple(players), "" if Origin.of(one) == Origin.of(other) else PLACES, stages)


def _acts_of(one: Scenario, other: Scenario) -> list[tuple[Event, ...]]:
    groups: dict[str, list[Event]] = {}
    for event in beyond(one.events, other.events):
        groups.setdefault(event.read("month"), []).append(event)
    return [tuple(group) for group in groups.values()]


def _label(events: tuple[Event, ...], start: str, whether: str, words: Words) -> str:
    """Return what one reads of an act: what, how large, and when."""
    event, dates = events[0], [date_of(start, it.month) for it in events]
    when = ", ".join(dates)
    if len(dates) > MOST_DATES:
        when = words.gettext("{since} to {until}", since=dates[0], until=dates[-1])
    parts = []
    if isinstance(event, Setting):
        rule = words.gettext(event.rule.replace("_", " "))
        parts.append(f"{rule} {_in_unit(event.value, RULES[event.rule].size.unit, words)}")
    for name, value, size in sizes(event) if not parts else ():
        called = next((it for it in (words.pgettext("size", name), words.gettext(name)) if it != name), name)
        if isinstance(value, str) or size is None:
            plainly = value if isinstance(value, str) else f"{value:g}"
            parts.append(f"{called} {words.pgettext('size', plainly)}")
        elif size.unit == "factor":
            parts.append(f"{called} × {_figure(value, words)}")  # noqa: RUF001 - the sign that one reads
        else:
            signed = name == "change"  # more or less than before; the event's name says of what
            parts.append(_figure(value, words, "+") if signed else _in_unit(value, size.unit, words))
    many = f", {len(dates)} {words.gettext('times')}" if len(dates) > 1 else ""
    act = f"{words.label(event.labels)} ({', '.join(parts)}{many}; {when})"
    return words.gettext(whether, act=act)


def _in_unit(value: float, unit: str, words: Words) -> str:
    """Return a value with its unit, shares in percent."""
    told = words.gettext(unit)
    if unit.startswith("share"):
        of = unit.removeprefix("share") if told == unit else told.removeprefix(words.gettext("share"))
        return f"{_figure(100.0 * value, words)} %{of}"
    return _figure(value, words) if unit == "factor" else f"{_figure(value, words)} {told}"


def _figure(value: float, words: Words, sign: str = "") -> str:
    return f"{value:{sign}g}".replace(".", number(0.5, words, decimals=1)[1])
