"""Wave of resignations: many leave in the same month."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort
from tillit.model.events.unit_event import UnitEvent


class ResignationWave(UnitEvent):
    """Part of the staff resigns together (account 000: staff and competence are lost).

    Who leaves is luck. The posts stay and are recruited for as usual; that a
    wave sets off another is not assumed.
    """

    kind = "resignation_wave"
    sort = Sort.STAFF
    labels: ClassVar[dict[str, str]] = {
        "sv": "Våg av uppsägningar",
        "da": "Bølge af opsigelser",
        "en": "Wave of resignations",
    }

    share: Annotated[float, Size("share of the staff", 0.0, 1.0, "0.3 is 30 %")] = 0.3
    """Chance that each caseworker leaves in this month."""

    def happen(self, office: Office) -> None:
        """Let a share of the staff resign this month."""
        office.wave = self.share
