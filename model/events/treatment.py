"""Treatment: what is done to those whom the lot has drawn, and to nobody else."""

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from tillit.agents.office import Office
from tillit.model.events.activity_requirement import ActivityRequirement
from tillit.model.events.event import LAST_MONTH
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort
from tillit.model.events.unit_event import UnitEvent

Month = Annotated[int, Size("month", 1, LAST_MONTH, "of the treatment, 1 is the first")]
MonthIfAny = Annotated[int, Size("month", 0, LAST_MONTH, "of the treatment, 1 is the first; 0 for never")]


class Treatment(UnitEvent):
    """A trial within the office treats those otherwise whom a lot has drawn.

    What is left out is as for everybody else. That anything is better for it is not assumed. A
    month of the treatment is the month of somebody's spell, or of the trial if it began later.
    """

    kind = "treatment"
    sort = Sort.STAFF
    labels: ClassVar[dict[str, str]] = {
        "sv": "Behandling i försök",
        "da": "Indsats i forsøg",
        "en": "Treatment in a trial",
    }

    meetings: Annotated[float, Size("meetings/month", 0.0, 10.0, "beside the ordinary one")] = 0.0
    """Further meetings with each drawn household, in hours of their own."""
    meetings_first: Month = 1
    """First month in which they are held."""
    meetings_last: Month = LAST_MONTH
    """Last month."""
    lost_first: MonthIfAny = 0
    """First month in which one planned meeting may be cancelled; each household draws its own."""
    lost_last: MonthIfAny = 0
    """Last month."""
    swap: MonthIfAny = 0
    """Month in which a case is given to another caseworker."""
    swap_each: Annotated[int, Size("months", 0, LAST_MONTH, "0 for once")] = 0
    """Months until the next such change."""
    demands: Annotated[float, Size("share", 0.0, 1.0, "0.3 is what an ordinary municipality asks")] = 0.0
    """Demands on drawn households, if that is more than on the others."""
    activity: Annotated[float, Size("hours/week", 0.0, 40.0, "40 is full time")] = 0.0
    """Activity that is required of them from the first day."""
    ability: Annotated[float, Size("standard deviations", -5.0, 5.0, "of talent among caseworkers")] = 0.0
    """How much better drawn caseworkers are than they were."""
    load: Annotated[float, Size("factor", 0.0, 10.0, "0.5 is half of what others are given")] = 0.0
    """Cases that a drawn caseworker is given, against the others; 0 for as many."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for first, last in (("meetings_first", "meetings_last"), ("lost_first", "lost_last")):
            if getattr(self, first) > getattr(self, last):
                message = f"{first} = {getattr(self, first)} is later than {last} = {getattr(self, last)}"
                raise ValueError(message)
        return self

    def happen(self, office: Office) -> None:
        """Treat those whom the lot has drawn so from now on."""
        office.further = self.meetings
        office.further_first, office.further_last = self.meetings_first, self.meetings_last
        office.lost_first, office.lost_last = self.lost_first, self.lost_last
        office.swap_first, office.swap_each = self.swap, self.swap_each
        office.arm_demands, office.arm_hours = self.demands, self.activity
        if self.activity > 0.0 and office.activity_hours == 0.0:
            ActivityRequirement(month=self.month, hours=0.0).happen(office)
        office.ability, office.staff_load = self.ability, self.load
