"""World: a town and what happens there, from a file in full, so that it can be made again."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self, Union

from tillit.experiments.refused import RefusedError
from tillit.model.events import Event, Size
from tillit.model.scenarios import Scenario, parse_scenario
from tillit.model.scenarios.dates import month_of
from tillit.model.scenarios.reading import decode, find, read_bytes
from tillit.model.scenarios.timeline import one_event
from tillit.model.scenarios.variants import refuse_lost

TWINS = {"tvillingar": {"tvilling-omorganiserar": "reorganises", "tvilling-satsar": "invests"}}
"""Two towns that are run beside each other under one name, each with its label."""
NOT_SIZES = {"kind", "month", "source", "grade", "fact", "every", "times"}  # of an event's fields


@dataclass(frozen=True)
class Source:
    """A scenario file, its name and all that is in it, and what is done with it."""

    title: str
    text: str
    changes: tuple[tuple[str, str], ...] = ()  # of values, as in ``("staff.posts", "+3")``
    before: bool = False  # whether its own events are left out
    events: tuple[str, ...] = ()  # that are added, as in ``reorganisation:month=13,share=0.6``

    @classmethod
    def of(cls, name_or_path: str | Path) -> Self:
        """Return the source of a town that comes with the program, or of a file; ScenarioError if none."""
        path = find(name_or_path)
        return cls(path.name, decode(read_bytes(path), path.name))

    def scenario(self) -> Scenario:
        """Return the scenario; ScenarioError if anything in the file, or a change, is wrong."""
        scenario = parse_scenario(self.text, self.title)
        if self.before:
            scenario = scenario.before()
        if self.changes:
            refuse_lost(scenario, dict(self.changes))
            scenario = scenario.variant(dict(self.changes))
        given = (it for said in self.events for it in given_event(said, scenario.town.start))
        return scenario.with_events(given) if self.events else scenario


Named = Union["World", Source, Scenario, str, Path]  # a world, or a town that comes along, or any other


@dataclass(frozen=True)
class World:
    """A world: what tables call it, its place and events, and its source (None if it was made in Python)."""

    label: str
    scenario: Scenario
    source: Source | None = None

    @classmethod
    def of(cls, it: Named, label: str = "") -> "World":
        """Return the world that is meant; ScenarioError if it cannot be read."""
        if isinstance(it, World):
            return it
        source = it if isinstance(it, Source | Scenario) else Source.of(it)
        if isinstance(source, Scenario):
            return cls(label or source.name, source)
        scenario = source.scenario()
        return cls(label or scenario.name, scenario, source)


def worlds_of(name_or_path: str | Path) -> tuple[World, World]:
    """Return the worlds of `tillit run`: nothing of a file is done, and all; ScenarioError if it is wrong."""
    if twins := TWINS.get(str(name_or_path).strip().casefold()):
        one, other = (World.of(town, label) for town, label in twins.items())
        return one, other
    acted = Source.of(name_or_path)
    return World.of(replace(acted, before=True), "as it was"), World.of(acted, "as it acted")


def changed(world: World, changes: Mapping[str, str], events: Sequence[str] = ()) -> World:
    """Return a world with some values changed and further events, and with those for its label."""
    if world.source is None or not (changes or events):
        return world
    source = replace(world.source, changes=tuple(changes.items()), events=tuple(events))
    words = [*(f"{name} {value}" for name, value in changes.items()), *events]
    return World.of(source, f"with {', '.join(words)}")


def given_event(said: str, start: str) -> tuple[Event, ...]:
    """Return one event, each repetition on its own; `start` is the town's first month, for a date.

    `said` is its kind, a colon, and its fields as ``name=value``, parted by commas; an event of somebody's
    own is named by its address: ``module:Class:month=13``. RefusedError if it is not written like that,
    ScenarioError if there is no such event, or a size is out of range.
    """
    kind, _, fields = said.rpartition(":")
    parted = [[it.strip() for it in field.partition("=")] for field in fields.split(",")]
    if not kind or not all(name and value for name, _, value in parted):
        raise RefusedError(
            f"--event {said}: must be KIND:NAME=VALUE,…, as in reorganisation:month=13,share=0.6 or "
            "posts:date=2013-03,change=3; tillit events lists them"
        )
    table: dict[str, object] = {}
    for name, _, value in parted:
        table[name] = {"true": True, "false": False}.get(value.casefold(), value)
        for number in (float, int):  # whichever can be read last
            with suppress(ValueError):
                table[name] = number(value)
    date = table.pop("date", None)
    if isinstance(date, str):
        table["month"] = month_of(date, start) if date.count("-") == 1 else date
    return one_event({"source": "given by hand", **table, "kind": kind})


def sizes(event: Event) -> Iterator[tuple[str, Any, Size | None]]:
    """Yield what an event says of how large it is; how strong it is only where that is not as usual."""
    strengths = event.strengths()
    for name, field in type(event).model_fields.items():
        value = getattr(event, name)
        usual = name in strengths and value == field.default
        if name not in NOT_SIZES and value is not None and not usual:
            yield name, value, next((it for it in field.metadata if isinstance(it, Size)), None)
