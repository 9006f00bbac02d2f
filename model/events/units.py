"""Units: to which of a town's units an event happens."""

from enum import IntEnum


class Units(IntEnum):
    """Whom an event happens to; a bit for each unit."""

    FIRST = 0
    """The assistance unit, or the children's in a town that has no other."""
    ASSISTANCE = 1
    CHILDREN = 2
    BOTH = 3
