"""Assistance: what a household is paid in a month, by the national norm and reasonable rent."""

from typing import Annotated, NamedTuple

from tillit.agents.client import Client
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.parameters import Grade, Par


class Assistance(NamedTuple):
    """Parameters of the norm, at the price level of 2020."""

    adult: Annotated[
        float, Par("SEK/month", 2000.0, 12000.0, "riksnorm 2019: Socialstyrelsen", Grade.REGISTER)
    ] = 4080.0
    """Norm for one adult."""
    second_adult: Annotated[
        float,
        Par(
            "SEK/month",
            1000.0,
            10000.0,
            "no source looked up; order of the riksnorm for couples",
            Grade.ASSUMED,
        ),
    ] = 2900.0
    """What a second adult adds."""
    child: Annotated[
        float,
        Par("SEK/month", 1000.0, 8000.0, "no source looked up; order of the riksnorm by age", Grade.ASSUMED),
    ] = 2900.0
    """What a child adds."""
    rent: Annotated[float, Par("SEK/month", 2000.0, 15000.0, "example of 2023: Högsby", Grade.STATEMENT)] = (
        4500.0
    )
    """Reasonable rent of one adult."""
    room: Annotated[
        float, Par("SEK/month", 0.0, 5000.0, "no published figure; one more room", Grade.ASSUMED)
    ] = 900.0
    """Rent that each further person adds."""


@behaviour
def monthly_assistance(client: Client, p: Assistance) -> float:
    """Return the month's payment in SEK of 2020, never below 0."""
    others = client.adults - 1 + client.children
    norm = p.adult + p.second_adult * (client.adults - 1) + p.child * client.children
    return (norm + p.rent + p.room * others) * (1.0 - client.own_income)
