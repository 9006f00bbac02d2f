"""Pandemic: jobs vanish for years, and meetings are held at a distance."""

from typing import Annotated, ClassVar, Literal

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office
from tillit.model.events.event import Event, Row
from tillit.model.events.kind import EventKind
from tillit.model.events.row import EventRow
from tillit.model.events.size import Size
from tillit.model.events.units import Units

BACK = 42
"""Months until nine tenths are back: from late 2020 to the turn of 2023 to 2024 (derived, grade D)."""


class Pandemic(Event):
    """A pandemic takes jobs away (account 002: a sharp fall in late 2020, back in 2023 or 2024).

    Each month brings back a share of what is missing: nine tenths in three and a
    half years. For some months meetings are held at a distance, where fewer are
    kept and less trust is built. That more households apply is not assumed.
    """

    code: ClassVar[EventKind] = EventKind.PANDEMIC
    labels: ClassVar[dict[str, str]] = {
        "sv": "Pandemi",
        "da": "Pandemi",
        "en": "Pandemic",
    }

    kind: Literal["pandemic"] = "pandemic"
    depth: Annotated[float, Size("share of jobs", 0.0, 0.9, "account 002 gives no figure")] = 0.3
    """Share of the jobs that vanishes."""
    recovery: Annotated[float, Size("1/month", 0.0, 1.0, "0.053 is nine tenths back in 42 months")] = (
        1.0 - 0.1 ** (1.0 / BACK)
    )
    """Share of what is missing that comes back each month."""
    distance: Annotated[float, Size("share of meetings", 0.0, 1.0, "no account gives it")] = 0.6
    """Share of the meetings that are held at a distance."""
    months: Annotated[int, Size("months", 1, 600, "no account gives it")] = 18
    """How long they are."""

    @property
    def units(self) -> Units:
        """To which units it happens: families are met at a distance too."""
        return Units.BOTH

    def row(self) -> Row:
        """Return the event as the kernel reads it."""
        return self.as_row(amount=self.distance, share=self.depth, months=self.months, extra=self.recovery)


@behaviour
def fall_still(office: Office, event: EventRow) -> None:
    """Take jobs away, and hold meetings at a distance for some months."""
    office.market *= 1.0 - event.share
    if event.share > 0.0:
        office.recovery = event.extra
    office.remote = event.amount
    office.remote_months = event.months
