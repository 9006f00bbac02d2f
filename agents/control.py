"""Control: payments are checked for fraud and errors.

Some payments are stopped. Being checked makes anxious, and costs some of the
trust in the caseworker, whether or not there was anything to find.
"""

from typing import Annotated, NamedTuple

from tillit.agents.client import Client
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.tie import Tie, lose_trust


class Control(NamedTuple):
    """Parameters of the control of payments, where every payment is checked."""

    stopped: Annotated[float, Par("1/month", 0.0, 0.01, "no published rate", Grade.ASSUMED)] = 0.0015
    """Chance that a household's assistance is stopped."""
    suspicion: Annotated[float, Par("1/month", 0.0, 0.1, "no published rate", Grade.ASSUMED)] = 0.01
    """Share of the missing anxiety that being checked adds."""
    mistrust: Annotated[float, Par("1/month", 0.0, 0.05, "no published rate", Grade.ASSUMED)] = 0.005
    """Share of the trust in the caseworker that being checked costs."""
    hours: Annotated[float, Par("hours/case/month", 0.0, 0.5, "no published figure", Grade.ASSUMED)] = 0.04
    """Caseworker's time that checking takes."""
    reach: Annotated[float, Par("households/post", 100.0, 3000.0, "no published figure", Grade.ASSUMED)] = (
        600.0
    )
    """Households for each post that does nothing else."""


@behaviour
def be_checked(client: Client, tie: Tie, share: float, p: Control) -> None:
    """Be checked, as a share of all payments is."""
    client.anxiety += p.suspicion * share * (1.0 - client.anxiety)
    lose_trust(tie, p.mistrust * share)


@behaviour
def stop_chance(share: float, p: Control) -> float:
    """Return the month's chance that assistance is stopped."""
    return p.stopped * share
