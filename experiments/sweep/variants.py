"""Variant: what is done, or left undone, in every town of a sweep."""

from dataclasses import dataclass

from tillit.model.events import Event
from tillit.model.scenarios import Scenario


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
    changes: tuple[tuple[str, str | float], ...] = ()
    events: tuple[Event, ...] = ()

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
