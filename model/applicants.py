"""Applicants: how many are near self-support, in a town that says how many it grants assistance.

Stock and inflow of a town are both published, and together they say how long people stay. Who is near
self-support stays for a short time; so of all shares of applicants near it there is one under which
as many leave, and are replaced, as are granted assistance in a month. It is a fact of who lives there.
"""

from collections.abc import Callable

from tillit.model.scenarios.errors import ScenarioError
from tillit.model.scenarios.schema import TownTable

EXACT = 0.01
"""How near the applicants of a run-in must come to those stated, as a share of them."""

MOST_TRIES = 8
"""Shares that are tried between the ends; each costs some run-ins."""


def share_with(applicants: float, town: TownTable, posts: float, came: Callable[[float], float]) -> float:
    """Return the share of applicants near self-support under which so many come.

    Parameters
    ----------
    applicants
        New households a month that are granted assistance.
    town, posts
        The place, for words.
    came
        Returns how many come in a month, on average, when a share of them is near; it rises with it.

    Raises
    ------
    ScenarioError
        If no share gives so many: the range that is possible is said.
    """
    ends = [0.0, 1.0]
    missed = [came(share) - applicants for share in ends]
    for share, by in zip(ends, missed, strict=True):
        if abs(by) <= EXACT * applicants:
            return share
    if not missed[0] < 0.0 < missed[1]:
        low, high = (applicants + by for by in missed)
        place = f"{town.households:,} households and {town.households / posts:.3g} cases each"
        message = (
            f"{town.name}: applicants = {applicants:g}: with {place} between {low:.3g} and {high:.3g} a "
            "month are possible; see whether both are of one month, and only new households are counted, or "
            "leave applicants out"
        )
        raise ScenarioError(message)
    last, share = -1, 0.5
    for _ in range(MOST_TRIES):
        share = ends[0] + (ends[1] - ends[0]) * missed[0] / (missed[0] - missed[1])
        by = came(share) - applicants
        if abs(by) <= EXACT * applicants:
            break
        side = int(by > 0.0)
        if side == last:
            # The other end has stayed where it was: it draws the line to its side (the Illinois rule).
            missed[1 - side] /= 2.0
        ends[side], missed[side], last = share, by, side
    return share
