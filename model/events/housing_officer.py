"""Housing officer: somebody helps the homeless to a lasting home, and others to keep theirs."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Size, Strength
from tillit.model.events.sort import Sort


class HousingOfficer(Event):
    """A housing officer helps those without a home, and those who may lose theirs (account 003).

    One officer can help so many without a home at a time; those find one sooner.
    As far as the officer suffices for them, a crisis also costs a home less often.
    That there are fewer crises is not assumed.
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
    finds: Annotated[float, Strength("1/month", 0.0, 0.5, "direction: account 003; no published rate")] = 0.1
    """Chance of a lasting home that the officer's help gives those who find none otherwise."""
    keeps: Annotated[float, Strength("share", 0.0, 1.0, "no published rate")] = 0.3
    """Share of the homes which crises would cost that the officer's help keeps."""
    cases: Annotated[float, Strength("households/post", 5.0, 60.0, "no published figure")] = 25.0
    """Households in temporary housing whom one housing officer can help at a time."""

    def happen(self, office: Office) -> None:
        """Have housing officers from now on."""
        office.housing_officers = self.posts
        office.officer_finds = self.finds
        office.officer_keeps = self.keeps
        office.officer_cases = self.cases
