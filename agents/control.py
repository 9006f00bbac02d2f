"""Control: payments are checked for fraud and errors.

Some payments are stopped. Being checked makes anxious, and costs some of the
trust in the caseworker, whether or not there was anything to find.
"""

from tillit.agents.client import Client
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office
from tillit.agents.tie import Tie, lose_trust


@behaviour
def be_checked(client: Client, tie: Tie, office: Office) -> None:
    """Be checked, as a share of all payments is."""
    client.anxiety += office.suspicion * office.control * (1.0 - client.anxiety)
    lose_trust(tie, office.mistrust * office.control)


@behaviour
def stop_chance(office: Office) -> float:
    """Return the month's chance that assistance is stopped."""
    return office.stopped * office.control


@behaviour
def checking_posts(office: Office, households: float) -> float:
    """Return the posts of those who do nothing but check payments."""
    return office.control * households / office.checked if office.control > 0.0 else 0.0
