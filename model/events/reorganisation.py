"""Reorganisation: cases and contacts change hands, and hours are lost."""

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from tillit.agents.office import Office
from tillit.model.events.event import LAST_MONTH
from tillit.model.events.size import Size, Strength
from tillit.model.events.sort import Sort
from tillit.model.events.unit_event import UnitEvent


class Reorganisation(UnitEvent):
    """The unit is organised anew (account 000: all energy goes into it instead of client work).

    A share of the clients and of the partner contacts is given to other
    caseworkers, and some hours are lost for some months. That payments rise is
    not assumed: with `share = 0` all ties stay, and only the hours are lost.
    """

    kind = "reorganisation"
    sort = Sort.STAFF
    labels: ClassVar[dict[str, str]] = {
        "sv": "Omorganisation",
        "da": "Omorganisering",
        "en": "Reorganisation",
    }

    share: Annotated[float, Size("share of clients and contacts", 0.0, 1.0, "0.6 is 60 %")] = 0.6
    """Share of clients and partner contacts that is given to others."""
    months: Annotated[int, Size("months", 0, 120, "months of lost hours")] = 4
    """How long it takes hours."""
    hours: Annotated[float, Size("share of hours", 0.0, 1.0, "0.15 is 15 %")] = 0.15
    """Share of everybody's hours that it takes meanwhile."""
    stress: Annotated[float, Strength("share", 0.0, 0.5, "direction: account 000")] = 0.15
    """Stress of everybody meanwhile."""
    every: Annotated[int | None, Size("months", 1, 600, "18 is every year and a half")] = None
    """Months from one such reorganisation to the next."""
    times: Annotated[int, Size("times", 1, 200, "needs `every` if more than 1")] = 1
    """How often it happens in all."""

    @model_validator(mode="after")
    def _ends_in_time(self) -> Self:
        if (self.every is None) != (self.times == 1):
            message = "needs both `every` (months between) and `times` (2 or more), or neither"
            raise ValueError(message)
        if self.month + (self.every or 0) * (self.times - 1) > LAST_MONTH:
            message = f"would happen after month {LAST_MONTH:,}; try a smaller `times` or `every`"
            raise ValueError(message)
        return self

    def expanded(self) -> tuple[Self, ...]:
        """Return each reorganisation on its own."""
        once = {"every": None, "times": 1}
        months = (self.month + (self.every or 0) * turn for turn in range(self.times))
        return tuple(self.model_copy(update={**once, "month": month}) for month in months)

    def happen(self, office: Office) -> None:
        """Begin a reorganisation; one that still goes on becomes part of it."""
        office.moved = self.share
        office.reorganising = max(office.reorganising, self.months)
        office.reorganisation_hours = self.hours
        office.reorganisation_stress = self.stress
