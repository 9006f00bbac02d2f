"""Employer: somebody in town who may take a trainee, or hire."""

from enum import IntEnum
from typing import Annotated, NamedTuple

from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.foundation.records import Field, View


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
    contacted: Annotated[float, Field("contacts", 0.0, 1e6)]
    """Contacts of caseworkers of late; three months ago counts an eighth."""
    openings: Annotated[float, Field("share", 0.0, 1.0)]
    """How open the employer is to hiring this month."""
    sector: Annotated[int, Field("Sector", 0, 4, "i2")]
    """What the employer does; no rule reads it, it is there for whoever looks at an employer."""
    trainees: Annotated[int, Field("households", 0, 32767, "i4")]
    """Trainees there now."""
    running: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """1 while the employer exists."""


class Employers(NamedTuple):
    """Parameters of who the employers are; small ones are many, large ones few."""

    smallest: Annotated[
        float,
        Par("employees", 1.0, 20.0, "no source looked up; very small ones take no trainees", Grade.ASSUMED),
    ] = 5.0
    """Employees of the smallest."""
    spread: Annotated[
        float, Par("employees", 2.0, 50.0, "no source looked up; most employers are small", Grade.ASSUMED)
    ] = 10.0
    """How much larger than the smallest the middling employer is, nearly."""
    largest: Annotated[
        float,
        Par("employees", 100.0, 5000.0, "no source looked up; a hospital or a large factory", Grade.ASSUMED),
    ] = 505.0
    """Employees of the largest."""
    willing: Annotated[
        float, Par("share", 0.0, 0.3, "no published figure; a scale of the model's own", Grade.ASSUMED)
    ] = 0.2
    """Willingness of the least willing to take trainees."""
    willing_span: Annotated[
        float, Par("share", 0.2, 0.7, "no published figure; a scale of the model's own", Grade.ASSUMED)
    ] = 0.6
    """How much more willing the most willing are."""
    memory: Annotated[
        float, Par("share", 0.0, 1.0, "no published figure; neither good nor bad memories", Grade.ASSUMED)
    ] = 0.5
    """What an employer remembers who has never had a trainee."""
    response: Annotated[
        float,
        Par("share", 0.0, 2.0, "vacancies +30 % when called: Algan, Crépon & Glover", Grade.DERIVED),
    ] = 0.5
    """How much more open an employer is whom caseworkers contact often."""
    opening: Annotated[
        float, Par("share", 0.0, 0.4, "no published figure; a scale of the model's own", Grade.ASSUMED)
    ] = 0.25
    """How open an employer is to hiring in its worst month, on an ordinary labour market."""
    opening_span: Annotated[
        float, Par("share", 0.1, 0.6, "no published figure; a scale of the model's own", Grade.ASSUMED)
    ] = 0.5
    """How much more open it is in its best month."""
