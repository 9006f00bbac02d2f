"""Sheltered work: places for those who are far from the labour market, and for the young in summer."""

from tillit.agents.client import Client
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office

JUNE = 5
AUGUST = 7
YEAR = 12


@behaviour
def is_summer(month: int) -> bool:
    """Tell whether a month lies in June to August; 0 is January, and every twelfth month is again."""
    return JUNE <= month % YEAR <= AUGUST


@behaviour
def is_far(client: Client, office: Office) -> bool:
    """Tell whether a sheltered place is for this household."""
    return client.distance >= office.sheltered_from


@behaviour
def is_young(client: Client, office: Office) -> bool:
    """Tell whether a summer place is for this household."""
    return client.age < office.summer_age


@behaviour
def work_sheltered(client: Client, office: Office) -> None:
    """Spend a month in a sheltered place."""
    client.distance = max(0.0, client.distance - office.sheltered_pace)
    client.anxiety -= office.sheltered_calm * client.anxiety


@behaviour
def work_in_summer(client: Client, office: Office) -> None:
    """Spend a summer month at work."""
    client.distance = max(0.0, client.distance - office.summer_pace)
