"""Seen units: what the page shows of each unit that a town has."""

from typing import NamedTuple

from tillit.agents.agency import Agency
from tillit.agents.child import Child
from tillit.agents.client import Client
from tillit.agents.employer import Employer
from tillit.agents.foundation.records import View
from tillit.model.events import Units
from tillit.model.municipality import Municipality
from tillit.visualization.charts import CHARTS, CHILD_CHARTS, Chart


class Figure(NamedTuple):
    """One figure at the top of the page."""

    indicator: str
    unit: str
    scale: float = 1.0


class SeenUnit(NamedTuple):
    """A unit as the page shows it."""

    unit: Units
    title: str
    labels: tuple[str, str]
    """The title in Swedish and Danish."""
    clients: type[View]
    partners: tuple[type[View], ...]
    """From the middle of the trust graph outwards."""
    many: str
    """What the clients are called."""
    charts: tuple[Chart, ...]
    figures: tuple[Figure, ...]

    @property
    def word(self) -> str:
        """What events and the town call the unit."""
        return self.unit.name.lower()


ASSISTANCE = SeenUnit(
    Units.ASSISTANCE,
    "Assistance to households",
    ("Ekonomiskt bistånd", "Kontanthjælp"),
    Client,
    (Agency, Employer),
    "households",
    CHARTS,
    (
        Figure("households", ""),
        Figure("payments", "million kronor a month", 1e-6),
        Figure("caseload", ""),
        Figure("client_trust", "%", 100.0),
    ),
)

CHILDREN = SeenUnit(
    Units.CHILDREN,
    "Children and families",
    ("Barn och familj", "Børn og familie"),
    Child,
    (Agency,),
    "children",
    CHILD_CHARTS,
    (
        Figure("children", ""),
        Figure("children_placed", ""),
        Figure("institution_share", "%", 100.0),
        Figure("child_caseload", ""),
        Figure("child_trust", "%", 100.0),
    ),
)


def units_of(town: Municipality) -> tuple[SeenUnit, ...]:
    """Return the units that a town has, in the order of the page."""
    assists = (ASSISTANCE,) if town.scenario.posts else ()
    return (*assists, CHILDREN) if town.scenario.children else assists
