"""What can happen to a town: one event a file.

A class says what a scenario file may state about it, and what it changes in
an office, or in the place; it changes nothing else. What follows from that is left to the
agents. Every file of this folder is found by itself.
"""

from tillit.agents.office import MOST_POSTS
from tillit.model.events.event import LAST_MONTH, Event, in_order
from tillit.model.events.place_event import PlaceEvent
from tillit.model.events.registry import EVENTS, event_class
from tillit.model.events.size import Size, Strength
from tillit.model.events.sort import Sort
from tillit.model.events.unit_event import UnitEvent
from tillit.model.events.units import Units

__all__ = [
    "EVENTS",
    "LAST_MONTH",
    "MOST_POSTS",
    "Event",
    "PlaceEvent",
    "Size",
    "Sort",
    "Strength",
    "UnitEvent",
    "Units",
    "event_class",
    "in_order",
]
