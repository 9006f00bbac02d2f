"""Arm: within one office some cases, or caseworkers, are drawn by lot and treated otherwise.

Who is drawn depends on the person and on the replicate only, not on the month, so that a person is
in the same arm in every world. What is done to them is a rule of the office; see `office`.
"""

from tillit.agents.case import Case
from tillit.agents.caseworker import Caseworker
from tillit.agents.client import Client
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.learning import MOST_TALENT
from tillit.agents.office import Office


@behaviour
def drawn_by_lot(person: int, share: float, luck: Luck) -> int:
    """Return 1 if a person is among the share that the lot has drawn, 0 if not."""
    # No month: nobody changes arms.
    return 1 if uniform(Luck(luck.key, luck.philox, 0), person, Decision.ARM) < share else 0


@behaviour
def treated_for(case: Case, office: Office) -> int:
    """Return which month of the treatment it is, 1 for the first; 0 for those who are not treated."""
    return min(case.spell, office.trial_months) if case.arm == 1 else 0


@behaviour
def further_meetings(case: Case, office: Office, luck: Luck) -> int:
    """Return how many meetings are planned with a case this month beside the ordinary one."""
    month = treated_for(case, office)
    if office.further == 0.0 or month < office.further_first or month > office.further_last:
        return 0
    whole = int(office.further)
    rest = office.further - whole
    return whole + (1 if uniform(luck, case.person, Decision.FURTHER_MEETING) < rest else 0)


@behaviour
def loses_meeting(client: Client, worker: Caseworker, office: Office, luck: Luck) -> bool:
    """Tell whether this month's meeting is cancelled: the first one planned from a month drawn by lot on."""
    month = treated_for(client, office)
    if month == 0 or month < office.lost_first or month > office.lost_last or client.lost == 1:
        return False
    months = office.lost_last - office.lost_first + 1
    draw = uniform(Luck(luck.key, luck.philox, 0), client.person, Decision.LOST_MEETING)
    if month < office.lost_first + int(months * draw) or client.turn >= worker.served:
        return False
    client.lost = 1
    client.met = 0
    return True


@behaviour
def changes_caseworker(case: Case, office: Office) -> bool:
    """Tell whether a case is given to another caseworker this month."""
    since = treated_for(case, office) - office.swap_first
    if office.swap_first == 0 or since < 0:
        return False
    return since == 0 or (office.swap_each > 0 and since % office.swap_each == 0)


@behaviour
def asked_of(client: Client, office: Office) -> float:
    """Return the demands on a household this month."""
    return office.arm_asked if client.arm == 1 and office.trial_months > 0 else office.asked


@behaviour
def active_of(client: Client, office: Office) -> float:
    """Return how far an activity requirement is felt by a household this month."""
    return office.arm_active if client.arm == 1 and office.trial_months > 0 else office.active


@behaviour
def improve(worker: Caseworker, better: float) -> None:
    """Become a better caseworker, or a worse one."""
    worker.talent = min(MOST_TALENT, max(0.0, worker.talent + better))


@behaviour
def share_of_cases(worker: Caseworker, office: Office) -> float:
    """Return a caseworker's own caseload limit, against a full-time colleague's."""
    return worker.part * (office.staff_load if worker.arm == 1 and office.staff_load > 0.0 else 1.0)
