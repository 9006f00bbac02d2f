"""Employment programme: the municipality offers subsidised work."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Size, Strength
from tillit.model.events.sort import Sort


class EmploymentProgramme(Event):
    """The municipality has places with subsidised work (account 000: an extensive programme).

    Only the number of places changes. That a place is taken, or leads to work
    afterwards, is not assumed.
    """

    kind = "employment_programme"
    sort = Sort.PARTNERS
    labels: ClassVar[dict[str, str]] = {
        "sv": "Sysselsättningsprogram",
        "da": "Beskæftigelsesprogram",
        "en": "Employment programme",
    }

    places: Annotated[float, Size("places", 0.0, 1_000_000.0, "0 ends the programme")] = 20.0
    """Places from now on."""
    months: Annotated[
        int, Strength("months", 3, 36, "no source looked up; common length of a subsidised job")
    ] = 12
    """Months that a place is held at most."""
    chance: Annotated[
        float, Strength("1/month", 0.0, 1.0, "no published rate; as fast as places are free")
    ] = 0.4
    """Chance of a place for somebody who is helped fully, while places are free."""

    def happen(self, office: Office) -> None:
        """Offer a number of places from now on."""
        office.programme = self.places
        office.programme_months = self.months
        office.programme_chance = self.chance
