"""Mapping: cases that have gone on for long are gone through, and come first."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort
from tillit.model.events.unit_event import UnitEvent


class Mapping(UnitEvent):
    """The households that have long had assistance are mapped (account 003), and then met first.

    Going through a case takes hours, once. With `priority` the queue for meetings
    serves long cases before others, who wait longer. What comes of the meetings
    is not assumed.
    """

    kind = "mapping"
    sort = Sort.STAFF
    labels: ClassVar[dict[str, str]] = {
        "sv": "Kartläggning av långa ärenden",
        "da": "Kortlægning af lange sager",
        "en": "Mapping of long-term cases",
    }

    hours: Annotated[float, Size("hours/case", 0.0, 40.0, "account 003 gives none")] = 3.0
    """Hours that each long case takes, in all."""
    months: Annotated[int, Size("months", 1, 60, "over how long")] = 6
    """Months over which it goes on."""
    priority: Annotated[float, Size("share", 0.0, 1.0, "1 meets all long cases before others, 0 ends it")] = (
        0.5
    )
    """How far long cases come first from now on."""

    def happen(self, office: Office) -> None:
        """Go through long cases, and let them come first from now on."""
        office.mapping_hours = self.hours / self.months
        office.mapping_months = self.months
        office.priority = self.priority
