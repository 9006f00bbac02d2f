"""Further meetings: those that a trial plans with some households, in hours of their own."""

from tillit.agents.arm import further_meetings
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client
from tillit.agents.foundation.behaviours import chapter
from tillit.agents.hours import at_work
from tillit.agents.meeting import keeps_appointment, rapport
from tillit.agents.support import bring_nearer, key_partners, skill
from tillit.agents.tie import NOBODY, Tie, build_trust, felt_trust
from tillit.model.now import Now
from tillit.model.town.arrays import Town


@chapter
def meet_further(town: Town, client: Client, tie: Tie, now: Now) -> None:
    """Hold the further meetings of this month; each acts as an ordinary one does.

    They take no hours from anybody else: whoever tries them pays for them.
    """
    unit = town.assistance
    many = further_meetings(client, unit.office, now.luck)
    if many == 0 or tie.seat == NOBODY:
        return
    worker: Caseworker = unit.caseworkers[tie.seat]
    trust = felt_trust(tie, now.mechanisms.continuity, now.parameters.bonds)
    p = now.parameters
    if not at_work(worker) or not keeps_appointment(client, trust, 0.0, now.luck, p.meetings):
        return
    client.met = 1
    client.silence = 0
    ability = skill(worker, now.mechanisms.local_knowledge, p.support)
    partners = key_partners(client, unit.reach[tie.seat], p.support)
    for _ in range(many):
        build_trust(tie, rapport(client, p.bonds), now.luck.month)
        trust = felt_trust(tie, now.mechanisms.continuity, p.bonds)
        bring_nearer(client, trust, ability, partners, p.support)
