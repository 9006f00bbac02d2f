"""Acts: what is done in one world and not in the other."""

from collections import Counter
from dataclasses import dataclass

from tillit.model.events import Event
from tillit.model.events.posts import Posts
from tillit.model.events.units import Units
from tillit.model.scenarios import Scenario


@dataclass(frozen=True)
class Act:
    """Something that is done in one world only, as often as it is."""

    event: Event
    """The act, the first time."""
    change: float = 0.0
    """Posts more than before, all times together."""
    times: int = 1


def acts_between(a: Scenario, b: Scenario) -> tuple[Act, ...]:
    """Return what happens in `b` and not in `a`, an act for each kind, in order of time."""
    further = Counter(it.read() for it in a.events)
    acts: dict[tuple[object, ...], Act] = {}
    for event in sorted(b.events, key=lambda it: it.month):
        if further[event.read()] > 0:
            further[event.read()] -= 1
            continue
        key = (event.kind, getattr(event, "unit", None), getattr(event, "rule", None))
        before = acts.get(key, Act(event, times=0))
        change = before.change + _change_of(event, b)
        acts[key] = Act(before.event, change, before.times + 1)
    return tuple(acts.values())


def _change_of(event: Event, scenario: Scenario) -> float:
    """Return how many posts more an event gives."""
    if not isinstance(event, Posts):
        return 0.0
    if event.change is not None:
        return event.change
    unit = Units.CHILDREN if event.happens_to(Units.CHILDREN, scenario.first_unit) else Units.ASSISTANCE
    before = [posts for month, posts in scenario.posts_over_time(unit) if month < event.month]
    return event.after(before[-1]) - before[-1]
