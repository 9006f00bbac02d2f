"""Specialists: experts in social law whom caseworkers ask, beside fewer managers."""

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office


@behaviour
def help_of_specialists(office: Office) -> float:
    """Return the share of the help that all caseworkers together could use, 0 to 1."""
    return min(1.0, office.specialists * office.specialist_span / max(1.0, office.posts))
