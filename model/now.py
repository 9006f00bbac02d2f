"""Now: what holds in one month, for everybody."""

from typing import NamedTuple

from tillit.agents.foundation.luck import Luck
from tillit.agents.mechanisms import Mechanisms
from tillit.model.assumptions import Assumptions
from tillit.model.counts import Tally
from tillit.model.ledger import Page


class Now(NamedTuple):
    """The month that is being lived."""

    a: Assumptions
    """The behavioural parameters, with the norms of the unit whose month it is."""
    b: Assumptions
    """Those with the norms of the child and family unit."""
    on: Mechanisms
    """Which mechanisms act."""
    luck: Luck
    """The month's luck."""
    page: Page
    """The month's page of the ledger."""
    tally: Tally
    """The month's counts."""
    number: int
    """Months since the comparison began, 0 in its first; negative in the run-in."""
