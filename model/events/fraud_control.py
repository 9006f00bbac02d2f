"""Fraud control: payments are checked for fraud and errors."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Size, Strength
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
    stopped: Annotated[float, Strength("1/month", 0.0, 0.01, "no published rate")] = 0.0015
    """Chance that a household's assistance is stopped, where every payment is checked."""
    suspicion: Annotated[float, Strength("1/month", 0.0, 0.1, "no published rate")] = 0.01
    """Share of the missing anxiety that being checked adds."""
    mistrust: Annotated[float, Strength("1/month", 0.0, 0.05, "no published rate")] = 0.005
    """Share of the trust in the caseworker that being checked costs."""
    hours: Annotated[float, Strength("hours/case/month", 0.0, 0.5, "no published figure")] = 0.04
    """Caseworker's time that checking every payment takes."""
    span: Annotated[float, Strength("households/post", 100.0, 3000.0, "no published figure")] = 600.0
    """Households for each post that does nothing else."""

    def happen(self, office: Office) -> None:
        """Check a share of the payments from now on."""
        office.control = self.share
        office.stopped = self.stopped
        office.suspicion = self.suspicion
        office.mistrust = self.mistrust
        office.control_hours = self.hours
        office.checked = self.span
