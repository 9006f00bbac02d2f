"""Partner agency: whom the caseworker needs, and whose contact persons also change."""

from enum import IntEnum
from typing import Annotated

from agents.foundation.records import Field, View


class Partner(IntEnum):
    """The kinds of partner; employers come last, in `reach` only."""

    EMPLOYMENT_SERVICE = 0
    INSURANCE_AGENCY = 1
    HEALTH_CARE = 2
    """Health care and psychiatry."""
    ADDICTION_CARE = 3
    ADULT_EDUCATION = 4
    """Adult education and language teaching."""
    HOUSING_COMPANY = 5
    EMPLOYERS = 6


AGENCIES = 6
PARTNERS = 7


class Agency(View):
    """A partner agency: one of each kind in the town."""

    kind = "agency"

    person: Annotated[int, Field("id", -1, 2**40, "i8")]
    """Stable id."""
    capacity: Annotated[float, Field("referrals/month", 0.0, 1e9)]
    """Referrals that it can take up in a month."""
    referred: Annotated[float, Field("referrals", 0.0, 1e9)]
    """Referrals that came this month."""
    prompt: Annotated[float, Field("share", 0.0, 1.0)]
    """How promptly it takes a referral up: capacity over queue, at most 1."""
    partner: Annotated[int, Field("Partner", 0, 5, "i2")]
    """What kind of partner it is."""
    running: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """1 while the agency exists."""
