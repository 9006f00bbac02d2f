"""Norms: what is other for a caseworker of the child and family unit than of the assistance unit.

The behaviours are the same: hours, meetings, crises, queue. A child case takes
more time than a household, a meeting takes longer, and a crisis much longer.
"""

from typing import Annotated, NamedTuple

from tillit.agents.foundation.parameters import Grade, Par


class Norms(NamedTuple):
    """Parameters of the child and family unit, against those of the assistance unit."""

    hours: Annotated[
        float,
        Par("factor", 0.5, 4.0, "20-30 cases recommended: Dansk Socialrådgiverforening", Grade.ASSUMED),
    ] = 2.0
    """Hours of a child's duties, of a meeting and of a crisis, against those of a household."""
    crisis: Annotated[float, Par("factor", 0.1, 2.0, "no published rate", Grade.ASSUMED)] = 0.5
    """Risk of a crisis."""
