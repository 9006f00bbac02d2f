"""Organisation: posts come and go."""

from tillit.agents.caseworker import Caseworker, Post
from tillit.agents.foundation.behaviours import stage
from tillit.agents.staffing import vacate
from tillit.agents.tie import NOBODY
from tillit.model.staff.norms import give_up_vacant
from tillit.model.town.unit import Unit


@stage
def adjust_posts(unit: Unit) -> None:
    """Create posts, vacant at first, or cut them: vacant ones first, then the newest colleagues'."""
    office = unit.office
    give_up_vacant(unit)
    filled = 0
    for seat in range(office.seats):
        if unit.caseworkers[seat].post != Post.NONE:
            filled += 1
    while filled < office.posts:
        _create_post(unit)
        filled += 1
    while filled > office.posts:
        _cut_post(unit)
        filled -= 1


@stage
def _create_post(unit: Unit) -> None:
    """Open a post in the first seat that has none."""
    office = unit.office
    seat = 0
    while seat < office.seats and unit.caseworkers[seat].post != Post.NONE:
        seat += 1
    if seat == office.seats:
        office.seats += 1
    worker: Caseworker = unit.caseworkers[seat]
    vacate(worker, office.first_post + seat)


@stage
def _cut_post(unit: Unit) -> None:
    """Close a post by the rule "last in, first out"; a vacant one before all."""
    office = unit.office
    chosen = NOBODY
    shortest = 0
    for seat in range(office.seats):
        worker: Caseworker = unit.caseworkers[seat]
        tenure = -1 if worker.post == Post.VACANT else worker.tenure * 1
        if worker.post != Post.NONE and (chosen == NOBODY or tenure < shortest):
            chosen = seat
            shortest = tenure
    closed: Caseworker = unit.caseworkers[chosen]
    vacate(closed, office.first_post + chosen)
    closed.post = Post.NONE
