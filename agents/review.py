"""Review: a physician reads the medical history of somebody who has long been sick without benefit.

The review says whether an application for sickness compensation is possible, or
care is needed first. It opens that way; the insurance agency still decides.
"""

from tillit.agents.client import Client, Obstacle
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office


@behaviour
def awaits_review(client: Client, office: Office) -> bool:
    """Tell whether the history is still to be reviewed."""
    return client.obstacle == Obstacle.SICK and client.spell >= office.review_after and client.reviewed == 0


@behaviour
def opened_way(client: Client, helped: float, insured: float, office: Office) -> float:
    """Return what a review adds to the chance of sickness benefit, at full chance 1.

    Parameters
    ----------
    client
        The household.
    helped
        What the caseworker's help is worth; see `support.help_now`.
    insured
        How far the way is open already; see `leaving.insurance_open`.
    office
        The unit, whose reviews open the way so far.
    """
    return office.review_opens * client.reviewed * (1.0 - insured) * helped * (1.0 - client.health)
