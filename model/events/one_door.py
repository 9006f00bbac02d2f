"""One door: employers have one way in to the municipality."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort


class OneDoor(Event):
    """Contacts with employers are kept in one register for all (account 002: one way in for employers).

    Colleagues' contacts become easier to use, at the cost of a part of a post.
    Employers' willingness and memory, and the ties to agencies, stay as they
    are. That anybody is hired because of it is not assumed.
    """

    kind = "one_door"
    sort = Sort.PARTNERS
    labels: ClassVar[dict[str, str]] = {
        "sv": "En väg in för arbetsgivare",
        "da": "Én indgang for arbejdsgivere",
        "en": "One door for employers",
    }

    share: Annotated[float, Size("share of contacts", 0.0, 1.0, "1 is all of them, 0 ends it")] = 1.0
    """Share of the contacts that are in the register from now on."""

    def happen(self, office: Office) -> None:
        """Keep contacts with employers in one register from now on."""
        office.one_door = self.share
