"""Acts: what one of two worlds did and the other did not, and what a reader calls it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tillit.experiments.worlds.accounts import NOT_SIZES, written
from tillit.model.events import Event, Size
from tillit.model.events.setting import RULES, Setting
from tillit.model.scenarios.dates import date_of

MOST_DATES = 2
"""Dates that are named; of more, the first and the last."""
SIGNED = ("change",)
"""Sizes that are more or less than before; the event's name says of what."""


@dataclass(frozen=True)
class Act:
    """What one world did: an event, or one that was repeated."""

    events: tuple[Event, ...]
    """Alike but for their month."""
    done: bool
    """Whether world B did it; otherwise A did, and B left it undone."""
    start: str
    """First month of the world that did it, as in ``2004-01``."""

    @property
    def kind(self) -> str:
        """The word in scenario files."""
        return self.events[0].kind

    def label(self, *, mixed: bool) -> str:
        """Return what one reads; if acts of both worlds are mixed, it says whether B did it."""
        first = self.events[0]
        dates = [date_of(self.start, event.month) for event in self.events]
        when = ", ".join(dates) if len(dates) <= MOST_DATES else f"{dates[0]} to {dates[-1]}"
        times = f", {len(dates)} times" if len(dates) > 1 else ""
        undone = "" if self.done else "Not done: "
        whether = "Done: " if mixed and self.done else undone
        return f"{whether}{first.labels['en']} ({_size_in_words(first)}{times}; {when})"


def acts_of(events: Iterable[Event], *, done: bool, start: str) -> tuple[Act, ...]:
    """Return events as acts: those that are alike but for their month are one."""
    groups: dict[str, list[Event]] = {}
    for event in events:
        groups.setdefault(event.read("month"), []).append(event)
    return tuple(Act(tuple(group), done, start) for group in groups.values())


def beyond(events: Iterable[Event], others: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events that are not among others, each as often as it is there more often."""
    left = Counter(event.read() for event in others)
    found = []
    for event in events:
        if left[event.read()] > 0:
            left[event.read()] -= 1
        else:
            found.append(event)
    return tuple(found)


def _size_in_words(event: Event) -> str:
    """Return how large an event is, with units."""
    if isinstance(event, Setting):
        return f"{event.rule.replace('_', ' ')} {_in_unit(event.value, RULES[event.rule].size.unit)}"
    parts = []
    for name, field in type(event).model_fields.items():
        value = getattr(event, name)
        if name in NOT_SIZES or value is None:
            continue
        sizes = [it for it in field.metadata if isinstance(it, Size)]
        if isinstance(value, str) or not sizes:
            parts.append(f"{name} {written(value)}")
        elif sizes[0].unit == "factor":
            parts.append(f"{name} × {value:g}")  # noqa: RUF001 - the sign that one reads
        elif name in SIGNED:
            parts.append(f"{value:+g}")
        else:
            parts.append(_in_unit(value, sizes[0].unit))
    return ", ".join(parts)


def _in_unit(value: float, unit: str) -> str:
    """Return a value with its unit, shares in percent."""
    if unit.startswith("share"):
        return f"{100.0 * value:g} %{unit.removeprefix('share')}"
    return f"{value:g} {unit}".removesuffix(" factor")
