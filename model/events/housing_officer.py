"""Housing officer: somebody helps the homeless to a lasting home."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Size, Strength
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
    reach: Annotated[float, Strength("share", 0.0, 1.0, "direction: account 003")] = 0.6
    """Share of what the caseworker's reach lacks that a housing officer makes up for."""
    cases: Annotated[float, Strength("households/post", 5.0, 60.0, "no published figure")] = 25.0
    """Households in temporary housing whom one housing officer can help at a time."""

    def happen(self, office: Office) -> None:
        """Have housing officers from now on."""
        office.housing_officers = self.posts
        office.officer_reach = self.reach
        office.officer_cases = self.cases
