"""Employer: somebody in town who may take a trainee, or hire."""

from enum import IntEnum
from typing import Annotated

from agents.foundation.records import Field, View


class Sector(IntEnum):
    """What an employer does."""

    INDUSTRY = 0
    TRADE = 1
    CARE = 2
    SERVICES = 3
    MUNICIPALITY = 4


SECTORS = len(Sector)


class Employer(View):
    """An employer in the town."""

    kind = "employer"

    person: Annotated[int, Field("id", -1, 2**40, "i8")]
    """Stable id."""
    headcount: Annotated[float, Field("employees", 0.0, 1e6)]
    """How many work there."""
    willingness: Annotated[float, Field("share", 0.0, 1.0)]
    """Willingness to take trainees and subsidised hires."""
    memory: Annotated[float, Field("share", 0.0, 1.0)]
    """How earlier placements went: 0 badly, 1 well."""
    openings: Annotated[float, Field("share", 0.0, 1.0)]
    """How open the employer is to hiring this month."""
    sector: Annotated[int, Field("Sector", 0, 4, "i2")]
    """What the employer does."""
    trainees: Annotated[int, Field("households", 0, 32767, "i4")]
    """Trainees there now."""
    running: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """1 while the employer exists."""
