"""Reach: whom a caseworker reaches, with own ties or through a colleague.

A caseworker without a tie of their own reaches an agency or an employer through
a colleague, at the product of the two trusts. Teams and continuity raise reach;
reorganisation and turnover cut it.
"""

import numpy as np
from numpy.typing import NDArray

from tillit.agents.agency import Partner
from tillit.agents.employer import Employer
from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office
from tillit.agents.partnership import Partnerships
from tillit.agents.tie import NOBODY, Tie, felt_trust


@behaviour
def welcome(employer: Employer, p: Partnerships) -> float:
    """Return how far an employer would take somebody who comes recommended."""
    remembered = p.wary + (1.0 - p.wary) * employer.memory
    return employer.openings * employer.willingness * remembered


@behaviour
def book_worth(book: NDArray[np.void], employers: NDArray[np.void], frozen: float, p: Partnerships) -> float:
    """Return how well a contact book opens the labour market, 0 to 1.

    Employers open doors independently of each other, so the book's worth is the
    chance that at least one of them does.
    """
    closed = 1.0
    for page in range(len(book)):
        tie: Tie = book[page]
        if tie.other != NOBODY:
            closed *= 1.0 - felt_trust(tie, frozen) * welcome(employers[tie.seat], p)
    return 1.0 - closed


@behaviour
def reach_through(
    reach: NDArray[np.float64], own: NDArray[np.float64], trust: float, office: Office, p: Partnerships
) -> bool:
    """Widen `reach` by what one colleague's own ties add, at the product of the trusts.

    Parameters
    ----------
    reach
        What the caseworker reaches so far, shape (PARTNERS,).
    own
        What the colleague reaches alone, shape (PARTNERS,).
    trust
        Trust between the two.
    office
        The unit, which may keep contacts with employers in one register for all.
    p
        Parameters.

    Returns
    -------
    bool
        Whether employers are now reached best through this colleague.
    """
    through = False
    for partner in range(Partner.EMPLOYERS + 1):
        passed = p.delegation * trust
        if partner == Partner.EMPLOYERS:
            passed += (1.0 - passed) * office.door_opens * office.one_door
        borrowed = passed * own[partner]
        if borrowed > reach[partner]:
            reach[partner] = borrowed
            through = partner == Partner.EMPLOYERS
    return through
