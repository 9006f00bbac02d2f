"""Caseload norm: posts follow cases, counted out once a budget year."""

from typing import Annotated, ClassVar

from tillit.agents.foundation.behaviours import plain
from tillit.agents.office import Office
from tillit.model.events.size import Size
from tillit.model.events.sort import Sort
from tillit.model.events.unit_event import UnitEvent
from tillit.model.staff.norms import posts_for

ABOVE = 1.25
"""Cases that one caseworker may have, against the norm for all: a quarter more."""


class CaseloadNorm(UnitEvent):
    """From now on the office has so many cases for each post (account 001: 20 to 25, not twice as many).

    In this month, and then every `each` months, posts are counted out: open
    cases over `cases`, rounded to whole posts, at least one. Posts too many are closed as they
    fall vacant, so nobody is dismissed and all ties stay. Nobody is given more
    than a quarter above the norm. An event `posts` of the same month or a later
    one holds until posts are counted out again. That fewer cases each are better
    for anything is not assumed.
    """

    kind = "caseload_norm"
    sort = Sort.STAFF
    precedence = 1
    labels: ClassVar[dict[str, str]] = {
        "sv": "Norm för ärenden per tjänst",
        "da": "Norm for sagstal pr. stilling",
        "en": "Caseload norm",
    }

    cases: Annotated[float, Size("cases/post", 5.0, 300.0, "account 001 gives 20 to 25 children")] = 22.5
    """Open cases for each post: households on assistance, or child cases."""
    each: Annotated[int, Size("months", 1, 600, "12 is a budget year")] = 12
    """Months from one counting out of posts to the next."""
    fewer: bool = True
    """Whether posts become fewer too when cases do."""

    def after(self, posts: float, cases: int) -> float:
        """Return the number of posts by the norm, for so many cases, once those too many are closed."""
        wanted = plain(posts_for)(cases, self.cases)
        return wanted if self.fewer else max(posts, wanted)

    def happen(self, office: Office) -> None:
        """Let posts be counted out by a norm, now and from time to time."""
        office.norm = self.cases
        office.caseload_limit = ABOVE * self.cases
        office.norm_fewer = int(self.fewer)
        office.norm_months = self.each
        office.norm_due = self.month - 1
