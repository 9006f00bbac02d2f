"""Population: a town grows or shrinks, and its applicants become older or younger."""

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.place import Place

MOST = 9.0
"""Applicants more than at the start, as a share, that a town never passes."""
LEAST = -0.99
FURTHEST = 1200.0
"""Months by which applicants' age never moves further."""


@behaviour
def grow_and_age(place: Place) -> None:
    """Let a month of demographic change pass."""
    if place.growth_months == 0:
        return
    place.growth_months -= 1
    grown = (1.0 + place.grown) * (1.0 + place.growth) - 1.0
    place.grown = min(MOST, max(LEAST, grown))
    place.older = min(FURTHEST, max(-FURTHEST, place.older + place.ageing))
