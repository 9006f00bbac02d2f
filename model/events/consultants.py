"""Consultants: vacant posts are filled with hired staff for a while."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.size import Size, Strength
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
    found: Annotated[
        float, Strength("1/month", 0.1, 1.0, "no published rate; a consultant is found within weeks")
    ] = 0.6
    """Chance that a consultant is found, when one is sought."""
    goes: Annotated[
        float, Strength("1/month", 0.05, 0.5, "no published figure; an assignment lasts about half a year")
    ] = 0.17
    """Chance that a consultant's assignment ends."""
    competence: Annotated[
        float, Strength("share", 0.0, 1.0, "no published figure; consultants are experienced")
    ] = 0.6
    """Competence of a consultant."""

    def happen(self, office: Office) -> None:
        """Seek consultants for a share of the vacancies from now on."""
        office.consultants = self.share
        office.consultant_found = self.found
        office.consultant_goes = self.goes
        office.consultant_competence = self.competence
