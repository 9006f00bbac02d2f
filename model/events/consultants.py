"""Consultants: vacant posts are filled with hired staff for a while."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort
from tillit.model.events.unit_event import UnitEvent


class Consultants(UnitEvent):
    """Consultants are sought for vacant posts (account 000: short-term planning).

    They come sooner than a recruit, cost more and go again. That they work
    worse is not assumed: they are competent and know nobody in the town.
    """

    kind = "consultants"
    sort = Sort.STAFF
    labels: ClassVar[dict[str, str]] = {
        "sv": "Inhyrda konsulter",
        "da": "Indlejede konsulenter",
        "en": "Hired consultants",
    }

    share: Annotated[float, Size("share of vacancies", 0.0, 1.0, "0.5 is every other vacancy")] = 0.5
    """Share of the vacancies for which a consultant is sought from now on."""

    def happen(self, office: Office) -> None:
        """Seek consultants for a share of the vacancies from now on."""
        office.consultants = self.share
