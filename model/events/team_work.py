"""Team work: two caseworkers know a case."""

from typing import Annotated, ClassVar, Literal

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office
from tillit.model.events.event import Row
from tillit.model.events.kind import EventKind
from tillit.model.events.row import EventRow
from tillit.model.events.size import Size
from tillit.model.events.unit_event import UnitEvent


class TeamWork(UnitEvent):
    """A share of the cases is known to two caseworkers (account 002: team-based work).

    It takes hours, keeps more of the trust when a caseworker leaves, and brings
    colleagues together. That anybody stays because of it is not assumed.
    """

    code: ClassVar[EventKind] = EventKind.TEAM_WORK
    labels: ClassVar[dict[str, str]] = {
        "sv": "Teambaserat arbetssätt",
        "da": "Teambaseret arbejde",
        "en": "Team-based work",
    }

    kind: Literal["team_work"] = "team_work"
    share: Annotated[float, Size("share of cases", 0.0, 1.0, "0 ends it; account 002 gives none")] = 0.5
    """Share of the cases from now on."""

    def row(self) -> Row:
        """Return the event as the kernel reads it."""
        return self.as_row(share=self.share)


@behaviour
def work_in_teams(office: Office, event: EventRow) -> None:
    """Let two caseworkers know a share of the cases from now on."""
    office.shared_cases = event.share
