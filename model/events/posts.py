"""Posts: the number of posts changes."""

from typing import Annotated, ClassVar, Self

from pydantic import model_validator

from tillit.agents.office import HALF, MOST_POSTS, Office
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort
from tillit.model.events.unit_event import UnitEvent


class Posts(UnitEvent):
    """The office gets more posts or loses some (account 000: more staff; account 004: 5 to 8).

    Only the number of posts changes. A new post is vacant until somebody is
    recruited, and that person knows nobody; a cut takes vacant posts first if
    there are any. Half a post has half the hours and half the cases; where
    there is one already, both become a whole one. That more staff is better for
    anything is not assumed.
    """

    kind = "posts"
    sort = Sort.STAFF
    labels: ClassVar[dict[str, str]] = {
        "sv": "Fler eller färre tjänster",
        "da": "Flere eller færre stillinger",
        "en": "More or fewer posts",
    }

    change: Annotated[
        float | None,
        Size("posts", -MOST_POSTS, MOST_POSTS, "3 hires, -0.5 cuts half a post; or use `to`", step=HALF),
    ] = None
    """Posts more than before, or fewer."""
    to: Annotated[
        float | None, Size("posts", 1, MOST_POSTS, "an office has at least one post", step=HALF)
    ] = None
    """Posts from now on."""

    @model_validator(mode="after")
    def _one_size(self) -> Self:
        if (self.change is None) == (self.to is None):
            message = "needs either `change` (+3) or `to` (20)"
            raise ValueError(message)
        return self

    def after(self, posts: float) -> float:
        """Return the number of posts after the event."""
        return posts + (self.change or 0) if self.to is None else self.to

    def happen(self, office: Office) -> None:
        """Give the office more posts, fewer, or a number of them."""
        office.posts = max(1, self.after(office.posts))
        office.surplus = 0  # what a norm found too many is not closed on top
