"""Agency reorganisation: a partner agency is organised anew."""

from typing import Annotated, ClassVar, Literal

from tillit.agents.agency import Partner
from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort
from tillit.model.events.units import Units

PARTNERS = {partner.name.lower(): partner for partner in Partner if partner != Partner.EMPLOYERS}
"""The agencies, by the word in scenario files."""


class AgencyReorganisation(Event):
    """A partner is reorganised, as the municipality may be (account 000 tells of it for municipalities).

    A share of its contact persons changes, and for some months it takes up fewer
    referrals, so its queue grows. That the tie to a new contact person is any
    worse in the end is not assumed. A town without a unit that works with this
    partner does not notice.
    """

    kind = "agency_reorganisation"
    sort = Sort.SURROUNDINGS
    labels: ClassVar[dict[str, str]] = {
        "sv": "Myndighet omorganiseras",
        "da": "Myndighed omorganiseres",
        "en": "Partner agency reorganised",
    }

    partner: Literal[
        "employment_service",
        "insurance_agency",
        "health_care",
        "addiction_care",
        "adult_education",
        "housing_company",
        "school",
        "school_psychologist",
        "child_health",
        "day_care",
        "child_psychiatry",
        "family_care",
    ] = "employment_service"
    """Which partner."""
    share: Annotated[float, Size("share of contact persons", 0.0, 1.0, "0.6 is 60 %")] = 0.6
    """Share of its contact persons who change in this month."""
    capacity: Annotated[float, Size("share of capacity", 0.0, 1.0, "0.3 takes up 30 % fewer referrals")] = 0.3
    """Share of the referrals that it cannot take up meanwhile."""
    months: Annotated[int, Size("months", 1, 120, "a year is 12")] = 12
    """How long that lasts."""

    @property
    def units(self) -> Units:
        """To which units it happens: the one that works with this partner."""
        return Units.CHILDREN if PARTNERS[self.partner] > Partner.EMPLOYERS else Units.ASSISTANCE

    def happen(self, office: Office) -> None:
        """Let a partner agency be reorganised from this month on."""
        bit = 1 << PARTNERS[self.partner]
        if office.upset_months == 0:
            office.upset_partners = 0
        office.upset_partners |= bit
        office.upset_now |= bit
        office.upset_contacts = self.share
        office.upset_capacity = self.capacity
        office.upset_months = max(office.upset_months, self.months)
