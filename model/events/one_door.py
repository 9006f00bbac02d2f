"""One door: employers have one way in to the municipality."""

from typing import Annotated, ClassVar

from tillit.agents.office import Office
from tillit.model.events.event import Event
from tillit.model.events.size import Size, Strength
from tillit.model.events.sort import Sort


class OneDoor(Event):
    """Contacts with employers are kept in one register for all (account 002: one way in for employers).

    Colleagues' contacts become easier to use, at the cost of a part of a post.
    Employers' willingness and memory, and the ties to agencies, stay as they
    are. That anybody is hired because of it is not assumed.
    """

    kind = "one_door"
    sort = Sort.PARTNERS
    labels: ClassVar[dict[str, str]] = {
        "sv": "En väg in för arbetsgivare",
        "da": "Én indgang for arbejdsgivere",
        "en": "One door for employers",
    }

    share: Annotated[float, Size("share of contacts", 0.0, 1.0, "1 is all of them, 0 ends it")] = 1.0
    """Share of the contacts that are in the register from now on."""
    opens: Annotated[float, Strength("share", 0.0, 1.0, "direction: account 002")] = 0.6
    """Share of what is lost on the way through a colleague that the register takes away."""
    posts: Annotated[float, Strength("posts", 0.0, 5.0, "no published figure")] = 0.5
    """Post that keeps such a door open, for all contacts."""

    def happen(self, office: Office) -> None:
        """Keep contacts with employers in one register from now on."""
        office.one_door = self.share
        office.door_opens = self.opens
        office.door_posts = self.posts
