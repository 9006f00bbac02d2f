"""Employer: somebody in town who may take a trainee, or hire."""

from typing import Annotated, NamedTuple

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniform
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.foundation.records import Field, View

MIDDLING = 15.0
"""Employees of the middling employer: half of all have fewer (assumption, grade E)."""

LARGEST = 10_000.0
"""Employees of one employer, at most."""

REMEMBERED = 0.5
"""Share of a contact that an employer still answers to a month later."""


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
    trainees: Annotated[int, Field("households", 0, 32767, "i4")]
    """Trainees there now."""
    running: Annotated[int, Field("0 or 1", 0, 1, "i2")]
    """1 while the employer exists."""


class Employers(NamedTuple):
    """Parameters of who the employers are; small ones are many, large ones few.

    Willingness, and openings on an ordinary labour market, lie evenly between 0 and 1.
    """

    response: Annotated[
        float,
        Par("share", 0.0, 4.0, "vacancies +30 % when called: Algan, Crépon & Glover", Grade.DERIVED),
    ] = 3.47
    """How much more open an employer is whom caseworkers contact often."""


@behaviour
def settle_employer(employer: Employer, remembered: float, luck: Luck) -> None:
    """Be there, with an id already; `remembered` is how placements usually go."""
    draw = uniform(luck, employer.person, Decision.HEADCOUNT)
    employer.headcount = min(LARGEST, MIDDLING * draw / (1.0 - draw))
    employer.willingness = uniform(luck, employer.person, Decision.WILLINGNESS)
    employer.memory = remembered
    employer.running = 1


@behaviour
def open_up(employer: Employer, draw: float, market: float, p: Employers) -> float:
    """Open up to hiring this month, or not, with the labour market, and with who has been in touch.

    Returns
    -------
    float
        How many openings there are against what there would be if nobody had been in touch.
    """
    employer.contacted *= REMEMBERED
    answer = 1.0 + p.response * employer.contacted / (1.0 + employer.contacted)
    employer.openings = min(1.0, draw * market * answer) if employer.running == 1 else 0.0
    return answer
