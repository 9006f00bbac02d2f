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

    base: Annotated[float, Par("1/month", 0.01, 0.15, "no published rate", Grade.ASSUMED)] = 0.03
    """Risk of a household with which nobody keeps in touch."""
    comfort: Annotated[float, Par("factor", 0.0, 20.0, "direction: account 004", Grade.ASSUMED)] = 2.0
    """How many times smaller, and one, it is for who is held fully (see `support`).

    So is the risk that a placement of a child who is helped fully breaks down.
    """
    late: Annotated[float, Par("factor", 0.0, 3.0, "no published figure; late rent", Grade.ASSUMED)] = 1.0
    """How much it adds that no decision comes in time."""
    worry: Annotated[float, Par("share", 0.0, 1.0, "direction: account 003", Grade.ASSUMED)] = 0.4
    """How much full anxiety adds to the risk."""
    hours: Annotated[float, Par("hours/crisis", 2.0, 12.0, "no published figure", Grade.ASSUMED)] = 3.5
    """Caseworker's time that one crisis needs."""


@behaviour
def crisis_risk(client: Case, held: float, late: float, p: Crises) -> float:
    """Return the month's risk of a crisis.

    Parameters
    ----------
    client
        The household, or the child with its family.
    held
        How well it is in its caseworker's hands; see `support.held`.
    late
        Share of the decisions that come late.
    p
        Parameters.
    """
    risk = p.base / (1.0 + p.comfort * held) * (1.0 + p.late * late)
    return min(1.0, risk * (1.0 + p.worry * client.anxiety))


@behaviour
def fall_into_crisis(client: Case, held: float, late: float, lot: float, p: Crises) -> bool:
    """Decide whether the household has a crisis this month; see `crisis_risk`."""
    client.in_crisis = 1 if lot < crisis_risk(client, held, late, p) else 0
    return client.in_crisis == 1
