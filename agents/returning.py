"""Returning: jobs and benefits end, and some households come back.

An exit to a well-matched job lasts longer, so a job found through an employer
who knows the caseworker is worth more than one found in a hurry.

A household that is away draws one lot a month, and its risk decides whether it comes back.
No risk is ever greater than that in the worst labour market, and luck of months to come can be
looked up. So a household only waits for the months whose lot is below its greatest risk; what the
risk really is then, is asked when they come (thinning: Lewis & Shedler 1979).

References
----------
Lewis, P. A. W., & Shedler, G. S. (1979). Simulation of nonhomogeneous Poisson processes by
thinning. Naval Research Logistics Quarterly 26(3).
"""

from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.agents.client import Client, Destination
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.foundation.decisions import Decision
from tillit.agents.foundation.luck import Luck, uniforms_ahead
from tillit.agents.foundation.parameters import Grade, Par


class Returning(NamedTuple):
    """Parameters of durability and returns."""

    work: Annotated[
        float,
        Par(
            "1/month",
            0.005,
            0.08,
            "94 % of leavers not back within a year, in the best town: press",
            Grade.DERIVED,
        ),
    ] = 0.0227
    """Chance that a job which the household found itself ends in assistance; or a measure."""
    nothing: Annotated[
        float, Par("1/month", 0.01, 0.2, "no published rate; nothing came instead", Grade.ASSUMED)
    ] = 0.022
    """Chance of coming back for a household that left to nothing, or moved."""
    durability: Annotated[float, Par("share", 0.0, 1.0, "recommendations: Liechti 2020", Grade.ASSUMED)] = 0.5
    """Share of the risk that a perfect match takes away: a job with an employer whom the caseworker knows."""
    ending: Annotated[
        float,
        Par("1/month", 0.002, 0.02, "no published rate; people retire and move", Grade.ASSUMED),
    ] = 0.005
    """Chance that a lasting benefit ends, or a job of which the office no longer hears: 6 % a year."""
    setback: Annotated[float, Par("share", 0.0, 0.5, "no published figure", Grade.ASSUMED)] = 0.15
    """Distance that a return adds."""
    watch: Annotated[
        int, Par("months", 12, 60, "no published figure; later returns count as new", Grade.ASSUMED)
    ] = 24
    """Months after an exit in which a household may come back."""


@behaviour
def weigh_returns(risks: NDArray[np.float64], market: float, p: Returning) -> None:
    """Write the month's risk of coming back from each destination, shape (DESTINATIONS,).

    Jobs end as much more often as there are fewer of them: at most twice as often.
    """
    risks[Destination.NONE] = 0.0
    risks[Destination.WORK] = p.work + p.work * max(-1.0, 1.0 - market)
    risks[Destination.SUBSIDISED_WORK] = p.work
    risks[Destination.ACTIVITY_SUPPORT] = p.work
    risks[Destination.STUDIES] = p.work
    risks[Destination.SICKNESS_BENEFIT] = p.ending
    risks[Destination.OTHER_BENEFIT] = p.ending
    risks[Destination.MOVED] = p.nothing
    risks[Destination.NOTHING] = p.nothing
    risks[Destination.PENSION] = 0.0


@behaviour
def weigh_worst_returns(risks: NDArray[np.float64], p: Returning) -> None:
    """Write the greatest risk that there can be in any month, shape (DESTINATIONS,)."""
    weigh_returns(risks, 0.0, p)


@behaviour
def look_ahead(lots: NDArray[np.float64], client: Client, greatest: float, luck: Luck, p: Returning) -> int:
    """Return the next month whose lot is below the household's greatest risk.

    If there is none in which it may come back, that is the month after the last.

    Parameters
    ----------
    lots
        Where its luck of the months to come is drawn, shape (months,).
    client
        The household.
    greatest
        Its risk in the worst labour market.
    luck
        This month's luck.
    p
        Parameters.
    """
    months = max(0, last_month(client, p) - luck.month)
    uniforms_ahead(lots[:months], luck, client.person, Decision.RETURN)
    ahead = 0
    while ahead < months and lots[ahead] >= greatest:
        ahead += 1
    return luck.month + 1 + ahead


@behaviour
def last_month(client: Client, p: Returning) -> int:
    """Return the last month in which the household may come back."""
    return int(client.left) + p.watch


@behaviour
def return_risk(client: Client, risks: NDArray[np.float64], durability: int, p: Returning) -> float:
    """Return the month's risk of coming back; a match takes some of it away from who left to work."""
    matched = client.match * (durability == 1 and client.destination == Destination.WORK)
    risk: float = risks[client.destination] * (1.0 - p.durability * matched)
    return risk


@behaviour
def come_back(client: Client, p: Returning) -> None:
    """Begin a new spell."""
    client.spell = 0
    client.silence = 0
    client.contact = 0.0
    client.waited = 0
    client.distance = min(1.0, client.distance + p.setback)
