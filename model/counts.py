"""Counts: what the observers write down each month, before anything is made of it."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray


class Count(IntEnum):
    """One column of the month's counts."""

    # Households
    HOUSEHOLDS = 0
    APPLICANTS = 1
    RETURNS = 2
    EARLY_RETURNS = 3
    """Returns within twelve months."""
    EXITS = 4
    """The first of one column for each destination, `Destination.WORK` at `EXITS + 1`."""
    YEAR_HOUSEHOLDS = 13
    """Households with assistance in at least one of the last twelve months."""
    YEAR_MONTHS = 14
    LONG_TERM = 15
    """Those with at least ten of them."""
    UNASSIGNED = 16
    WAITED = 17
    MET = 18
    PLANNED = 19
    """Households that have a caseworker at work, and should be met."""
    CLIENT_TRUST = 20
    CLIENT_TIES = 21
    SAME_CASEWORKER = 22
    """Households that have had the same caseworker for twelve months."""
    YEAR_LONG = 23
    """Households twelve months or more on assistance."""
    HOMELESS = 24
    CRISES = 25
    UNANSWERED = 26
    LET_DOWN = 27
    ANXIETY = 28
    DISTANCE = 29
    TRAINEES = 30
    PROGRAMME = 31
    # Staff
    POSTS = 32
    PRESENT = 33
    SICK = 34
    VACANT = 35
    CONSULTANTS = 36
    RESIGNED = 37
    HIRED = 38
    TENURE = 39
    STRESS = 40
    TRAINING = 41
    LOCAL = 42
    HOURS = 43
    STATUTORY_HOURS = 44
    ACUTE_HOURS = 45
    MEETING_HOURS = 46
    OUTWARD_HOURS = 47
    OVERHEAD_HOURS = 48
    UNDONE_HOURS = 49
    """Statutory hours that nobody had."""
    CASES = 50
    # Ties
    AGENCY_TRUST = 51
    AGENCY_TIES = 52
    EMPLOYER_TRUST = 53
    EMPLOYER_TIES = 54
    COLLEAGUE_TRUST = 55
    COLLEAGUE_TIES = 56
    OLD_TIES = 57
    """Ties of all kinds that are older than a year."""
    ALL_TIES = 58
    REACH = 59
    """Sum of reach over present caseworkers and partners."""


COUNTS = max(Count) + 1
"""Columns of a month's counts."""

Tally = NDArray[np.float64]
"""One month's counts, shape (COUNTS,)."""
