"""Team work: two caseworkers know a case."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.size import Size, Strength
from tillit.model.events.sort import Sort
from tillit.model.events.unit_event import UnitEvent


class TeamWork(UnitEvent):
    """A share of the cases is known to two caseworkers (account 002: team-based work).

    It takes hours, keeps more of the trust when a caseworker leaves, and brings
    colleagues together. That anybody stays because of it is not assumed.
    """

    kind = "team_work"
    sort = Sort.STAFF
    labels: ClassVar[dict[str, str]] = {
        "sv": "Teambaserat arbetssätt",
        "da": "Teambaseret arbejde",
        "en": "Team-based work",
    }

    share: Annotated[float, Size("share of cases", 0.0, 1.0, "0 ends it; account 002 gives none")] = 0.5
    """Share of the cases from now on."""
    hours: Annotated[float, Strength("hours/case/month", 0.0, 1.0, "no published figure")] = 0.08
    """Time that a case takes of the second caseworker who knows it."""
    keeps: Annotated[float, Strength("share", 0.0, 0.9, "direction: account 002")] = 0.5
    """Further share of the trust that a successor keeps when a second caseworker knows the household."""
    together: Annotated[float, Strength("factor", 0.0, 3.0, "direction: account 002")] = 1.0
    """How much faster colleagues get to know each other when they share all cases."""

    def happen(self, office: Office) -> None:
        """Let two caseworkers know a share of the cases from now on."""
        office.shared_cases = self.share
        office.second_hours = self.hours
        office.second_keeps = self.keeps
        office.together = self.together
