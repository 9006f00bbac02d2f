"""Budget: where a caseload norm is in force, posts follow cases once a budget year; step 1."""

from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.client import State
from tillit.agents.foundation.behaviours import stage
from tillit.agents.office import Office
from tillit.model.events.caseload_norm import posts_for
from tillit.model.town import Town
from tillit.model.unit import Unit


@stage
def keep_norms(town: Town, number: int) -> None:
    """Count out posts in each unit where that is due; `number` is 0 in the comparison's first month."""
    for index in range(len(town.office)):
        office: Office = town.office[index]
        if office.norm > 0.0 and office.norm_due <= number:
            count_out_posts(office, households_here(town) if index == 0 else office.rows - office.gone)
            office.norm_due = number + office.norm_months


@stage
def households_here(town: Town) -> int:
    """Return how many households are on assistance as the month begins."""
    here = 0
    for row in range(town.office[0].rows):
        state = town.clients[row].state
        here += (state == State.ASSISTED) | (state == State.PLACED)
    return here


@stage
def count_out_posts(office: Office, cases: int) -> None:
    """Give the unit the posts that the norm gives it for its cases; those too many are closed later."""
    wanted = posts_for(cases, office.norm)
    office.surplus = max(0, office.posts - wanted) if office.norm_fewer == 1 else 0
    office.posts = max(office.posts, wanted)


@stage
def give_up_vacant(unit: Unit) -> None:
    """Take posts that are too many from the unit as they fall vacant: nobody is dismissed for a norm."""
    office: Office = unit.office[0]
    for seat in range(office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        if office.surplus > 0 and worker.post == Post.VACANT:
            office.posts -= 1
            office.surplus -= 1
