"""Identity: a number for each person that is the same in all worlds, and never used again.

An id is never an array index: it says where somebody comes from (the month and
number of their arrival, the post and how many held it before), so that a person
more or less in one world renames nobody.
"""

from enum import IntEnum
from typing import Any

import numpy as np

from tillit.agents.foundation.behaviours import behaviour

NUMBER_BITS = 24
GROUP_BITS = 13


class Kind(IntEnum):
    """What an id is the id of; the upper bits of it."""

    TOWN = 0
    """The town itself, for what happens to everybody."""
    CLIENT = 1
    """Group: month of arrival; number: the number within the month."""
    NEWLY_ARRIVED = 2
    """Households that an event brought, numbered apart from the ordinary inflow."""
    CASEWORKER = 3
    """Group: how many held the post before; number: the post."""
    EMPLOYER = 4
    AGENCY = 5
    CONTACT = 6
    """Contact person at an agency. Group: how many before; number: agency and desk."""
    CHILD = 7
    """A child case. Group: month of arrival; number: the number within the month."""


@behaviour
def identity(kind: int, group: int, number: int) -> int:
    """Return the id of the `number`-th person of a group."""
    origin = (np.int64(kind) << np.int64(GROUP_BITS)) | np.int64(group)
    person: Any = (origin << np.int64(NUMBER_BITS)) | np.int64(number)
    return int(person)
