"""State: everything that a visitor has chosen, as the address has it.

Undo, reload, a restarted server and a shared link are one mechanism: this.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from tillit.model.events import Event
from tillit.model.scenarios import Scenario
from tillit.visualization.address.places import as_it_was

VERSION = 1
"""Of the address's grammar."""
LONGEST = 2_000
"""Characters that an address may have."""
FIRST_TOWN = "hassleholm"
FIRST_EVENT = "posts:month=13,change=3"
"""What the page shows to whoever opens it without an address: a story needs a beginning."""

VIEWS = ("explore", "office", "why", "assumptions", "lessons", "about")
UNITS = ("assistance", "children")
LANGUAGES = ("sv", "da", "en")
MOST_MONTHS = 240
MOST_EVENTS = 60
MOST_SEED = 1_000_000
"""What one visitor can ask of a machine that others use as well."""
MONTHS = 120
PAIRS = 100


class Problem(NamedTuple):
    """A part of an address that could not be used, in words."""

    part: str
    """The part as it was written, shortened."""
    why: str
    """What is wrong with it, and what would be right."""


@dataclass(frozen=True)
class State:
    """What a visitor has chosen.

    Parameters
    ----------
    town
        Name of a town that comes with the program.
    events
        What happens there, in order; the visitor's own, or the town's where the address names none.
    own
        Whether the address names events.
    parameters
        Changed assumptions by ``group.name``.
    off
        Mechanisms that are switched off.
    months, seed
        How long, and with whose luck.
    charts
        The two charts' names.
    view, language
        What is shown, and in which language.
    model
        Version of the program that wrote the address; empty if it does not say.
    month, follow
        Of the office: the month that is shown, and the household that is followed; 0 and -1 for none.
    unit
        Of the office: which of the town's units.
    said
        What the municipality saved when the link was shared, in millions; None if the link does not say.
    """

    town: str = FIRST_TOWN
    events: tuple[Event, ...] = ()
    own: bool = False
    parameters: tuple[tuple[str, float], ...] = ()
    off: tuple[str, ...] = ()
    months: int = MONTHS
    seed: int = 1
    charts: tuple[str, str] = ("payments", "net")
    view: str = "explore"
    language: str = "sv"
    model: str = ""
    month: int = 0
    follow: int = -1
    unit: str = UNITS[0]
    said: float | None = None
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def before(self) -> Scenario:
        """The town as it was, under the visitor's assumptions.

        Raises
        ------
        ScenarioError
            If an assumption cannot be changed like that.
        """
        return as_it_was(self.town, self.parameters, self.off)

    @property
    def scenario(self) -> Scenario:
        """The town in which the events happen.

        Raises
        ------
        ScenarioError
            If the events do not fit the town.
        """
        return self.before.with_events(self.events)
