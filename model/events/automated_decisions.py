"""Automated decisions: a machine prepares and takes a share of the decisions."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.size import Size, Strength
from tillit.model.events.sort import Sort
from tillit.model.events.unit_event import UnitEvent


class AutomatedDecisions(UnitEvent):
    """A machine takes a share of the decisions (account 002; in Trelleborg they came in one day, not nine).

    Statutory work becomes less, and licences cost money. Days of waiting are too
    short for a model that counts in months. What caseworkers do with the hours
    is not assumed, nor that trust changes, nor that there are more or fewer
    errors.
    """

    kind = "automated_decisions"
    sort = Sort.DECISIONS
    labels: ClassVar[dict[str, str]] = {
        "sv": "Automatiserade beslut",
        "da": "Automatiserede afgørelser",
        "en": "Automated decisions",
    }

    share: Annotated[float, Size("share of decisions", 0.0, 1.0, "0 ends it; account 002 gives none")] = 0.5
    """Share of the decisions from now on."""
    work: Annotated[
        float,
        Strength("share", 0.0, 0.8, "no published figure; decisions and payments among statutory work"),
    ] = 0.3
    """Share of the statutory work that goes when a machine takes every decision."""

    def happen(self, office: Office) -> None:
        """Let a machine take a share of the decisions from now on."""
        office.automation = self.share
        office.automated = self.work
