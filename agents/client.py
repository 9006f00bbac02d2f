"""Client: a household on assistance."""

from enum import IntEnum
from typing import Annotated

from tillit.agents.case import Case
from tillit.agents.foundation.records import Field


class State(IntEnum):
    """Where a household is."""

    ABSENT = 0
    """An empty row."""
    ASSISTED = 1
    """On assistance."""
    PLACED = 2
    """On assistance, as a trainee with an employer."""
    AWAY = 3
    """Left assistance, and may come back."""


class Obstacle(IntEnum):
    """What stands between a household and self-support (försörjningshinder)."""

    UNEMPLOYED = 0
    SICK = 1
    """Sick without sickness benefit."""
    LANGUAGE = 2
    """Newly arrived, or in need of the language."""
    SOCIAL = 3
    """Social reasons, addiction."""
    WAITING = 4
    """Waiting for another benefit."""


OBSTACLES = len(Obstacle)


class Destination(IntEnum):
    """Where a household goes when it leaves assistance."""

    NONE = 0
    WORK = 1
    SUBSIDISED_WORK = 2
    ACTIVITY_SUPPORT = 3
    """Activity support from the employment service."""
    STUDIES = 4
    SICKNESS_BENEFIT = 5
    """Sickness benefit or sickness compensation from the insurance agency."""
    OTHER_BENEFIT = 6
    """The benefit that was waited for."""
    MOVED = 7
    """Moved away, moved together, own means."""
    NOTHING = 8
    """Assistance ended, and nothing is known to have come instead."""
    PENSION = 9


DESTINATIONS = len(Destination)


class Client(Case):
    """A household on assistance, or one that left and may come back."""

    kind = "client"

    distance: Annotated[float, Field("share", 0.0, 1.0)]
    """Distance to self-support: 0 ready, 1 as far as can be."""
    ability: Annotated[float, Field("share", 0.0, 1.0)]
    """Work ability when everything else is in place."""
    health: Annotated[float, Field("share", 0.0, 1.0)]
    """Health, 1 well."""
    language: Annotated[float, Field("share", 0.0, 1.0)]
    """Command of the country's language."""
    education: Annotated[float, Field("share", 0.0, 1.0)]
    """Education that the labour market asks for."""
    own_income: Annotated[float, Field("share", 0.0, 1.0)]
    """Share of the norm that the household covers itself."""
    match: Annotated[float, Field("share", 0.0, 1.0)]
    """How well the job fits that the household left to."""
    adults: Annotated[int, Field("adults", 1, 2, "i2")]
    """Adults in the household."""
    children: Annotated[int, Field("children", 0, 8, "i2")]
    """Children in the household."""
    obstacle: Annotated[int, Field("Obstacle", 0, 4, "i2")]
    """Obstacle to self-support."""
    state: Annotated[int, Field("State", 0, 3, "i2")]
    """Where the household is."""
    destination: Annotated[int, Field("Destination", 0, 9, "i2")]
    """Where it went at its last exit."""
    year: Annotated[int, Field("12 bits", 0, 4095, "i2")]
    """The last twelve months, a bit each: 1 with assistance. While away, as it was on leaving."""
    year_months: Annotated[int, Field("months", 0, 12, "i2")]
    """How many of those bits are set."""
    homeless: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """1 while in temporary housing."""
    lessons: Annotated[int, Field("months", 0, 4095, "i2")]
    """Months in the municipality's courses."""
    reviewed: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """1 once a physician has reviewed the medical history."""
    lost: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """1 once a planned meeting was cancelled in a trial."""
    left: Annotated[int, Field("month", 0, 4095, "i2")]
    """Month in which it left assistance last."""
    due: Annotated[int, Field("month", 0, 4095, "i2")]
    """While away, the next month in which something may happen to it; see `returning`."""
