"""Further meetings: those that a trial plans with some households, in hours of their own."""

from tillit.agents.arm import further_meetings
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client
from tillit.agents.foundation.behaviours import chapter
from tillit.agents.hours import at_work
from tillit.agents.meeting import keeps_appointment, spend_time_together
from tillit.agents.office import Office
from tillit.agents.tie import Tie, felt_trust
from tillit.model.now import Now


@chapter
def meet_further(
    client: Client, worker: Caseworker, tie: Tie, office: Office, frozen: float, now: Now
) -> None:
    """Hold the further meetings of this month; each acts as an ordinary one does.

    They take no hours from anybody else: whoever tries them pays for them.
    """
    many = further_meetings(client, office, now.luck)
    p = now.parameters
    trust = felt_trust(tie, frozen)
    if many == 0 or not at_work(worker) or not keeps_appointment(client, trust, 0.0, now.luck, p.meetings):
        return
    spend_time_together(client, tie, many * 1.0, now.luck.month, p.bonds)
