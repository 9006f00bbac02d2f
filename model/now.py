"""Now: what holds in one month, for everybody."""

from typing import NamedTuple

from tillit.agents.foundation.luck import Luck
from tillit.agents.mechanisms import Mechanisms
from tillit.agents.place import Place
from tillit.model.assumptions import Assumptions
from tillit.model.books.counts import Tally
from tillit.model.books.ledger import Page


class Now(NamedTuple):
    """The month that is being lived."""

    place: Place
    """The town's situation."""
    parameters: Assumptions
    """The behavioural parameters, with the norms of the unit whose month it is."""
    mechanisms: Mechanisms
    """Which mechanisms act."""
    luck: Luck
    """The month's luck."""
    page: Page
    """The month's page of the ledger."""
    tally: Tally
    """The month's counts."""
    number: int
    """Months since the comparison began, 0 in its first; negative in the run-in."""
