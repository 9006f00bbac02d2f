"""Sheltered work: places for those who are far from the labour market, and for the young in summer."""

from typing import Annotated, NamedTuple

from tillit.agents.client import Client
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.parameters import Grade, Par

JUNE = 5
AUGUST = 7
YEAR = 12


class Sheltered(NamedTuple):
    """Parameters of sheltered and summer places."""

    far: Annotated[float, Par("share", 0.3, 0.9, "no published bound", Grade.ASSUMED)] = 0.6
    """Distance from which a sheltered place is for somebody."""
    pace: Annotated[float, Par("1/month", 0.0, 0.03, "no published rate", Grade.ASSUMED)] = 0.006
    """Distance that a month in a sheltered place takes away."""
    calm: Annotated[float, Par("1/month", 0.0, 0.4, "no published rate", Grade.ASSUMED)] = 0.08
    """Share of the anxiety that such a month takes away."""
    young: Annotated[int, Par("months", 216, 360, "the young: account 002; no age given", Grade.ASSUMED)] = (
        300
    )
    """Age below which a summer place is for somebody, 25 years."""
    summer: Annotated[
        float, Par("1/month", 0.0, 0.1, "no published rate; as a month with an employer", Grade.ASSUMED)
    ] = 0.04
    """Distance that a month of summer work takes away."""
    place: Annotated[float, Par("SEK/month", 1000.0, 25000.0, "no published figure", Grade.ASSUMED)] = 7000.0
    """What a sheltered place costs."""
    summer_place: Annotated[
        float, Par("SEK/month", 1000.0, 25000.0, "supervision and wage; no source looked up", Grade.ASSUMED)
    ] = 9000.0
    """What a month of summer work costs."""


@behaviour
def is_summer(month: int) -> bool:
    """Tell whether a month lies in June to August; 0 is January, and every twelfth month is again."""
    return JUNE <= month % YEAR <= AUGUST


@behaviour
def is_far(client: Client, p: Sheltered) -> bool:
    """Tell whether a sheltered place is for this household."""
    return client.distance >= p.far


@behaviour
def is_young(client: Client, p: Sheltered) -> bool:
    """Tell whether a summer place is for this household."""
    return client.age < p.young


@behaviour
def work_sheltered(client: Client, p: Sheltered) -> None:
    """Spend a month in a sheltered place."""
    client.distance = max(0.0, client.distance - p.pace)
    client.anxiety -= p.calm * client.anxiety


@behaviour
def work_in_summer(client: Client, p: Sheltered) -> None:
    """Spend a summer month at work."""
    client.distance = max(0.0, client.distance - p.summer)
