"""Children: the table of a scenario file about its child and family unit."""

import math
from typing import Annotated

from pydantic import Field

from tillit.model.events import Size
from tillit.model.scenarios.table import ROOM, Table
from tillit.model.scenarios.unit_facts import UnitFacts


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


class Children(UnitFacts):
    """The child and family unit, as it was at the start."""

    cases: Annotated[int, Size("cases", 5, 1_000_000, "children with an open case in one month")]
    """Child cases at the start, at home and placed."""
    steering: Annotated[float, Size("meetings/year", 0.0, 52.0, "0 for none")] = 0.0
    """Meetings a year of a steering group that is shared with the partners around children."""
    inflow: Annotated[
        float | None, Size("cases/month", 0.0, 100_000.0, "what keeps the cases in balance if left out")
    ] = None
    """New cases a month."""
    costs: Costs = Field(default_factory=Costs)
    """What a month of each form costs."""

    @property
    def first_posts(self) -> float:
        """Posts at the start."""
        return math.ceil(self.cases / (self.caseload or 1.0)) if self.posts is None else self.posts

    @property
    def limit(self) -> float:
        """Most cases that a caseworker is given at the start."""
        usual = max(1.0, ROOM * self.cases / self.first_posts)
        return usual if self.caseload_limit is None else self.caseload_limit
