"""Wave of resignations: many leave in the same month."""

from typing import Annotated, ClassVar, Literal

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office
from tillit.model.events.event import Row
from tillit.model.events.kind import EventKind
from tillit.model.events.row import EventRow
from tillit.model.events.size import Size
from tillit.model.events.unit_event import UnitEvent


class ResignationWave(UnitEvent):
    """Part of the staff resigns together (account 000: staff and competence are lost).

    Who leaves is luck. The posts stay and are recruited for as usual; that a
    wave sets off another is not assumed.
    """

    code: ClassVar[EventKind] = EventKind.RESIGNATION_WAVE
    labels: ClassVar[dict[str, str]] = {
        "sv": "Våg av uppsägningar",
        "da": "Bølge af opsigelser",
        "en": "Wave of resignations",
    }

    kind: Literal["resignation_wave"] = "resignation_wave"
    share: Annotated[float, Size("share of the staff", 0.0, 1.0, "0.3 is 30 %")] = 0.3
    """Chance that each caseworker leaves in this month."""

    def row(self) -> Row:
        """Return the event as the kernel reads it."""
        return self.as_row(share=self.share)


@behaviour
def resign_together(office: Office, event: EventRow) -> None:
    """Let a share of the staff resign this month."""
    office.wave = event.share
