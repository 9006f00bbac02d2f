"""Budget: where a caseload norm is in force, posts follow cases once a budget year; step 1."""

import numpy as np

from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.client import State
from tillit.agents.foundation.behaviours import behaviour, plain, stage
from tillit.agents.office import Office
from tillit.model.town import Town
from tillit.model.unit import Unit

MOST_POSTS = 50_000
"""More than all assistance workers of a country."""


@stage
def keep_norms(town: Town, number: int) -> None:
    """Count out posts in each unit where that is due; `number` is 0 in the comparison's first month."""
    for index in range(len(town.office)):
        office: Office = town.office[index]
        if office.norm > 0.0 and office.norm_due <= number:
            cases = households_here(town) if index == 0 else office.rows - office.gone
            count_out_posts(office, posts_for(cases, office.norm), number)


@stage
def households_here(town: Town) -> int:
    """Return how many households are on assistance as the month begins."""
    here = 0
    for row in range(town.office[0].rows):
        state = town.clients[row].state
        here += (state == State.ASSISTED) | (state == State.PLACED)
    return here


@behaviour
def posts_for(cases: int, norm: float) -> int:
    """Return the posts that so many cases need, with `norm` cases for each."""
    return max(1, min(MOST_POSTS, int(cases / norm + 0.5)))


@behaviour
def count_out_posts(office: Office, wanted: int, number: int) -> None:
    """Give the unit the posts that the norm wants; those too many are closed later."""
    office.surplus = max(0, office.posts - wanted) if office.norm_fewer == 1 else 0
    office.posts = max(office.posts, wanted)
    office.norm_due = number + office.norm_months


def keep_norms_between(town: Town, number: int) -> None:
    """Count out posts as `keep_norms` does, but from Python: before and after a single event."""
    for index, office in enumerate(town.office.view(np.recarray)):
        if office.norm > 0.0 and office.norm_due <= number:
            state = town.clients["state"][: town.office["rows"][0]]
            here = np.isin(state, [State.ASSISTED, State.PLACED]).sum()
            wanted = plain(posts_for)(here if index == 0 else office.rows - office.gone, office.norm)
            plain(count_out_posts)(office, wanted, number)


@stage
def give_up_vacant(unit: Unit) -> None:
    """Take posts that are too many from the unit as they fall vacant: nobody is dismissed for a norm."""
    office: Office = unit.office[0]
    for seat in range(office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        if office.surplus > 0 and worker.post == Post.VACANT:
            office.posts -= 1
            office.surplus -= 1
