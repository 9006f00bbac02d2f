"""Specialists: experts in social law whom caseworkers ask, beside fewer managers."""

from typing import Annotated, NamedTuple

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.office import Office


class Specialists(NamedTuple):
    """Parameters of the help that specialists give."""

    span: Annotated[float, Par("caseworkers/post", 3.0, 30.0, "no published figure", Grade.ASSUMED)] = 12.0
    """Caseworkers whom one specialist can help."""
    guided: Annotated[float, Par("share", 0.0, 0.6, "direction: account 002", Grade.ASSUMED)] = 0.2
    """Share of a new case's further hours that their help saves."""
    eased: Annotated[float, Par("share", 0.0, 0.3, "direction: account 002", Grade.ASSUMED)] = 0.04
    """Share of the other statutory work that it saves."""
    coached: Annotated[float, Par("share", 0.0, 1.0, "direction: account 002", Grade.ASSUMED)] = 0.3
    """Share of what a new colleague does not manage alone that it makes up for."""
    taught: Annotated[float, Par("hours/month", 0.0, 10.0, "no published figure", Grade.ASSUMED)] = 1.0
    """Hours of training that their help is worth."""


@behaviour
def help_of_specialists(office: Office, p: Specialists) -> float:
    """Return the share of the help that all caseworkers together could use, 0 to 1."""
    return min(1.0, office.specialists * p.span / max(1.0, office.posts))
