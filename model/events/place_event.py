"""Place event: what all events have in common that befall the town as a whole."""

from abc import abstractmethod

from tillit.agents.office import Office
from tillit.agents.place import Place
from tillit.model.events.event import Event


class PlaceEvent(Event):
    """Something that befalls the town: its labour market, its prices or its population."""

    @abstractmethod
    def befall(self, place: Place) -> None:
        """Change the town's situation; everything else must follow from that."""

    def happen(self, office: Office) -> None:
        """Change nothing in an office: what befalls the town is there for all of them."""
