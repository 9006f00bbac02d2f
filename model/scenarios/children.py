"""Children: the table of a scenario file about its child and family unit."""

import math
from typing import Annotated, Self

from pydantic import Field, model_validator

from tillit.model.events import MOST_POSTS, Size
from tillit.model.scenarios.table import ROOM, Table


class Costs(Table):
    """What a month costs, in the town's currency; what is left out has the usual price."""

    prevention: Annotated[float | None, Size("currency/month", 0.0, 1e7, "support for a family at home")] = (
        None
    )
    """Preventive support for a family at home."""
    network: Annotated[float | None, Size("currency/month", 0.0, 1e7, "with relatives or friends")] = None
    """A placement with relatives or others whom the child knows."""
    foster: Annotated[float | None, Size("currency/month", 0.0, 1e7, "39,000 DKK in Denmark 2019")] = None
    """A placement with a foster family."""
    residence: Annotated[float | None, Size("currency/month", 0.0, 1e7, "a room with support")] = None
    """A room of one's own, with support."""
    institution: Annotated[float | None, Size("currency/month", 0.0, 1e7, "97,000 DKK in Denmark 2019")] = (
        None
    )
    """A placement in an institution."""

    def by_form(self) -> tuple[float | None, ...]:
        """Return the costs in the order of `agents.child.Form`, prevention for those at home."""
        return (self.prevention, self.network, self.foster, self.residence, self.institution)


class Children(Table):
    """The child and family unit, as it was at the start."""

    cases: Annotated[int, Size("cases", 5, 1_000_000, "children with an open case in one month")]
    """Child cases at the start, at home and placed."""
    posts: Annotated[int | None, Size("posts", 1, MOST_POSTS, "or give `caseload` instead")] = None
    """Caseworkers' posts."""
    caseload: Annotated[
        float | None, Size("cases/caseworker", 1.0, 500.0, "20 to 50 is usual; or give `posts` instead")
    ] = None
    """Cases for each post at the start."""
    caseload_limit: Annotated[
        float | None, Size("cases/caseworker", 1.0, 10_000.0, "1.6 times the caseload if left out")
    ] = None
    """Most cases that a caseworker is given."""
    turnover: Annotated[float, Size("factor", 0.0, 10.0, "1 is the usual pull of other workplaces")] = 1.0
    """Pull of other workplaces."""
    consultants: Annotated[float, Size("share of vacancies", 0.0, 1.0, "0.5 is every other vacancy")] = 0.0
    """Share of the vacancies for which a consultant is sought."""
    steering: Annotated[float, Size("meetings/year", 0.0, 52.0, "0 for none")] = 0.0
    """Meetings a year of a steering group that is shared with the partners around children."""
    inflow: Annotated[
        float | None, Size("cases/month", 0.0, 100_000.0, "what keeps the cases in balance if left out")
    ] = None
    """New cases a month."""
    costs: Costs = Field(default_factory=Costs)
    """What a month of each form costs."""

    @model_validator(mode="after")
    def _one_density(self) -> Self:
        if (self.posts is None) == (self.caseload is None):
            message = "needs either `posts` or `caseload`, not both"
            raise ValueError(message)
        return self

    @property
    def first_posts(self) -> int:
        """Posts at the start."""
        return math.ceil(self.cases / (self.caseload or 1.0)) if self.posts is None else self.posts

    @property
    def limit(self) -> float:
        """Most cases that a caseworker is given at the start."""
        usual = max(1.0, ROOM * self.cases / self.first_posts)
        return usual if self.caseload_limit is None else self.caseload_limit
