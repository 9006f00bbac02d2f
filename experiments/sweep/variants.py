"""Variant: what is done, or left undone, in every town of a sweep."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, SerializeAsAny

from tillit.model.events import Event, event_class
from tillit.model.scenarios import Scenario


def _event(it: object) -> object:
    """Return the event that a table describes, of the class that its kind says."""
    if not isinstance(it, Mapping):
        return it
    try:
        return event_class(str(it.get("kind"))).model_validate(it)
    except LookupError as error:
        raise ValueError(str(error)) from None


@dataclass(frozen=True)
class Variant:
    """One course of action, tried in every town and at every point.

    Parameters
    ----------
    name
        What the rows and the answers call it.
    before
        Whether the events of the town's own file are left out.
    changes
        Values that it changes, as in ``("staff.posts", "+3")``.
    events
        What happens besides.
    """

    name: str
    before: bool = False
    changes: tuple[tuple[str, str | int | float], ...] = ()
    events: tuple[Annotated[SerializeAsAny[Event], BeforeValidator(_event)], ...] = ()

    def of(self, town: Scenario) -> Scenario:
        """Return a town in which this is done.

        Raises
        ------
        ScenarioError
            If the town cannot be changed like that.
        """
        scenario = town.before() if self.before else town
        if self.changes:
            scenario = scenario.variant(dict(self.changes))
        return scenario.with_events(self.events) if self.events else scenario
