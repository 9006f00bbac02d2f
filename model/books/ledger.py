"""Ledger: who pays whom, for what, in whole kronor.

Every entry is booked twice: what one party pays, another receives. So each
month and each kind sums to zero, to the krona.
"""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from tillit.agents.foundation.behaviours import behaviour


class Party(IntEnum):
    """Who pays and who is paid."""

    MUNICIPALITY = 0
    REGION = 1
    STATE = 2
    EMPLOYERS = 3
    """Employers and other firms: landlords, consultants, hotels."""
    HOUSEHOLDS = 4
    """Households on assistance, and those that left it."""
    EMPLOYEES = 5
    """Those whom the public pays for work: caseworkers, teachers, nurses, foster families."""


class Entry(IntEnum):
    """What is paid for."""

    ASSISTANCE = 0
    STAFF = 1
    CONSULTANTS = 2
    RECRUITMENT = 3
    REORGANISATION = 4
    TRAINING = 5
    MEASURES = 6
    TEMPORARY_HOUSING = 7
    ACUTE = 8
    CARE = 9
    BENEFITS = 10
    """Sickness benefit and compensation, activity support, student aid."""
    WAGES = 11
    TAXES = 12
    """Taxes on wages, those of caseworkers among them, and employers' contributions."""
    PREVENTION = 13
    """Support for families at home."""
    NETWORK_CARE = 14
    """Placements; the four in the order of `Form`."""
    FOSTER_CARE = 15
    OWN_RESIDENCE = 16
    INSTITUTION = 17


PARTIES = len(Party)
ENTRIES = len(Entry)

Page = NDArray[np.int64]
"""One month of the ledger in whole kronor, shape (ENTRIES, PARTIES): received less paid."""


@behaviour
def book(page: Page, entry: int, payer: int, payee: int, amount: float) -> None:
    """Book an amount, rounded to whole kronor, at its payer and at its payee."""
    kronor = np.int64(amount + 0.5)
    page[entry, payer] -= kronor
    page[entry, payee] += kronor
