"""Event: what all things that can happen to a town have in common."""

from collections.abc import Iterable
from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, StringConstraints

from tillit.agents.foundation.parameters import Grade
from tillit.model.events.kind import EventKind
from tillit.model.events.size import Size
from tillit.model.events.units import Units

LAST_MONTH = 3600
"""Last month that an event may have: with the run-in before it, it must fit into luck's twelve bits."""

Row = tuple[int, int, float, float, int, float, int]
"""The fields of an `EventRow`."""


class Event(BaseModel):
    """Something that is done to a town, or befalls it, in a month and with a size."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    code: ClassVar[EventKind]
    """Number of the kind."""
    labels: ClassVar[dict[str, str]]
    """What the page calls it, by language."""

    kind: str
    """The word in scenario files."""
    month: Annotated[int, Size("month", 1, LAST_MONTH, "1 is the first month of the comparison")]
    """Month at whose start it happens, 1 for the first of the comparison."""
    source: Annotated[str, StringConstraints(max_length=500)] = ""
    """Who says that it happened, and so much of it."""
    grade: Grade = Grade.ASSUMED
    """How well the source supports it."""

    @property
    def units(self) -> Units:
        """To which units it happens."""
        return Units.ASSISTANCE

    def row(self) -> Row:
        """Return the event as the kernel reads it, in the order of `EventRow`."""
        raise NotImplementedError

    def expanded(self) -> tuple[Self, ...]:
        """Return the event as often as it happens, each time on its own."""
        return (self,)

    def as_row(self, *, amount: float = 0.0, share: float = 0.0, months: int = 0, extra: float = 0.0) -> Row:
        """Return a row of this kind and month."""
        code, units = int(self.code), int(self.units)
        return (self.month - 1, code, float(amount), float(share), int(months), float(extra), units)


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return events in the order in which they happen: of one month, a norm before what departs from it."""
    return sorted(events, key=lambda event: (event.month, event.code != EventKind.CASELOAD_NORM))
