"""Housing officer: somebody helps the homeless to a lasting home."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort


class HousingOfficer(Event):
    """A housing officer helps households in temporary housing (account 003).

    One officer can help so many at a time; it is then easier to find a lasting
    home. That fewer lose their home is not assumed.
    """

    kind = "housing_officer"
    sort = Sort.PARTNERS
    labels: ClassVar[dict[str, str]] = {
        "sv": "Boendehandläggare",
        "da": "Boligsagsbehandler",
        "en": "Housing officer",
    }

    posts: Annotated[float, Size("posts", 0.0, 10_000.0, "one in account 003; 0 ends it")] = 1.0
    """Housing officers from now on."""

    def happen(self, office: Office) -> None:
        """Have housing officers from now on."""
        office.housing_officers = self.posts
