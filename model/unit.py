"""Unit: an office with its staff, their contacts and their partners.

The town has an assistance unit, and perhaps a child and family unit. Both work
by the same behaviours; a unit is what the stages about staff are handed.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tillit.agents.foundation.behaviours import stage
from tillit.agents.foundation.records import Rows
from tillit.model.town import Town


class Unit(NamedTuple):
    """The arrays of one unit, under the names that they have in `Town`."""

    office: Rows
    caseworkers: Rows
    colleagues: Rows
    partners: Rows
    books: Rows
    employers: Rows
    agencies: Rows
    desks: NDArray[np.int64]
    own: NDArray[np.float64]
    reach: NDArray[np.float64]
    wanted: NDArray[np.float64]


Workplace = Town | Unit
"""What a stage takes that needs nothing but a unit: the town itself is its assistance unit."""


@stage
def assistance_unit(town: Town) -> Unit:
    """Return the unit for households."""
    return Unit(
        town.office,
        town.caseworkers,
        town.colleagues,
        town.partners,
        town.books,
        town.employers,
        town.agencies,
        town.desks,
        town.own,
        town.reach,
        town.wanted,
    )


@stage
def child_unit(town: Town) -> Unit:
    """Return the unit for children and their families; only a town that has one may be asked."""
    return Unit(
        town.office[1:],
        town.child_workers,
        town.child_colleagues,
        town.child_partners,
        town.child_books,
        town.employers[:0],
        town.child_agencies,
        town.child_desks,
        town.child_own,
        town.child_reach,
        town.child_wanted,
    )
