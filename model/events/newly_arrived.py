"""Newly arrived: further households come for a while."""

from typing import Annotated, ClassVar, Literal

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office
from tillit.model.events.event import LAST_MONTH, Event, Row
from tillit.model.events.kind import EventKind
from tillit.model.events.row import EventRow
from tillit.model.events.size import Size


class NewlyArrived(Event):
    """Newly arrived households apply beside the ordinary inflow (account 000: refugees and immigrants).

    They need the language first. The ordinary inflow stays as it is, and how
    long anybody stays on assistance is not assumed.
    """

    code: ClassVar[EventKind] = EventKind.NEWLY_ARRIVED
    labels: ClassVar[dict[str, str]] = {
        "sv": "Nyanlända hushåll",
        "da": "Nyankomne husstande",
        "en": "Newly arrived households",
    }

    kind: Literal["newly_arrived"] = "newly_arrived"
    households: Annotated[float, Size("households/month", 0.0, 10_000.0, "beside the ordinary inflow")] = 5.0
    """Households a month."""
    months: Annotated[int, Size("months", 1, LAST_MONTH, "a year is 12")] = 12
    """How long they keep coming."""

    def row(self) -> Row:
        """Return the event as the kernel reads it."""
        return self.as_row(amount=self.households, months=self.months)


@behaviour
def receive(office: Office, event: EventRow) -> None:
    """Receive newly arrived households from this month on."""
    office.arriving = event.amount
    office.arriving_months = event.months
