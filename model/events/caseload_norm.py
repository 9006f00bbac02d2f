"""Caseload norm: posts follow cases, counted out once a budget year."""

from typing import Annotated, ClassVar, Literal

from tillit.agents.foundation.behaviours import behaviour, plain
from tillit.agents.office import Office
from tillit.model.events.event import Row
from tillit.model.events.hire_or_cut import MOST_POSTS
from tillit.model.events.kind import EventKind
from tillit.model.events.row import EventRow
from tillit.model.events.size import Size
from tillit.model.events.unit_event import UnitEvent


class CaseloadNorm(UnitEvent):
    """From now on the office has so many cases for each post (account 001: 20 to 25, not twice as many).

    In this month, and then every `each` months, posts are counted out: open
    cases over `cases`, rounded, at least one. Posts too many are closed as they
    fall vacant, so nobody is dismissed and all ties stay. An event `posts` of
    the same month or a later one holds until posts are counted out again. That
    fewer cases each are better for anything is not assumed.
    """

    code: ClassVar[EventKind] = EventKind.CASELOAD_NORM
    labels: ClassVar[dict[str, str]] = {
        "sv": "Norm för ärenden per tjänst",
        "da": "Norm for sagstal pr. stilling",
        "en": "Caseload norm",
    }

    kind: Literal["caseload_norm"] = "caseload_norm"
    cases: Annotated[float, Size("cases/post", 5.0, 300.0, "account 001 gives 20 to 25 children")] = 22.5
    """Open cases for each post: households on assistance, or child cases."""
    each: Annotated[int, Size("months", 1, 600, "12 is a budget year")] = 12
    """Months from one counting out of posts to the next."""
    fewer: bool = True
    """Whether posts become fewer too when cases do."""

    def after(self, posts: int, cases: int) -> int:
        """Return the number of posts by the norm, for so many cases, once those too many are closed."""
        wanted = plain(posts_for)(cases, self.cases)
        return wanted if self.fewer else max(posts, wanted)

    def row(self) -> Row:
        """Return the event as the kernel reads it."""
        return self.as_row(amount=self.cases, share=self.fewer, months=self.each)


@behaviour
def posts_for(cases: int, norm: float) -> int:
    """Return the posts that so many cases need, with `norm` cases for each."""
    return max(1, min(MOST_POSTS, int(cases / norm + 0.5)))


@behaviour
def set_norm(office: Office, event: EventRow) -> None:
    """Let posts be counted out by a norm, now and from time to time."""
    office.norm = event.amount
    office.norm_fewer = 1 if event.share > 0.0 else 0
    office.norm_months = event.months
    office.norm_due = event.month
