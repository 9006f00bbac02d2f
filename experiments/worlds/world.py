"""Sources: where a world comes from, in full, so that it can be made again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self, Union

from tillit.experiments.worlds.happening import given_event
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
        """Return the source of a town that comes with the program, or of a file; ScenarioError if none."""
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


Named = Union["World", Source, Scenario, str, Path]
"""A world, or a town that comes with the program, a file, or a scenario."""


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
    twins = TWINS.get(str(name_or_path).strip().casefold())
    if twins is not None:
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
