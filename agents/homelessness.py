"""Homelessness: a crisis can end in temporary housing, and the housing company in a home.

A housing officer, where there is one, acts on both: talks with landlords before a home is lost, and
looks for a home together with those who have none (account 003).
"""

from typing import Annotated, NamedTuple

from tillit.agents.client import Client
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.office import Office
from tillit.agents.support import Support


class Homelessness(NamedTuple):
    """Parameters of temporary housing."""

    risk: Annotated[float, Par("1/crisis", 0.0, 0.3, "no published rate", Grade.ASSUMED)] = 0.06
    """Chance that a crisis ends in temporary housing."""
    home: Annotated[float, Par("1/month", 0.02, 0.5, "no published rate", Grade.ASSUMED)] = 0.15
    """Chance of a lasting home, when the housing company is reached fully."""


@behaviour
def lose_home(client: Client, office: Office, luck: Luck, p: Homelessness) -> None:
    """Move to temporary housing after a crisis, perhaps; a housing officer prevents some evictions."""
    risk = p.risk * (1.0 - office.officer_keeps * office.housing_help)
    if uniform(luck, client.person, Decision.CRISIS_HOUSING) < risk:
        client.homeless = 1


@behaviour
def find_home(
    client: Client, reach: float, office: Office, luck: Luck, p: Homelessness, support: Support
) -> None:
    """Find a lasting home, perhaps: through the housing company, or with a housing officer.

    Parameters
    ----------
    client
        A household in temporary housing.
    reach
        How well its caseworker reaches the housing company, 0 to 1.
    office
        The unit, whose housing officers help a share of all.
    luck, p, support
        Luck of the month, and parameters.
    """
    chance = p.home * (support.own + (1.0 - support.own) * reach)
    chance += (1.0 - chance) * office.officer_finds * office.housing_help
    if uniform(luck, client.person, Decision.NEW_HOME) < chance:
        client.homeless = 0
