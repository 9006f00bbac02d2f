"""Reading: an address becomes a state; what cannot be used is named, never dropped in silence."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import TypeVar
from urllib.parse import parse_qsl

from tillit.agents.mechanisms import Mechanisms
from tillit.model.assumptions import ParameterError, checked
from tillit.model.events import Event
from tillit.model.scenarios import ScenarioError, one_event
from tillit.visualization.address.places import OWN, names
from tillit.visualization.address.places import town as place
from tillit.visualization.address.state import (
    FIRST_EVENT,
    FIRST_TOWN,
    LANGUAGES,
    LONGEST,
    MONTHS,
    MOST_EVENTS,
    MOST_MONTHS,
    MOST_SEED,
    UNITS,
    VERSION,
    VIEWS,
    Problem,
    State,
)
from tillit.visualization.engine.shown import CHARTS, charts_of

T = TypeVar("T")

SHOWN = 60
"""Characters of a wrong part that are told."""
NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")


class Refused(ValueError):  # noqa: N818 - it is a part of an address that is refused, no error of the program
    """Why a part cannot be used."""


def read(query: str) -> State:
    """Return the state that an address names.

    Parameters
    ----------
    query
        The address behind its question mark; empty for whoever comes for the first time.
    """
    query = query.removeprefix("?")
    if len(query) > 4 * LONGEST:
        too_long = Problem(_cut(query), f"{len(query):,} characters; at most {LONGEST:,} can be read")
        return _first(problems=(too_long,))
    return _Reader(query).state()


def read_event(text: str) -> tuple[Event, ...]:
    """Return the event that is written ``kind:month=13,share=0.6``, each repetition on its own.

    Raises
    ------
    ScenarioError
        If there is no such event, or a size is outside its range.
    """
    kind, _, sizes = text.partition(":")
    if ":" in sizes:
        message = f"{_cut(text)}: an event of one's own cannot be named in an address"
        raise ScenarioError(message)
    table: dict[str, object] = {"kind": kind}
    for size in filter(None, sizes.split(",")):
        name, equals, value = size.partition("=")
        if not equals or name in table:
            message = f"{_cut(size)}: sizes are written name=value, each once, with commas between"
            raise ScenarioError(message)
        table[name] = _value(value)
    return one_event(table)


class _Reader:
    def __init__(self, query: str) -> None:
        self._problems: list[Problem] = []
        self._given: dict[str, list[str]] = {}
        for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=200):
            self._given.setdefault(name, []).append(value)

    def state(self) -> State:
        """Return the state; parts that are wrong are left as they are by default."""
        if not set(self._given) - {"l", "view"}:
            return _first(language=self._language(), view=self._view(), problems=tuple(self._problems))
        self._one("v", str(VERSION), _only(str(VERSION)))
        town = self._one("t", FIRST_TOWN, _only(*names()))
        own = "e" in self._given
        events = tuple(self._events()) if own else place(town).events
        state = State(
            town=town,
            events=events,
            own=own,
            parameters=tuple(sorted(self._parameters())),
            off=tuple(self._each("x", _only(*Mechanisms._fields))),
            months=self._one("h", MONTHS, _whole(12, MOST_MONTHS)),
            seed=self._one("k", 1, _whole(0, MOST_SEED)),
            charts=self._charts(town),
            view=self._view(),
            language=self._language(),
            model=self._one("m", "", _version),
            month=self._one("month", 0, _whole(0, MOST_MONTHS)),
            follow=self._one("follow", -1, _whole(0, 2**40)),
            unit=self._one("u", UNITS[0], _only(*UNITS)),
            said=self._one("said", None, _millions),
        )
        known = {"v", "t", "e", "p", "x", "h", "k", "c", "view", "l", "m", "month", "follow", "u", "said"}
        for name in [it for it in self._given if it not in known]:
            self._wrong(name, f"is no part of an address; there are {', '.join(sorted(known))}")
        return self._that_can_be_lived(state)

    def _that_can_be_lived(self, state: State) -> State:
        """Return the state, without events that do not fit the town together."""
        try:
            state.scenario  # noqa: B018 - it is tried
        except ScenarioError as error:
            self._problems.append(Problem("e", str(error)))
            state = State(**{**state.__dict__, "events": (), "own": True, "parameters": (), "off": ()})
        return State(**{**state.__dict__, "problems": tuple(self._problems)})

    def _events(self) -> Iterator[Event]:
        """Yield the events that the address names."""
        texts = [it for it in self._given["e"] if it]
        if len(texts) > MOST_EVENTS:
            self._wrong(
                f"e ({len(texts):,} events)", f"at most {MOST_EVENTS} can be read; the first are kept"
            )
        found: list[Event] = []
        for text in texts[:MOST_EVENTS]:
            try:
                found += read_event(text)
            except ScenarioError as error:
                self._wrong(f"e={text}", str(error))
        yield from sorted(found, key=lambda event: event.month)

    def _parameters(self) -> Iterator[tuple[str, float]]:
        """Yield the assumptions that the address changes."""
        for text in self._given.get("p", []):
            name, _, value = text.partition(":")
            try:
                yield name, checked(name, value)
            except ParameterError as error:
                self._wrong(f"p={text}", str(error))

    def _charts(self, town: str) -> tuple[str, str]:
        """Return the two charts, of those that the town has."""
        there = charts_of(place(town))
        usual = (there[0], "net")
        given = self._one("c", ",".join(usual), _pair)
        names = given.split(",")
        for name in names:
            if name not in there:
                known = "has no such unit" if name in CHARTS else "is no chart"
                self._wrong(f"c={name}", f"{known}; there are {', '.join(there)}")
                return usual
        return names[0], names[1]

    def _view(self) -> str:
        return self._one("view", VIEWS[0], _only(*VIEWS))

    def _language(self) -> str:
        return self._one("l", LANGUAGES[0], _only(*LANGUAGES))

    def _one(self, name: str, usual: T, read: Callable[[str], T]) -> T:
        """Return the value of a part that stands once."""
        values = self._given.get(name, [])
        if len(values) > 1:
            self._wrong(name, f"stands {len(values)} times; the last one counts")
        return next(iter(self._each(name, read, values[-1:])), usual)

    def _each(self, name: str, read: Callable[[str], T], values: list[str] | None = None) -> list[T]:
        """Return the values of a part that can be read."""
        found = []
        for value in self._given.get(name, []) if values is None else values:
            try:
                found.append(read(value))
            except Refused as refused:
                self._wrong(f"{name}={value}", str(refused))
        return found

    def _wrong(self, part: str, why: str) -> None:
        self._problems.append(Problem(_cut(part), why))


def _first(language: str = LANGUAGES[0], view: str = VIEWS[0], problems: tuple[Problem, ...] = ()) -> State:
    """Return what a visitor sees who comes without an address."""
    return State(events=read_event(FIRST_EVENT), own=True, language=language, view=view, problems=problems)


def _only(*words: str) -> Callable[[str], str]:
    """Return a reader of one of some words."""

    def read(value: str) -> str:
        if value in words:
            return value
        if value.startswith(OWN):
            why = "was opened from a file that the server no longer has; open the file again"
            raise Refused(why)
        near = get_close_matches(value, words, n=1, cutoff=0.4)
        why = f"did you mean {near[0]}?" if near else f"must be {', '.join(words)}"
        raise Refused(why)

    return read


def _whole(low: int, high: int) -> Callable[[str], int]:
    """Return a reader of whole numbers in a range."""

    def read(value: str) -> int:
        if not re.fullmatch(r"-?\d{1,15}", value) or not low <= int(value) <= high:
            why = f"must be a whole number from {low:,} to {high:,}"
            raise Refused(why)
        return int(value)

    return read


def _version(value: str) -> str:
    if not re.fullmatch(r"\d{1,4}(\.\d{1,4}){1,3}\w{0,12}", value):
        why = "must be a version such as 0.1.0"
        raise Refused(why)
    return value


def _millions(value: str) -> float | None:
    if not re.fullmatch(r"-?\d{1,7}(\.\d{1,3})?", value):
        why = "must be millions, such as 86 or -2.5"
        raise Refused(why)
    return float(value)


def _pair(value: str) -> str:
    if value.count(",") != 1:
        why = "must name two charts with a comma between"
        raise Refused(why)
    return value


def _value(text: str) -> object:
    """Return what a size says: a number, a truth value or a word."""
    if NUMBER.fullmatch(text):
        number = float(text)
        return int(number) if number == int(number) and "." not in text and "e" not in text else number
    return {"true": True, "false": False}.get(text, text)


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
