"""Population: a town grows or shrinks, and its applicants become older or younger."""

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office

MOST = 9.0
"""Applicants more than at the start, as a share, that a town never passes."""
LEAST = -0.99
FURTHEST = 1200.0
"""Months by which applicants' age never moves further."""


@behaviour
def grow_and_age(office: Office) -> None:
    """Let a month of demographic change pass."""
    if office.growth_months == 0:
        return
    office.growth_months -= 1
    grown = (1.0 + office.grown) * (1.0 + office.growth) - 1.0
    office.grown = min(MOST, max(LEAST, grown))
    office.older = min(FURTHEST, max(-FURTHEST, office.older + office.ageing))
