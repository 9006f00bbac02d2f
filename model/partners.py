"""Partners: employers' openings, agencies' queues, and contact persons who change; steps 2 and 6."""

from agents.agency import AGENCIES, Agency, Partner
from agents.employer import Employer
from agents.foundation.behaviours import stage
from agents.foundation.decisions import Decision
from agents.foundation.identity import Kind, identity
from agents.foundation.luck import drawn, uniform
from agents.office import Office
from model.ledger import Entry, Party, book
from model.now import Now
from model.town import Town
from model.workday import DESK_BITS


@stage
def live_at_employers(town: Town, now: Now) -> None:
    """Let every employer open up, or not, with the labour market."""
    office: Office = town.office[0]
    for row in range(len(town.employers)):
        employer: Employer = town.employers[row]
        draw = drawn(now.luck, employer.person, Decision.OPENINGS)
        employer.openings = min(1.0, (0.25 + 0.5 * draw) * office.market) if employer.running == 1 else 0.0


@stage
def live_at_agencies(town: Town, now: Now) -> None:
    """Let agencies work off their referrals, and their contact persons change."""
    for slot in range(AGENCIES):
        agency: Agency = town.agencies[slot]
        if slot == Partner.HEALTH_CARE or slot == Partner.ADDICTION_CARE:
            cost = agency.referred * now.a.prices.care * town.office[0].prices
            book(now.page, Entry.CARE, Party.REGION, Party.HOUSEHOLDS, cost)
        agency.prompt = min(1.0, agency.capacity / max(1.0, agency.referred)) if agency.running == 1 else 0.0
        agency.referred = 0.0
        for desk in range(town.desks.shape[1]):
            person = identity(Kind.CONTACT, town.desks[slot, desk], (slot << DESK_BITS) + desk)
            if uniform(now.luck, person, Decision.CONTACT_PERSON) < now.a.partnerships.departure:
                town.desks[slot, desk] += 1
