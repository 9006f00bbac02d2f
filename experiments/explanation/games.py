"""Games: who may share the difference of two worlds, and how both are while only some of them act.

By mechanisms, some explanations are switched off in both worlds. The people, their ties and the inflow at
the start are those of the whole model; the switches turn when the comparison begins. By events, B does only
some of what only B did, and leaves undone only some of what only A did; what both did belongs to both.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain
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

FROM_OUTSIDE = {  # kinds of event, or rules of a `setting`, that come upon a town; off: B meets those of A
    "prices": frozenset({"price_change"}),
    "inflow": frozenset({"inflow", "newly_arrived", "labour_market_shock"}),
}
ALONE = "Posts, hours and places by themselves, with all below switched off"
ALONE_IN_TWO = "The places themselves, posts and hours, with all below switched off"
PLACES = "The places themselves, without what only one of them did"
"""What is left of the difference while nobody acts: of one place, of two places, and of two by events."""
DONE, NOT_DONE = "Done: {act}", "Not done: {act}"


@dataclass(frozen=True)
class Stage:
    """How one world is while only some players act."""

    scenario: Scenario
    inflow: NDArray[np.float64] | None = None  # a month by obstacle, if not the place's own, shape (FLOWS,)

    @cached_property
    def origin(self) -> Origin:
        """How its people behave."""
        return Origin.of(self.scenario)


class Game(NamedTuple):
    """A way to explain the difference of two worlds."""

    worlds: tuple[World, World]
    players: Mapping[str, Callable[[Words], str]]  # by names in files, what one reads; as a coalition's bits
    rest: str  # what one calls the difference while nobody acts; empty if there can be none
    stages: Callable[[int], tuple[Stage, Stage]]  # both worlds; of A only the mechanisms depend on who acts


def game_of(a: World, b: World, by: str) -> Game:
    """Return who shares the difference, ``mechanisms`` or ``events``; RefusedError if there is none."""
    if a.scenario.digest == b.scenario.digest:
        raise RefusedError(
            f"{b.scenario.name}: both worlds are the same, so there is no difference to explain; "
            "name a town that did something, a second town, or a change: --set staff.posts=+3"
        )
    return by_mechanisms(a, b) if by == "mechanisms" else by_events(a, b)


def by_mechanisms(a: World, b: World) -> Game:
    """Return as players what comes from outside if it differs, and mechanisms unless off in both worlds."""
    one, other = a.scenario, b.scenario
    alike = Origin.of(one) == Origin.of(other)
    inflow = None if alike else _inflow_for(one, other)

    def met(town: Scenario, name: str) -> list[Event]:
        kinds = FROM_OUTSIDE[name]
        return in_order(it for it in town.events if kinds & {it.kind, getattr(it, "rule", "")})

    read = {it: [[event.read() for event in met(town, it)] for town in (one, other)] for it in FROM_OUTSIDE}
    differing = [name for name, (ours, theirs) in read.items() if ours != theirs]
    tried = [name for name in FROM_OUTSIDE if name in differing or (name == "inflow" and inflow is not None)]
    both = zip(Mechanisms._fields, one.mechanisms, other.mechanisms, strict=True)
    tried += [name for name, *on in both if any(on)]

    def stages(coalition: int) -> tuple[Stage, Stage]:
        acting = {name for bit, name in enumerate(tried) if coalition >> bit & 1}
        off = dict.fromkeys(set(Mechanisms._fields) - acting, 0)
        before, after = (replace(it, mechanisms=it.mechanisms._replace(**off)) for it in (one, other))
        for name in (it for it in differing if it not in acting):
            events = (*beyond(after.events, met(after, name)), *met(one, name))
            after = replace(after, events=tuple(sorted(events, key=lambda event: event.month)))
        return Stage(before), Stage(after, None if "inflow" in acting else inflow)

    players = {name: partial(mechanism, name) for name in tried}
    return Game((a, b), players, ALONE if alike else ALONE_IN_TWO, stages)


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
    undone = _acts_of(one, other)
    acts = undone + _acts_of(other, one)
    if not acts:
        raise RefusedError(
            f"{one.name} and {other.name} did the same, so no act explains their "
            "difference; --by mechanisms asks for the mechanisms"
        )
    players = {}
    for turn, act in enumerate(acts):
        left = turn < len(undone)
        whether = (NOT_DONE if left else DONE) if undone else "{act}"
        name = f"{'no_' if left else ''}{act[0].kind}_{turn + 1}"
        players[name] = partial(_label, act, (other, one)[left].town.start, whether)

    def stages(coalition: int) -> tuple[Stage, Stage]:
        events = one.events  # in the very order of A's file: events of the same month happen in order
        if coalition:
            absent = [() if coalition >> bit & 1 else act for bit, act in enumerate(acts)]
            still_done, not_done = map(chain.from_iterable, (absent[: len(undone)], absent[len(undone) :]))
            every = (*beyond(other.events, not_done), *still_done)
            events = tuple(sorted(every, key=lambda event: event.month))
        try:
            return Stage(one), Stage(replace(other, events=events))
        except ScenarioError as error:
            raise RefusedError(
                f"some of what was done cannot be done without the rest, so they cannot share: {error}"
            ) from None

    return Game((a, b), players, "" if Origin.of(one) == Origin.of(other) else PLACES, stages)


def _acts_of(one: Scenario, other: Scenario) -> list[tuple[Event, ...]]:
    """Return what only one did; what is alike but for its month is one act."""
    groups: dict[str, list[Event]] = {}
    for event in beyond(one.events, other.events):
        groups.setdefault(event.read("month"), []).append(event)
    return [tuple(group) for group in groups.values()]


def _label(events: tuple[Event, ...], start: str, whether: str, words: Words) -> str:
    event, dates = events[0], [date_of(start, it.month) for it in events]
    many = len(dates)

    def figure(value: float, unit: str = "factor", sign: str = "") -> str:
        told, percent = words.gettext(unit), unit.startswith("share")
        text = f"{100.0 * value if percent else value:{sign}g}"
        text = text.replace(".", number(0.5, words, decimals=1)[1])
        if percent:
            return f"{text} %{told.removeprefix('share' if told == unit else words.gettext('share'))}"
        return text if unit == "factor" else f"{text} {told}"

    parts = []
    for name, value, size in () if isinstance(event, Setting) else sizes(event):
        called = next((it for it in (words.pgettext("size", name), words.gettext(name)) if it != name), name)
        if isinstance(value, str) or size is None:
            plainly = value if isinstance(value, str) else f"{value:g}"
            parts.append(f"{called} {words.pgettext('size', plainly)}")
        elif size.unit == "factor":
            parts.append(f"{called} × {figure(value)}")  # noqa: RUF001 - the sign that one reads
        else:  # a change is more or less than before; the event's name says of what
            parts.append(figure(value, sign="+") if name == "change" else figure(value, size.unit))
    if isinstance(event, Setting):
        rule = words.gettext(event.rule.replace("_", " "))
        parts.append(f"{rule} {figure(event.value, RULES[event.rule].size.unit)}")
    parts += [f"{many} {words.gettext('times')}"] if many > 1 else []
    since_until = words.gettext("{since} to {until}", since=dates[0], until=dates[-1])
    when = ", ".join(dates) if many <= 2 else since_until  # noqa: PLR2004 - of more, the first and the last
    return words.gettext(whether, act=f"{words.label(event.labels)} ({', '.join(parts)}; {when})")
