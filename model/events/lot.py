"""Lot: who is treated in a trial within the office is drawn."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort
from tillit.model.events.unit_event import UnitEvent


class Lot(UnitEvent):
    """From now on a share of the cases, and of the caseworkers, is in a trial's other arm.

    Whom the lot draws is the same in all worlds. That it changes anything by itself is not assumed:
    what is done to them is a treatment. The treatment's months are counted from now, for those who
    come later from then.
    """

    kind = "lot"
    sort = Sort.STAFF
    precedence = 1
    labels: ClassVar[dict[str, str]] = {
        "sv": "Lottning till försök",
        "da": "Lodtrækning til forsøg",
        "en": "Lot drawn for a trial",
    }

    cases: Annotated[float, Size("share of cases", 0.0, 1.0, "0.5 is every other one")] = 0.5
    """Share of the cases that it draws."""
    staff: Annotated[float, Size("share of caseworkers", 0.0, 1.0, "0.5 is every other one")] = 0.0
    """Share of the caseworkers that it draws."""

    def happen(self, office: Office) -> None:
        """Draw from this month on."""
        office.lot_cases = self.cases
        office.lot_staff = self.staff
        office.trial_months = 0
