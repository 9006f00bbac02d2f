"""Review: a physician reads the medical history of somebody who has long been sick without benefit.

The review says whether an application for sickness compensation is possible, or
care is needed first. It opens that way; the insurance agency still decides.
"""

from typing import Annotated, NamedTuple

from tillit.agents.client import Client, Obstacle
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.parameters import Grade, Par


class Review(NamedTuple):
    """Parameters of the review of medical histories."""

    long: Annotated[
        int, Par("months", 3, 24, "long-term is ten months of twelve: Socialstyrelsen", Grade.ASSUMED)
    ] = 10
    """Months on assistance after which a history is reviewed."""
    opened: Annotated[float, Par("share", 0.0, 1.0, "direction: account 003", Grade.ASSUMED)] = 0.4
    """Share of what the partners' reach lacks that a review makes up for."""
    care: Annotated[float, Par("share", 0.0, 1.0, "no published figure", Grade.ASSUMED)] = 0.5
    """Share of the reviews after which health care is asked for more."""
    cost: Annotated[
        float, Par("SEK/review", 500.0, 20000.0, "no published figure; a physician's half day", Grade.ASSUMED)
    ] = 4000.0
    """What a review costs."""


@behaviour
def awaits_review(client: Client, p: Review) -> bool:
    """Tell whether the history is still to be reviewed."""
    return client.obstacle == Obstacle.SICK and client.spell >= p.long and client.reviewed == 0


@behaviour
def opened_way(client: Client, helped: float, insured: float, p: Review) -> float:
    """Return what a review adds to the chance of sickness benefit, at full chance 1.

    Parameters
    ----------
    client
        The household.
    helped
        What the caseworker's help is worth; see `support.help_now`.
    insured
        How far the way is open already; see `leaving.insurance_open`.
    p
        Parameters.
    """
    return p.opened * client.reviewed * (1.0 - insured) * helped * (1.0 - client.health)
