"""Counts: what the observers write down each month, before anything is made of it.

A month's counts are one row: first the columns of `Count` for the assistance
unit, then the same columns for the child and family unit, then `ChildCount`.
"""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray


class Count(IntEnum):
    """One column of a unit's counts; the children's unit leaves those of households at 0."""

    # Households
    HOUSEHOLDS = 0
    APPLICANTS = 1
    RETURNS = 2
    EARLY_RETURNS = 3
    """Returns within twelve months."""
    EXITS = 4
    """The first of one column for each destination, `Destination.WORK` at `EXITS + 1`."""
    YEAR_HOUSEHOLDS = 14
    """Households with assistance in at least one of the last twelve months."""
    YEAR_MONTHS = 15
    LONG_TERM = 16
    """Those with at least ten of them."""
    UNASSIGNED = 17
    WAITED = 18
    MET = 19
    PLANNED = 20
    """Households that have a caseworker at work, and should be met."""
    CLIENT_TRUST = 21
    CLIENT_TIES = 22
    SAME_CASEWORKER = 23
    """Households that have had the same caseworker for twelve months."""
    YEAR_LONG = 24
    """Households twelve months or more on assistance."""
    HOMELESS = 25
    CRISES = 26
    UNANSWERED = 27
    LET_DOWN = 28
    ANXIETY = 29
    DISTANCE = 30
    TRAINEES = 31
    PROGRAMME = 32
    # Staff
    POSTS = 33
    PRESENT = 34
    SICK = 35
    VACANT = 36
    CONSULTANTS = 37
    RESIGNED = 38
    HIRED = 39
    TENURE = 40
    STRESS = 41
    TRAINING = 42
    LOCAL = 43
    HOURS = 44
    STATUTORY_HOURS = 45
    ACUTE_HOURS = 46
    MEETING_HOURS = 47
    OUTWARD_HOURS = 48
    OVERHEAD_HOURS = 49
    UNDONE_HOURS = 50
    """Statutory hours that nobody had."""
    CASES = 51
    # Ties
    AGENCY_TRUST = 52
    AGENCY_TIES = 53
    EMPLOYER_TRUST = 54
    EMPLOYER_TIES = 55
    COLLEAGUE_TRUST = 56
    COLLEAGUE_TIES = 57
    OLD_TIES = 58
    """Ties of all kinds that are older than a year."""
    ALL_TIES = 59
    REACH = 60
    """Sum of reach over present caseworkers and partners."""
    TURNED_AWAY = 61
    """Households that asked for assistance and were not granted it."""


UNIT = max(Count) + 1
"""Columns of one unit, and the first column of the child and family unit."""


class ChildCount(IntEnum):
    """One column of what is counted of children, numbered from the child unit's first column."""

    CHILDREN = UNIT
    NEW = UNIT + 1
    WELL = UNIT + 2
    """Cases closed because all was well enough at home."""
    GROWN = UNIT + 3
    MOVED_AWAY = UNIT + 4
    IN_FORM = UNIT + 5
    """The first of one column for each `Form`, those at home first."""
    SUPPORTED = UNIT + 10
    PLANNED = UNIT + 11
    """Placements that began planned."""
    ACUTE = UNIT + 12
    BREAKDOWNS = UNIT + 13
    FAMILY_BREAKDOWNS = UNIT + 14
    """Those in foster families and networks."""
    FAMILY_ENDS = UNIT + 15
    """Placements in foster families and networks that ended, in any way."""
    MOVES = UNIT + 16
    """Planned moves from one form to another."""
    RETURNS_HOME = UNIT + 17
    COMPLAINTS = UNIT + 18
    RISK = UNIT + 19
    STRAIN = UNIT + 20


COUNTS = UNIT + max(ChildCount) + 1
"""Columns of a month's counts."""

Tally = NDArray[np.float64]
"""One month's counts of one unit, and after the child unit's also those of `ChildCount`."""
