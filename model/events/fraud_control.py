"""Fraud control: payments are checked for fraud and errors."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort


class FraudControl(Event):
    """A share of the payments is checked (account 002: zero tolerance to fraud and errors).

    It takes hours and posts, stops some payments, makes anxious and costs trust.
    That errors are found more often to one side than to the other is not
    assumed, so other payments stay as they are.
    """

    kind = "fraud_control"
    sort = Sort.CONTROL
    labels: ClassVar[dict[str, str]] = {
        "sv": "Kontroll av fusk och fel",
        "da": "Kontrol af snyd og fejl",
        "en": "Fraud and error control",
    }

    share: Annotated[float, Size("share of payments", 0.0, 1.0, "1 checks them all, 0 ends it")] = 1.0
    """Share of the payments from now on."""

    def happen(self, office: Office) -> None:
        """Check a share of the payments from now on."""
        office.control = self.share
