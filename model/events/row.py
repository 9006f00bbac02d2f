"""Row: how the kernel sees an event, whatever its kind."""

from typing import Annotated

from tillit.agents.foundation.records import Field, Record


class EventRow(Record):
    """One event. What `amount`, `share`, `months` and `extra` mean is up to its kind."""

    month: Annotated[int, Field("month", 0, 4095, "i4")]
    """Months since the comparison began, 0 for the first; the run-in is not counted."""
    event: Annotated[int, Field("EventKind", 1, 4095, "i4")]
    """A member of `EventKind`."""
    amount: Annotated[float, Field("of the kind", -1e9, 1e9)]
    """The size in the kind's own unit."""
    share: Annotated[float, Field("share", 0.0, 1.0)]
    """The size as a share."""
    months: Annotated[int, Field("months", 0, 4095, "i4")]
    """How long it goes on."""
    extra: Annotated[float, Field("of the kind", -1e9, 1e9)]
    """A second size, or which of two meanings `amount` has."""
    units: Annotated[int, Field("Units", 0, 3, "i4")]
    """To which units it happens: a member of `Units`."""
