"""Acts: what is done in one world and not in the other."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tillit.model.events import Event
from tillit.model.events.posts import Posts
from tillit.model.events.units import Units
from tillit.model.scenarios import Scenario


class Act(NamedTuple):
    """Something that is done in one world only, as often as it is."""

    event: Event
    """The act, the first time."""
    change: float
    """Posts more than before, all times together."""
    times: int


def acts_between(a: Scenario, b: Scenario) -> tuple[Act, ...]:
    """Return what happens in `b` and not in `a`, an act for each kind, in order of time."""
    acts: dict[tuple[object, ...], Act] = {}
    for event in sorted(beyond(b.events, a.events), key=lambda it: it.month):
        key = (event.kind, getattr(event, "unit", None), getattr(event, "rule", None))
        first, change, times = acts.get(key, Act(event, 0.0, 0))
        acts[key] = Act(first, change + _posts_more(event, b), times + 1)
    return tuple(acts.values())


def beyond(events: Iterable[Event], others: Iterable[Event]) -> Iterator[Event]:
    """Yield the events that are not among others, each as often as it is there more often."""
    left = Counter(event.read() for event in others)
    for event in events:
        left[event.read()] -= 1
        if left[event.read()] < 0:
            yield event


def _posts_more(event: Event, scenario: Scenario) -> float:
    if not isinstance(event, Posts):
        return 0.0
    if event.change is not None:
        return event.change
    unit = Units.CHILDREN if event.happens_to(Units.CHILDREN, scenario.first_unit) else Units.ASSISTANCE
    before = [posts for month, posts in scenario.posts_over_time(unit) if month < event.month]
    return event.after(before[-1]) - before[-1]
