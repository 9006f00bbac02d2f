"""Unit facts: what a scenario file says of any unit, as it was at the start."""

from typing import Annotated, Self

from pydantic import model_validator

from tillit.agents.office import HALF
from tillit.model.events import MOST_POSTS, Size
from tillit.model.scenarios.table import Table


class UnitFacts(Table):
    """A unit's staff."""

    posts: Annotated[
        float | None, Size("posts", 1, MOST_POSTS, "whole or half; or give `caseload` instead", step=HALF)
    ] = None
    """Caseworkers' posts, in full time."""
    caseload: Annotated[
        float | None, Size("cases/caseworker", 1.0, 1000.0, "usually 10 to 300; or give `posts` instead")
    ] = None
    """Households, or child cases, for each post at the start."""
    caseload_limit: Annotated[
        float | None, Size("cases/caseworker", 1.0, 10_000.0, "1.6 times the caseload if left out")
    ] = None
    """Most cases that a caseworker is given."""
    turnover: Annotated[float, Size("factor", 0.0, 10.0, "1 is the usual pull of other workplaces")] = 1.0
    """Pull of other workplaces."""
    consultants: Annotated[float, Size("share of vacancies", 0.0, 1.0, "0.5 is every other vacancy")] = 0.0
    """Share of the vacancies for which a consultant is sought."""

    @model_validator(mode="after")
    def _one_density(self) -> Self:
        if (self.posts is None) == (self.caseload is None):
            message = "needs either `posts` or `caseload`, not both"
            raise ValueError(message)
        return self
