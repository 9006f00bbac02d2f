"""Homelessness: a crisis can end in temporary housing, and the housing company in a home."""

from typing import Annotated, NamedTuple

from tillit.agents.client import Client
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.office import Office


class Homelessness(NamedTuple):
    """Parameters of temporary housing."""

    risk: Annotated[float, Par("1/crisis", 0.0, 0.3, "no published rate", Grade.ASSUMED)] = 0.06
    """Chance that a crisis ends in temporary housing."""
    home: Annotated[float, Par("1/month", 0.02, 0.5, "no published rate", Grade.ASSUMED)] = 0.15
    """Chance of a lasting home, when the housing company is reached fully."""
    alone: Annotated[float, Par("share", 0.0, 1.0, "hard to find alone: account 003", Grade.ASSUMED)] = 0.25
    """Share of that without any tie to the housing company."""


@behaviour
def lose_home(client: Client, luck: Luck, p: Homelessness) -> None:
    """Move to temporary housing after a crisis, perhaps."""
    if uniform(luck, client.person, Decision.CRISIS_HOUSING) < p.risk:
        client.homeless = 1


@behaviour
def find_home(client: Client, reach: float, luck: Luck, p: Homelessness) -> None:
    """Find a lasting home, perhaps; `reach` is how well the housing company is reached."""
    if uniform(luck, client.person, Decision.NEW_HOME) < p.home * (p.alone + (1.0 - p.alone) * reach):
        client.homeless = 0


@behaviour
def with_officer(reach: float, office: Office) -> float:
    """Return how well the housing company is reached, when a housing officer helps a share of all."""
    return reach + (1.0 - reach) * office.officer_reach * office.housing_help
