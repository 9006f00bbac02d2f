"""Budget: where a caseload norm is in force, posts follow cases once a budget year."""

import numpy as np

from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.client import State
from tillit.agents.foundation.behaviours import behaviour, plain, stage
from tillit.agents.office import MOST_POSTS, Office
from tillit.model.town.arrays import Town
from tillit.model.town.unit import Unit


@stage
def keep_norms(town: Town, number: int) -> None:
    """Count out posts in each unit where that is due; `number` is 0 in the comparison's first month."""
    office = town.assistance.office
    if is_due(office, number):
        _count_out_posts(office, posts_for(_households_here(town), office.norm), number)
    office = town.children.office
    if is_due(office, number):
        _count_out_posts(office, posts_for(office.rows - office.gone, office.norm), number)


@stage
def is_due(office: Office, number: int) -> bool:
    """Tell whether posts are counted out in a unit this month."""
    return office.norm > 0.0 and office.norm_due <= number


@behaviour
def posts_for(cases: int, norm: float) -> int:
    """Return the posts that so many cases need, with `norm` cases for each."""
    return max(1, min(MOST_POSTS, int(cases / norm + 0.5)))


def keep_norms_between(town: Town, number: int) -> None:
    """Count out posts as `keep_norms` does, but from Python: before and after a single event."""
    for unit in town.units:
        office = unit.office
        if plain(is_due)(office, number):
            here = _households_now(town) if unit is town.assistance else office.rows - office.gone
            plain(_count_out_posts)(office, plain(posts_for)(here, office.norm), number)


@stage
def give_up_vacant(unit: Unit) -> None:
    """Take posts that are too many from the unit as they fall vacant: nobody is dismissed for a norm."""
    office = unit.office
    for seat in range(office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        if office.surplus > 0.0 and worker.post == Post.VACANT:
            gone = min(worker.part, office.surplus)
            office.posts -= gone
            office.surplus -= gone


@stage
def _households_here(town: Town) -> int:
    """Return how many households are on assistance as the month begins."""
    here = 0
    for row in range(town.assistance.office.rows):
        state = town.households[row].state
        here += (state == State.ASSISTED) | (state == State.PLACED)
    return here


@behaviour
def _count_out_posts(office: Office, wanted: int, number: int) -> None:
    """Give the unit the posts that the norm wants; those too many are closed later."""
    office.surplus = max(0.0, office.posts - wanted) if office.norm_fewer == 1 else 0.0
    office.posts = max(office.posts, wanted)
    office.norm_due = number + office.norm_months


def _households_now(town: Town) -> int:
    """Return what `_households_here` does, but from Python."""
    state = town.households["state"][: town.assistance.office.rows]
    return int(np.isin(state, [State.ASSISTED, State.PLACED]).sum())
