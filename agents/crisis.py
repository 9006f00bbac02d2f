"""Crisis: what happens to a household that nobody keeps in touch with (paniklösningar).

A crisis takes hours now, and money; with no hours to answer it, an acute
solution is bought instead, at a higher price (account 004).
"""

from typing import Annotated, NamedTuple

from tillit.agents.case import Case
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.parameters import Grade, Par


class Crises(NamedTuple):
    """Parameters of crises."""

    base: Annotated[float, Par("1/month", 0.005, 0.05, "no published rate", Grade.ASSUMED)] = 0.018
    """Risk of a household that was just met, without trust."""
    silence: Annotated[float, Par("1/month", 0.0, 1.0, "direction: account 004", Grade.ASSUMED)] = 0.45
    """How much each month without contact adds to the risk, against `base`."""
    forgotten: Annotated[
        int, Par("months", 2, 24, "no published figure; how long silence goes on to matter", Grade.ASSUMED)
    ] = 8
    """Months of silence after which the risk grows no more."""
    comfort: Annotated[float, Par("share", 0.0, 0.9, "direction: account 004", Grade.ASSUMED)] = 0.6
    """Share of the risk that full trust takes away."""
    worry: Annotated[float, Par("share", 0.0, 1.0, "direction: account 003", Grade.ASSUMED)] = 0.4
    """How much full anxiety adds to the risk."""
    hours: Annotated[float, Par("hours/crisis", 2.0, 12.0, "no published figure", Grade.ASSUMED)] = 3.5
    """Caseworker's time that one crisis needs."""


@behaviour
def crisis_risk(client: Case, trust: float, p: Crises) -> float:
    """Return the month's risk of a crisis."""
    silence = min(client.silence, p.forgotten)
    risk = p.base * (1.0 + p.silence * silence) * (1.0 - p.comfort * trust)
    return min(1.0, risk * (1.0 + p.worry * client.anxiety))


@behaviour
def fall_into_crisis(client: Case, trust: float, lot: float, p: Crises) -> bool:
    """Decide whether the household has a crisis this month."""
    client.in_crisis = 1 if lot < crisis_risk(client, trust, p) else 0
    return client.in_crisis == 1
