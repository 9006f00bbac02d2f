"""Year: on how many of the last twelve months a household was on assistance.

Households that left count, too, until the twelve months are over. What each will add to
the counts is known on the day on which it leaves, and noted for the months to come; should it come
back, what was noted from then on is taken away again.
"""

import numpy as np
from numpy.typing import NDArray

from tillit.agents.case import YEAR
from tillit.agents.client import Client
from tillit.agents.foundation.behaviours import stage
from tillit.model.books.counts import Count
from tillit.model.books.observers import LONG
from tillit.model.now import Now

LAST_TWELVE = 4095
"""Twelve set bits."""
OLDEST_OF_TWELVE = 11


@stage
def count_month(client: Client, assisted: int) -> None:
    """Move the household's last twelve months on by one."""
    client.year_months += assisted - ((client.year >> OLDEST_OF_TWELVE) & 1)
    client.year = ((client.year << 1) | assisted) & LAST_TWELVE


@stage
def pass_months(client: Client, months: int) -> None:
    """Move them on by some months without assistance."""
    for _ in range(min(months, YEAR)):
        count_month(client, 0)


@stage
def remember(remembered: NDArray[np.int64], client: Client, first: int, sign: int) -> None:
    """Note what a household that left adds to the counts of months to come, or take it away.

    Parameters
    ----------
    remembered
        Households, their months, and long-term recipients, by month of the year, shape (YEAR, 3).
    client
        The household, with its twelve months as they were when it left.
    first
        The first month to note, counted from that in which it left.
    sign
        1 to note, -1 to take away.
    """
    months = int(client.year_months)
    for ahead in range(1, YEAR):
        months -= (client.year >> (YEAR - ahead)) & 1
        if ahead >= first:
            counted = remembered[(client.left + ahead) % YEAR]
            counted[0] += sign * (months > 0)
            counted[1] += sign * months
            counted[2] += sign * (months >= LONG)


@stage
def observe_remembered(remembered: NDArray[np.int64], now: Now) -> None:
    """Count those who are away among the households of the last twelve months."""
    counted = remembered[now.luck.month % YEAR]
    now.tally[Count.YEAR_HOUSEHOLDS] += counted[0]
    now.tally[Count.YEAR_MONTHS] += counted[1]
    now.tally[Count.LONG_TERM] += counted[2]
    counted[:] = 0
