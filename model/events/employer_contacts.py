"""Employer contacts: caseworkers give some hours to employers before anything else."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort


class EmployerContacts(Event):
    """Each caseworker sets hours aside to look employers up (Algan, Crépon & Glover; Jobbnätet).

    They come off what there is for cases, unless staff of their own does it. Whether employers
    answer is not assumed.
    """

    kind = "employer_contacts"
    sort = Sort.PARTNERS
    labels: ClassVar[dict[str, str]] = {
        "sv": "Tid hos arbetsgivare",
        "da": "Tid hos arbejdsgivere",
        "en": "Time with employers",
    }

    hours: Annotated[float, Size("hours/caseworker/month", 0.0, 160.0, "0 ends it")] = 10.0
    """Hours from now on."""
    their_own: bool = False
    """Whether others than the caseworkers give them, so that they come off nothing."""

    def happen(self, office: Office) -> None:
        """Set hours aside from now on."""
        office.employer_hours = self.hours
        office.employer_staff = int(self.their_own)
