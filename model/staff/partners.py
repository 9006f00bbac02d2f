"""Partners: employers' openings, agencies' queues, and contact persons who change."""

from tillit.agents.agency import AGENCIES, Agency, Partner
from tillit.agents.employer import Employer, open_up
from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.identity import Kind, identity
from tillit.agents.foundation.luck import drawn, uniform
from tillit.agents.staffing import usual_departure
from tillit.model.books.ledger import Entry, Party, book
from tillit.model.now import Now
from tillit.model.staff.workday import DESK_BITS
from tillit.model.town.arrays import Town
from tillit.model.town.unit import Unit


@stage
def live_at_employers(town: Town, now: Now) -> None:
    """Let every employer open up, or not; who is asked has more openings, for everybody in town."""
    p = now.parameters.employers
    answers = 0.0
    for row in range(len(town.employers)):
        employer: Employer = town.employers[row]
        draw = drawn(now.luck, employer.person, Decision.OPENINGS)
        answers += open_up(employer, draw, now.place.market, p)
    now.place.vacancies = answers / max(1, len(town.employers))


@stage
def live_at_agencies(unit: Unit, now: Now) -> None:
    """Let agencies work off their referrals; their contact persons leave as often as calm caseworkers."""
    office = unit.office
    for slot in range(AGENCIES):
        agency: Agency = unit.agencies[slot]
        if _is_health_care(agency):
            cost = agency.referred * now.parameters.prices.care * now.place.prices
            book(now.page, Entry.CARE, Party.REGION, Party.EMPLOYEES, cost)
        upset = (office.upset_partners >> agency.partner) & 1
        capacity = agency.capacity * (1.0 - upset * office.upset_capacity)
        agency.prompt = min(1.0, capacity / max(1.0, agency.referred)) if agency.running == 1 else 0.0
        agency.referred = 0.0
        begins = (office.upset_now >> agency.partner) & 1
        usual = usual_departure(now.parameters.learning.calm, now.parameters.staffing)
        departure = max(usual, begins * office.upset_contacts)
        for desk in range(unit.desks.shape[1]):
            number = (int(agency.partner) << DESK_BITS) + desk
            person = identity(Kind.CONTACT, unit.desks[slot, desk], number)
            if uniform(now.luck, person, Decision.CONTACT_PERSON) < departure:
                unit.desks[slot, desk] += 1


@stage
def _is_health_care(agency: Agency) -> bool:
    """Tell whether the region pays for what the agency does."""
    if agency.partner == Partner.HEALTH_CARE or agency.partner == Partner.ADDICTION_CARE:
        return True
    return agency.partner == Partner.CHILD_PSYCHIATRY
