"""Automated decisions: a machine prepares and takes a share of the decisions."""

from typing import Annotated, ClassVar, Literal

from tillit.agents.foundation.behaviours import behaviour
from tillit.agents.office import Office
from tillit.model.events.event import Row
from tillit.model.events.kind import EventKind
from tillit.model.events.row import EventRow
from tillit.model.events.size import Size
from tillit.model.events.unit_event import UnitEvent


class AutomatedDecisions(UnitEvent):
    """A machine takes a share of the decisions (account 002; in Trelleborg they came in one day, not nine).

    Statutory work becomes less, and licences cost money. Days of waiting are too
    short for a model that counts in months. What caseworkers do with the hours
    is not assumed, nor that trust changes, nor that there are more or fewer
    errors.
    """

    code: ClassVar[EventKind] = EventKind.AUTOMATED_DECISIONS
    labels: ClassVar[dict[str, str]] = {
        "sv": "Automatiserade beslut",
        "da": "Automatiserede afgørelser",
        "en": "Automated decisions",
    }

    kind: Literal["automated_decisions"] = "automated_decisions"
    share: Annotated[float, Size("share of decisions", 0.0, 1.0, "0 ends it; account 002 gives none")] = 0.5
    """Share of the decisions from now on."""

    def row(self) -> Row:
        """Return the event as the kernel reads it."""
        return self.as_row(share=self.share)


@behaviour
def automate(office: Office, event: EventRow) -> None:
    """Let a machine take a share of the decisions from now on."""
    office.automation = event.share
