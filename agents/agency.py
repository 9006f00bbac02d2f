"""Partner agency: whom the caseworker needs, and whose contact persons also change."""

from enum import IntEnum
from typing import Annotated

from tillit.agents.foundation.records import Field, View


class Partner(IntEnum):
    """The kinds of partner: those of the assistance unit, and those around a child."""

    EMPLOYMENT_SERVICE = 0
    INSURANCE_AGENCY = 1
    HEALTH_CARE = 2
    """Health care and psychiatry."""
    ADDICTION_CARE = 3
    ADULT_EDUCATION = 4
    """Adult education and language teaching."""
    HOUSING_COMPANY = 5
    EMPLOYERS = 6
    """In `reach` only: the last of what a caseworker reaches."""
    SCHOOL = 7
    SCHOOL_PSYCHOLOGIST = 8
    CHILD_HEALTH = 9
    """Child health nurses."""
    DAY_CARE = 10
    CHILD_PSYCHIATRY = 11
    """Health care and psychiatry for children."""
    FAMILY_CARE = 12
    """The team that finds and follows foster families."""


TAKEN_UP = 0.6
"""Referrals a month that an agency takes up, for each who needs it at the start (assumption, grade E)."""

AGENCIES = 6
"""Agencies that each unit works with."""
PARTNERS = 7
"""What a caseworker reaches: the unit's agencies, in order, and employers."""


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
    partner: Annotated[int, Field("Partner", 0, 12, "i2")]
    """What kind of partner it is."""
    running: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """1 while the agency exists."""
