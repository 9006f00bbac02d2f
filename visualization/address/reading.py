"""Reading: an address becomes a state; what cannot be used is named, never dropped in silence."""

from collections.abc import Callable, Iterator
from typing import TypeVar
from urllib.parse import parse_qsl

from babel.numbers import format_decimal

from tillit.agents.mechanisms import Mechanisms
from tillit.experiments.telling import words
from tillit.experiments.telling.catalogue import retold
from tillit.model.assumptions import DECLARED, ParameterError, checked
from tillit.model.events import Event
from tillit.model.scenarios import ScenarioError, one_event
from tillit.visualization.address.places import names
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
from tillit.visualization.address.values import Refused, millions, only, pair, size, version, whole
from tillit.visualization.charts import CHARTS, charts_of
from tillit.visualization.page_words import assumptions

T = TypeVar("T")

SHOWN = 60
"""Characters of a wrong part that are told."""
MOST_PARTS = 200
"""Parts that an address may have."""
MOST_PROBLEMS = 20
"""Parts that are named, of those that cannot be used."""


def read(query: str) -> State:
    """Return the state that an address names.

    Parameters
    ----------
    query
        The address behind its question mark; empty for whoever comes for the first time.
    """
    query = query.removeprefix("?")
    if len(query) > 4 * LONGEST:
        return _too_much(query, "{length} characters; at most {most} can be read", len(query), LONGEST)
    if query.count("&") >= MOST_PARTS:
        return _too_much(
            query, "{length} parts; at most {most} can be read", query.count("&") + 1, MOST_PARTS
        )
    return _Reader(query).state()


def _too_much(query: str, text: str, length: int, most: int) -> State:
    """Return what a visitor sees whose address is not looked into."""
    why = words(LANGUAGES[0]).gettext(text, length=length, most=most)
    return _first(problems=(Problem(_cut(query), why),))


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
    for written in filter(None, sizes.split(",")):
        name, equals, value = written.partition("=")
        if not equals or name in table:
            message = f"{_cut(written)}: sizes are written name=value, each once, with commas between"
            raise ScenarioError(message)
        table[name] = size(value)
    return one_event(table)


class _Reader:
    def __init__(self, query: str) -> None:
        self._problems: list[Problem] = []
        self._given: dict[str, list[str]] = {}
        for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARTS):
            self._given.setdefault(name, []).append(value)
        spoken = self._given.get("l", [LANGUAGES[0]])[-1]
        self._words = words(spoken if spoken in LANGUAGES else LANGUAGES[0])

    def state(self) -> State:
        """Return the state; parts that are wrong are left as they are by default."""
        if not set(self._given) - {"l", "view"}:
            return _first(language=self._language(), view=self._view(), problems=tuple(self._problems))
        self._one("v", str(VERSION), only(str(VERSION)))
        town = self._one("t", FIRST_TOWN, only(*names()))
        own = "e" in self._given
        events = tuple(self._events()) if own else place(town).events
        state = State(
            town=town,
            events=events,
            own=own,
            parameters=tuple(sorted(self._parameters())),
            off=tuple(self._each("x", only(*Mechanisms._fields))),
            months=self._one("h", MONTHS, whole(12, MOST_MONTHS)),
            seed=self._one("k", 1, whole(0, MOST_SEED)),
            charts=self._charts(town),
            view=self._view(),
            language=self._language(),
            model=self._one("m", "", version),
            month=self._one("month", 0, whole(0, MOST_MONTHS)),
            follow=self._one("follow", -1, whole(0, 2**40)),
            unit=self._one("u", UNITS[0], only(*UNITS)),
            said=self._one("said", None, millions),
        )
        known = {"v", "t", "e", "p", "x", "h", "k", "c", "view", "l", "m", "month", "follow", "u", "said"}
        for name in [it for it in self._given if it not in known]:
            self._wrong(name, "is no part of an address; there are {parts}", parts=", ".join(sorted(known)))
        return self._that_can_be_lived(state)

    def _that_can_be_lived(self, state: State) -> State:
        """Return the state, without events that do not fit the town together."""
        try:
            state.scenario  # noqa: B018 - it is tried
        except ScenarioError as error:
            told = retold(str(error), self._words).partition("\n")[2].strip()
            self._wrong("e", "these events do not fit the town, and are left out: {problem}", problem=told)
            state = State(**{**state.__dict__, "events": (), "own": True, "parameters": (), "off": ()})
        return State(**{**state.__dict__, "problems": tuple(self._problems)})

    def _events(self) -> Iterator[Event]:
        """Yield the events that the address names."""
        texts = [it for it in self._given["e"] if it]
        if len(texts) > MOST_EVENTS:
            self._wrong(
                f"e ({len(texts)})", "at most {most} events can be read; the first are kept", most=MOST_EVENTS
            )
        found: list[Event] = []
        for text in texts[:MOST_EVENTS]:
            try:
                found += read_event(text)
            except ScenarioError as error:
                self._note(f"e={text}", retold(str(error), self._words))
        yield from sorted(found, key=lambda event: event.month)

    def _parameters(self) -> Iterator[tuple[str, float]]:
        """Yield the assumptions that the address changes."""
        for text in self._given.get("p", []):
            name, _, value = text.partition(":")
            try:
                yield name, checked(name, value)
            except ParameterError as error:
                self._note(f"p={text}", self._unfit(name, error))

    def _unfit(self, name: str, error: ParameterError) -> str:
        """Return why an assumption cannot be changed like that."""
        if name not in DECLARED:
            return retold(str(error), self._words)
        par = DECLARED[name].par
        low, high = (
            format_decimal(it, "#,##0.######", locale=self._words.language) for it in (par.low, par.high)
        )
        called = assumptions(self._words.language)[name]
        return self._words.gettext(
            "{name} must lie between {low} and {high}.", name=called, low=low, high=high
        )

    def _charts(self, town: str) -> tuple[str, str]:
        """Return the two charts, of those that the town has."""
        there = charts_of(place(town))
        usual = (there[0], "net")
        given = self._one("c", ",".join(usual), pair)
        names = given.split(",")
        for name in names:
            if name not in there:
                text = (
                    "is a chart of a unit that the town does not have; there are {charts}"
                    if name in CHARTS
                    else "is no chart; there are {charts}"
                )
                self._wrong(f"c={name}", text, charts=", ".join(there))
                return usual
        return names[0], names[1]

    def _view(self) -> str:
        return self._one("view", VIEWS[0], only(*VIEWS))

    def _language(self) -> str:
        return self._one("l", LANGUAGES[0], only(*LANGUAGES))

    def _one(self, name: str, usual: T, read: Callable[[str], T]) -> T:
        """Return the value of a part that stands once."""
        values = self._given.get(name, [])
        if len(values) > 1:
            self._wrong(name, "stands {times} times; the last one counts", times=len(values))
        return next(iter(self._each(name, read, values[-1:])), usual)

    def _each(self, name: str, read: Callable[[str], T], values: list[str] | None = None) -> list[T]:
        """Return the values of a part that can be read."""
        found = []
        for value in self._given.get(name, []) if values is None else values:
            try:
                found.append(read(value))
            except Refused as refused:
                self._wrong(f"{name}={value}", refused.text, **refused.values)
        return found

    def _wrong(self, part: str, text: str, **values: object) -> None:
        """Name a part that cannot be used, in the visitor's language."""
        self._note(part, self._words.gettext(text, **values))

    def _note(self, part: str, why: str) -> None:
        """Name a part that cannot be used, in words that are the visitor's already."""
        if len(self._problems) < MOST_PROBLEMS:
            self._problems.append(Problem(_cut(part), why))


def _first(language: str = LANGUAGES[0], view: str = VIEWS[0], problems: tuple[Problem, ...] = ()) -> State:
    """Return what a visitor sees who comes without an address."""
    return State(events=read_event(FIRST_EVENT), own=True, language=language, view=view, problems=problems)


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
