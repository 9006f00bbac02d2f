"""Prospecting: hours that an office sets aside for employers, before anybody else gets some."""

from tillit.agents.caseworker import Caseworker
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office
from tillit.agents.partnership import Partnerships


@behaviour
def prospected(worker: Caseworker, chance: float, pages: int, office: Office, p: Partnerships) -> float:
    """Return the chance that an employer of the contact book is contacted this month."""
    if office.employer_hours == 0.0 or pages == 0:
        return chance
    return min(1.0, chance + min(office.employer_hours * worker.part, worker.worked) / p.hours / pages)
