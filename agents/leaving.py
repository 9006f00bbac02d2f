"""Leaving: each obstacle has its own routes out of assistance, through the partners that it needs.

A household finds its own way when it is well and near self-support, and sooner when somebody
meets it about that. The caseworker's ways go through employers, the employment service, adult
education and the insurance agency, and are as wide as the help of this month (see `support`).
Help does not ask whether somebody is near work: who is far from it gains as many days, but by
other ways (Böheim, Eppel & Mahringer 2023), and the ill do not go back to work sooner for being
summoned (Alpino et al. 2022). One draw a month decides whether, and where to.
"""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.agents.agency import Partner
from tillit.agents.client import DESTINATIONS, Client, Destination, Obstacle
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.parameters import Grade, Par
from tillit.agents.support import Support


class Leaving(NamedTuple):
    """Parameters of exits, a month, at full readiness, ability, reach and contact."""

    own_way: Annotated[
        float,
        Par("1/month", 0.1, 2.5, "new spells end at 29 % a month: Bergmark & Bäckman 2008", Grade.DERIVED),
    ] = 1.22
    """Chance of finding work without help, for somebody well who is ready for it."""
    steepness: Annotated[
        int, Par("power", 1, 9, "exits of new against stock spells: Bergmark & Bäckman 2008", Grade.DERIVED)
    ] = 4
    """How steeply it falls with distance."""
    search: Annotated[
        float,
        Par(
            "factor",
            0.0,
            3.0,
            "job finding +30 %: Graversen & van Ours 2008",
            Grade.DERIVED,
        ),
    ] = 1.86
    """How much full help adds to it."""
    employers: Annotated[
        float, Par("1/month", 0.0, 1.5, "exits with half the caseload: trials", Grade.DERIVED)
    ] = 0.182
    """Chance of work with an employer whom the caseworker reaches."""
    far: Annotated[
        float,
        Par("share", 0.0, 1.0, "the long-term jobless gain less work: Böheim 2023", Grade.DERIVED),
    ] = 0.02
    """Share of that for somebody who is as far from work as can be."""
    activity: Annotated[
        float, Par("1/month", 0.0, 0.4, "stock spells end at 3.6 %: Bergmark & Bäckman 2008", Grade.DERIVED)
    ] = 0.03
    """Chance of activity support through the employment service."""
    studies: Annotated[
        float, Par("1/month", 0.0, 0.4, "stock spells end at 3.6 %: Bergmark & Bäckman 2008", Grade.DERIVED)
    ] = 0.021
    """Chance of funded studies through adult education."""
    sickness: Annotated[
        float, Par("1/month", 0.0, 0.6, "stock spells end at 3.6 %: Bergmark & Bäckman 2008", Grade.DERIVED)
    ] = 0.0318
    """Chance of sickness benefit or compensation through the insurance agency."""
    benefit: Annotated[float, Par("1/month", 0.02, 0.5, "no published rate", Grade.ASSUMED)] = 0.02
    """Chance that the benefit that was waited for comes, without help."""
    unaided: Annotated[
        float,
        Par(
            "help",
            0.0,
            0.5,
            "exits rise by a third, not threefold, with half the cases: trials",
            Grade.DERIVED,
        ),
    ] = 0.0855
    """Help that a household is to itself on the ways to activity support, studies and sickness benefit."""
    elsewhere: Annotated[
        float, Par("1/month", 0.0, 0.02, "no published rate; moves, and new families", Grade.ASSUMED)
    ] = 0.002
    """Chance of moving away, or together with somebody."""
    inactive: Annotated[
        float,
        Par("share", 0.0, 1.0, "no published figure; activity support asks for work ability", Grade.ASSUMED),
    ] = 0.1
    """Share of the chance of activity support with another obstacle than unemployment or the language."""


class Outlook(NamedTuple):
    """What the town offers this month, the same for all its households but for demands."""

    market: float
    """Labour market, 1 as usual, times the openings that employers have for who asks them."""
    programme: float
    """Chance of a place in the employment programme, for somebody who is helped fully."""
    urge: float
    """Factor on finding one's own way; see `demands`."""
    push: float
    """Chance of being pushed out; see `demands`."""
    pension: int
    """Months of age at which somebody leaves to a pension."""


@behaviour
def readiness_power(readiness: float, power: int) -> float:
    """Return a whole power of the readiness."""
    result = 1.0
    for _ in range(power):
        result *= readiness
    return result


@behaviour
def weigh_routes(
    routes: NDArray[np.float64],
    client: Client,
    helped: float,
    reach: NDArray[np.float64],
    outlook: Outlook,
    p: Leaving,
    support: Support,
) -> float:
    """Write this month's chance of each destination.

    Parameters
    ----------
    routes
        Result, shape (DESTINATIONS,).
    client
        The household.
    helped
        What the caseworker's help is worth, 0 to 2; see `support.help_now`.
    reach
        How well its caseworker reaches each partner, shape (PARTNERS,).
    outlook
        What the town offers.
    p, support
        Parameters.

    Returns
    -------
    float
        Chance of work through an employer whom the caseworker knows.
    """
    ready = 1.0 - client.distance
    ill = client.obstacle == Obstacle.SICK
    searching = 1.0 if ill else 1.0 + p.search * helped
    alone = p.own_way * readiness_power(ready, p.steepness) * client.health * searching
    alone *= outlook.market * outlook.urge
    able = client.ability * (p.far + (1.0 - p.far) * ready) * helped
    known: float = 0.0 if ill else p.employers * able * reach[Partner.EMPLOYERS] * outlook.market
    routes[Destination.WORK] = alone + known
    routes[Destination.SUBSIDISED_WORK] = outlook.programme * helped * client.ability
    active = (
        1.0 if client.obstacle == Obstacle.UNEMPLOYED or client.obstacle == Obstacle.LANGUAGE else p.inactive
    )
    routes[Destination.ACTIVITY_SUPPORT] = (
        p.activity * active * (p.unaided + helped * reach[Partner.EMPLOYMENT_SERVICE])
    )
    studious = (1.0 - client.education) * client.health
    routes[Destination.STUDIES] = p.studies * studious * (p.unaided + helped * reach[Partner.ADULT_EDUCATION])
    insured = p.unaided + helped * insurance_open(reach, support)
    routes[Destination.SICKNESS_BENEFIT] = p.sickness * (1.0 - client.health) * insured
    waiting = 1.0 if client.obstacle == Obstacle.WAITING else 0.0
    routes[Destination.OTHER_BENEFIT] = p.benefit * waiting * (1.0 + helped * reach[Partner.INSURANCE_AGENCY])
    routes[Destination.MOVED] = p.elsewhere
    routes[Destination.NOTHING] = outlook.push
    routes[Destination.PENSION] = 1.0 if client.age >= outlook.pension else 0.0
    return known


@behaviour
def insurance_open(reach: NDArray[np.float64], p: Support) -> float:
    """Return how far the way to sickness benefit or compensation is open, 0 to 1."""
    certified = p.own + (1.0 - p.own) * reach[Partner.HEALTH_CARE]
    way: float = reach[Partner.INSURANCE_AGENCY] * certified
    return way


@behaviour
def share_known(routes: NDArray[np.float64], known: float) -> float:
    """Return the share of the chance of work that goes through an employer who is known."""
    share: float = known / routes[Destination.WORK] if known > 0.0 else 0.0
    return share


@behaviour
def choose_route(routes: NDArray[np.float64], lot: float) -> int:
    """Return this month's destination, `Destination.NONE` to stay."""
    # Most stay: one question to them instead of nine.
    if lot >= _chance_of_leaving(routes):
        return Destination.NONE
    upto = 0.0
    for destination in range(1, DESTINATIONS):
        upto += routes[destination]
        if lot < upto:
            return destination
    return Destination.NONE


@behaviour
def leave(client: Client, destination: int, match: float, month: int) -> None:
    """Leave assistance."""
    client.destination = destination
    client.left = month
    client.match = match
    client.spell = 0
    client.homeless = 0
    client.in_crisis = 0
    client.met = 0


@behaviour
def _chance_of_leaving(routes: NDArray[np.float64]) -> float:
    """Return the chance of any destination."""
    chance = 0.0
    # From behind, because work takes longest to weigh: nothing has to wait for it.
    for destination in range(DESTINATIONS - 1, 0, -1):
        chance += routes[destination]
    return chance
