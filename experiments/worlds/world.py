"""Sources: where a world comes from, in full, so that it can be made again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from tillit.experiments.worlds.given_events import given_event
from tillit.model.scenarios import Scenario, parse_scenario
from tillit.model.scenarios.reading import decode, find, read_bytes

TWINS = {"tvillingar": {"tvilling-omorganiserar": "reorganises", "tvilling-satsar": "invests"}}
"""Two towns that are run beside each other under one name, each with its label."""


@dataclass(frozen=True)
class Source:
    """The text of a scenario file, and what is done with it."""

    title: str
    """Name of the file."""
    text: str
    """All that is in it."""
    changes: tuple[tuple[str, str], ...] = ()
    """Changes of values, as in ``("staff.posts", "+3")``."""
    before: bool = False
    """Whether the file's events are left out."""
    events: tuple[str, ...] = ()
    """Further events, as in ``reorganisation:month=13,share=0.6``."""

    @classmethod
    def of(cls, name_or_path: str | Path) -> Self:
        """Return the source that is a town which comes with the program, or a file.

        ScenarioError if there is none.
        """
        path = find(name_or_path)
        return cls(path.name, decode(read_bytes(path), path.name))

    def scenario(self) -> Scenario:
        """Return the scenario; ScenarioError if anything in the file, or a change, is wrong."""
        scenario = parse_scenario(self.text, self.title)
        if self.before:
            scenario = scenario.before()
        if self.changes:
            scenario = scenario.variant(dict(self.changes))
        given = (it for said in self.events for it in given_event(said, scenario.town.start))
        return scenario.with_events(given) if self.events else scenario


@dataclass(frozen=True)
class World:
    """One of the two worlds of a comparison."""

    label: str
    """What tables and charts call it."""
    scenario: Scenario
    """What place it is, and what happens there."""
    source: Source | None = None
    """Where it comes from; None if it was made in Python."""

    @classmethod
    def from_source(cls, source: Source, label: str = "") -> Self:
        """Return the world that a source describes."""
        scenario = source.scenario()
        return cls(label or scenario.name, scenario, source)

    @classmethod
    def of(cls, it: "World | Source | Scenario | str | Path") -> "World":
        """Return the world that is meant."""
        if isinstance(it, World):
            return it
        if isinstance(it, Scenario):
            return cls(it.name, it)
        return cls.from_source(it if isinstance(it, Source) else Source.of(it))


def worlds_of(name: str) -> tuple[World, World]:
    """Return the two worlds that `tillit run` runs.

    ScenarioError if there is none, or anything in it is wrong.
    """
    twins = TWINS.get(name.strip().casefold())
    if twins is None:
        return as_it_was_and_acted(name)
    one, other = (World.from_source(Source.of(town), label) for town, label in twins.items())
    return one, other


def as_it_was_and_acted(name_or_path: str | Path) -> tuple[World, World]:
    """Return the world in which nothing of the file is done, and the one in which all is."""
    source = Source.of(name_or_path)
    acted = World.from_source(source, "as it acted")
    before = Source(source.title, source.text, before=True)
    return World.from_source(before, "as it was"), acted


def changed(world: World, changes: Mapping[str, str], events: Sequence[str] = ()) -> World:
    """Return a world with some values changed and further events, and with those for its label."""
    if world.source is None or not (changes or events):
        return world
    source = replace(world.source, changes=tuple(changes.items()), events=tuple(events))
    words = [*(f"{name} {value}" for name, value in changes.items()), *events]
    return World.from_source(source, f"with {', '.join(words)}")
