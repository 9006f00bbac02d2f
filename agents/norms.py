"""Norms: what is other for a caseworker of the child and family unit than of the assistance unit.

The behaviours are the same: hours, meetings, crises, queue. A child case takes
more time than a household, a meeting takes longer, and a crisis much longer.
"""

from typing import Annotated, NamedTuple

from tillit.agents.foundation.parameters import Grade, Par


class Norms(NamedTuple):
    """Parameters of the child and family unit that stand in for those of the assistance unit."""

    statutory: Annotated[
        float,
        Par(
            "hours/case/month",
            0.5,
            3.0,
            "20-30 cases recommended, 31 usual: Dansk Socialrådgiverforening",
            Grade.ASSUMED,
        ),
    ] = 0.9
    """Assessments, child's plan, reviews and documentation of one child."""
    first_month: Annotated[
        float,
        Par(
            "hours/case",
            2.0,
            30.0,
            "no published figure; reading the case, getting to know the family",
            Grade.ASSUMED,
        ),
    ] = 6.0
    """Further hours in the month in which a child is new to its caseworker."""
    meeting: Annotated[
        float,
        Par("hours/meeting", 1.0, 6.0, "no published figure; with travel and preparation", Grade.ASSUMED),
    ] = 2.5
    """Hours that one meeting with child and family takes."""
    promised: Annotated[
        int,
        Par("months", 2, 12, "no published figure; shorter than between reviews twice a year", Grade.ASSUMED),
    ] = 4
    """Months without contact after which a family feels let down."""
    crisis_hours: Annotated[float, Par("hours/crisis", 2.0, 30.0, "no published figure", Grade.ASSUMED)] = 5.0
    """Caseworker's time that one crisis needs."""
    crisis: Annotated[float, Par("1/month", 0.002, 0.05, "no published rate", Grade.ASSUMED)] = 0.01
    """Risk of a crisis in a family that was just met, without trust."""
    need: Annotated[
        float,
        Par("share", 0.2, 1.0, "no published figure; each partner is for some ages and needs", Grade.ASSUMED),
    ] = 0.5
    """Share of the cases that an agency around children is measured for."""
